"""An amendment with figures that are easy to reckon with, for tests that ask what it does."""

from datetime import date
from decimal import Decimal
from typing import Any

from domain.amendment import (
    Amendment,
    ArticleChange,
    AvenantModel,
    CoordinatedVersion,
    InLanguages,
)
from domain.budget import (
    Addition,
    BudgetKind,
    BudgetLine,
    LaterAddition,
    NetworkBudget,
    RunningCostsCap,
)

NAMUR = "namur"
CARE, PLACES, PRISONS, RUNNING = (
    BudgetKind.BASE_CARE,
    BudgetKind.ARTICLE_8,
    BudgetKind.PRISONS,
    BudgetKind.RUNNING_COSTS,
)
JANUARY = date(2026, 1, 1)


def euros(text: str) -> Decimal:
    return Decimal(text)


def said(text: str) -> InLanguages:
    return InLanguages(fr=text, nl=text, de=text)


def a_model(*, prints_budget: bool, number: int = 5) -> AvenantModel:
    change = (
        ArticleChange(operation="replaces", article="14", prints_budget=True)
        if prints_budget
        else ArticleChange(operation="completes", article="8 §2", text=said("more"))
    )
    return AvenantModel(
        number=number,
        ordinal=said("fifth"),
        convention_title=said("convention"),
        coordinated_version=CoordinatedVersion(
            title=said("coordinated"), address="https://inami.example/text"
        ),
        articles=(change,),
    )


def an_amendment(*, prints_budget: bool = True, **changes: Any) -> Amendment:
    """Namur's figures of 2026-001 for the additions; the other lines are invented."""
    entry: dict[str, Any] = {
        "entry_into_force": JANUARY,
        "network": a_model(prints_budget=prints_budget),
        "provider": a_model(prints_budget=False),
        "additions": (
            Addition(
                network=NAMUR,
                article_8=euros("71428.57"),
                base_care=euros("137482.22"),
                total=euros("208910.80"),
            ),
        ),
        "later": (LaterAddition(column="article_8", start=date(2027, 1, 1), factor=Decimal(2)),),
        "budgets": (
            NetworkBudget(
                network=NAMUR,
                lines=(
                    BudgetLine(kind=CARE, amount=euros("900000.00")),
                    BudgetLine(kind=PLACES, amount=euros("100000.00")),
                    BudgetLine(kind=PRISONS, amount=euros("50000.00")),
                    BudgetLine(kind=RUNNING, amount=euros("100000.00")),
                ),
                training_earmark=euros("7500.00"),
            ),
        ),
        "running_costs_caps": (
            RunningCostsCap(start=date(2023, 1, 1), percent=Decimal(10), source="the note"),
        ),
        "training_year": 2026,
    }
    return Amendment(**{**entry, **changes})
