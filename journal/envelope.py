"""What surrounds a fact: which command caused it, who stood behind it, when it was known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID, uuid5

from pydantic import StringConstraints

from domain.fact import Fact
from domain.values import StaffId, Value

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


@dataclass(frozen=True, slots=True)
class Recorded:
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


@dataclass(frozen=True, slots=True)
class Append:
    """Facts for one stream, to be appended only where it still stands at `expected_version`."""

    stream: str
    facts: Sequence[Fact]
    expected_version: int
    context: Context


def event_id(command_id: UUID, stream: str, ordinal: int) -> UUID:
    """The id of a command's n-th fact in a stream: the same again when the command is repeated."""
    return uuid5(command_id, f"{stream} {ordinal}")
