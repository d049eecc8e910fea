"""The money of a circular: what it adds, and the yearly budget that art. 14 prints.

Additions are kept as they were published, never recomputed: their published rounding is part of
the text. Only a person may decide that a published figure was a mistake.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, SerializerFunctionWrapHandler, model_serializer

from domain.values import NetworkId, NetworkKind, Value

CENT = Decimal("0.01")

Money = Annotated[
    Decimal,
    Field(ge=0, max_digits=14, decimal_places=2, allow_inf_nan=False),
    AfterValidator(lambda amount: amount.quantize(CENT)),
]
"""Euros with two decimals, never negative."""

Column = Literal["article_8", "base_care", "total"]
COLUMNS: tuple[Column, ...] = ("article_8", "base_care", "total")


class Addition(Value):
    """What one network gets on top, as printed: the total is not our sum but the circular's."""

    network: NetworkId
    article_8: Money
    base_care: Money
    total: Money

    def surplus(self) -> Decimal:
        """How much the printed total lies above the sum of its parts, in euros."""
        return self.total - self.article_8 - self.base_care


class AnnouncedTotals(Value):
    """What the text of the circular says its three columns amount to, in euros."""

    article_8: Money
    base_care: Money
    total: Money


class LaterAddition(Value):
    """From that day on, a column counts that many times (the 1.5 M€ double from 2027)."""

    column: Literal["article_8", "base_care"]
    start: date
    factor: Annotated[Decimal, Field(gt=0, le=100, allow_inf_nan=False)]


class BudgetKind(StrEnum):
    """The lines of art. 14 §1 of the convention Committee-network, in their order."""

    BASE_CARE = "base_care"
    ARTICLE_8 = "article_8"
    EATING_DISORDERS = "eating_disorders"
    PRISONS = "prisons"
    UNDERSERVED_AREAS = "underserved_areas"
    RUNNING_COSTS = "running_costs"


EVERY_NETWORK_HAS = (BudgetKind.BASE_CARE, BudgetKind.ARTICLE_8, BudgetKind.RUNNING_COSTS)
"""The lines without which a yearly budget is incomplete."""


class BudgetLine(Value):
    """One line of a network's yearly budget, in euros."""

    kind: BudgetKind
    amount: Money


class NetworkBudget(Value):
    """The whole yearly budget of a network, and what of it is set aside once for training."""

    network: NetworkId
    lines: tuple[BudgetLine, ...]
    training_earmark: Money = Decimal("0.00")
    """Part of the running costs of its year; it adds nothing to the total."""
    published_total: Money | None = None
    """The global budget as it was published, where it was; never our sum."""

    @model_serializer(mode="wrap")
    def _as_frozen(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Without a published total as it was before there were any: frozen bytes are for ever."""
        content: dict[str, Any] = handler(self)
        if self.published_total is None:
            content.pop("published_total", None)
        return content

    def printed_total(self) -> Decimal:
        """The global budget as art. 14 prints it, in euros: as published, else the sum."""
        return self.total() if self.published_total is None else self.published_total

    def surplus(self) -> Decimal:
        """How much the printed total lies above the sum of its lines, in euros."""
        return self.printed_total() - self.total()

    def amount(self, kind: BudgetKind) -> Decimal:
        """What the budget holds under that line, in euros; nothing where it has no such line."""
        return sum((line.amount for line in self.lines if line.kind is kind), Decimal("0.00"))

    def total(self) -> Decimal:
        """The global budget of art. 14 §1, in euros: every line once, the earmark not at all."""
        return sum((line.amount for line in self.lines), Decimal("0.00"))


class RunningCostsCap(Value):
    """How much of the whole may go into running costs, since when, and who says so."""

    start: date
    percent: Annotated[Decimal, Field(ge=0, le=100, allow_inf_nan=False)]
    source: Annotated[str, Field(min_length=1)]


def cap_on(caps: tuple[RunningCostsCap, ...], day: date) -> RunningCostsCap | None:
    """The cap in force on a day: the latest that had begun by then."""
    begun = [cap for cap in caps if cap.start <= day]
    return max(begun, key=lambda cap: cap.start) if begun else None


def above_cap(budget: NetworkBudget, cap: RunningCostsCap) -> Decimal:
    """By how many euros the running costs exceed the cap; zero or less when they hold it.

    Source: the undated INAMI note on running costs, which quotes art. 13 of the convention
    (at most 10 % of the global budget).
    """
    return budget.amount(BudgetKind.RUNNING_COSTS) - budget.total() * cap.percent / 100


def not_held(budget: NetworkBudget, addition: Addition) -> dict[BudgetKind, Decimal]:
    """The lines that are smaller than what the circular adds to them, and by how many euros."""
    added = {
        BudgetKind.BASE_CARE: addition.base_care,
        BudgetKind.ARTICLE_8: addition.article_8,
    }
    short = {kind: amount - budget.amount(kind) for kind, amount in added.items()}
    return {kind: missing for kind, missing in short.items() if missing > 0}


def may_have(kind: BudgetKind, network: NetworkKind, *, prison_convention: bool) -> bool:
    """Whether a network may have that line at all (convention Committee-network, art. 14 §1 b)."""
    match kind:
        case BudgetKind.EATING_DISORDERS:
            return network is NetworkKind.CHILD_ADOLESCENT
        case BudgetKind.PRISONS:
            return prison_convention
        case _:
            return True


def may_gain(network: NetworkKind) -> bool:
    """Whether the additions of 2026-001 reach a network: adult and German-speaking ones only."""
    return network is not NetworkKind.CHILD_ADOLESCENT
