"""By what a fact can be found: whom and what it names."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from hashlib import blake2b
from struct import unpack
from types import MappingProxyType
from typing import Any, NamedTuple, cast
from uuid import UUID

from domain.fact import Fact
from domain.values import split_avenant_id
from journal.envelope import Recorded, Skimmed
from journal.streams import circular_stream, convention_stream


class Kind(StrEnum):
    """What a mark is the name of."""

    ACTOR = "actor"
    """Who stood behind a fact, or is named by it as who acted."""
    NETWORK = "network"
    """The network that a fact is about, or of whose convention it is."""
    CIRCULAR = "circular"
    """The circular that a fact, or the avenant it is about, belongs to.

    What takes a registration back belongs to that of the avenant that was registered about.
    """
    PARTY = "party"
    """The opaque id of a party that a fact names itself."""
    TYPE = "type"
    """The permanent type of a fact."""
    DOCUMENT = "document"
    """The SHA-256 of a document or of a message, or an address among the evidence."""
    MESSAGE = "message"
    """The Message-ID of a mail that left, or the hash of that of one that came in."""


class Mark(NamedTuple):
    """A kind, and the key by which it is looked up: a fact has the mark or has it not."""

    kind: Kind
    key: str

    @property
    def text(self) -> str:
        """Both in one, such as `network:namur`."""
        return f"{self.kind.value}:{self.key}"


NOTHING: Mapping[UUID, str] = MappingProxyType({})
NAMING: dict[str, Kind] = {
    "by": Kind.ACTOR,
    "authorised_by": Kind.ACTOR,
    "network": Kind.NETWORK,
    "circular": Kind.CIRCULAR,
    "corrected_by": Kind.CIRCULAR,
    "party": Kind.PARTY,
    "message_id": Kind.MESSAGE,
    "message_id_hash": Kind.MESSAGE,
    "content_hash": Kind.DOCUMENT,
    "sha256": Kind.DOCUMENT,
    "content": Kind.DOCUMENT,
    "evidence": Kind.DOCUMENT,
    "replaces": Kind.DOCUMENT,
    "report": Kind.DOCUMENT,
    "erased_evidence": Kind.DOCUMENT,
    "addresses": Kind.DOCUMENT,
}
"""The fields in which facts name something, and what it is. A text, or several."""


def marks_of(
    one: Recorded | Skimmed, network: str | None, circulars: Mapping[UUID, str] = NOTHING
) -> set[str]:
    """Every mark of a fact, as text.

    `network` is that of the convention in whose stream it is, `circulars` what `circulars_of`
    says of what stands there before it: neither is in the fact itself.
    """
    return {
        *marks_in_common(*_in_common(one, network, circulars)),
        *marks_of_its_own(one.fact),
    }


def takes_back(fact: Fact) -> bool:
    """Whether it says of a registration that it was a mistake."""
    return "retracts" in fact.__dict__


def circulars_of(history: Sequence[Skimmed]) -> dict[UUID, str]:
    """Of each registration among these the circular of its avenant, for what takes one back."""
    registered = (one.fact.__dict__ for one in history)
    return {
        fact["id"]: split_avenant_id(avenant)[0]
        for fact in registered
        if "id" in fact and (avenant := fact.get("avenant")) is not None
    }


def _in_common(
    one: Recorded | Skimmed, network: str | None, circulars: Mapping[UUID, str]
) -> tuple[str, str, str | None, str | None]:
    """Type, actor, network and circular, in which a fact is like many others."""
    values: Mapping[str, Any] = one.fact.__dict__
    avenant: str | None = values.get("avenant")
    if avenant is not None:
        circular = split_avenant_id(avenant)[0]
    elif network is None and one.stream.startswith(_CIRCULAR):
        circular = one.stream.removeprefix(_CIRCULAR)
    else:
        circular = circulars.get(values["retracts"]) if circulars and "retracts" in values else None
    return values["type"], one.actor, network, circular


@lru_cache(maxsize=4096)
def marks_in_common(
    type_: str, actor: str, network: str | None, circular: str | None
) -> tuple[str, ...]:
    """The marks that these make."""
    named = (("type", type_), ("actor", actor), ("network", network), ("circular", circular))
    return tuple(f"{kind}:{key}" for kind, key in named if key is not None)


def marks_of_its_own(fact: Fact) -> list[str]:
    """The marks of what stands in the fact itself, and may stand in no other."""
    values: Mapping[str, Any] = fact.__dict__
    found: list[str] = []
    for name, kind in named_by(type(fact)):
        value = values[name]
        if type(value) is str:
            found.append(kind + value)
        elif isinstance(value, tuple):
            several = cast("tuple[object, ...]", value)
            found += [kind + each for each in several if isinstance(each, str)]
    for document in values.get("documents", ()):
        found.append(f"document:{document.sha256}")
    return found


def network_of(history: Sequence[Skimmed]) -> str | None:
    """The network of the convention whose facts these are; None for another stream."""
    first = history[0]
    network = first.fact.__dict__.get("network")
    own = first.version == 1 and first.stream.startswith(_CONVENTION)
    return network if own and isinstance(network, str) else None


@cache
def named_by(fact: type[Fact]) -> tuple[tuple[str, str], ...]:
    """The fields in which facts of that class name something, and how its mark begins."""
    return tuple((name, f"{NAMING[name].value}:") for name in fact.model_fields if name in NAMING)


def number_of(mark: str) -> int:
    """The number under which a mark is kept: 64 bits of a hash, so two may share one.

    Whoever finds a fact by it looks whether the fact has the mark.
    """
    return numbers_of([mark])[0]


def numbers_of(marks: Sequence[str]) -> Sequence[int]:
    """The numbers of many marks."""
    hashes: list[bytes] = []
    for mark in marks:
        one = _HASH.copy()
        one.update(mark.encode())
        hashes.append(one.digest())
    return unpack(f">{len(hashes)}q", b"".join(hashes))


_HASH = blake2b(digest_size=8)
_CIRCULAR, _CONVENTION = circular_stream(""), convention_stream("")
