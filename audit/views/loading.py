"""Many rows into a table at once, by the quickest way of each database."""

from collections.abc import Sequence
from contextlib import closing
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import Any, cast

from sqlalchemy import Connection, Table

from journal.tables import pages

Row = Sequence[Any]

VALUES = 300
"""How many values one statement carries on SQLite."""
COPIED_AT_ONCE = 5_000
"""Rows that travel to PostgreSQL together."""


def load(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows, whose plain values stand in the order of the table's columns.

    Within the caller's transaction, and by the driver: SQLAlchemy's own cost is several times that
    of SQLite's insert, and PostgreSQL takes a COPY at a fraction of what it takes for inserts.
    """
    if not rows:
        return
    names = ", ".join(column.name for column in table.columns)
    driver: Any = connection.connection
    if connection.dialect.name == "sqlite":
        into = f"INSERT INTO {table.name} ({names}) VALUES "  # noqa: S608  (our names)
        _insert(driver, into, len(table.columns), rows)
        return
    with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
        for page in pages(rows, COPIED_AT_ONCE):
            columns = [_copied(column) for column in zip(*page, strict=True)]
            copy.write("\n".join(["\t".join(row) for row in zip(*columns, strict=True)] + [""]))


def add(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Add to the last column of rows that have these keys, which are all other columns, in order.

    What is not there is inserted. Within the caller's transaction, and by the driver.
    """
    *keys, number = [column.name for column in table.columns]
    names = ", ".join([*keys, number])
    into = f"INSERT INTO {table.name} ({names}) VALUES "  # noqa: S608  (our names)
    adding = (
        f" ON CONFLICT ({', '.join(keys)}) "
        f"DO UPDATE SET {number} = {table.name}.{number} + excluded.{number}"
    )
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    with closing(cast("Any", connection.connection).cursor()) as cursor:
        _insert(cursor, into, len(keys) + 1, rows, adding, mark)


def _insert(
    driver: Any, into: str, width: int, rows: Sequence[Row], then: str = "", mark: str = "?"
) -> None:
    """Many rows in a statement: a step of SQLite costs more than a row."""
    together = VALUES // width
    whole = len(rows) // together * together
    marks = f"({','.join([mark] * width)})"
    parts = (rows[first : first + together] for first in range(0, whole, together))
    for statement, given in (
        (",".join([marks] * together), [[*chain.from_iterable(part)] for part in parts]),
        (marks, rows[whole:]),
    ):
        if given:
            driver.executemany(into + statement + then, given)


def plain(value: object) -> str | None:
    """A value as a row has it on both databases: days as ISO text, words as plain text."""
    if value is None:
        return value
    if type(value) is str:
        return value
    return _iso(value) if type(value) is date else str(value)


def _copied(column: Sequence[str | int | bytes | None]) -> list[str]:
    """The values of a column as PostgreSQL's COPY reads them."""
    if all(type(value) is int for value in column):
        return list(map(str, column))
    return [_text(value) for value in column]


def _text(value: str | int | bytes | None) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, bytes):
        return f"\\\\x{value.hex()}"
    text = str(value)
    return text if text.isalnum() else text.translate(_ESCAPED)


_ESCAPED = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


@lru_cache(maxsize=4096)
def _iso(day: date) -> str:
    return day.isoformat()
