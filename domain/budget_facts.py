"""What can happen to the yearly budget of a network beside its avenants.

Each is registered by a person, with a reason and a source; a mistake is taken back by a second
person. Nothing is recomputed for ever: what a day's budget is, `domain.budget_year` reads off.
"""

from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from domain.budget import BudgetKind, Money
from domain.fact import Fact
from domain.values import NetworkId, StaffId

Year = Annotated[int, Field(ge=2020, le=2099)]
Percent = Annotated[
    Decimal, Field(gt=-100, le=100, max_digits=7, decimal_places=4, allow_inf_nan=False)
]


class AboutBudget(Fact):
    """A fact about the budget of one network."""

    network: NetworkId


class BudgetEntry(AboutBudget):
    """Something that somebody registered, why, and on whose word."""

    id: UUID
    source: str
    reason: str
    by: StaffId


class BudgetTransferred(BudgetEntry):
    """Part of one line of that year is spent under another, such as running costs on care."""

    type: Literal["budget.transferred"] = "budget.transferred"
    year: Year
    from_line: BudgetKind
    to_line: BudgetKind
    amount: Money


class AdvancePaid(BudgetEntry):
    """INAMI paid part of a line of that year in advance; it changes no line."""

    type: Literal["budget.advance-paid"] = "budget.advance-paid"
    year: Year
    line: BudgetKind
    amount: Money


class BudgetIndexed(BudgetEntry):
    """From `on`, these lines are so many percent higher, each rounded to the cent."""

    type: Literal["budget.indexed"] = "budget.indexed"
    percent: Percent
    lines: tuple[BudgetKind, ...]


class BudgetLineBegun(BudgetEntry):
    """From `on`, the network has a line that only some have, such as prisons."""

    type: Literal["budget.line-begun"] = "budget.line-begun"
    line: BudgetKind
    amount: Money


class BudgetLineEnded(BudgetEntry):
    """From `on`, the network no longer has that line: what it rested on has ended."""

    type: Literal["budget.line-ended"] = "budget.line-ended"
    line: BudgetKind


class BudgetEntryRetracted(AboutBudget):
    """An entry was a mistake; both facts stay in the record."""

    type: Literal["budget.entry-retracted"] = "budget.entry-retracted"
    retracts: UUID
    reason: str
    by: StaffId


Entry = BudgetTransferred | AdvancePaid | BudgetIndexed | BudgetLineBegun | BudgetLineEnded
"""What a second person may take back."""

BudgetFact = Entry | BudgetEntryRetracted
"""Everything that can stand in the stream of a network's budget."""
