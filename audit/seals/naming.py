"""By which fields a fact can name evidence: told by its type, so that most need no search."""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from domain.fact import Fact
from journal.known_facts import known_facts
from journal.named_evidence import NAMES
from journal.registry import permanent_type

ERASED = "erased_evidence"
"""How a fact records that evidence was erased, by authority: a list of addresses."""
_ANY = frozenset((*NAMES, ERASED))


@lru_cache(maxsize=4096)
def keys_of(topic: object) -> tuple[bytes, ...]:
    """What a name of evidence begins with in the stored bytes of such a fact.

    A type in its present version has exactly the fields of its class: with another one it is no
    fact that anybody reads. Of any other topic all names are looked for. Inside a text a quotation
    mark has a backslash before it.
    """
    fact = _known().get(topic)
    fields = _ANY if fact is None else _ANY.intersection(_fields(fact))
    return tuple(key_of(field) for field in sorted(fields))


@cache
def _known() -> Mapping[object, type[Fact]]:
    return {topic_of(fact): fact for fact in known_facts().classes.values()}


def topics_of(*facts: type[Fact]) -> frozenset[bytes]:
    """What these facts are called in the store, in every version that there ever was of each."""
    return frozenset(
        topic_of(fact, version) for fact in facts for version in range(1, fact.VERSION + 1)
    )


def topic_of(fact: type[Fact], version: int | None = None) -> bytes:
    """What a fact is called in the store, in that version; in the present one if none is named."""
    return f"{permanent_type(fact)}/{version or fact.VERSION}".encode()


def key_of(field: str) -> bytes:
    """How the value of that field begins in the stored bytes."""
    return b'"%b":%b' % (field.encode(), b"[" if field == ERASED else b'"')


def _fields(kind: Any) -> Iterator[str]:
    """The names of all fields within; all that there are where a key may be any text."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        for name, field in kind.model_fields.items():
            yield name
            yield from _fields(field.annotation)
    elif kind in {Any, object} or kind is dict or get_origin(kind) in {dict, Mapping}:
        yield from _ANY
    else:
        for part in get_args(kind):
            yield from _fields(part)
