"""What may be registered about a network's budget, and what follows when somebody does."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from domain.budget import EVERY_NETWORK_HAS, BudgetKind, may_have
from domain.budget_facts import (
    AdvancePaid,
    BudgetEntryRetracted,
    BudgetFact,
    BudgetIndexed,
    BudgetLineBegun,
    BudgetLineEnded,
    BudgetTransferred,
    Entry,
)
from domain.budget_lines import NOTHING, BudgetOn, Decided
from domain.budget_year import budget_on, standing_entries
from domain.turned import Turned, Why
from domain.values import NetworkKind


def register_entry(
    known: Sequence[BudgetFact],
    entry: Entry,
    *,
    today: date,
    kind: NetworkKind,
    decided: Sequence[Decided],
) -> tuple[BudgetFact, ...]:
    """The entry, or nothing where the same stands already. Raises `Turned`.

    `kind` is the network's, `decided` the avenants to its own convention: the entry must fit the
    budget of the day from which it counts.
    """
    said_why(entry)
    if any(same(entry, other) for other in standing_entries(known)):
        return ()
    budget = budget_on(entry.network, entry.on, decided, known)
    match entry:
        case BudgetTransferred():
            transfer_fits(entry, budget)
        case AdvancePaid():
            if entry.on > today:
                raise Turned(Why.IN_THE_FUTURE, day=entry.on, today=today)
        case BudgetIndexed():
            must_be_known(budget)
        case BudgetLineBegun():
            line_may_begin(entry, budget, kind)
        case BudgetLineEnded():
            line_may_end(entry, budget)
    return (entry,)


def retract_entry(
    known: Sequence[BudgetFact], fact: BudgetEntryRetracted
) -> tuple[BudgetFact, ...]:
    """A second person takes an entry back, with a reason. Raises `Turned`."""
    if not fact.reason.strip():
        raise Turned(Why.REASON_MISSING)
    entry = found(known, fact.retracts)
    if entry is None:
        raise Turned(Why.UNKNOWN_REGISTRATION, registration=fact.retracts)
    if all(other.id != entry.id for other in standing_entries(known)):
        raise Turned(Why.ALREADY_RETRACTED, registration=fact.retracts)
    if entry.by == fact.by:
        raise Turned(Why.SAME_PERSON, by=fact.by)
    return (fact,)


def found(known: Iterable[BudgetFact], entry: UUID) -> Entry | None:
    """The entry of that number."""
    return next(
        (one for one in known if not isinstance(one, BudgetEntryRetracted) and one.id == entry),
        None,
    )


def same(entry: Entry, other: Entry) -> bool:
    """Whether both say the same of the same day, on the same word."""
    aside = {"id", "by", "reason"}
    return entry.model_dump(exclude=aside) == other.model_dump(exclude=aside)


def said_why(entry: Entry) -> None:
    """Money moves on somebody's word and for a reason, both of which are recorded."""
    if not entry.reason.strip():
        raise Turned(Why.REASON_MISSING)
    if not entry.source.strip():
        raise Turned(Why.SOURCE_MISSING)


def must_be_known(budget: BudgetOn) -> None:
    """What moves a budget needs one."""
    if budget.state != "in_force":
        raise Turned(Why.NO_BUDGET, network=budget.network, day=budget.as_of)


def transfer_fits(entry: BudgetTransferred, budget: BudgetOn) -> None:
    """A transfer counts within its year, between two lines, and takes no more than there is."""
    if entry.on.year != entry.year:
        raise Turned(Why.WRONG_YEAR, year=entry.year, day=entry.on)
    if entry.from_line is entry.to_line:
        raise Turned(Why.SAME_LINE)
    must_be_known(budget)
    has = amount(budget, entry.from_line)
    if entry.amount > has:
        raise Turned(Why.LINE_TOO_SMALL, line=entry.from_line, amount=has, day=entry.on)
    if entry.to_line not in EVERY_NETWORK_HAS and amount(budget, entry.to_line) <= NOTHING:
        raise Turned(Why.NO_SUCH_LINE, line=entry.to_line, day=entry.on)


def line_may_begin(entry: BudgetLineBegun, budget: BudgetOn, kind: NetworkKind) -> None:
    """Only lines that some networks have begin, in a network that may have them, and once."""
    must_be_of_some(entry.line)
    if not may_have(entry.line, kind, prison_convention=True):
        raise Turned(Why.NOT_FOR_THAT_NETWORK, line=entry.line, network=entry.network)
    must_be_known(budget)
    if amount(budget, entry.line) > NOTHING:
        raise Turned(Why.LINE_THERE, line=entry.line, day=entry.on)


def line_may_end(entry: BudgetLineEnded, budget: BudgetOn) -> None:
    """A line ends that only some networks have, and that is there."""
    must_be_of_some(entry.line)
    must_be_known(budget)
    if amount(budget, entry.line) <= NOTHING:
        raise Turned(Why.NO_SUCH_LINE, line=entry.line, day=entry.on)


def must_be_of_some(line: BudgetKind) -> None:
    """Base care, article 8 and running costs neither begin nor end."""
    if line in EVERY_NETWORK_HAS:
        raise Turned(Why.LINE_OF_EVERYBODY, line=line)


def amount(budget: BudgetOn, line: BudgetKind) -> Decimal:
    """What a line holds on the day of the budget."""
    there = budget.line(line)
    return there.amount if there else NOTHING
