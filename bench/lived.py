"""A record of many circulars, as an office leaves it: facts of avenants that were lived."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import cast
from uuid import UUID, uuid4, uuid5

from audit.views.collector import uncollected
from domain import facts as f
from domain.terms import CURRENT_RULES, window
from domain.values import AvenantKind, Channel, Language, NetworkKind, PartyKind
from journal.clock import BRUSSELS, RehearsalClock
from journal.envelope import Append, Context
from journal.known_facts import known_facts
from journal.opening import Store, open_rehearsal
from journal.streams import convention_stream
from journal.tables import pages

NETWORKS = 30
AVENANTS = 1_500
"""Of one circular; a convention has one avenant, and every circular has conventions of its own."""
CIRCULAR_FACTS = 7 * AVENANTS
"""What a circular comes to."""
PAGE = 500
"""Commands in one transaction."""
LAUNCHED = date(2026, 3, 2)
SENT = date(2026, 3, 3)
_WINDOW = window(SENT, Channel.EMAIL)
_NAMES = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Lived:
    """An avenant to be lived: every fifth is refused, the others are accepted by silence."""

    number: int
    evidence: str = "0" * 64
    """The address of what all of them name."""

    @property
    def circular(self) -> str:
        """One circular for each `AVENANTS`."""
        return f"2026-{self.number // AVENANTS:04d}"

    @property
    def convention(self) -> str:
        """A convention of its own."""
        return f"K{self.number:07d}"

    @property
    def avenant(self) -> str:
        """Its id."""
        return f"{self.circular}.{self.convention}"

    @property
    def network(self) -> str:
        """One of thirty, in turn."""
        return f"network-{self.number % NETWORKS:02d}"

    @property
    def refused(self) -> bool:
        """Whether it is refused."""
        return self.number % 5 == 0


Step = tuple[date, tuple[f.ConventionFact, ...]]


def life(of: Lived) -> Iterator[Step]:
    """What one leaves in the record: on which day which facts, six or seven in all."""
    yield LAUNCHED, (registered(of), prepared(of))
    yield SENT, (started(of),)
    yield (
        SENT,
        (
            f.Sent(
                on=SENT,
                avenant=of.avenant,
                ordinal=1,
                channel=Channel.EMAIL,
                window=_WINDOW,
                id=uuid5(_NAMES, of.avenant),
                by="engine",
                purpose=f.Purpose.FIRST,
                evidence=of.evidence,
            ),
        ),
    )
    if of.refused:
        yield from refusal(of)
    else:
        yield from silence(of)


def registered(of: Lived) -> f.ConventionRegistered:
    """The convention, known since the beginning."""
    return f.ConventionRegistered(
        on=date(2024, 1, 1),
        convention=of.convention,
        network=of.network,
        kind=NetworkKind.ADULT,
        party=f"p-{of.number:010d}",
        party_kind=PartyKind.INDEPENDENT,
        channel=Channel.EMAIL,
        language=Language.FR,
    )


def prepared(of: Lived) -> f.AvenantPrepared:
    """The avenant, as the launch prepares it."""
    return f.AvenantPrepared(
        on=LAUNCHED,
        avenant=of.avenant,
        circular=of.circular,
        kind=AvenantKind.PROVIDER,
        content=of.evidence,
        rules=CURRENT_RULES,
        in_force_from=date(2026, 1, 1),
    )


def started(of: Lived) -> f.SendingStarted:
    """The intent, with the hashes of what leaves."""
    return f.SendingStarted(
        on=SENT,
        avenant=of.avenant,
        ordinal=1,
        purpose=f.Purpose.FIRST,
        channel=Channel.EMAIL,
        language=Language.FR,
        recipient=f"p-{of.number:010d}",
        message_id=f"<{of.avenant}.1@bench.example>",
        content_hash=f"{of.number:064x}",
        evidence=of.evidence,
        documents=(f.Document(name="avenant.pdf", sha256=f"{of.number:064x}"),),
    )


def refusal(of: Lived) -> Iterator[Step]:
    """Refused after ten days, and ended on the first day of the third month."""
    received, ends = SENT + timedelta(days=10), date(2026, 6, 1)
    id_ = uuid5(_NAMES, f"refusal of {of.avenant}")
    yield (
        received,
        (
            f.RefusalRegistered(
                on=received,
                avenant=of.avenant,
                id=id_,
                received_on=received,
                dispatched_on=received,
                channel=f.AnswerChannel.EMAIL,
                by_representative=True,
                names_convention=True,
                addressed_to=f.Recipient.NETWORK,
                received_there_on=None,
                evidence=of.evidence,
                by="cell",
            ),
            f.AvenantRefused(
                on=received,
                avenant=of.avenant,
                refusal=id_,
                received_on=received,
                terminates_on=ends,
                registered_on=received,
            ),
        ),
    )
    terminated = f.AvenantTerminated(on=ends, avenant=of.avenant, refusal=id_, received_on=received)
    yield ends, (terminated,)


def silence(of: Lived) -> Iterator[Step]:
    """Accepted tacitly once nothing can come any more, and told so."""
    day = SENT + timedelta(days=45)
    about = f.Notice.TACIT_ACCEPTANCE
    message = f"<{of.avenant}.2@bench.example>"
    yield (
        day,
        (
            f.SilenceConcluded(
                on=day,
                avenant=of.avenant,
                last_day=_WINDOW.admitted_last_day,
                post_known_by="confirmation",
            ),
        ),
    )
    yield (
        day,
        (
            f.NoticeStarted(
                on=day,
                avenant=of.avenant,
                notice=about,
                about="conclusion",
                channel=Channel.EMAIL,
                message_id=message,
                content_hash=f"{of.number + 2**41:064x}",
                evidence=of.evidence,
            ),
        ),
    )
    told = f.NoticeSent(
        on=day, avenant=of.avenant, notice=about, about="conclusion", message_id=message
    )
    yield day, (told,)


@contextmanager
def lived(url: str, facts: int) -> Generator[Store]:
    """A store with about so many facts, circular after circular, each over a quarter of a year."""
    begins = datetime.combine(LAUNCHED, time(8), tzinfo=BRUSSELS)
    store, _ = open_rehearsal(url, facts=known_facts(), starts_at=begins)
    with store:
        for _ in range(max(1, round(facts / CIRCULAR_FACTS))):
            one_more(store)
        yield store


def one_more(store: Store) -> None:
    """Another circular, with all that follows from it."""
    first = store.journal.head() // CIRCULAR_FACTS * AVENANTS
    with uncollected():
        live_through(store, cast("RehearsalClock", store.clock), range(first, first + AVENANTS))


def first_of(circular: str) -> int:
    """The number of the first avenant of a circular."""
    return int(circular.removeprefix("2026-")) * AVENANTS


def live_through(store: Store, clock: RehearsalClock, numbers: Sequence[int]) -> None:
    """One circular: all are prepared, then all are sent, and so on, as days go by."""
    evidence = store.evidence.put(b"What all of them name.", "text/plain")
    avenants = [Lived(number, evidence) for number in numbers]
    lives = [(of, list(life(of))) for of in avenants]
    versions = dict.fromkeys(numbers, 0)
    for step in range(max(len(steps) for _, steps in lives)):
        going_on = [(of, steps[step]) for of, steps in lives if step < len(steps)]
        day = datetime.combine(going_on[0][1][0], time(9), tzinfo=BRUSSELS)
        for page in pages(going_on, PAGE):
            clock.set(max(day, clock.now() + timedelta(seconds=1)))
            store.journal.append_many([append(of, facts, versions) for of, (_, facts) in page])


def step_by_step(number: int) -> Iterator[Append]:
    """What avenants append from that one on, one after the other, without end."""
    for each in count(number):
        versions = {each: 0}
        for _, facts in life(Lived(each)):
            yield append(Lived(each), facts, versions)


def append(of: Lived, facts: tuple[f.ConventionFact, ...], versions: dict[int, int]) -> Append:
    """What one step appends, each by a command of its own."""
    by = "cell" if isinstance(facts[0], f.RefusalRegistered) else "engine"
    context = Context(command_id=uuid4(), actor=by, channel="workflow", correlation=of.avenant)
    given = Append(convention_stream(of.convention), facts, versions[of.number], context)
    versions[of.number] += len(facts)
    return given
