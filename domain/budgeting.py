"""What may be registered about a network's budget, and what follows when somebody does."""

from collections.abc import Callable, Iterable, Sequence
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

DecidedOn = Callable[[date], Sequence[Decided]]
"""The avenants to a network's own convention that count on a day, or may still."""


def register_entry(
    known: Sequence[BudgetFact],
    entry: Entry,
    *,
    today: date,
    kind: NetworkKind,
    decided: DecidedOn,
) -> tuple[BudgetFact, ...]:
    """The entry, or nothing where the same stands already. Raises `Turned`.

    `kind` is the network's, `decided` gives the avenants to its own convention: the entry must fit
    the budget of the day from which it counts, and leave those that count later their ground.
    """
    said_why(entry)
    if any(same(entry, other) for other in standing_entries(known)):
        return ()
    if isinstance(entry, AdvancePaid) and entry.on > today:
        raise Turned(Why.IN_THE_FUTURE, day=entry.on, today=today)
    must_fit(entry, budget_on(entry.network, entry.on, decided(entry.on), known), kind)
    later_ones_stand(known, entry, kind, decided)
    return (entry,)


def must_fit(entry: Entry, budget: BudgetOn, kind: NetworkKind) -> None:
    """What an entry takes from, or adds to, is there on its day."""
    match entry:
        case BudgetTransferred():
            transfer_fits(entry, budget)
        case AdvancePaid():
            pass
        case BudgetIndexed():
            must_be_known(budget)
        case BudgetLineBegun():
            line_may_begin(entry, budget, kind)
        case BudgetLineEnded():
            line_may_end(entry, budget)


def later_ones_stand(
    known: Sequence[BudgetFact],
    new: Entry | BudgetEntryRetracted,
    kind: NetworkKind,
    decided: DecidedOn,
) -> None:
    """No entry that counts later loses what it rests on, so that no line falls below nothing.

    One that did not fit before is not held against the new one.
    """
    was, now = standing_entries(known), standing_entries([*known, new])
    for later in now:
        if later.on < new_day(new, known) or later.id == getattr(new, "id", None):
            continue
        if fits(later, was, kind, decided) and not fits(later, now, kind, decided):
            raise Turned(Why.LATER_ENTRY, registration=later.id, day=later.on)


def new_day(new: Entry | BudgetEntryRetracted, known: Iterable[BudgetFact]) -> date:
    """The day from which something is otherwise: that of the entry itself."""
    if not isinstance(new, BudgetEntryRetracted):
        return new.on
    taken = found(known, new.retracts)
    return taken.on if taken else new.on


def fits(entry: Entry, among: Sequence[Entry], kind: NetworkKind, decided: DecidedOn) -> bool:
    """Whether an entry fits the budget that those before it make."""
    before = among[: [one.id for one in among].index(entry.id)]
    try:
        must_fit(entry, budget_on(entry.network, entry.on, decided(entry.on), before), kind)
    except Turned:
        return False
    return True


def retract_entry(
    known: Sequence[BudgetFact],
    fact: BudgetEntryRetracted,
    kind: NetworkKind,
    decided: DecidedOn,
) -> tuple[BudgetFact, ...]:
    """A second person takes an entry back, with a reason; what rests on it must go before it.

    Raises `Turned`.
    """
    if not fact.reason.strip():
        raise Turned(Why.REASON_MISSING)
    entry = found(known, fact.retracts)
    if entry is None:
        raise Turned(Why.UNKNOWN_REGISTRATION, registration=fact.retracts)
    if all(other.id != entry.id for other in standing_entries(known)):
        raise Turned(Why.ALREADY_RETRACTED, registration=fact.retracts)
    if entry.by == fact.by:
        raise Turned(Why.SAME_PERSON, by=fact.by)
    later_ones_stand(known, fact, kind, decided)
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
