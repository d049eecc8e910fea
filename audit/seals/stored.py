"""The stored rows as they lie in the database, read past every mapper and every index of ours."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, CursorResult, Engine, text

from audit.seals.leaves import Row
from audit.views.known import VIEWS
from audit.views.view import SLOTS
from journal.faults import faults

PAGE = 4000
"""Facts read at once: about 3 MB."""

# On SQLite as bytes: a text that is no UTF-8 any more would not come out at all.
_SELECT = {
    "sqlite": "SELECT rowid, originator_version, CAST(originator_id AS BLOB), CAST(topic AS BLOB),"
    " state FROM stored_events NOT INDEXED WHERE rowid > :after AND rowid <= :head"
    " ORDER BY rowid LIMIT :page",
    "postgresql": "SELECT notification_id, originator_version, convert_to(originator_id, 'UTF8'),"
    " convert_to(topic, 'UTF8'), state FROM stored_events WHERE notification_id > %(after)s"
    " AND notification_id <= %(head)s ORDER BY notification_id",
}
_HEAD = {
    "sqlite": "SELECT max(rowid) FROM stored_events NOT INDEXED",
    "postgresql": "SELECT max(notification_id) FROM stored_events",
}
_COMMANDS = {
    "sqlite": "SELECT ?, CAST(stream AS BLOB), CAST(command_id AS BLOB), first_version,"
    " last_version, follows FROM recorded_commands",
    "postgresql": "SELECT %(mark)s::bigint, convert_to(stream, 'UTF8'),"
    " convert_to(replace(command_id::text, '-', ''), 'UTF8'), first_version, last_version, follows"
    " FROM recorded_commands",
}
_GAPS = (
    "SELECT originator_id, count(*), max(originator_version) FROM stored_events"
    " GROUP BY originator_id"
    " HAVING count(*) <> max(originator_version) OR min(originator_version) <> 1"
    " ORDER BY originator_id"
)


@contextmanager
def snapshot(engine: Engine) -> Generator[Connection]:
    """The whole store as it stands at one moment, whatever is recorded meanwhile."""
    with faults(), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


def head(connection: Connection) -> int:
    """The highest position, 0 in an empty store."""
    return connection.scalar(text(_HEAD[connection.dialect.name])) or 0


def facts_between(connection: Connection, after: int, until: int) -> Iterator[list[Row]]:
    """Every stored fact beyond a position up to another, in order, in pages."""
    query = _SELECT[connection.dialect.name]
    if connection.dialect.name == "postgresql":
        yield from _from_postgres(connection, query, {"after": after, "head": until})
        return
    while after < until:
        asked = {"after": after, "head": until, "page": PAGE}
        page = _fetched(connection.execute(text(query), asked))
        if not page:
            return
        yield page
        after = page[-1][0]


def commands(connection: Connection, mark: int) -> Iterator[tuple[Any, ...]]:
    """Every recorded command: the mark, stream, id in hex, first and last version, what it follows.

    Stream and id are bytes, as those of facts are.
    """
    query = _COMMANDS[connection.dialect.name]
    if connection.dialect.name == "postgresql":
        return chain.from_iterable(_from_postgres(connection, query, {"mark": mark}))
    driver: Any = connection.connection
    return driver.execute(query, (mark,))


def gaps(connection: Connection) -> Iterator[tuple[Any, ...]]:
    """The streams whose versions are not 1, 2, 3 and so on: name, facts, highest version."""
    yield from connection.execute(text(_GAPS))


def has_stream(connection: Connection, stream: str) -> bool:
    """Whether any fact of that stream is there."""
    query = text("SELECT 1 FROM stored_events WHERE originator_id = :stream LIMIT 1")
    return connection.scalar(query, {"stream": stream}) is not None


def complaints(connection: Connection) -> list[str]:
    """What the database itself says is wrong with its file; PostgreSQL says so when it reads.

    Of read models nothing is asked: they can be several times as large as the record, and are
    made from it anew.
    """
    if connection.dialect.name != "sqlite":
        return []
    ours = {name for view in VIEWS for slot in SLOTS for name in view.metadata(slot).tables}
    names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
    said: list[str] = []
    for name in names.scalars().all():
        if name not in ours:
            quoted = str(name).replace('"', '""')
            said += connection.execute(text(f'PRAGMA integrity_check("{quoted}")')).scalars().all()
    return [line for line in said if line != "ok"][:20]


def _from_postgres(
    connection: Connection, query: str, asked: dict[str, int]
) -> Iterator[list[tuple[Any, ...]]]:
    """All rows in pages, by a cursor on the server, so that it plans and sorts once.

    In the binary protocol: as text, bytes travel in hex and are twice as many.
    """
    driver: Any = connection.connection
    with driver.cursor(name=f"page_{uuid4().hex}", binary=True) as cursor:
        cursor.execute(query, asked)
        while page := cursor.fetchmany(PAGE):
            yield page


def _fetched(found: CursorResult[Any]) -> list[Row]:
    """All rows as the driver gives them: SQLAlchemy's own cost as much as a hash each."""
    with found:
        return list(found.cursor.fetchall()) if found.cursor else []
