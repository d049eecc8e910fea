"""The database in which a key store lies: a file of its owner alone, or PostgreSQL."""

import os
from pathlib import Path
from threading import RLock
from typing import assert_never

from sqlalchemy import Engine, create_engine, event

from journal.address import CONNECT_SECONDS, PostgresAddress, SQLiteAddress, address
from journal.backend_sqlite import sqlite_engine
from journal.errors import KeysMissing

CONNECTIONS = 4


def database_of(url: str, *, make: bool, missing: str) -> Engine:
    """The database at that address; with `make` a file is made, for its owner alone.

    Raises KeysMissing, with the words of `missing` for a file that is not there.
    """
    where = address(url)
    match where:
        case SQLiteAddress(path):
            if make:
                _private(path)
            elif not path.exists():
                raise KeysMissing(missing)
            engine = sqlite_engine(where, CONNECTIONS, RLock())
            event.listen(engine, "connect", _overwrite_what_is_deleted)
            return engine
        case PostgresAddress(url=of):
            return create_engine(
                of,
                connect_args={"connect_timeout": CONNECT_SECONDS},
                pool_pre_ping=True,
                pool_size=CONNECTIONS,
                max_overflow=0,
            )
        case _:
            assert_never(where)


def _private(path: Path) -> None:
    """A file that nobody else may read, before SQLite makes one that they may."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise KeysMissing(
            f"The key store {path} cannot be made ({error.strerror}): name a file that this user "
            "may write, with AVENANT_KEYS_URL."
        ) from error


def _overwrite_what_is_deleted(connection: object, _record: object) -> None:
    connection.execute("PRAGMA secure_delete=ON").close()  # type: ignore[attr-defined]
