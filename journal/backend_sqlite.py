"""A store in one SQLite file that the processes of a machine share."""

import errno
import fcntl
import os
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

from journal import recorder_sqlite
from journal.address import SQLiteAddress
from journal.clock import Clock, SystemClock
from journal.errors import DataFolderRefused, StoreError, StoreFull
from journal.faults import FULL, REFUSED
from journal.recorder_sqlite import (
    BUSY_SECONDS,
    DurableDatastore,
    SQLiteRecorder,
    Turn,
    make_durable,
)


class SQLiteBackend:
    """The file, its recorder, and the lock under which it is made or changed."""

    def __init__(self, address: SQLiteAddress, *, connections: int) -> None:
        self._path = address.path.absolute()
        self._datastore = DurableDatastore(self._path, connections=connections)
        turn = RLock()
        self.recorder = SQLiteRecorder(self._datastore, turn)
        self.engine = sqlite_engine(address, connections, turn)

    @contextmanager
    def exclusively(self) -> Generator[None]:
        """Hold the store alone; others who ask wait, and a crash lets go.

        A file lock, because the switch to WAL and the making of tables are what SQLite's own
        locking does not queue.
        """
        lock = _open_lock(self._path)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)

    def get_ready(self) -> None:
        """Nothing is left to do once the tables stand."""

    def real_clock(self) -> Clock:
        """The machine's: no other one writes to this file."""
        return SystemClock()

    def ask_rehearsal_clock(self) -> datetime:
        """The instant in the table of the rehearsal's clock."""
        with self._datastore.transaction(commit=False) as cursor:
            cursor.execute("SELECT instant FROM rehearsal_clock")
            return datetime.fromisoformat(cursor.fetchone()["instant"])

    def close(self) -> None:
        """Let go of the file."""
        self.recorder.close()
        self.engine.dispose()


def _open_lock(path: Path) -> int:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise _refusal(path, error) from error


def _refusal(path: Path, error: OSError) -> StoreError:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return StoreFull(FULL)
    return DataFolderRefused(REFUSED.format(reason=f"{path.parent}: {error.strerror}"))


def sqlite_engine(address: SQLiteAddress, connections: int, turn: Turn) -> Engine:
    """Connections to a file that wait for each other, and commit for good."""
    engine = create_engine(
        address.url,
        connect_args={"timeout": BUSY_SECONDS},
        pool_size=connections,
        max_overflow=0,
        execution_options={"turn": turn},
    )
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    make_durable(connection)


def _on_begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get("immediate", False):
        connection.exec_driver_sql("BEGIN")
        return
    how = recorder_sqlite.LASTING if options.get("lasting", True) else "NORMAL"
    if connection.info.get("synchronous") != how:
        connection.exec_driver_sql(f"PRAGMA synchronous={how}")
        connection.info["synchronous"] = how
    connection.exec_driver_sql("BEGIN IMMEDIATE")
