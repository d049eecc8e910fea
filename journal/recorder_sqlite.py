"""The event recorder on SQLite: the library's, made safe for many processes on one file.

Against the library: every write begins with BEGIN IMMEDIATE; the position is an AUTOINCREMENT
column, so that it is never given twice; commits are durable (synchronous=FULL); a failed COMMIT
leaves no open transaction in the pool.
"""

import sqlite3
from collections.abc import Generator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Any, cast
from uuid import UUID

from eventsourcing.persistence import IntegrityError, Notification, OperationalError, StoredEvent
from eventsourcing.sqlite import (
    SQLiteConnection,
    SQLiteConnectionPool,
    SQLiteCursor,
    SQLiteDatastore,
    SQLiteProcessRecorder,
    SQLiteTransaction,
)

from journal.readers import AT_HAND, Reader, Readers
from journal.recorder import LAST, Command, Only, Row, StreamRow

EventRow = tuple[str, int, str, bytes]
CommandRow = tuple[str, str, int, int]
Turn = AbstractContextManager[object]

BUSY_SECONDS = 60
"""How long a writer waits for the others before it gives up."""

CREATE_EVENTS = """
    CREATE TABLE IF NOT EXISTS stored_events (
        rowid INTEGER PRIMARY KEY AUTOINCREMENT,
        originator_id TEXT NOT NULL,
        originator_version INTEGER NOT NULL,
        topic TEXT NOT NULL,
        state BLOB NOT NULL,
        UNIQUE (originator_id, originator_version)
    )
"""
INSERT_EVENT = """
    INSERT INTO stored_events (originator_id, originator_version, topic, state) VALUES (?,?,?,?)
"""
INSERT_COMMAND = """
    INSERT INTO recorded_commands (stream, command_id, first_version, last_version, follows)
    VALUES (?1, ?2, ?3, ?4, coalesce((
        SELECT originator_version FROM stored_events
        WHERE originator_id = ?1 AND originator_version = ?3 - 1
    ), 0))
"""
SELECT_STREAM = """
    SELECT rowid, originator_version, topic, state FROM stored_events
    WHERE originator_id = ? AND originator_version BETWEEN ? AND ? ORDER BY originator_version
"""
SELECT_ROWS = """
    SELECT rowid, originator_version, topic, state FROM stored_events
    WHERE originator_id = ? ORDER BY originator_version
"""
SELECT_ROWS_OF = """
    SELECT originator_id, originator_version, rowid, topic, state FROM stored_events
    WHERE originator_id IN ({}) ORDER BY originator_id, originator_version
"""
SELECT_COMMAND = """
    SELECT first_version, last_version FROM recorded_commands WHERE stream = ? AND command_id = ?
"""


SELECT_SINCE = "SELECT state FROM stored_events WHERE rowid > ?"
SELECT_EMPTY = "SELECT address FROM evidence WHERE address = ? AND content IS NULL"
EMPTY = """
    UPDATE evidence SET salt = NULL, digest = NULL, content = NULL, found_by = NULL
    WHERE address = ?
"""


class ImmediateTransaction(SQLiteTransaction):
    """A transaction that takes the write lock at its beginning, if it is going to write."""

    def __enter__(self) -> SQLiteCursor:
        """Begin; wait for the lock as long as the connection's time-out allows."""
        cursor = self.connection.cursor()
        try:
            cursor.execute("BEGIN IMMEDIATE" if self.commit else "BEGIN")
        except sqlite3.OperationalError as error:
            raise OperationalError(error) from error
        return cursor

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_val: BaseException | None,
        exc_tb: TracebackType | None,
    ) -> None:
        """End as the library does, and never leave the transaction open behind an error."""
        try:
            super().__exit__(exc_type, exc_val, exc_tb)
        except BaseException:
            self.connection.rollback()
            raise


class DurableConnection(SQLiteConnection):
    """A connection whose transactions are those above."""

    @property
    def driver(self) -> sqlite3.Connection:
        """The driver's own connection."""
        return self._sqlite_conn

    @contextmanager
    def transaction(self, *, commit: bool) -> Generator[SQLiteCursor]:
        """A cursor within a transaction that is committed at the end if `commit`."""
        with ImmediateTransaction(self, commit=commit) as cursor, cursor:
            yield cursor  # pyright: ignore[reportReturnType]


class DurablePool(SQLiteConnectionPool):
    """Connections in WAL mode that wait for each other and commit durably."""

    def _create_connection(self) -> SQLiteConnection:
        connection = sqlite3.connect(
            self.db_name,
            timeout=BUSY_SECONDS,
            check_same_thread=False,
            isolation_level=None,
        )
        make_durable(connection)
        connection.row_factory = sqlite3.Row
        return DurableConnection(connection, max_age=self.max_age)


class DurableDatastore(SQLiteDatastore):
    """The library's datastore over the connections above, for streams that have names."""

    def __init__(self, path: Path, *, connections: int) -> None:
        super().__init__(str(path), originator_id_type="text")
        self.pool.close()
        self.pool = DurablePool(
            db_name=str(path),
            lock_timeout=BUSY_SECONDS,
            # More than are asked for by what the recorder keeps, one of it for its appends.
            pool_size=connections + AT_HAND + 1,
            max_overflow=0,
            pool_timeout=BUSY_SECONDS,
        )


LASTING = "FULL"
"""How SQLite waits for the disk at a commit that lasts: until no power cut can undo it."""


def make_durable(connection: sqlite3.Connection) -> None:
    """Set a connection to WAL and to commits that survive a power cut."""
    connection.execute("PRAGMA journal_mode=WAL").close()
    connection.execute(f"PRAGMA synchronous={LASTING}").close()


class SQLiteRecorder(SQLiteProcessRecorder):
    """Stores facts, the commands that left them, and how far each follower has read."""

    def __init__(self, datastore: SQLiteDatastore, turn: Turn | None = None) -> None:
        """A recorder; `turn` is held by each writer of this process while it writes."""
        super().__init__(datastore)
        self.insert_events_statement = INSERT_EVENT
        self._appending: Turn = turn or RLock()
        self._kept: SQLiteConnection | None = None
        self._readers = Readers(self._reader, _rows, self._let_go)

    def construct_create_table_statements(self) -> list[str]:
        """The library's tables, with a position that no row ever gets again.

        The position is called `rowid` because the library's own selects ask for that name.
        """
        _, tracking = super().construct_create_table_statements()
        return [CREATE_EVENTS, tracking]

    def select_stream(
        self, stream: str, *, first: int = 1, last: int = LAST
    ) -> Sequence[Notification]:
        """The events of a stream with these versions, in their order."""
        with self.datastore.transaction(commit=False) as cursor:
            cursor.execute(SELECT_STREAM, (stream, first, last))
            return [
                Notification(stream, version, topic, state, id=position)
                for position, version, topic, state in cursor.fetchall()
            ]

    def select_rows(self, stream: str) -> Sequence[StreamRow]:
        """All events of a stream in their order, as the database gives them."""
        return self._readers.rows(SELECT_ROWS, (stream,))

    def select_rows_of(self, streams: Sequence[str]) -> Sequence[Row]:
        """All events of these streams, stream by stream, each in its order."""
        return self._readers.rows(SELECT_ROWS_OF.format(",".join("?" * len(streams))), streams)

    def select_command(self, stream: str, command_id: UUID) -> tuple[int, int] | None:
        """The first and last version that a command left in a stream, if it did."""
        with self.datastore.transaction(commit=False) as cursor:
            cursor.execute(SELECT_COMMAND, (stream, command_id.hex))
            row = cursor.fetchone()
        return None if row is None else (row["first_version"], row["last_version"])

    def insert_events(
        self, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int] | None:
        """Store all in one transaction and give their positions."""
        commands: Sequence[Command] = kwargs.get("commands", ())
        if not commands:
            return super().insert_events(stored_events, **kwargs)
        events = [
            (str(e.originator_id), e.originator_version, e.topic, e.state) for e in stored_events
        ]
        named = [(stream, id_.hex, first, end) for stream, id_, first, end in commands]
        with self._appending:
            last = self._insert_with(self._writer(), events, named, kwargs.get("only"))
        # Nobody else wrote before this transaction ended, and AUTOINCREMENT leaves nothing out.
        return range(last - len(events) + 1, last + 1)

    def close(self) -> None:
        """Let go of the database."""
        with self._appending:
            if self._kept is not None:
                self.datastore.pool.put_connection(self._kept)
                self._kept = None
        self._readers.close()
        self.datastore.close()

    def _reader(self) -> Reader:
        connection = self.datastore.pool.get_connection()
        cursor = cast("DurableConnection", connection).driver.cursor()
        # Plain tuples: the library's rows, which know their columns, cost as much again.
        cursor.row_factory = None
        return Reader(connection, cursor)

    def _let_go(self, reader: Reader) -> None:
        reader.cursor.close()
        self.datastore.pool.put_connection(reader.connection)

    def _writer(self) -> sqlite3.Connection:
        """The connection of all appends: to fetch one for each costs as much as its two inserts."""
        if self._kept is None:
            self._kept = self.datastore.pool.get_connection()
        return cast("DurableConnection", self._kept).driver

    @staticmethod
    def _insert_with(
        writer: sqlite3.Connection,
        events: Sequence[EventRow],
        commands: Sequence[CommandRow],
        only: Only | None,
    ) -> int:
        """All in one transaction; gives the last position."""
        try:
            cursor = writer.execute("BEGIN IMMEDIATE")
            if only is not None:
                _hold(cursor, only)
            if len(events) > 1:
                cursor.executemany(INSERT_EVENT, events[:-1])
            # Only `execute` tells the position.
            last = cursor.execute(INSERT_EVENT, events[-1]).lastrowid or 0
            cursor.executemany(INSERT_COMMAND, commands)
            cursor.execute("COMMIT")
        except BaseException as error:
            writer.rollback()
            if isinstance(error, sqlite3.IntegrityError):
                raise IntegrityError(error) from error
            raise
        return last


def _hold(cursor: sqlite3.Cursor, only: Only) -> None:
    """Check that it holds, and take away what goes."""
    if only.since is not None:
        cursor.execute(SELECT_SINCE, (only.since,))
        only.check_since(row[0] for row in cursor.fetchall())
    empty = [a for a in only.there if cursor.execute(SELECT_EMPTY, (a,)).fetchone() is not None]
    only.check_there(empty)
    cursor.executemany(EMPTY, [(address,) for address in only.emptied])


def _rows(reader: Reader, statement: str, given: Sequence[object]) -> list[Any]:
    return reader.cursor.execute(statement, given).fetchall()
