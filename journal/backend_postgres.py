"""A store in a PostgreSQL database that several machines share."""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, LiteralString

import psycopg
from sqlalchemy import create_engine

from journal.address import CONNECT_SECONDS, PostgresAddress
from journal.clock import Clock, DatabaseClock
from journal.recorder_postgres import RETRIED, Datastore, PostgresRecorder, lock_key


class PostgresBackend:
    """The database, its recorder, and the lock under which its tables are made or changed."""

    def __init__(self, address: PostgresAddress, *, connections: int) -> None:
        self._parameters: dict[str, Any] = {
            "connect_timeout": CONNECT_SECONDS,
            "application_name": "avenants",
            **address.parameters,
        }
        self._schema = _current_schema(self._parameters)
        self._datastore = Datastore(self._parameters, schema=self._schema, connections=connections)
        self.recorder = PostgresRecorder(self._datastore)
        self.engine = create_engine(
            address.url,
            connect_args={"connect_timeout": CONNECT_SECONDS},
            pool_pre_ping=True,
            pool_size=connections,
            max_overflow=0,
        )

    @contextmanager
    def exclusively(self) -> Generator[None]:
        """Hold the store alone; others who ask wait, and a crash lets go."""
        with psycopg.connect(**self._parameters, autocommit=True) as connection:
            connection.execute("SELECT pg_advisory_lock(%s)", (lock_key(self._schema, "migrate"),))
            yield

    def get_ready(self) -> None:
        """Learn the type in which events travel, which may just have been made."""
        self._datastore.register_type_adapters()

    def real_clock(self) -> Clock:
        """The server's: every machine has the same time."""
        return DatabaseClock(lambda: self._ask("SELECT now() AS instant"))

    def ask_rehearsal_clock(self) -> datetime:
        """The instant in the table of the rehearsal's clock."""
        return self._ask("SELECT instant FROM rehearsal_clock")

    def close(self) -> None:
        """Let go of the database."""
        self.recorder.close()
        self.engine.dispose()

    @RETRIED
    def _ask(self, statement: LiteralString) -> datetime:
        with self._datastore.get_connection() as connection:
            row = connection.execute(statement, prepare=True).fetchone()
        assert row is not None  # noqa: S101  (both statements always give one row)
        return row["instant"]


def _current_schema(parameters: dict[str, Any]) -> str:
    with psycopg.connect(**parameters) as connection:
        row = connection.execute("SELECT current_schema()").fetchone()
    return row[0] if row and row[0] else "public"
