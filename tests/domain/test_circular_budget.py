"""What the money of a circular promises."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.budget import (
    Addition,
    BudgetKind,
    BudgetLine,
    NetworkBudget,
    RunningCostsCap,
    above_cap,
    cap_on,
    may_have,
    not_held,
)
from domain.values import NetworkKind

CAP = RunningCostsCap(start=date(2023, 1, 1), percent=Decimal(10), source="a note")


def a_budget(care: Decimal, running: Decimal, earmark: str = "0.00") -> NetworkBudget:
    lines = (
        BudgetLine(kind=BudgetKind.BASE_CARE, amount=care),
        BudgetLine(kind=BudgetKind.RUNNING_COSTS, amount=running),
    )
    return NetworkBudget(network="namur", lines=lines, training_earmark=Decimal(earmark))


def test_the_earmark_for_training_adds_nothing_to_the_whole() -> None:
    with_it, without = (a_budget(Decimal(900), Decimal(100), e) for e in ("50.00", "0.00"))
    assert with_it.total() == without.total() == Decimal("1000.00")


@given(st.integers(0, 10**11))
def test_running_costs_hold_the_cap_exactly_up_to_a_ninth_of_the_rest(cents: int) -> None:
    care = Decimal(cents) / 100
    at_most = Decimal(cents // 9) / 100
    assert above_cap(a_budget(care, at_most), CAP) <= 0
    assert above_cap(a_budget(care, at_most + Decimal("0.01")), CAP) > 0


def test_the_cap_is_the_one_in_force_on_the_day() -> None:
    later = RunningCostsCap(start=date(2027, 1, 1), percent=Decimal(8), source="another")
    assert cap_on((later, CAP), date(2026, 12, 31)) == CAP
    assert cap_on((CAP, later), date(2027, 1, 1)) == later
    assert cap_on((CAP, later), date(2022, 12, 31)) is None


def test_a_budget_must_hold_what_is_added_to_each_of_its_lines() -> None:
    addition = Addition(
        network="namur",
        article_8=Decimal("5.00"),
        base_care=Decimal("901.00"),
        total=Decimal("906.00"),
    )
    assert not_held(a_budget(Decimal(900), Decimal(100)), addition) == {
        BudgetKind.BASE_CARE: Decimal("1.00"),
        BudgetKind.ARTICLE_8: Decimal("5.00"),
    }


@pytest.mark.parametrize("kind", NetworkKind)
def test_eating_disorders_belong_to_children_and_adolescents_only(kind: NetworkKind) -> None:
    allowed = may_have(BudgetKind.EATING_DISORDERS, kind, prison_convention=True)
    assert allowed == (kind is NetworkKind.CHILD_ADOLESCENT)


@pytest.mark.parametrize("prisons", [True, False])
def test_prisons_belong_to_networks_with_such_a_convention_only(prisons: bool) -> None:  # noqa: FBT001
    assert may_have(BudgetKind.PRISONS, NetworkKind.ADULT, prison_convention=prisons) == prisons


@pytest.mark.parametrize("amount", ["-0.01", "0.001", "NaN", "Infinity", "1e15"])
def test_an_amount_is_finite_positive_and_in_cents(amount: str) -> None:
    with pytest.raises(ValidationError):
        BudgetLine(kind=BudgetKind.BASE_CARE, amount=Decimal(amount))
