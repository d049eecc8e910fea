"""By what a fact can be found: whom and what it names."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple

from domain.fact import Fact
from domain.values import split_avenant_id
from journal.envelope import Recorded
from journal.streams import circular_stream


class Kind(StrEnum):
    """What a mark is the name of."""

    ACTOR = "actor"
    """Who stood behind a fact, or is named by it as who acted."""
    NETWORK = "network"
    """The network that a fact is about, or of whose convention it is."""
    CIRCULAR = "circular"
    """The circular that a fact, or the avenant it is about, belongs to."""
    PARTY = "party"
    """The opaque id of a party that a fact names itself."""
    TYPE = "type"
    """The permanent type of a fact."""
    DOCUMENT = "document"
    """The SHA-256 of a document or of a message, or an address among the evidence."""
    MESSAGE = "message"
    """A Message-ID, as it was given to a mail."""


class Mark(NamedTuple):
    """A kind, and the key by which it is looked up: a fact has the mark or has it not."""

    kind: Kind
    key: str


NAMING: dict[str, Kind] = {
    "by": Kind.ACTOR,
    "authorised_by": Kind.ACTOR,
    "network": Kind.NETWORK,
    "circular": Kind.CIRCULAR,
    "corrected_by": Kind.CIRCULAR,
    "party": Kind.PARTY,
    "message_id": Kind.MESSAGE,
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


def marks_of(one: Recorded, network: str | None) -> Iterator[Mark]:
    """Every mark of a fact; `network` is that of the convention in whose stream it stands.

    The same mark may come twice.
    """
    fact = one.fact
    values: Mapping[str, Any] = fact.__dict__
    yield Mark(Kind.TYPE, values["type"])
    yield Mark(Kind.ACTOR, one.actor)
    if network is not None:
        yield Mark(Kind.NETWORK, network)
    elif one.stream.startswith(_CIRCULAR):
        yield Mark(Kind.CIRCULAR, one.stream.removeprefix(_CIRCULAR))
    for name, kind in named_by(type(fact)):
        value = values[name]
        if type(value) is str:
            if value:
                yield Mark(kind, value)
        elif value:
            for each in value:
                yield Mark(kind, each)
    if (avenant := values.get("avenant")) is not None:
        yield Mark(Kind.CIRCULAR, split_avenant_id(avenant)[0])
    for document in values.get("documents", ()):
        yield Mark(Kind.DOCUMENT, document.sha256)


def network_of(history: Sequence[Recorded]) -> str | None:
    """The network of the convention whose facts these are; None for another stream."""
    network = history[0].fact.__dict__.get("network")
    return network if history[0].version == 1 and isinstance(network, str) else None


@cache
def named_by(fact: type[Fact]) -> tuple[tuple[str, Kind], ...]:
    """The fields in which facts of that class name something."""
    return tuple((name, NAMING[name]) for name in fact.model_fields if name in NAMING)


@lru_cache(maxsize=4096)
def number_of(mark: Mark) -> int:
    """The number under which a mark is kept: 64 bits of a hash, so two may share one.

    Whoever finds a fact by it looks whether the fact has the mark.
    """
    digest = blake2b(f"{mark.kind.value}:{mark.key}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


_CIRCULAR = circular_stream("")
