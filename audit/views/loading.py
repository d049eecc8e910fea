"""Many rows into a table at once, by the quickest way of each database."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Integer, Table

from journal.tables import pages

COPIED_AT_ONCE = 5_000
"""Rows that travel to PostgreSQL together."""


def load(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, each with every column of the table; within the caller's transaction."""
    names = [column.name for column in table.columns]
    load_tuples(connection, table, [tuple([row[name] for name in names]) for row in rows])


def load_tuples(connection: Connection, table: Table, rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows whose values stand in the order of the table's columns.

    By the driver: SQLAlchemy's own cost is several times that of SQLite's insert, and PostgreSQL
    takes a COPY at a fraction of what it takes for inserts. Values are days, words, numbers, null.
    """
    if not rows:
        return
    names = ", ".join(column.name for column in table.columns)
    driver: Any = connection.connection
    if connection.dialect.name == "sqlite":
        marks = ",".join("?" * len(table.columns))
        statement = f"INSERT INTO {table.name} ({names}) VALUES ({marks})"  # noqa: S608  (our names)
        integers = all(isinstance(column.type, Integer) for column in table.columns)
        plain = rows if integers else [[_plain(value) for value in row] for row in rows]
        driver.executemany(statement, plain)
        return
    with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
        for page in pages(rows, COPIED_AT_ONCE):
            lines = ["\t".join([_copied(value) for value in row]) for row in page]
            copy.write("\n".join([*lines, ""]))


def _plain(value: object) -> object:
    """A value as SQLite takes it: days as ISO text, words as plain text."""
    kind = type(value)
    if kind is str or kind is int or value is None:
        return value
    if kind is date:
        return _iso(value)
    return value.value if isinstance(value, Enum) else value


def _copied(value: object) -> str:
    """A value as PostgreSQL's COPY reads it."""
    if value is None:
        return "\\N"
    kind = type(value)
    if kind is int:
        return str(value)
    if kind is date:
        return _iso(value)
    text = str(value)
    return text if text.isalnum() else text.translate(_ESCAPED)


_ESCAPED = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


@lru_cache(maxsize=4096)
def _iso(day: date) -> str:
    return day.isoformat()
