"""Through which day a mailbox is read, and the fact that says so for each of its networks."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from threading import Lock
from uuid import UUID, uuid5

from activities.mailbox.access import MailboxAccess
from domain.intake import IntakeFact, MailboxRead
from domain.values import ENGINE
from journal.clock import BRUSSELS
from journal.envelope import Context, Recorded
from journal.handling import handle
from journal.opening import Store
from journal.streams import intake_stream

MARKS = UUID("3d1c55a2-50e3-5f1c-9a53-1a2f6f1f6c0e")
"""The namespace of the command ids of watermarks."""
LAGGING = timedelta(minutes=10)
"""How much later than it was received a message may show up: a server's clock and its queue."""


def read_through(began: datetime, unread_since: date | None) -> date:
    """The last day that is wholly past and read, given when the reading began.

    What waits for a person, of whom nobody knows yet whom it concerns, keeps its own day unread.
    """
    past = (began - LAGGING).astimezone(BRUSSELS).date() - timedelta(days=1)
    return past if unread_since is None else min(past, unread_since - timedelta(days=1))


class Watermarks:
    """What several mailboxes together say of a network. Safe to share between threads.

    A network with two mailboxes is read through the day through which both are, and nothing is
    said of it before both were read.
    """

    def __init__(self, store: Store, mailboxes: Sequence[MailboxAccess]) -> None:
        self._store = store
        self._mailboxes = tuple(mailboxes)
        self._through: dict[str, date] = {}
        self._lock = Lock()

    def advance(self, mailbox: MailboxAccess, through: date) -> tuple[Recorded, ...]:
        """That mailbox is read through that day: record what follows, at most once a day each."""
        with self._lock:
            self._through[mailbox.id] = through
            days = {network: self._of(network) for network in mailbox.networks}
        return tuple(
            one
            for network, day in days.items()
            if day is not None
            for one in mark(self._store, network, day)
        )

    def _of(self, network: str) -> date | None:
        days = [self._through.get(m.id) for m in self._mailboxes if network in m.networks]
        known = [day for day in days if day is not None]
        return min(known) if known and len(known) == len(days) else None


def mark(store: Store, network: str, through: date) -> tuple[Recorded, ...]:
    """Record that a network's mailbox is read through a day; nothing where that is known."""

    def follow(history: tuple[Recorded, ...]) -> list[IntakeFact]:
        known = [one.fact.through for one in history if isinstance(one.fact, MailboxRead)]
        if known and max(known) >= through:
            return []
        today = store.clock.today()
        return [MailboxRead(on=today, network=network, through=through, by=ENGINE)]

    context = Context(
        command_id=uuid5(MARKS, f"{network} {through}"),
        actor=ENGINE,
        channel="mailbox",
        correlation=f"intake:{network}",
    )
    history = store.journal.read(intake_stream(network))
    if not follow(history):
        return ()
    return handle(store.journal, intake_stream(network), follow, context)
