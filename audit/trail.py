"""The trail of a subject: what happened, in sentences, with who and both times."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from audit.moments import counting_on, known_at
from audit.sentences.groups import AnyFact
from audit.sentences.telling import sentence, somebody
from audit.subjects import UnknownSubject, subject
from domain import facts as f
from domain.circular_facts import CircularFact
from domain.fact import Fact
from domain.intake import IntakeFact
from domain.mailbox import MailboxFact
from domain.values import Language, Value
from journal.envelope import Recorded
from journal.opening import Store
from journal.people import StaffMember
from journal.registers import NotRegistered

Names = Callable[[str], str]
"""The name of a member of the staff; the id itself where none is known."""


class TrailLine(Value):
    """One fact, told.

    `about` is the avenant, convention, circular or network it happened to; `registration` what
    `avenants retract` takes, where it can be retracted; `cause` the event that led to it.
    """

    sentence: str
    about: str
    actor: str
    channel: str
    effective_on: date
    recorded_at: datetime
    event_id: UUID
    type: str
    rehearsal: bool
    cause: UUID | None
    registration: UUID | None


def trail(
    store: Store,
    name: str,
    *,
    as_at: datetime | None = None,
    as_of: date | None = None,
    lang: Language = Language.FR,
    names: Names | None = None,
) -> list[TrailLine]:
    """What the record says of an avenant, a convention, a network or a circular, oldest first.

    `as_at` leaves out what was not yet recorded at that aware instant, `as_of` what does not
    count on that day with what is known: see `audit.moments`. `names` gives the names of the
    staff, by default those of the registers. Raises UnknownSubject.
    """
    about = subject(store, name)
    known = known_at(about.history, as_at)
    counting = known if as_of is None else counting_on(known, as_of)
    called = names or staff_names(store)
    return [line(one, lang, called) for one in counting if about.concerns(one)]


def line(one: Recorded, lang: Language, names: Names) -> TrailLine:
    """A recorded fact, told in that language."""
    fact = known_fact(one.fact)
    return TrailLine(
        sentence=sentence(fact, lang, names),
        about=about_what(one),
        actor=somebody(one.actor, lang, names),
        channel=one.channel,
        effective_on=one.effective_on,
        recorded_at=one.recorded_at,
        event_id=one.event_id,
        type=fact.type,
        rehearsal=one.rehearsal,
        cause=one.causation,
        registration=fact.id if isinstance(fact, f.Registration) else None,
    )


def about_what(one: Recorded) -> str:
    """The avenant, or else what the stream is of."""
    if isinstance(one.fact, f.AvenantFact):
        return one.fact.avenant
    _, _, name = one.stream.partition("-")
    return name


def known_fact(fact: Fact) -> AnyFact:
    """The fact as one of those that have a sentence; every fact of the journal has."""
    if not isinstance(fact, f.ConventionFact | CircularFact | IntakeFact | MailboxFact):
        raise TypeError(f"{type(fact).__name__} is no fact of this journal")
    return fact


def staff_names(store: Store) -> Names:
    """Names as the registers have them now."""
    known: dict[str, str] = {}

    def name(member: str) -> str:
        if member not in known:
            known[member] = registered_name(store, member)
        return known[member]

    return name


def registered_name(store: Store, member: str) -> str:
    """The registered name of a member of the staff, or the id."""
    try:
        party = store.registers.staff(member).party
    except NotRegistered:
        return member
    person = store.people.get_many([party]).get(party)
    return person.name if isinstance(person, StaffMember) else member


__all__ = ["TrailLine", "UnknownSubject", "staff_names", "trail"]
