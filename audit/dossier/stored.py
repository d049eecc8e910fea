"""The facts of a stream twice: as the program reads them, and as the very bytes that are sealed."""

from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy import Connection, text

from audit.seals.leaves import Row
from audit.seals.stored import snapshot
from journal.envelope import Recorded
from journal.opening import Store

_ROWS = {
    "sqlite": "SELECT rowid, originator_version, CAST(originator_id AS BLOB), CAST(topic AS BLOB),"
    " state FROM stored_events WHERE originator_id = :stream ORDER BY originator_version",
    "postgresql": "SELECT notification_id, originator_version, convert_to(originator_id, 'UTF8'),"
    " convert_to(topic, 'UTF8'), state FROM stored_events WHERE originator_id = :stream"
    " ORDER BY originator_version",
}


class Stored(NamedTuple):
    """A fact, and the row in which it lies."""

    recorded: Recorded
    topic: str
    state: bytes

    @property
    def position(self) -> int:
        """Where it stands in the order of all facts."""
        return self.recorded.position


def stored_facts(store: Store, stream: str, wanted: Callable[[bytes], bool]) -> list[Stored]:
    """The facts of a stream, oldest first, if the stored bytes of any of them are wanted."""
    with snapshot(store.engine) as connection:
        rows = {row[0]: row for row in _rows(connection, stream)}
    if not any(wanted(bytes(row[4])) for row in rows.values()):
        return []
    return [
        Stored(one, bytes(rows[one.position][3]).decode(), bytes(rows[one.position][4]))
        for one in store.journal.read(stream)
        if one.position in rows
    ]


def _rows(connection: Connection, stream: str) -> list[Row]:
    found = connection.execute(text(_ROWS[connection.dialect.name]), {"stream": stream})
    return [(row[0], row[1], row[2], row[3], row[4]) for row in found]
