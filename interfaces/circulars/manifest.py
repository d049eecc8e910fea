"""The shape of `circular.toml`, table by table: what a person writes, before it is a circular."""

from datetime import date
from typing import Annotated

from pydantic import Field, field_validator

from domain.amendment import AvenantModel, Line, fault
from domain.budget import AnnouncedTotals, LaterAddition, RunningCostsCap
from domain.circular import EARLIEST, LATEST, Heading, Policies, Reminders
from domain.values import Value

FileName = Annotated[str, Field(min_length=1, max_length=255)]


class InForce(Value):
    """The table `[amendment]` without both models, which are read one by one."""

    entry_into_force: date

    @field_validator("entry_into_force")
    @classmethod
    def _plausible(cls, day: date) -> date:
        if not EARLIEST <= day <= LATEST:
            raise fault(f"{day} is no plausible day", f"a day from {EARLIEST} to {LATEST}")
        return day


class NetworksTable(Value):
    """The table `[networks]`: to whom the circular speaks."""

    file: FileName = "networks.csv"


class AdditionsTable(Value):
    """The table `[additions]`: the figures as printed, and what the text says of them."""

    file: FileName = "additions.csv"
    announced: AnnouncedTotals | None = None
    as_printed: tuple[Line, ...] = ()
    later: tuple[LaterAddition, ...] = ()


class BudgetsTable(Value):
    """The table `[budgets]`: where art. 14 is, and the rules that it must hold."""

    file: FileName = "budgets.csv"
    specimen: bool = False
    note: Line | None = None
    prison_conventions: tuple[Line, ...] = ()
    training_year: Annotated[int, Field(ge=2020, le=2099)] | None = None
    running_costs_cap: Annotated[tuple[RunningCostsCap, ...], Field(min_length=1)]


class TextsTable(Value):
    """The table `[texts]`: the folder of the documents."""

    folder: FileName = "texts"


class DocumentsTable(Value):
    """The table `[documents]`: the folder of the typst sources."""

    folder: FileName = "documents"


MODELS: dict[tuple[str, ...], type[Value]] = {
    (): Heading,
    ("policies",): Policies,
    ("reminders",): Reminders,
    ("amendment",): InForce,
    ("amendment", "network"): AvenantModel,
    ("amendment", "provider"): AvenantModel,
    ("networks",): NetworksTable,
    ("additions",): AdditionsTable,
    ("budgets",): BudgetsTable,
    ("texts",): TextsTable,
    ("documents",): DocumentsTable,
}
"""Every table of `circular.toml`; each is checked by itself, so that one fault hides no other."""

AMENDING_ONLY: tuple[tuple[str, ...], ...] = (
    ("amendment",),
    ("amendment", "network"),
    ("amendment", "provider"),
    ("additions",),
    ("budgets",),
    ("documents",),
)
"""The tables that only a circular with avenants has, and that none of those may lack."""

WHY_NEEDED: dict[tuple[str, ...], str] = {
    ("amendment",): "say from when both avenants count: entry_into_force = 2026-01-01",
    ("amendment", "network"): "describe the avenant of the networks: without it nothing is sent",
    ("amendment", "provider"): "describe the avenant of the providers: without it nothing is sent",
    ("amendment", "network", "number"): "give the number of the networks' avenant, such as 5",
    ("amendment", "provider", "number"): "give the number of the providers' avenant, such as 3",
    ("amendment", "network", "coordinated_version"): "name the coordinated version and its address",
    ("amendment", "provider", "coordinated_version"): (
        "name the coordinated version and its address: nothing may be sent without (art. 24 §2)"
    ),
    ("additions",): "name the file of the figures as printed: file = 'additions.csv'",
    ("budgets",): "name the file of the art. 14 budgets: no avenant of a network without one",
    ("budgets", "running_costs_cap"): "say the cap on running costs, since when, and the source",
    ("documents",): 'name the folder of the avenants to sign: folder = "documents"',
    ("reference",): "give the official reference, such as Psy-Ort/2026/001",
}
"""What to do about the keys whose absence stops everything."""
