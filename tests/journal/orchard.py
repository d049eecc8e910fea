"""Small facts for the journal's own tests: an orchard, so that nothing hangs on the real domain."""

from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal
from uuid import UUID, uuid4

from domain.fact import Fact
from journal.envelope import Context
from journal.registry import FactRegistry, Stored

MARCH = date(2026, 3, 3)


class TreePlanted(Fact):
    """A tree stands."""

    type: Literal["orchard.tree-planted"] = "orchard.tree-planted"
    species: str


class TreeWatered(Fact):
    """A tree got water; the third shape of this fact."""

    VERSION: ClassVar[int] = 3
    type: Literal["orchard.tree-watered"] = "orchard.tree-watered"
    litres: Decimal
    source: Literal["rain", "can"]


def _litres_as_text(stored: Stored) -> Stored:
    litres = stored.pop("buckets") * 10
    return {**stored, "litres": str(litres)}


def _with_source(stored: Stored) -> Stored:
    return {**stored, "source": "can"}


UPCASTERS = {
    ("orchard.tree-watered", 1): _litres_as_text,
    ("orchard.tree-watered", 2): _with_source,
}


def orchard() -> FactRegistry:
    return FactRegistry([TreePlanted, TreeWatered], UPCASTERS)


def planted(species: str = "pear") -> TreePlanted:
    return TreePlanted(on=MARCH, species=species)


def watered(litres: str = "2.50") -> TreeWatered:
    return TreeWatered(on=MARCH, litres=Decimal(litres), source="rain")


def a_command(command_id: UUID | None = None, *, correlation: str = "orchard") -> Context:
    return Context(
        command_id=command_id or uuid4(),
        actor="jan.peeters",
        channel="cli",
        correlation=correlation,
    )


def a_stream() -> str:
    return f"convention-{uuid4().hex[:12].upper()}"
