"""By what a fact can be found: whom and what it names."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple, cast

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

    @property
    def text(self) -> str:
        """Both in one, such as `network:namur`."""
        return f"{self.kind.value}:{self.key}"


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


def marks_of(one: Recorded, network: str | None) -> set[str]:
    """Every mark of a fact, as text; `network` is that of the convention in whose stream it is."""
    fact = one.fact
    values: Mapping[str, Any] = fact.__dict__
    found = {f"type:{values['type']}", f"actor:{one.actor}"}
    if network is not None:
        found.add(f"network:{network}")
    elif one.stream.startswith(_CIRCULAR):
        found.add(f"circular:{one.stream.removeprefix(_CIRCULAR)}")
    for name, kind in named_by(type(fact)):
        value = values[name]
        if type(value) is str:
            found.add(kind + value)
        elif isinstance(value, tuple):
            several = cast("tuple[object, ...]", value)
            found.update([kind + each for each in several if isinstance(each, str)])
    if (avenant := values.get("avenant")) is not None:
        found.add(f"circular:{split_avenant_id(avenant)[0]}")
    for document in values.get("documents", ()):
        found.add(f"document:{document.sha256}")
    return found


def network_of(history: Sequence[Recorded]) -> str | None:
    """The network of the convention whose facts these are; None for another stream."""
    network = history[0].fact.__dict__.get("network")
    return network if history[0].version == 1 and isinstance(network, str) else None


@cache
def named_by(fact: type[Fact]) -> tuple[tuple[str, str], ...]:
    """The fields in which facts of that class name something, and how its mark begins."""
    return tuple((name, f"{NAMING[name].value}:") for name in fact.model_fields if name in NAMING)


@lru_cache(maxsize=4096)
def number_of(mark: str) -> int:
    """The number under which a mark is kept: 64 bits of a hash, so two may share one.

    Whoever finds a fact by it looks whether the fact has the mark.
    """
    return int.from_bytes(blake2b(mark.encode(), digest_size=8).digest(), signed=True)


_CIRCULAR = circular_stream("")
