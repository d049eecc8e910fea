"""What surrounds a fact: which command caused it, who stood behind it, when it was known."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal, NamedTuple
from uuid import UUID

from pydantic import StringConstraints
from pydantic_core import SchemaValidator, core_schema

from domain.fact import Fact
from domain.values import StaffId, Value

as_uuid = SchemaValidator(core_schema.uuid_schema()).validate_python
"""An id, of its bytes; the library's constructor takes four times as long."""
Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class Context(Value):
    """Why facts are appended: the command, who gave it, through which door, and what led to it.

    `causation` is the event id of the fact that led to the command; `correlation` names the whole
    that it belongs to, such as the avenant.
    """

    command_id: UUID
    actor: StaffId
    channel: Literal["cli", "workflow", "web", "mailbox", "import"]
    causation: UUID | None = None
    correlation: Name


class Recorded(NamedTuple):
    """A fact as the journal keeps it.

    `version` counts from 1 within the stream, without gaps; `position` rises over all streams, with
    gaps. `effective_on` is the day it counts, `recorded_at` the instant (Europe/Brussels) at which
    the office knew. `rehearsal` says that nothing of it is real.
    """

    event_id: UUID
    stream: str
    version: int
    position: int
    fact: Fact
    command_id: UUID
    effective_on: date
    recorded_at: datetime
    actor: str
    channel: str
    causation: UUID | None
    correlation: str
    rehearsal: bool


class Skimmed(NamedTuple):
    """A fact with what a read model asks of its surroundings; every field is as in `Recorded`."""

    stream: str
    version: int
    position: int
    fact: Fact
    recorded_at: datetime
    actor: str


@dataclass(frozen=True, slots=True)
class Append:
    """Facts for one stream, to be appended only where it still stands at `expected_version`."""

    stream: str
    facts: Sequence[Fact]
    expected_version: int
    context: Context


def event_ids(command_id: UUID, stream: str, count: int) -> list[UUID]:
    """The ids of a command's facts in a stream: the same again when the command is repeated.

    The n-th is uuid5(command_id, "<stream> <n>"), counted from 1.
    """
    named = command_id.bytes + f"{stream} ".encode()
    names: list[bytes] = []
    for ordinal in range(1, count + 1):
        name = hashlib.sha1(named + b"%d" % ordinal, usedforsecurity=False)
        digest = bytearray(name.digest()[:16])
        # As RFC 9562 marks a version 5; the library's constructor takes four times as long.
        digest[6] = digest[6] & 0x0F | 0x50
        digest[8] = digest[8] & 0x3F | 0x80
        names.append(bytes(digest))
    return [as_uuid(name) for name in names]
