"""Which facts exist: permanent type and version, the class of today, and how old ones are read."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, get_args

from domain.fact import Fact

Stored = dict[str, Any]
"""A fact as it lies in the store, before any class has looked at it."""
Upcaster = Callable[[Stored], Stored]
"""Turns the stored shape of one version into that of the next."""

PERMANENT_TYPE = re.compile(r"[a-z][a-z0-9.-]*")


class RegistryError(Exception):
    """The facts, as declared, cannot be told apart or read back."""


class FactRegistry:
    """The facts that a journal can write and read, each type in its present version.

    `upcasters[(type, version)]` turns that version's stored shape into the next one's; every
    version below the present one needs its own.
    """

    def __init__(
        self,
        facts: Iterable[type[Fact]],
        upcasters: Mapping[tuple[str, int], Upcaster] | None = None,
    ) -> None:
        self._classes: dict[str, type[Fact]] = {}
        self._upcasters = dict(upcasters or {})
        for fact in facts:
            self._register(fact)
        self._check_upcasters()

    @property
    def classes(self) -> Mapping[str, type[Fact]]:
        """The class of each permanent type."""
        return self._classes

    def upcast(self, type_: str, version: int, stored: Stored) -> Stored:
        """The stored shape of an old version, brought up to the present one step by step."""
        while version < self._classes[type_].VERSION:
            stored = self._upcasters[type_, version](stored)
            version += 1
        return stored

    def _register(self, fact: type[Fact]) -> None:
        name = permanent_type(fact)
        if (other := self._classes.get(name)) is not None:
            msg = f"{fact.__name__} and {other.__name__} share the type {name}: rename the newer."
            raise RegistryError(msg)
        self._classes[name] = fact

    def _check_upcasters(self) -> None:
        needed = {
            (name, version)
            for name, fact in self._classes.items()
            for version in range(1, fact.VERSION)
        }
        for name, version in sorted(needed - self._upcasters.keys()):
            msg = f"Nothing reads version {version} of {name}: give an upcaster to {version + 1}."
            raise RegistryError(msg)
        for name, version in sorted(self._upcasters.keys() - needed):
            msg = f"The upcaster from version {version} of {name} leads nowhere: remove it."
            raise RegistryError(msg)


def permanent_type(fact: type[Fact]) -> str:
    """The one literal that a fact class declares as its `type`."""
    field = fact.model_fields.get("type")
    names: tuple[object, ...] = get_args(field.annotation) if field is not None else ()
    match names:
        case (str(name),) if PERMANENT_TYPE.fullmatch(name):
            return name
        case _:
            msg = (
                f"{fact.__name__} needs a field `type: Literal[...]` with one name of lower-case "
                "letters, digits, dots and hyphens."
            )
            raise RegistryError(msg)
