"""A yearly budget may print a total of its own, which is kept and held against its lines."""

from decimal import Decimal

import pytest

from interfaces.circulars.budgets import assemble, look_at_amounts, read_budgets
from interfaces.circulars.problems import Findings, Problem

ROWS = """network,line,amount
NAMUR,base_care,900000.00
NAMUR,article_8,100000.00
NAMUR,running_costs,100000.00
"""


def found(total: str) -> tuple[Decimal | None, list[Problem]]:
    """The total that is kept, and every problem."""
    findings = Findings()
    rows = f"{ROWS}NAMUR,total,{total}\n" if total else ROWS
    printed = read_budgets("budgets.csv", rows, None, findings)
    [budget] = budgets = assemble(printed)
    look_at_amounts(printed, budgets, {}, None, findings)
    return budget.published_total, findings.found


def test_a_budget_without_a_total_has_none() -> None:
    assert found("") == (None, [])


def test_a_total_that_is_the_sum_is_kept_without_a_word() -> None:
    assert found("1100000.00") == (Decimal("1100000.00"), [])


@pytest.mark.parametrize(
    ("total", "said"),
    [
        ("1100000.01", "NAMUR: the printed total lies 0.01 above the sum of its lines"),
        ("1099999.99", "NAMUR: the printed total lies 0.01 below the sum of its lines"),
    ],
)
def test_what_rounding_explains_is_a_warning_that_names_the_row(total: str, said: str) -> None:
    kept, [problem] = found(total)
    assert kept == Decimal(total)
    assert (problem.severity, problem.line, problem.message) == ("warning", 5, said)


def test_what_rounding_does_not_explain_is_an_error() -> None:
    _, [problem] = found("1100000.02")
    assert (problem.severity, problem.line) == ("error", 5)
