"""A line of a trail: one fact, told, with who, how, both times, its cause and its evidence."""

from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple, cast, get_args
from uuid import UUID

from audit.sentences.groups import AnyFact
from audit.sentences.telling import sentence, somebody
from audit.trails.about import avenant_of
from audit.trails.proofs import Proof, cause, plain, proofs, refers_to
from domain import facts as f
from domain.budget_facts import BudgetEntry
from domain.fact import Fact
from domain.values import Language
from journal.envelope import Recorded
from journal.opening import Store
from journal.people import StaffMember
from journal.registers import NotRegistered

KNOWN = frozenset(get_args(AnyFact))
Names = Callable[[str], str]
"""The name of a member of the staff; the id itself where none is known."""


class TrailLine(NamedTuple):
    """One fact, told.

    `about` is the avenant, convention, circular, network or mailbox it happened to; `registration`
    what `avenants retract` takes (`retract-entry` of a budget), where it can be retracted; `cause`
    the event that led to it; `refers_to` the registrations and messages it names; `cursor` is where
    to read on after it.
    """

    sentence: str
    about: str
    actor: str
    actor_id: str
    channel: str
    effective_on: date
    recorded_at: datetime
    event_id: UUID
    type: str
    rehearsal: bool
    cause: UUID | None
    registration: UUID | None
    refers_to: tuple[UUID, ...]
    evidence: tuple[Proof, ...]
    command_id: UUID
    correlation: str
    stream: str
    version: int
    cursor: int

    def plain(self) -> dict[str, Any]:
        """As JSON has it: days and instants in ISO form, numbers as text."""
        found = {name: plainly(value) for name, value in zip(self._fields, self, strict=True)}
        found["evidence"] = [plain(proof) for proof in self.evidence]
        found["refers_to"] = [str(number) for number in self.refers_to]
        return found


def plainly(value: object) -> Any:
    """What JSON knows of a value."""
    match value:
        case date():
            return value.isoformat()
        case UUID():
            return str(value)
        case _:
            return value


def line(one: Recorded, lang: Language, names: Names) -> TrailLine:
    """A recorded fact, told in that language."""
    fact = known_fact(one.fact)
    return TrailLine(
        sentence=sentence(fact, lang, names),
        about=about_what(one),
        actor=somebody(one.actor, lang, names),
        actor_id=one.actor,
        channel=one.channel,
        effective_on=one.effective_on,
        recorded_at=one.recorded_at,
        event_id=one.event_id,
        type=fact.type,
        rehearsal=one.rehearsal,
        cause=cause(one),
        registration=cast("f.Registration", fact).id if has_number(type(fact)) else None,
        refers_to=refers_to(fact),
        evidence=proofs(fact),
        command_id=one.command_id,
        correlation=one.correlation,
        stream=one.stream,
        version=one.version,
        cursor=one.position,
    )


def about_what(one: Recorded) -> str:
    """The avenant, or else what the stream is of."""
    return avenant_of(one.fact) or one.stream.partition("-")[2]


@cache
def has_number(kind: type[Fact]) -> bool:
    """Whether facts of that class can be taken back, under a number of their own."""
    return issubclass(kind, f.Registration | BudgetEntry)


def known_fact(fact: Fact) -> AnyFact:
    """The fact as one of those that have a sentence; every fact of the journal has."""
    if type(fact) not in KNOWN:
        raise TypeError(f"{type(fact).__name__} is no fact of this journal")
    return cast("AnyFact", fact)


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
