"""The bare drivers: one table with the journal's columns and key, and commits as durable."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import psycopg

from bench.rows import Row


class Bare(Protocol):
    """A connection on which rows are inserted by hand."""

    def one(self, row: Row) -> None:
        """One row in a transaction of its own."""
        ...

    def many(self, rows: Sequence[Row]) -> None:
        """All rows in one transaction."""
        ...


class BareSQLite:
    """`sqlite3`, in WAL mode with synchronous=FULL, as the journal's connections are."""

    INSERT = "INSERT INTO bare (stream, version, topic, state) VALUES (?, ?, ?, ?)"

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=FULL")
        self._connection.execute(
            "CREATE TABLE bare (position INTEGER PRIMARY KEY AUTOINCREMENT, stream TEXT NOT NULL, "
            "version INTEGER NOT NULL, topic TEXT NOT NULL, state BLOB NOT NULL, "
            "UNIQUE (stream, version))"
        )

    def one(self, row: Row) -> None:
        """One row in a transaction of its own."""
        self._connection.execute(self.INSERT, row)

    def many(self, rows: Sequence[Row]) -> None:
        """All rows in one transaction."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany(self.INSERT, rows)
        self._connection.execute("COMMIT")

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


class BarePostgres:
    """`psycopg`, prepared statements, with the server's own durable commits."""

    INSERT = "INSERT INTO bare (stream, version, topic, state) VALUES (%s, %s, %s, %b)"

    def __init__(self, url: str) -> None:
        self._connection: psycopg.Connection[Any] = psycopg.connect(url, autocommit=True)
        self._connection.execute(
            "CREATE TABLE bare (position bigserial PRIMARY KEY, stream text NOT NULL, "
            "version bigint NOT NULL, topic text NOT NULL, state bytea NOT NULL, "
            "UNIQUE (stream, version))"
        )

    def one(self, row: Row) -> None:
        """One row in a transaction of its own."""
        self._connection.execute(self.INSERT, row, prepare=True)

    def many(self, rows: Sequence[Row]) -> None:
        """All rows in one transaction, sent as a pipeline."""
        with self._connection.transaction(), self._connection.cursor() as cursor:
            cursor.executemany(self.INSERT, rows)

    def close(self) -> None:
        """Let go of the server."""
        self._connection.close()
