"""What the journal asks of an event recorder, whichever database stands behind it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol
from uuid import UUID

from eventsourcing.persistence import Notification, StoredEvent, Tracking

from journal.errors import EvidenceErased, Overtaken

LAST = 2**62
"""A version that no stream reaches."""

StreamRow = tuple[int, int, str, bytes]
"""Position, version, topic and bytes of an event."""
Row = tuple[str, int, int, str, bytes]
"""Stream, version, position, topic and bytes of an event."""


class Command(NamedTuple):
    """The facts `first` to `last` of a stream are those that this command left there."""

    stream: str
    id: UUID
    first: int
    last: int


class Only(NamedTuple):
    """On what facts are stored alone, and what of the evidence goes with them: all, or nothing.

    No fact beyond the position `since` may have one of the texts `unnamed` in its bytes; nothing at
    the addresses `there` may be empty; what lies at the addresses `emptied` is taken away.
    """

    since: int | None = None
    unnamed: Sequence[bytes] = ()
    there: Sequence[str] = ()
    emptied: Sequence[str] = ()

    def check_since(self, states: Iterable[bytes]) -> None:
        """Nothing, unless one of the facts since then names what it may not: Overtaken."""
        if any(text in bytes(state) for state in states for text in self.unnamed):
            raise Overtaken

    def check_there(self, empty: Sequence[str]) -> None:
        """Nothing, unless some of what must be there is empty: EvidenceErased."""
        if empty:
            raise EvidenceErased(
                f"What lay at {empty[0]} was taken away in this moment; nothing was recorded. Give "
                "the command again: the same bytes are then kept anew."
            )


class Recorder(Protocol):
    """Stores facts with the commands that left them, and how far each follower has read."""

    def insert_events(
        self,
        stored_events: Sequence[StoredEvent],
        *,
        commands: Sequence[Command],
        only: Only | None = None,
    ) -> Sequence[int] | None:
        """Store all in one transaction and give their positions.

        Raises the library's IntegrityError, and stores nothing, when a version is taken already,
        when one is missing before it, or when the stream holds the command; Overtaken or
        EvidenceErased where `only` does not hold.
        """
        ...

    def select_stream(
        self, stream: str, *, first: int = 1, last: int = LAST
    ) -> Sequence[Notification]:
        """The events of a stream with these versions, in their order."""
        ...

    def select_rows(self, stream: str) -> Sequence[StreamRow]:
        """All events of a stream in their order, as the database gives them."""
        ...

    def select_rows_of(self, streams: Sequence[str]) -> Sequence[Row]:
        """All events of these streams, at least one, stream by stream, each in its order."""
        ...

    def select_events(self, originator_id: str, *, desc: bool, limit: int) -> Sequence[StoredEvent]:
        """The library's way to read a stream, without positions; here to find its version."""
        ...

    def select_command(self, stream: str, command_id: UUID) -> tuple[int, int] | None:
        """The first and last version that a command left in a stream, if it did."""
        ...

    def select_notifications(
        self, start: int | None, limit: int, *, inclusive_of_start: bool = True
    ) -> Sequence[Notification]:
        """The events of all streams after a position, in the order of their commits."""
        ...

    def max_notification_id(self) -> int | None:
        """The highest position, or None in an empty store."""
        ...

    def insert_tracking(self, tracking: Tracking) -> None:
        """Move a follower forward; raises IntegrityError unless that is forward."""
        ...

    def max_tracking_id(self, application_name: str) -> int | None:
        """How far a follower has come, or None if it never began."""
        ...

    def create_table(self) -> None:
        """Make the recorder's own tables where they are missing."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...
