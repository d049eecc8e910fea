"""The fact in a stored row, read as the program reads it."""

from audit.seals.leaves import Row
from journal.envelope import Recorded
from journal.errors import UnknownFact
from journal.known_facts import known_facts
from journal.mapper import FactMapper

_MAPPER = FactMapper(known_facts())


def read_fact(row: Row) -> Recorded | None:
    """The fact in a row; None for what is none any more, which its hash tells."""
    position, version, stream, topic, state = row
    if not isinstance(version, int) or not isinstance(state, bytes):
        return None
    try:
        return _MAPPER.recorded(stream.decode(), version, position, topic.decode(), state)
    except (UnknownFact, ValueError):
        return None
