"""The bare drivers: tables with the journal's columns and keys, and commits as durable."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, LiteralString, Protocol

import psycopg

from bench.rows import CommandRow, Row

Rows = Sequence[Row] | Sequence[CommandRow]


class Bare(Protocol):
    """A connection on which the journal's rows are inserted by hand."""

    def insert(self, rows: Sequence[Row], commands: Sequence[CommandRow]) -> None:
        """The rows of facts and of the commands that left them, in one transaction."""
        ...


class BareSQLite:
    """`sqlite3`, in WAL mode with synchronous=FULL, as the journal's connections are."""

    INSERT = "INSERT INTO bare (stream, version, topic, state) VALUES (?, ?, ?, ?)"
    INSERT_COMMAND = "INSERT INTO bare_commands VALUES (?, ?, ?, ?)"

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=FULL")
        self._connection.execute(
            "CREATE TABLE bare (position INTEGER PRIMARY KEY AUTOINCREMENT, stream TEXT NOT NULL, "
            "version INTEGER NOT NULL, topic TEXT NOT NULL, state BLOB NOT NULL, "
            "UNIQUE (stream, version))"
        )
        self._connection.execute(
            "CREATE TABLE bare_commands (stream TEXT NOT NULL, command_id TEXT NOT NULL, "
            "first INTEGER NOT NULL, last INTEGER NOT NULL, "
            "PRIMARY KEY (stream, command_id)) WITHOUT ROWID"
        )

    def insert(self, rows: Sequence[Row], commands: Sequence[CommandRow]) -> None:
        """All rows in one transaction."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany(self.INSERT, rows)
        self._connection.executemany(self.INSERT_COMMAND, commands)
        self._connection.execute("COMMIT")

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


class BarePostgres:
    """`psycopg`, prepared statements, with the server's own durable commits."""

    INSERT = "INSERT INTO bare (stream, version, topic, state) VALUES (%s, %s, %s, %b)"
    INSERT_COMMAND = "INSERT INTO bare_commands VALUES (%s, %s, %s, %s)"

    def __init__(self, url: str) -> None:
        self._connection: psycopg.Connection[Any] = psycopg.connect(url, autocommit=True)
        self._connection.execute(
            "CREATE TABLE bare (position bigserial PRIMARY KEY, stream text NOT NULL, "
            "version bigint NOT NULL, topic text NOT NULL, state bytea NOT NULL, "
            "UNIQUE (stream, version))"
        )
        self._connection.execute(
            "CREATE TABLE bare_commands (stream text NOT NULL, command_id uuid NOT NULL, "
            "first bigint NOT NULL, last bigint NOT NULL, PRIMARY KEY (stream, command_id))"
        )

    def insert(self, rows: Sequence[Row], commands: Sequence[CommandRow]) -> None:
        """All rows in one transaction, many of them as a pipeline."""
        with self._connection.transaction(), self._connection.cursor() as cursor:
            self._each(cursor, self.INSERT, rows)
            self._each(cursor, self.INSERT_COMMAND, commands)

    def _each(self, cursor: psycopg.Cursor[Any], statement: LiteralString, rows: Rows) -> None:
        if len(rows) == 1:
            cursor.execute(statement, rows[0], prepare=True)
        else:
            cursor.executemany(statement, rows)

    def close(self) -> None:
        """Let go of the server."""
        self._connection.close()
