"""The event recorder on PostgreSQL: the library's, for a role that may only SELECT and INSERT.

Against the library: writers share an advisory lock instead of LOCK TABLE, so that events become
visible in the order of their positions and a reader of the feed never passes over one; there is
no NOTIFY, since followers poll; and the library's insert functions, which take no lock at all,
are never made.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, LiteralString
from uuid import UUID

from eventsourcing.persistence import InterfaceError, Notification, OperationalError, StoredEvent
from eventsourcing.postgres import PostgresDatastore, PostgresProcessRecorder
from eventsourcing.utils import retry
from psycopg import Connection, Cursor, Error
from psycopg.rows import DictRow, dict_row, tuple_row
from psycopg.sql import SQL, Identifier

from journal.emptying import TURN
from journal.readers import AT_HAND, Reader, Readers
from journal.recorder import LAST, Command, Only, Row, StreamRow

CONNECT_SECONDS = 3.0
"""How long one of the library's ten attempts waits for a connection."""
SILENT_SECONDS = 10.0
"""After how long the server ends a transaction whose program fell silent, and frees its lock."""

PAIR = 2
"""Streams that are asked for without a list, which costs a third more: those of an avenant."""

RETRIED = retry((InterfaceError, OperationalError), max_attempts=10, wait=0.2)
"""As the library retries its own trips: a server that restarts is back within seconds."""


class Datastore(PostgresDatastore):
    """The library's datastore for streams that have names, with every parameter of the address."""

    def __init__(self, parameters: Mapping[str, Any], *, schema: str, connections: int) -> None:
        named = {key: parameters.get(key) for key in ("dbname", "host", "port", "user", "password")}
        super().__init__(
            **named,  # pyright: ignore[reportArgumentType]  (None: as libpq decides)
            schema=schema,
            pool_size=1,
            # More than are asked for by what the recorder keeps.
            max_overflow=connections - 1 + AT_HAND,
            connect_timeout=CONNECT_SECONDS,
            idle_in_transaction_session_timeout=SILENT_SECONDS,
            originator_id_type="text",
            enable_db_functions=False,
        )
        self.pool.kwargs = {**parameters, "row_factory": dict_row}

    def after_connect_func(self) -> Callable[[Connection[Any]], None]:
        """What each new connection is told: every statement here is a look-up by key or an insert.

        Planning them anew each time, as the server would, costs more than running them.
        """
        tell = super().after_connect_func()

        def after_connect(connection: Connection[Any]) -> None:
            tell(connection)
            connection.execute("SET plan_cache_mode = force_generic_plan")

        return after_connect


class PostgresRecorder(PostgresProcessRecorder):
    """Stores facts, the commands that left them, and how far each follower has read."""

    def __init__(self, datastore: PostgresDatastore) -> None:
        super().__init__(datastore)
        self._lock = lock_key(datastore.schema, "append")
        self.lock_table_statements = [SQL("SELECT pg_advisory_xact_lock({})").format(self._lock)]
        self.sql_create_statements = [
            statement
            for statement in self.sql_create_statements
            if statement != self.sql_create_pg_function_insert_events
        ]
        self._insert_all = self._sql(INSERT, events=ARRAYS_OF_EVENTS, commands=ARRAYS_OF_COMMANDS)
        self._insert_one = self._sql(INSERT, events=ONE_EVENT, commands=ONE_COMMAND)
        self._select_stream = self._sql(SELECT_STREAM)
        self._select_rows = self._sql(SELECT_ROWS)
        self._select_pair = self._sql(SELECT_ROWS_OF, among="IN (%s, %s)")
        self._select_list = self._sql(SELECT_ROWS_OF, among="= ANY(%s)")
        self._select_command = self._sql(SELECT_COMMAND)
        self._select_since = self._sql(SELECT_SINCE)
        self._select_empty = self._sql(SELECT_EMPTY)
        self._empty = self._sql(EMPTY)
        self._readers = Readers(self._reader, _rows, self._let_go)

    def insert_events(
        self, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int] | None:
        """Store all in one transaction and give their positions.

        With commands it is one statement, one trip, and durable when the answer comes.
        """
        commands: Sequence[Command] = kwargs.pop("commands", ())
        if commands:
            return self._insert_with(commands, stored_events, kwargs.pop("only", None))
        return super().insert_events(stored_events, **kwargs)

    @RETRIED
    def select_stream(
        self, stream: str, *, first: int = 1, last: int = LAST
    ) -> Sequence[Notification]:
        """The events of a stream with these versions, in their order."""
        with self.datastore.get_connection() as connection, connection.cursor() as cursor:
            cursor.execute(self._select_stream, (stream, first, last), prepare=True)
            return [
                Notification(
                    stream,
                    row["originator_version"],
                    row["topic"],
                    bytes(row["state"]),
                    id=row["notification_id"],
                )
                for row in cursor.fetchall()
            ]

    def select_rows(self, stream: str) -> Sequence[StreamRow]:
        """All events of a stream in their order, as the database gives them: one trip."""
        return self._ask(self._select_rows, (stream,))

    def select_rows_of(self, streams: Sequence[str]) -> Sequence[Row]:
        """All events of these streams, stream by stream, each in its order: one trip."""
        if len(streams) == PAIR:
            return self._ask(self._select_pair, streams)
        return self._ask(self._select_list, (list(streams),))

    @RETRIED
    def select_command(self, stream: str, command_id: UUID) -> tuple[int, int] | None:
        """The first and last version that a command left in a stream, if it did."""
        with self.datastore.get_connection() as connection, connection.cursor() as cursor:
            cursor.execute(self._select_command, (stream, command_id), prepare=True)
            row = cursor.fetchone()
        return None if row is None else (row["first_version"], row["last_version"])

    def close(self) -> None:
        """Let go of the database."""
        self._readers.close()
        self.datastore.close()

    def _ask(self, statement: bytes, given: Sequence[object]) -> list[Any]:
        with suppress(Error):
            return self._readers.rows(statement, given)
        return self._ask_anew(statement, given)

    @RETRIED
    def _ask_anew(self, statement: bytes, given: Sequence[object]) -> list[Any]:
        """By a connection of the pool, which comes back to a server that went away."""
        with self.datastore.get_connection() as connection:
            return _rows(_reader(connection), statement, given)

    def _reader(self) -> Reader:
        self.datastore.pool.open()
        return _reader(self.datastore.pool.getconn())

    def _let_go(self, reader: Reader) -> None:
        self.datastore.pool.putconn(reader.connection)

    @RETRIED
    def _insert_with(
        self, commands: Sequence[Command], events: Sequence[StoredEvent], only: Only | None
    ) -> Sequence[int]:
        rows = [(e.originator_id, e.originator_version, e.topic, e.state) for e in events]
        if len(events) == 1 and len(commands) == 1:
            # Arrays of one cost more than what they carry.
            statement, parameters = self._insert_one, (*rows[0], *commands[0])
        else:
            statement, parameters = self._insert_all, (*_columns(rows), *_columns(commands))
        given = (self._lock, *parameters)
        if only is not None:
            with self.datastore.transaction(commit=True) as cursor:
                self._hold(cursor, only)
                cursor.execute(statement, given, prepare=True)
                return [row["notification_id"] for row in cursor.fetchall()]
        with self.datastore.get_connection() as connection, connection.cursor() as cursor:
            cursor.execute(statement, given, prepare=True)
            return [row["notification_id"] for row in cursor.fetchall()]

    def _hold(self, cursor: Cursor[DictRow], only: Only) -> None:
        """Check that it holds, and take away what goes; nobody appends before all of it ends."""
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", (self._lock,))
        if only.since is not None:
            cursor.execute(self._select_since, (only.since,))
            only.check_since(row["state"] for row in cursor.fetchall())
        cursor.execute(self._select_empty, (list(only.there),))
        only.check_there([row["address"] for row in cursor.fetchall()])
        if only.emptied:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", (TURN,))
            cursor.execute(self._empty, (list(only.emptied),))

    def _notify_channel(self, curs: Cursor[DictRow]) -> None:
        """Nothing: NOTIFY makes commits wait for each other once more, and nobody listens."""

    def _sql(self, statement: LiteralString, **parts: LiteralString) -> bytes:
        # As bytes: psycopg parses those once, and a composed statement each time.
        schema = Identifier(self.datastore.schema)
        sources = {name: SQL(part) for name, part in parts.items()}
        return SQL(statement).format(schema=schema, **sources).as_bytes()


def _reader(connection: Connection[Any]) -> Reader:
    # In the binary protocol: as text, bytes travel in hex.
    return Reader(connection, connection.cursor(row_factory=tuple_row, binary=True))


def _rows(reader: Reader, statement: bytes, given: Sequence[object]) -> list[Any]:
    return reader.cursor.execute(statement, given, prepare=True).fetchall()


def _columns(rows: Sequence[Sequence[object]]) -> list[list[object]]:
    return [list(column) for column in zip(*rows, strict=True)]


def lock_key(schema: str, purpose: str) -> int:
    """The number of an advisory lock: the same in every program that opens this store."""
    digest = hashlib.sha256(f"avenants/{schema}/{purpose}".encode()).digest()
    return int.from_bytes(digest[:8], signed=True)


# Both inserts wait for the lock before their first row, so nobody waits in the wrong order. The
# statement's view of the past is older than the lock, and old enough: whoever names an expected
# version has seen it committed. An event that others stored meanwhile is a unique violation.
INSERT: LiteralString = """
    WITH lock AS MATERIALIZED (SELECT pg_advisory_xact_lock(%s)),
    events AS (
        INSERT INTO {schema}.stored_events (originator_id, originator_version, topic, state)
        SELECT event.* FROM lock, {events} AS event
        RETURNING originator_id, originator_version, notification_id
    ),
    commands AS (
        INSERT INTO {schema}.recorded_commands
            (stream, command_id, first_version, last_version, follows)
        SELECT stream, command_id, first_version, last_version,
            CASE WHEN first_version = 1 THEN 0 ELSE coalesce(
                (SELECT originator_version FROM {schema}.stored_events
                 WHERE originator_id = stream AND originator_version = first_version - 1),
                (SELECT originator_version FROM events
                 WHERE originator_id = stream AND originator_version = first_version - 1),
                0
            ) END
        FROM lock, {commands} AS command (stream, command_id, first_version, last_version)
    )
    SELECT notification_id FROM events ORDER BY notification_id
"""
ARRAYS_OF_EVENTS: LiteralString = "unnest(%s::text[], %s::bigint[], %s::text[], %b::bytea[])"
ARRAYS_OF_COMMANDS: LiteralString = "unnest(%s::text[], %s::uuid[], %s::bigint[], %s::bigint[])"
ONE_EVENT: LiteralString = "(VALUES (%s::text, %s::bigint, %s::text, %b::bytea))"
ONE_COMMAND: LiteralString = "(VALUES (%s::text, %s::uuid, %s::bigint, %s::bigint))"
SELECT_STREAM: LiteralString = """
    SELECT notification_id, originator_version, topic, state FROM {schema}.stored_events
    WHERE originator_id = %s AND originator_version BETWEEN %s AND %s ORDER BY originator_version
"""
SELECT_ROWS: LiteralString = """
    SELECT notification_id, originator_version, topic, state FROM {schema}.stored_events
    WHERE originator_id = %s ORDER BY originator_version
"""
SELECT_ROWS_OF: LiteralString = """
    SELECT originator_id, originator_version, notification_id, topic, state
    FROM {schema}.stored_events
    WHERE originator_id {among} ORDER BY originator_id, originator_version
"""
SELECT_SINCE: LiteralString = """
    SELECT state FROM {schema}.stored_events WHERE notification_id > %s
"""
SELECT_EMPTY: LiteralString = """
    SELECT address FROM {schema}.evidence WHERE address = ANY(%s) AND content IS NULL
"""
EMPTY: LiteralString = """
    UPDATE {schema}.evidence SET salt = NULL, digest = NULL, content = NULL, found_by = NULL
    WHERE address = ANY(%s)
"""
SELECT_COMMAND: LiteralString = """
    SELECT first_version, last_version FROM {schema}.recorded_commands
    WHERE stream = %s AND command_id = %s
"""
