"""Facts cannot be mixed up, and none becomes unreadable by accident."""

from typing import ClassVar, Literal

import pytest

from domain.fact import Fact
from journal.registry import FactRegistry, RegistryError, Stored
from tests.journal.orchard import UPCASTERS, TreePlanted, TreeWatered


class AlsoPlanted(Fact):
    type: Literal["orchard.tree-planted"] = "orchard.tree-planted"


class Nameless(Fact):
    pass


class OddlyNamed(Fact):
    type: Literal["Orchard/Tree planted"] = "Orchard/Tree planted"


class Pruned(Fact):
    VERSION: ClassVar[int] = 3
    type: Literal["orchard.tree-pruned"] = "orchard.tree-pruned"


def _same(stored: Stored) -> Stored:
    return stored


def test_two_facts_cannot_share_a_permanent_type() -> None:
    with pytest.raises(RegistryError, match="AlsoPlanted and TreePlanted share the type"):
        FactRegistry([TreePlanted, AlsoPlanted])


@pytest.mark.parametrize("fact", [Nameless, OddlyNamed])
def test_a_fact_needs_one_plain_permanent_type(fact: type[Fact]) -> None:
    with pytest.raises(RegistryError, match=f"{fact.__name__} needs a field `type"):
        FactRegistry([fact])


def test_every_old_version_needs_its_upcaster() -> None:
    with pytest.raises(RegistryError, match=r"Nothing reads version 2 of orchard\.tree-pruned"):
        FactRegistry([Pruned], {("orchard.tree-pruned", 1): _same})


@pytest.mark.parametrize("key", [("orchard.tree-planted", 1), ("orchard.tree-burnt", 1)])
def test_an_upcaster_that_leads_nowhere_is_refused(key: tuple[str, int]) -> None:
    with pytest.raises(RegistryError, match="leads nowhere"):
        FactRegistry([TreePlanted], {key: _same})


def test_the_classes_are_found_by_their_permanent_type() -> None:
    registry = FactRegistry([TreePlanted, TreeWatered], UPCASTERS)
    assert registry.classes == {
        "orchard.tree-planted": TreePlanted,
        "orchard.tree-watered": TreeWatered,
    }
