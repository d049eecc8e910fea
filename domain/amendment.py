"""What a circular amends: both model avenants, article by article, and the money of them."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from domain.budget import (
    Addition,
    AnnouncedTotals,
    LaterAddition,
    NetworkBudget,
    RunningCostsCap,
)
from domain.values import AvenantKind, Language, Value

Line = Annotated[str, Field(min_length=1, max_length=1_000, pattern=r"\S")]
Passage = Annotated[str, Field(min_length=1, max_length=20_000, pattern=r"\S")]


def fault(message: str, remedy: str) -> PydanticCustomError:
    """What is wrong with a circular and what to do about it, for whoever wrote it."""
    safe = {"message": message, "remedy": remedy}
    return PydanticCustomError("circular", "{message}", safe)


class InLanguages(Value):
    """The same sentence in the three national languages, and in English where somebody cared."""

    fr: Passage
    nl: Passage
    de: Passage
    en: Passage | None = None

    def in_(self, language: Language) -> str:
        """The sentence in that language; French where there is no English one."""
        return {
            Language.FR: self.fr,
            Language.NL: self.nl,
            Language.DE: self.de,
            Language.EN: self.en or self.fr,
        }[language]


class CoordinatedVersion(Value):
    """Where the whole convention, with every avenant worked in, may be read (art. 24 §2)."""

    title: InLanguages
    address: Annotated[str, Field(max_length=500, pattern=r"^https://[^\s/]+\.[^\s/]+(/\S*)?$")]


class ArticleChange(Value):
    """What an avenant does to one article of the base convention."""

    operation: Literal["completes", "replaces", "inserts", "repeals"]
    article: Annotated[str, Field(pattern=r"^[0-9]{1,3}(bis|ter|quater)?( §[0-9]{1,2})?$")]
    text: InLanguages | None = None
    prints_budget: bool = False
    """The new text is the network's own yearly budget, which differs from network to network."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        given = (self.text is not None) + self.prints_budget
        if self.operation == "repeals" and given:
            raise fault("a repealed article has no new text", "remove its text or prints_budget")
        if self.operation != "repeals" and given != 1:
            raise fault(
                f"art. {self.article} needs one new text and has {given or 'none'}",
                "give text in fr, nl and de, or prints_budget = true, not both",
            )
        return self


class AvenantModel(Value):
    """The model of one of both avenants: its number is its own sequence, never derived."""

    number: Annotated[int, Field(ge=1, le=99)]
    ordinal: InLanguages
    """The number as a word, such as "troisième"."""
    convention_title: InLanguages
    convention_date: date | None = None
    """When the convention was approved, where it has one date for all."""
    coordinated_version: CoordinatedVersion
    articles: Annotated[tuple[ArticleChange, ...], Field(min_length=1)]


class Amendment(Value):
    """What a circular that amends changes, from when, and with which money."""

    entry_into_force: date
    """Counts whatever the day of sending; for a convention that began later, its beginning."""
    network: AvenantModel
    provider: AvenantModel
    additions: tuple[Addition, ...]
    announced: AnnouncedTotals | None = None
    later: tuple[LaterAddition, ...] = ()
    budgets: tuple[NetworkBudget, ...]
    budgets_are_specimen: bool = False
    running_costs_caps: tuple[RunningCostsCap, ...]
    training_year: int | None = None

    def of(self, kind: AvenantKind) -> AvenantModel:
        """The model of the avenant of that kind."""
        return self.network if kind is AvenantKind.NETWORK else self.provider

    def addition_of(self, network: str) -> Addition | None:
        """What the circular adds for a network; None where it adds nothing."""
        return next((row for row in self.additions if row.network == network), None)

    def budget_of(self, network: str) -> NetworkBudget | None:
        """The yearly budget of a network; without it its avenant cannot be launched."""
        return next((row for row in self.budgets if row.network == network), None)
