"""Every model of every room can be built: each is only built when it is first used."""

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType

import pytest

import activities
import audit
import domain
import interfaces
import journal
import workflows
from domain.values import Value

ROOMS = (domain, journal, activities, workflows, audit, interfaces)


def of(kind: type[Value]) -> Iterator[type[Value]]:
    """All models that are made from this one."""
    for model in kind.__subclasses__():
        yield model
        yield from of(model)


def modules(room: ModuleType) -> Iterator[str]:
    """The modules of a room, by name."""
    for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
        yield module.name


@pytest.mark.slow
@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.__name__)
def test_every_model_of_a_room_can_be_built(room: ModuleType) -> None:
    for module in modules(room):
        importlib.import_module(module)
    built = [model for model in of(Value) if model.__module__.startswith(f"{room.__name__}.")]
    for model in built:
        model.model_rebuild()
        assert model.__pydantic_complete__, model
    assert built or room in (workflows, interfaces)
