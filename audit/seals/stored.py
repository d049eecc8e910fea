"""The stored rows as they lie in the database, read past every mapper and every index of ours."""

from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from itertools import chain
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, text

from audit.seals.leaves import Row
from journal.faults import faults

PAGE = {"sqlite": 500, "postgresql": 4000}
"""Facts read at once: what stays in a processor's own memory, or 3 MB where each page is a trip."""

# On SQLite as bytes: a text that is no UTF-8 any more would not come out at all. What is no text
# there, though the same bytes, is found by nobody who asks for the text: it comes out as nothing.
_SELECT = {
    "sqlite": "SELECT rowid, originator_version, CAST(originator_id AS BLOB),"
    " CASE typeof(topic) WHEN 'text' THEN CAST(topic AS BLOB) END, state"
    " FROM stored_events NOT INDEXED WHERE rowid > :after AND rowid <= :head"
    " ORDER BY rowid",
    "postgresql": "SELECT notification_id, originator_version, convert_to(originator_id, 'UTF8'),"
    " convert_to(topic, 'UTF8'), state FROM stored_events WHERE notification_id > %(after)s"
    " AND notification_id <= %(head)s ORDER BY notification_id",
}
_HEAD = {
    "sqlite": "SELECT max(rowid) FROM stored_events NOT INDEXED",
    "postgresql": "SELECT max(notification_id) FROM stored_events",
}
_COMMANDS = {
    "sqlite": "SELECT :mark, CAST(stream AS BLOB), CAST(command_id AS BLOB),"
    " CASE WHEN follows = first_version - 1 AND follows >= 0 AND typeof(command_id) = 'text'"
    " AND last_version BETWEEN first_version AND 1000000000000 THEN first_version END,"
    " last_version FROM recorded_commands",
    "postgresql": "SELECT %(mark)s::bigint, convert_to(stream, 'UTF8'),"
    " convert_to(replace(command_id::text, '-', ''), 'UTF8'),"
    " CASE WHEN follows = first_version - 1 AND follows >= 0"
    " AND last_version BETWEEN first_version AND 1000000000000 THEN first_version END, last_version"
    " FROM recorded_commands",
}


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
    yield from _paged(connection, query, {"after": after, "head": until})


def commands(connection: Connection, mark: int) -> Iterator[tuple[Any, ...]]:
    """Every recorded command: the mark, its stream, its id in hex, its first and last version.

    Stream and id are bytes, as those of facts are. One that does not follow what it should, or
    with numbers so large that Python gives two of them the same hash, has no first version.
    """
    query = _COMMANDS[connection.dialect.name]
    pages = _paged(connection, query, {"mark": mark})
    return chain.from_iterable(pages)


def has_stream(connection: Connection, stream: str) -> bool:
    """Whether any fact of that stream is there."""
    query = text("SELECT 1 FROM stored_events WHERE originator_id = :stream LIMIT 1")
    return connection.scalar(query, {"stream": stream}) is not None


def _paged(
    connection: Connection, query: str, asked: dict[str, int]
) -> Iterator[list[tuple[Any, ...]]]:
    """All rows in pages, by one cursor of the driver: what SQLAlchemy adds costs a hash each.

    On PostgreSQL by one on the server, so that it plans and sorts once, and in the binary protocol:
    as text, bytes travel in hex and are twice as many.
    """
    driver: Any = connection.connection
    database = connection.dialect.name
    given = {} if database == "sqlite" else {"name": f"page_{uuid4().hex}", "binary": True}
    with closing(driver.cursor(**given)) as cursor:
        cursor.execute(query, asked)
        while page := cursor.fetchmany(PAGE[database]):
            yield page
