"""The number by which a person finds a fact again: that of a registration, else of the event."""

from uuid import UUID

from audit.trails.lines import TrailLine


class Numbers:
    """Shows a fact, and what it follows from, under the same number throughout one trail."""

    def __init__(self) -> None:
        self._shown: dict[UUID, UUID] = {}

    def of(self, line: TrailLine) -> UUID:
        """The number of a fact, which lines behind it may follow from."""
        if line.registration is None:
            return line.event_id
        self._shown[line.event_id] = line.registration
        return line.registration

    def cause(self, line: TrailLine) -> UUID | None:
        """The number of what a fact follows from, as it was shown where it was."""
        return None if line.cause is None else self._shown.get(line.cause, line.cause)
