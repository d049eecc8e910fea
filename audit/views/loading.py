"""Many rows into a table at once, by the quickest way of each database."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any

from sqlalchemy import Connection, Table


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
        driver.executemany(statement, [[_plain(value) for value in row] for row in rows])
        return
    with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row([_plain(value) for value in row])


def _plain(value: object) -> object:
    """A value as both drivers take it: days as ISO text, words as plain text."""
    match value:
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case _:
            return value
