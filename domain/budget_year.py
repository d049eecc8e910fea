"""The yearly budget of a network on a day: what art. 14 prints, and all that moved it since.

Figures are those that were published. What is computed here is the doubling of an addition, an
indexation and the sums; each is rounded to the cent by itself, and each says where it comes from.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from domain.budget import (
    CENT,
    Addition,
    BudgetKind,
    NetworkBudget,
    cap_on,
)
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
from domain.budget_lines import (
    NOTHING,
    BudgetOn,
    Decided,
    Held,
    Line,
    Move,
    Part,
    PrintedTotal,
    PublishedAddition,
    State,
)

COLUMN_OF = {BudgetKind.ARTICLE_8: "article_8", BudgetKind.BASE_CARE: "base_care"}
"""The lines to which circulars add, and the column of their tables."""


def standing_entries(facts: Iterable[BudgetFact]) -> tuple[Entry, ...]:
    """The entries that were not taken back, in the order of the days from which they count."""
    known = list(facts)
    gone = {one.retracts for one in known if isinstance(one, BudgetEntryRetracted)}
    entries = [
        one for one in known if not isinstance(one, BudgetEntryRetracted) and one.id not in gone
    ]
    return tuple(sorted(entries, key=lambda one: one.on))


def budget_on(
    network: str, day: date, decided: Sequence[Decided], facts: Iterable[BudgetFact]
) -> BudgetOn:
    """The budget of that day, with everything that is known.

    The last avenant in force that prints one replaced all before it: what was registered to count
    earlier is held by it.
    """
    in_order = sorted(
        (one for one in decided if one.since <= day), key=lambda one: (one.number, one.circular)
    )
    bound = [one for one in in_order if one.binds]
    printing = last_printing(network, bound)
    state: State = "in_force"
    if printing is None:
        state = "proposed"
        bound = in_order
        printing = last_printing(network, in_order)
    if printing is None:
        return nothing_known(network, day)
    one, printed = printing
    sheet = Sheet(printed, one)
    for part_of in bound:
        addition = part_of.amendment.addition_of(network)
        if addition is not None:
            sheet.hold_or_add(part_of, addition, one, day)
    by_then = [entry for entry in standing_entries(facts) if entry.on <= day]
    moves = [entry for entry in by_then if one.since <= entry.on]
    sheet.reckon(moves, day)
    return sheet.whole(network, day, state, bound, paid(by_then, day.year))


def last_printing(network: str, decided: Sequence[Decided]) -> tuple[Decided, NetworkBudget] | None:
    """The last avenant that replaces art. 14 by a budget of this network, and that budget."""
    for one in reversed(decided):
        budget = one.amendment.budget_of(network)
        if budget is not None and any(a.prints_budget for a in one.amendment.network.articles):
            return one, budget
    return None


def nothing_known(network: str, day: date) -> BudgetOn:
    """No circular of the record prints a budget that counts on that day."""
    return BudgetOn(
        network=network,
        as_of=day,
        state="unknown",
        circular=None,
        specimen=False,
        lines=(),
        total=NOTHING,
        printed=None,
        earmark=NOTHING,
        running_costs_percent=None,
        cap=None,
        above_cap=NOTHING,
        published=(),
    )


class Sheet:
    """The lines while they are reckoned, one move after another."""

    def __init__(self, printed: NetworkBudget, by: Decided) -> None:
        """Begin with what an avenant prints."""
        self.printed, self.by = printed, by
        self.parts: dict[BudgetKind, list[Part]] = {}
        self.holds: dict[BudgetKind, list[Held]] = {}
        self.to_come: list[tuple[date, BudgetKind, Part]] = []
        for line in printed.lines:
            self.add(line.kind, self.of_circular("printed", by, by.since, line.amount))

    @staticmethod
    def of_circular(move: Move, one: Decided, on: date, amount: Decimal) -> Part:
        """A part that a circular says."""
        return Part(move=move, on=on, amount=amount, origin=one.circular, source=one.circular)

    def add(self, kind: BudgetKind, part: Part) -> None:
        """Move a line."""
        self.parts.setdefault(kind, []).append(part)

    def amount(self, kind: BudgetKind) -> Decimal:
        """What the line amounts to now."""
        return sum((part.amount for part in self.parts.get(kind, ())), NOTHING)

    def hold_or_add(self, one: Decided, addition: Addition, printing: Decided, day: date) -> None:
        """What a circular adds: held by the printed amounts, or on top where it came after."""
        for kind, column in COLUMN_OF.items():
            amount: Decimal = getattr(addition, column)
            if one.number <= printing.number:
                self.holds.setdefault(kind, []).append(Held(circular=one.circular, amount=amount))
            else:
                self.add(kind, self.of_circular("added", one, one.since, amount))
            factor = Decimal(1)
            for later in sorted(one.amendment.later, key=lambda later: later.start):
                if later.column != column or later.start > day:
                    continue
                more = (amount * (later.factor - factor)).quantize(CENT, ROUND_HALF_UP)
                factor = later.factor
                if one.number <= printing.number and later.start <= printing.since:
                    continue  # the printed amount holds it
                part = self.of_circular("later", one, later.start, more)
                self.to_come.append((later.start, kind, part))

    def reckon(self, moves: Sequence[Entry], day: date) -> None:
        """Carry out all moves, those of circulars before those of the same day."""
        waiting = sorted(self.to_come, key=lambda one: one[0])
        for entry in moves:
            while waiting and waiting[0][0] <= entry.on:
                _, kind, part = waiting.pop(0)
                self.add(kind, part)
            self.move(entry, day)
        for _, kind, part in waiting:
            self.add(kind, part)

    def whole(
        self,
        network: str,
        day: date,
        state: State,
        bound: Sequence[Decided],
        advances: Mapping[BudgetKind, Decimal],
    ) -> BudgetOn:
        """The lines with their sum, and what is held against it."""
        lines = tuple(
            Line(
                kind=kind,
                amount=self.amount(kind),
                holds=tuple(self.holds.get(kind, ())),
                parts=tuple(self.parts.get(kind, ())),
                advances=advances.get(kind, NOTHING),
            )
            for kind in BudgetKind
            if kind in self.parts or kind in advances
        )
        total = sum((line.amount for line in lines), NOTHING)
        running = self.amount(BudgetKind.RUNNING_COSTS)
        cap = cap_on(self.by.amendment.running_costs_caps, day)
        admitted = (total * cap.percent / 100).quantize(CENT, ROUND_HALF_UP) if cap else running
        share = (running * 100 / total).quantize(CENT, ROUND_HALF_UP) if total else None
        in_its_year = self.by.amendment.training_year == day.year
        return BudgetOn(
            network=network,
            as_of=day,
            state=state,
            circular=self.by.circular,
            specimen=self.by.amendment.budgets_are_specimen,
            lines=lines,
            total=total,
            printed=PrintedTotal(
                circular=self.by.circular,
                total=self.printed.printed_total(),
                computed=self.printed.total(),
                difference_in_cents=int(self.printed.surplus() * 100),
            ),
            earmark=self.printed.training_earmark if in_its_year else NOTHING,
            running_costs_percent=share,
            cap=cap,
            above_cap=max(running - admitted, NOTHING),
            published=tuple(
                published(one.circular, addition)
                for one in bound
                if (addition := one.amendment.addition_of(network)) is not None
            ),
        )

    def move(self, entry: Entry, day: date) -> None:
        """What somebody registered: a transfer counts in its own year only."""
        match entry:
            case BudgetTransferred():
                if entry.year == day.year:
                    self.add(entry.from_line, part_of(entry, "transferred", -entry.amount))
                    self.add(entry.to_line, part_of(entry, "transferred", entry.amount))
            case BudgetIndexed():
                for kind in entry.lines:
                    more = self.amount(kind) * entry.percent / 100
                    rounded = more.quantize(CENT, ROUND_HALF_UP)
                    if kind in self.parts:
                        self.add(kind, part_of(entry, "indexed", rounded))
            case BudgetLineBegun():
                self.add(entry.line, part_of(entry, "begun", entry.amount))
            case BudgetLineEnded():
                if kind_amount := self.amount(entry.line):
                    self.add(entry.line, part_of(entry, "ended", -kind_amount))
            case AdvancePaid():
                pass


def part_of(entry: Entry, move: Move, amount: Decimal) -> Part:
    """A part that an entry says."""
    return Part(
        move=move,
        on=entry.on,
        amount=amount,
        origin=str(entry.id),
        source=entry.source,
        reason=entry.reason,
        by=entry.by,
    )


def paid(moves: Iterable[Entry], year: int) -> dict[BudgetKind, Decimal]:
    """What was paid in advance for that year, line by line."""
    found: dict[BudgetKind, Decimal] = {}
    for one in moves:
        if isinstance(one, AdvancePaid) and one.year == year:
            found[one.line] = found.get(one.line, NOTHING) + one.amount
    return found


def published(circular: str, addition: Addition) -> PublishedAddition:
    """A printed row beside its sum: one cent between both is the circular's own rounding."""
    computed = addition.article_8 + addition.base_care
    return PublishedAddition(
        circular=circular,
        article_8=addition.article_8,
        base_care=addition.base_care,
        total=addition.total,
        computed=computed,
        difference_in_cents=int((addition.total - computed) * 100),
    )
