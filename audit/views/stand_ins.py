"""What stands in for a name in a fact, and what of a fact is no name."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple
from uuid import UUID

from domain.evolve import changed
from domain.fact import Fact
from domain.facts import Document
from domain.terms import Window
from domain.values import split_avenant_id

MARK = "\ue000"
"""Private to whoever uses it: no name and no word has it."""
_LOW = str(UUID(int=0))[:-12]
"""How every id begins that stands for another: chance gives none such."""
UUIDS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

Names = dict[str | UUID, int]
"""The names of a history, numbered as they appear; 0 is that of the convention."""


class Way(NamedTuple):
    """How a field with names is told, with a number for each, and how it is given stand-ins."""

    told: Callable[[Any, Names], object]
    stood_in: Callable[[Any, Names], object]


class Plan(NamedTuple):
    """How facts of a class are told apart but for their names."""

    plain: Callable[[Mapping[str, Any]], object]
    """All that is no name, of the fields and their values."""
    named: tuple[tuple[str, Way], ...]
    told: tuple[tuple[str, Callable[[Any, Names], object]], ...]
    """How each of these is told."""


def stand_in(name: str | UUID, number: int) -> str:
    """What stands for a name, as it is read in a row."""
    return str(UUID(int=number)) if isinstance(name, UUID) else f"{MARK}{number}{MARK}"


def reads_as_stand_in(facts: Iterable[Fact]) -> bool:
    """Whether somebody wrote what reads like a stand-in: such a history keeps its own names."""
    written = "".join([fact.model_dump_json() for fact in facts])
    return MARK in written or _LOW in written


def stand_ins_in(cell: str) -> tuple[int, ...]:
    """The numbers of the names that stand in a cell."""
    texts = re.findall(f"{MARK}([0-9]+){MARK}", cell)
    ids = [UUID(found).int for found in UUIDS.findall(cell) if found.startswith(_LOW)]
    return tuple(dict.fromkeys([*map(int, texts), *ids]))


@cache
def plan_of(fact: type[Fact]) -> Plan:
    """How facts of a class are told apart."""
    ways = {name: way_of(name, info.annotation) for name, info in fact.model_fields.items()}
    named = tuple((name, way) for name, way in ways.items() if way is not None)
    return Plan(
        plain=itemgetter(*(name for name, way in ways.items() if way is None)),
        named=named,
        told=tuple((name, way.told) for name, way in named),
    )


def way_of(name: str, annotation: object) -> Way | None:
    """How a field is told; None where it has no name in it."""
    if name in FIELDS:
        return FIELDS[name]
    if annotation is UUID:
        return Way(number_of, id_stood_in)
    if annotation == tuple[UUID, ...]:
        return Way(ids_told, ids_stood_in)
    return Way(free_told, free_stood_in) if annotation is str else None


def number_of(name: str | UUID, names: Names) -> int:
    """The number of a name, the next one where it is new."""
    return names.setdefault(name, len(names))


def id_stood_in(value: UUID, names: Names) -> UUID:
    """What stands for a registration."""
    return UUID(int=names[value])


def ids_told(value: Sequence[UUID], names: Names) -> object:
    """Several registrations."""
    return tuple([number_of(one, names) for one in value])


def ids_stood_in(value: Sequence[UUID], names: Names) -> tuple[UUID, ...]:
    """What stands for each."""
    return tuple(id_stood_in(one, names) for one in value)


def text_told(value: str | None, names: Names) -> object:
    """A name, where there is one."""
    return names.setdefault(value, len(names)) if value else value


def text_stood_in(value: str | None, names: Names) -> str | None:
    """What stands for it."""
    return stand_in(value, names[value]) if value else value


def avenant_told(value: str | None, names: Names) -> object:
    """An avenant is named by its circular, which is no name here, and its convention."""
    if value is None:
        return None
    circular, _, convention = value.partition(".")
    return circular, names.setdefault(convention, len(names))


def avenant_stood_in(value: str | None, names: Names) -> str | None:
    """The circular, and what stands for the convention."""
    if value is None:
        return None
    circular, convention = split_avenant_id(value)
    return f"{circular}.{stand_in(convention, names[convention])}"


def free_told(value: str, names: Names) -> object:
    """Words, in which a registration may be named."""
    if len(value) < len(str(UUID(int=0))):
        return value
    ids = tuple(number_of(UUID(found), names) for found in UUIDS.findall(value))
    return UUIDS.sub(MARK, value), ids


def free_stood_in(value: str, names: Names) -> str:
    """The same words with what stands for it."""
    return UUIDS.sub(lambda found: str(UUID(int=names[UUID(found[0])])), value)


def documents_told(value: Sequence[Document], names: Names) -> object:
    """Documents, each by its file name and a number for its hash."""
    return tuple([(one.name, number_of(one.sha256, names)) for one in value])


def documents_stood_in(value: Sequence[Document], names: Names) -> object:
    """The same with what stands for their hashes."""
    return tuple(changed(one, sha256=stand_in(one.sha256, names[one.sha256])) for one in value)


def window_told(value: Window | None, names: Names) -> object:  # noqa: ARG001  (as the others)
    """A window has no name in it; its values are told one by one, which is quicker."""
    if value is None:
        return None
    return (*_OF_WINDOW(value), tuple([(one.name, one.last_day) for one in value.readings]))


def window_as_it_is(value: Window | None, names: Names) -> Window | None:  # noqa: ARG001
    """The same window."""
    return value


_OF_WINDOW = attrgetter(*(name for name in Window.model_fields if name != "readings"))
_TEXT, _AVENANT = Way(text_told, text_stood_in), Way(avenant_told, avenant_stood_in)
FIELDS: Mapping[str, Way | None] = {
    "convention": _TEXT,
    "party": _TEXT,
    "recipient": _TEXT,
    "message_id": _TEXT,
    "content_hash": _TEXT,
    "evidence": _TEXT,
    "replaces": _TEXT,
    "report": _TEXT,
    "registered_number": _TEXT,
    "avenant": _AVENANT,
    "supersedes": _AVENANT,
    "superseded_by": _AVENANT,
    "documents": Way(documents_told, documents_stood_in),
    "window": Way(window_told, window_as_it_is),
    # What these name is known to everybody, and asked for.
    "network": None,
    "circular": None,
    "content": None,
    "rules": None,
    "by": None,
}
"""Fields of which the type does not say that they hold a name, or that they hold none."""
