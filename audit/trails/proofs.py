"""What a fact rests on: addresses among the evidence, hashes of documents, the fact before it."""

from functools import cache
from typing import Any, Literal, NamedTuple, cast
from uuid import UUID

from domain.fact import Fact
from domain.facts import Document
from journal.envelope import Recorded, event_ids

ADDRESSES = ("evidence", "content", "report", "replaces", "erased_evidence", "addresses")
"""Fields that hold addresses among the evidence, in whichever fact they stand."""
HASHES = ("content_hash", "sha256")
"""Fields that hold the SHA-256 of bytes that left or came in."""
MESSAGES = ("message_id",)
"""Fields that hold the Message-ID under which something left: mail servers' logs know it."""
PROVING = (*ADDRESSES, *HASHES, *MESSAGES, "documents")


Way = Literal["address", "sha256", "message"]
"""By what it is found."""


class Proof(NamedTuple):
    """Something that a fact rests on: by its address among the evidence, SHA-256 or Message-ID.

    `role` is the name of the field of the fact; `name` that of a file, where it has one.
    """

    role: str
    kind: Way
    value: str
    name: str | None = None

    def __str__(self) -> str:
        named = f" ({self.name})" if self.name else ""
        return f"{self.role} {self.value}{named}"


@cache
def proving(fact: type[Fact]) -> tuple[tuple[str, Way], ...]:
    """The fields of a class of facts that hold what it rests on, and how that is found."""
    return tuple((name, way(name)) for name in fact.model_fields if name in PROVING)


@cache
def naming(fact: type[Fact]) -> tuple[str, ...]:
    """The fields of a class of facts that name registrations or messages; not its own number."""
    fields = fact.model_fields.items()
    return tuple(name for name, field in fields if name != "id" and "UUID" in str(field.annotation))


def proofs(fact: Fact) -> tuple[Proof, ...]:
    """Everything that a fact rests on, in the order of its fields.

    By the names of the fields, so that a new fact need not be listed here.
    """
    found: list[Proof] = []
    for role, kind in proving(type(fact)):
        for each in values(fact, role):
            match each:
                case str() if each:
                    found.append(Proof(role, kind, each))
                case Document(sha256=sha256, name=name):
                    found.append(Proof(role, kind, sha256, name))
                case _:
                    pass
    return tuple(found)


def way(field: str) -> Way:
    """How what stands in that field is found."""
    if field in ADDRESSES:
        return "address"
    return "message" if field in MESSAGES else "sha256"


def values(fact: Fact, field: str) -> tuple[object, ...]:
    """What a field holds: nothing, one or several."""
    value: object = getattr(fact, field)
    if value is None:
        return ()
    return cast("tuple[object, ...]", value) if isinstance(value, tuple) else (value,)


def cause(one: Recorded) -> UUID | None:
    """The event that led to a fact: the first of its own command, and to that one another's.

    What somebody registered comes first in a command, and what follows from it after it.
    """
    (first,) = event_ids(one.command_id, one.stream, 1)
    return one.causation if first == one.event_id else first


def refers_to(fact: Fact) -> tuple[UUID, ...]:
    """The registrations and messages that a fact names, its own number left out."""
    fields = naming(type(fact))
    return tuple(each for name in fields for each in values(fact, name) if isinstance(each, UUID))


def plain(proof: Proof) -> dict[str, Any]:
    """As JSON has it."""
    return proof._asdict()
