"""Many rows into a table at once, by the quickest way of each database."""

import re
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from functools import lru_cache
from itertools import chain
from types import NoneType
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

    What is not there is inserted; no two rows have the same keys. Within the caller's transaction,
    and by the driver.
    """
    *keys, number = [column.name for column in table.columns]
    names = ", ".join([*keys, number])
    into = f"INSERT INTO {table.name} ({names}) "
    adding = (
        f" ON CONFLICT ({', '.join(keys)}) "
        f"DO UPDATE SET {number} = {table.name}.{number} + excluded.{number}"
    )
    driver: Any = connection.connection
    if connection.dialect.name == "sqlite":
        _insert(driver, f"{into}VALUES ", len(keys) + 1, rows, adding)
        return
    # Of a text its type alone: an array has no collation.
    kinds = [column.type.compile(connection.dialect).split()[0] for column in table.columns]
    columns = ", ".join([f"%s::{kind}[]" for kind in kinds])
    statement = f"{into}SELECT * FROM unnest({columns}){adding}"  # noqa: S608  (our names)
    with closing(driver.cursor()) as cursor:
        every = [list(column) for column in zip(*rows, strict=True)]
        cursor.execute(statement, every)


def _insert(driver: Any, into: str, width: int, rows: Sequence[Row], then: str = "") -> None:
    """Many rows in a statement: a step of SQLite costs more than a row."""
    together = VALUES // width
    whole = len(rows) // together * together
    marks = f"({','.join('?' * width)})"
    parts = (rows[first : first + together] for first in range(0, whole, together))
    many = into + ",".join([marks] * together) + then
    driver.executemany(many, [[*chain.from_iterable(part)] for part in parts])
    driver.executemany(into + marks + then, rows[whole:])


def plain(value: object) -> str | None:
    """A value as a row has it on both databases: days as ISO text, words as plain text."""
    if value is None:
        return value
    if type(value) is str:
        return value
    return _iso(value) if type(value) is date else str(value)


def _copied(column: Sequence[str | int | bytes | None]) -> Sequence[str]:
    """The values of a column as PostgreSQL's COPY reads them."""
    kinds = {*map(type, column)}
    if kinds == {int}:
        return list(map(str, column))
    texts = cast("Sequence[str | None]", column)
    if kinds <= {str, NoneType} and not _TO_ESCAPE.search("".join(filter(None, texts))):
        return ["\\N" if text is None else text for text in texts]
    return [_text(value) for value in column]


def _text(value: str | int | bytes | None) -> str:
    if value is None:
        return "\\N"
    if type(value) is bytes:
        return f"\\\\x{value.hex()}"
    return str(value).translate(_ESCAPED)


_TO_ESCAPE = re.compile(r"[\\\n\r\t]")
_ESCAPED = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


@lru_cache(maxsize=4096)
def _iso(day: date) -> str:
    return day.isoformat()
