"""What comes in about a provider avenant, and what a person made of it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass
class Refusal:
    """A refusal as it was registered, and what became of it since.

    `dropped` when withdrawn with effect or decided for acceptance; `stands` when decided for
    refusal; `open` while the days alone speak.
    """

    received_on: date
    dispatched_on: date | None
    registered_on: date
    by_representative: bool
    settled: Literal["open", "stands", "dropped"] = "open"
    decided_on: date | None = None

    def in_time(self, last_day: date) -> bool:
        """Whether it was received or dispatched by a day."""
        dispatched = self.dispatched_on or self.received_on
        return min(self.received_on, dispatched) <= last_day

    def under_way(self, day: date) -> bool:
        """Whether it had left by a day and was received only afterwards."""
        return (self.dispatched_on or self.received_on) <= day < self.received_on


@dataclass
class Acceptance:
    """An express acceptance; one that answers no standing communication needs a person."""

    received_on: date
    settled: Literal["open", "stands", "dropped"] = "open"


@dataclass(frozen=True)
class Standing:
    """Where an avenant stands of itself, before the end of its convention is looked at.

    An end of the convention before `concluded_on` lapses the avenant; a later one does not.
    """

    state: str
    concluded_on: date | None = None
    refusal_received_on: date | None = None
    terminates_on: date | None = None
