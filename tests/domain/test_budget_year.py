"""The budget of a network on a day: what is printed, what moved it, and what only seems to."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from domain.budget import BudgetKind, LaterAddition, RunningCostsCap
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
from domain.budget_lines import BudgetOn, Decided
from domain.budget_year import budget_on
from domain.budgeting import register_entry, retract_entry
from domain.turned import Turned, Why
from domain.values import NetworkKind
from tests.domain.amendments import (
    CARE,
    JANUARY,
    NAMUR,
    PLACES,
    PRISONS,
    RUNNING,
    an_amendment,
    euros,
)

CELL, SECOND = "inami.cell", "inami.second"
MAY, DECEMBER = date(2026, 5, 15), date(2026, 12, 31)


def decided(*, binds: bool = True, number: int = 5, **changes: Any) -> Decided:
    entry: dict[str, Any] = {
        "circular": f"2026-{number - 4:03}",
        "avenant": None,
        "number": number,
        "since": JANUARY,
        "binds": binds,
        "amendment": an_amendment(),
    }
    return Decided(**{**entry, **changes})


def entry(kind: type[Any], on: date, number: int = 1, **fields: Any) -> Any:
    return kind(
        on=on,
        network=NAMUR,
        id=UUID(int=number),
        source="letter of 5 May",
        reason="care needs it",
        by=CELL,
        **fields,
    )


def a_transfer(on: date = date(2026, 6, 1), **changes: Any) -> BudgetTransferred:
    fields: dict[str, Any] = {
        "year": 2026, "from_line": RUNNING, "to_line": CARE, "amount": euros("20000.00"),
    }  # fmt: skip
    return entry(BudgetTransferred, on, **{**fields, **changes})


def on(day: date, *facts: BudgetFact, of: Decided | None = None) -> BudgetOn:
    return budget_on(NAMUR, day, [of or decided()], facts)


def amounts(budget: BudgetOn) -> dict[str, str]:
    return {line.kind.value: str(line.amount) for line in budget.lines}


def test_what_the_avenant_prints_counts_from_its_entry_into_force() -> None:
    budget = on(MAY)
    assert amounts(budget) == {
        "base_care": "900000.00",
        "article_8": "100000.00",
        "prisons": "50000.00",
        "running_costs": "100000.00",
    }
    assert (budget.state, budget.total) == ("in_force", euros("1150000.00"))
    assert on(date(2025, 12, 31)).state == "unknown"


def test_an_addition_that_the_printed_amount_holds_is_told_and_not_added_again() -> None:
    care = on(MAY).line(CARE)
    assert care is not None
    assert [(one.circular, one.amount) for one in care.holds] == [("2026-001", euros("137482.22"))]
    assert [part.move for part in care.parts] == ["printed"]


def test_a_later_circular_that_prints_no_budget_adds_to_it() -> None:
    more = decided(number=6, amendment=an_amendment(prints_budget=False, later=()))
    budget = budget_on(NAMUR, MAY, [decided(), more], [])
    assert amounts(budget)["base_care"] == "1037482.22"
    assert [row.circular for row in budget.published] == ["2026-001", "2026-002"]


def test_the_addition_doubles_from_2027_and_not_before() -> None:
    assert amounts(on(DECEMBER))["article_8"] == "100000.00"
    budget = on(date(2027, 1, 1))
    assert amounts(budget)["article_8"] == "171428.57"
    line = budget.line(PLACES)
    assert line is not None
    [later] = [part for part in line.parts if part.move == "later"]
    assert (later.on, later.origin, later.amount) == (
        date(2027, 1, 1),
        "2026-001",
        euros("71428.57"),
    )


def test_a_budget_printed_for_2027_holds_the_doubling_already() -> None:
    of_2027 = decided(number=6, since=date(2027, 1, 1), amendment=an_amendment(later=()))
    budget = budget_on(NAMUR, date(2027, 2, 1), [decided(), of_2027], [])
    assert amounts(budget)["article_8"] == "100000.00"
    assert budget.circular == "2026-002"


def test_what_grows_once_more_grows_by_the_step_that_is_not_held() -> None:
    """Twice in 2027, which the budget of 2027 prints, and three times in 2028."""
    steps = tuple(
        LaterAddition(column="article_8", start=date(year, 1, 1), factor=Decimal(factor))
        for year, factor in ((2027, 2), (2028, 3))
    )
    growing = an_amendment(later=steps)
    of_2027 = decided(number=6, since=date(2027, 1, 1), amendment=an_amendment(later=()))
    both = [decided(amendment=growing), of_2027]
    assert amounts(budget_on(NAMUR, date(2027, 6, 1), both, []))["article_8"] == "100000.00"
    assert amounts(budget_on(NAMUR, date(2028, 6, 1), both, []))["article_8"] == "171428.57"
    alone = [decided(amendment=growing)]
    assert amounts(budget_on(NAMUR, date(2028, 6, 1), alone, []))["article_8"] == "242857.14"


def test_what_is_not_concluded_is_only_proposed() -> None:
    budget = on(MAY, of=decided(binds=False))
    assert (budget.state, budget.total) == ("proposed", euros("1150000.00"))


def test_published_totals_stand_beside_the_sums_with_the_cents_between() -> None:
    [row] = on(MAY).published
    assert (row.total, row.computed) == (euros("208910.80"), euros("208910.79"))
    assert row.difference_in_cents == 1


def test_a_total_that_the_avenant_prints_stands_beside_the_sum_of_its_lines() -> None:
    alone = on(MAY).printed
    assert alone is not None
    assert (alone.total, alone.difference_in_cents) == (euros("1150000.00"), 0)
    [budget] = an_amendment().budgets
    published = budget.model_copy(update={"published_total": euros("1149999.98")})
    found = on(MAY, of=decided(amendment=an_amendment(budgets=(published,))))
    assert found.printed is not None
    assert (found.printed.total, found.printed.computed) == (
        euros("1149999.98"),
        euros("1150000.00"),
    )
    assert found.printed.difference_in_cents == -2
    assert found.total == euros("1150000.00")


def test_the_earmark_adds_nothing_and_belongs_to_its_year() -> None:
    assert on(MAY).earmark == euros("7500.00")
    assert on(MAY).total == sum(line.amount for line in on(MAY).lines)
    assert on(date(2027, 1, 1)).earmark == 0


def test_running_costs_are_held_against_the_cap_of_the_day_with_its_source() -> None:
    budget = on(MAY)
    assert (budget.running_costs_percent, budget.above_cap) == (euros("8.70"), 0)
    assert budget.cap is not None
    assert budget.cap.source == "the note"
    lower = RunningCostsCap(start=date(2026, 7, 1), percent=Decimal(8), source="a new note")
    caps = (*an_amendment().running_costs_caps, lower)
    strict = decided(amendment=an_amendment(running_costs_caps=caps))
    assert on(date(2026, 6, 30), of=strict).above_cap == 0
    assert on(date(2026, 7, 1), of=strict).above_cap == euros("8000.00")


def test_a_transfer_moves_money_within_its_year_and_the_total_stays() -> None:
    before, after, next_year = (
        on(day, a_transfer()) for day in (date(2026, 5, 31), DECEMBER, date(2027, 1, 1))
    )
    assert amounts(before)["running_costs"] == "100000.00"
    assert amounts(after)["running_costs"] == "80000.00"
    assert amounts(after)["base_care"] == "920000.00"
    assert after.total == before.total
    assert amounts(next_year)["running_costs"] == "100000.00"


def test_an_advance_is_told_and_changes_no_line() -> None:
    """Also one that was paid in December for the year to come."""
    early = entry(
        AdvancePaid, date(2025, 12, 15), year=2026, line=RUNNING, amount=euros("30000.00")
    )
    later = entry(
        AdvancePaid, date(2026, 4, 15), 2, year=2026, line=RUNNING, amount=euros("30000.00")
    )
    budget = on(MAY, early, later)
    line = budget.line(RUNNING)
    assert line is not None
    assert (line.amount, line.advances) == (euros("100000.00"), euros("60000.00"))
    assert on(date(2027, 1, 1), early, later).line(RUNNING) == on(date(2027, 1, 1)).line(RUNNING)


def test_an_indexation_rounds_each_line_to_the_cent_by_itself() -> None:
    indexed = entry(
        BudgetIndexed, date(2026, 7, 1), percent=Decimal("2.05"), lines=tuple(BudgetKind)
    )
    assert on(date(2026, 6, 30), indexed).total == euros("1150000.00")
    assert amounts(on(date(2026, 7, 1), indexed)) == {
        "base_care": "918450.00",
        "article_8": "102050.00",
        "prisons": "51025.00",
        "running_costs": "102050.00",
    }


def test_what_came_first_is_reckoned_first() -> None:
    """The doubled addition is indexed when the indexation comes after the doubling."""
    after = entry(BudgetIndexed, date(2027, 7, 1), percent=Decimal(10), lines=(PLACES,))
    before = entry(BudgetIndexed, date(2026, 7, 1), percent=Decimal(10), lines=(PLACES,))
    assert amounts(on(date(2027, 7, 1), after))["article_8"] == "188571.43"
    assert amounts(on(date(2027, 7, 1), before))["article_8"] == "181428.57"


def test_what_counted_before_a_printed_budget_is_held_by_it() -> None:
    indexed = entry(BudgetIndexed, date(2025, 7, 1), percent=Decimal(2), lines=(CARE,))
    assert amounts(on(MAY, indexed))["base_care"] == "900000.00"


def test_prisons_are_there_as_long_as_their_convention_lasts() -> None:
    ended = entry(BudgetLineEnded, date(2026, 9, 1), line=PRISONS)
    begun = entry(BudgetLineBegun, date(2027, 1, 1), 2, line=PRISONS, amount=euros("60000.00"))
    facts = (ended, begun)
    found = [
        amounts(on(day, *facts))["prisons"]
        for day in (date(2026, 8, 31), date(2026, 9, 1), date(2027, 1, 1))
    ]
    assert found == ["50000.00", "0.00", "60000.00"]


def test_what_was_taken_back_moves_nothing() -> None:
    transfer = a_transfer()
    gone = BudgetEntryRetracted(
        on=date(2026, 7, 1), network=NAMUR, retracts=transfer.id, reason="wrong", by=SECOND
    )
    assert amounts(on(DECEMBER, transfer, gone)) == amounts(on(DECEMBER))


def register(
    new: Entry, *known: BudgetFact, kind: NetworkKind = NetworkKind.ADULT, **of: Any
) -> tuple[BudgetFact, ...]:
    return register_entry(known, new, today=MAY, kind=kind, decided=lambda _: [decided(**of)])


def test_an_entry_that_fits_is_recorded_and_the_same_again_is_not() -> None:
    first = a_transfer()
    assert register(first) == (first,)
    assert register(a_transfer(number=2), first) == ()


def take_back(known: Sequence[BudgetFact], fact: BudgetEntryRetracted) -> tuple[BudgetFact, ...]:
    return retract_entry(known, fact, NetworkKind.ADULT, lambda _: [decided()])


def all_of_prisons(on: date, number: int, to_line: BudgetKind = CARE) -> BudgetTransferred:
    fields: dict[str, Any] = {"from_line": PRISONS, "to_line": to_line, "amount": euros("50000.00")}
    return a_transfer(on).model_copy(update={**fields, "id": UUID(int=number)})


def test_an_entry_of_an_earlier_day_takes_nothing_that_a_later_one_has_spent() -> None:
    """Else a line would fall below nothing as of the later day."""
    july = all_of_prisons(date(2026, 7, 1), 1)
    for earlier in (
        all_of_prisons(date(2026, 6, 1), 2, to_line=PLACES),
        entry(BudgetLineEnded, date(2026, 6, 1), 2, line=PRISONS),
        entry(BudgetIndexed, date(2026, 6, 1), 2, percent=Decimal(-1), lines=(PRISONS,)),
    ):
        with pytest.raises(Turned) as turned:
            register(earlier, july)
        assert turned.value.answer.why is Why.LATER_ENTRY
        assert turned.value.answer.details["registration"] == str(july.id)
    of_next_year = all_of_prisons(date(2027, 6, 1), 2).model_copy(update={"year": 2027})
    assert register(of_next_year, july) == (of_next_year,)


def test_what_a_later_entry_rests_on_is_not_taken_back_before_it() -> None:
    begun = entry(BudgetLineBegun, MAY, 1, line=BudgetKind.UNDERSERVED_AREAS, amount=euros("10.00"))
    spent = a_transfer(from_line=BudgetKind.UNDERSERVED_AREAS, amount=euros("10.00")).model_copy(
        update={"id": UUID(int=2)}
    )
    words: dict[str, Any] = {"on": MAY, "network": NAMUR, "reason": "wrong", "by": SECOND}
    back = BudgetEntryRetracted(retracts=begun.id, **words)
    with pytest.raises(Turned) as turned:
        take_back([begun, spent], back)
    assert turned.value.answer.why is Why.LATER_ENTRY
    first = BudgetEntryRetracted(retracts=spent.id, **words)
    assert take_back([begun, spent], first) == (first,)
    assert take_back([begun, spent, first], back) == (back,)


EATING = BudgetKind.EATING_DISORDERS
REFUSED: list[tuple[Why, Entry]] = [
    (Why.REASON_MISSING, a_transfer().model_copy(update={"reason": " "})),
    (Why.SOURCE_MISSING, a_transfer().model_copy(update={"source": ""})),
    (Why.WRONG_YEAR, a_transfer(year=2027)),
    (Why.SAME_LINE, a_transfer(to_line=RUNNING)),
    (Why.LINE_TOO_SMALL, a_transfer(amount=euros("100000.01"))),
    (Why.NO_SUCH_LINE, a_transfer(to_line=EATING)),
    (Why.NO_BUDGET, a_transfer(on=date(2025, 6, 1), year=2025)),
    (
        Why.IN_THE_FUTURE,
        entry(AdvancePaid, date(2026, 5, 16), year=2026, line=CARE, amount=euros("1.00")),
    ),
    (Why.NO_BUDGET, entry(BudgetIndexed, date(2025, 6, 1), percent=Decimal(2), lines=(CARE,))),
    (Why.LINE_OF_EVERYBODY, entry(BudgetLineEnded, MAY, line=RUNNING)),
    (Why.NO_SUCH_LINE, entry(BudgetLineEnded, MAY, line=BudgetKind.UNDERSERVED_AREAS)),
    (Why.LINE_THERE, entry(BudgetLineBegun, MAY, line=PRISONS, amount=euros("1.00"))),
    (Why.NOT_FOR_THAT_NETWORK, entry(BudgetLineBegun, MAY, line=EATING, amount=euros("1.00"))),
]


@pytest.mark.parametrize(("why", "new"), REFUSED, ids=lambda one: getattr(one, "value", ""))
def test_what_does_not_fit_the_budget_of_its_day_is_turned_down(why: Why, new: Entry) -> None:
    with pytest.raises(Turned) as turned:
        register(new)
    assert turned.value.answer.why is why


def test_nothing_moves_a_budget_that_is_only_proposed() -> None:
    with pytest.raises(Turned) as turned:
        register(a_transfer(), binds=False)
    assert turned.value.answer.why is Why.NO_BUDGET


def test_a_second_person_takes_an_entry_back_once_with_a_reason() -> None:
    transfer = a_transfer()

    def back(**changes: Any) -> BudgetEntryRetracted:
        fields: dict[str, Any] = {
            "on": MAY, "network": NAMUR, "retracts": transfer.id, "reason": "wrong", "by": SECOND,
        }  # fmt: skip
        return BudgetEntryRetracted(**{**fields, **changes})

    assert take_back([transfer], back()) == (back(),)
    for why, known, asked in (
        (Why.SAME_PERSON, [transfer], back(by=CELL)),
        (Why.REASON_MISSING, [transfer], back(reason="")),
        (Why.UNKNOWN_REGISTRATION, [], back()),
        (Why.ALREADY_RETRACTED, [transfer, back()], back()),
    ):
        with pytest.raises(Turned) as turned:
            take_back(known, asked)
        assert turned.value.answer.why is why
