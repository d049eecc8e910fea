"""The databases' own errors, in sentences that say what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager

from eventsourcing.persistence import InterfaceError, OperationalError, PersistenceError
from sqlalchemy.exc import DBAPIError

from journal.errors import (
    DataFolderRefused,
    NotAStore,
    StoreError,
    StoreFull,
    StoreNotReady,
    StoreUnreachable,
)

FULL = "No space is left where the store lives: free some and try again. Nothing was recorded."
REFUSED = (
    "The store cannot be opened or written ({reason}): give this user the right to read and write "
    "its folder and files, or name another folder with AVENANT_DATA."
)
NO_STORE = "What lies at the store's address is no store ({reason}): name another one."
BUSY = "Another process has held the store for too long ({reason}): see what it does, try again."
BROKEN = "The disk of the store fails ({reason}): look at the machine before anything else."
UNREACHABLE = (
    "The database does not answer ({reason}): see that it runs and that AVENANT_DATABASE_URL is "
    "right, then give the command again; if it was recorded already, that is what it will say."
)
FORBIDDEN = (
    "The database refuses this role what it needs ({reason}): open the store once with a role that "
    "may create tables, and give this one SELECT and INSERT."
)


class _Faults:
    """Not made by `contextmanager`, which takes as long as an insert."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, _type: object, error: BaseException | None, _at: object) -> None:
        if error is not None and _of_a_database(error) and (known := fault(error)):
            raise known from error


_FAULTS = _Faults()


def faults() -> AbstractContextManager[None, None]:
    """Raise what a database reports as the StoreError that it means; let the rest pass."""
    return _FAULTS


def fault(error: BaseException) -> StoreError | None:
    """The StoreError that a database's error means; None when it means a mistake of ours."""
    for cause in _causes(error):
        match cause:
            case sqlite3.Error():
                return _sqlite_fault(cause)
            case UnicodeDecodeError():
                # What SQLite says of a damaged schema quotes it, and that is no text any more.
                return NotAStore(NO_STORE.format(reason=_reason(cause)))
            case OperationalError() | InterfaceError() if cause.__cause__ is None:
                return StoreUnreachable(UNREACHABLE.format(reason=_reason(cause)))
            case _ if _of_psycopg(cause) and (known := _postgres_fault(cause)):
                return known
            case _:
                pass
    return None


def _of_a_database(error: BaseException) -> bool:
    known = (sqlite3.Error, PersistenceError, DBAPIError, UnicodeDecodeError)
    return isinstance(error, known) or _of_psycopg(error)


def _of_psycopg(error: BaseException) -> bool:
    # Told without the driver, which a command on a file of SQLite starts without.
    return any(kind.__module__.startswith("psycopg") for kind in type(error).__mro__)


def _postgres_fault(error: BaseException) -> StoreError | None:
    import psycopg  # noqa: PLC0415 - it is there already: the error is its own
    import psycopg_pool  # noqa: PLC0415

    match error:
        case psycopg.errors.DiskFull():
            return StoreFull(FULL)
        case psycopg.errors.InsufficientPrivilege():
            return StoreNotReady(FORBIDDEN.format(reason=_reason(error)))
        case psycopg.OperationalError() | psycopg.InterfaceError() | psycopg_pool.PoolTimeout() if (
            error.__cause__ is None
        ):
            return StoreUnreachable(UNREACHABLE.format(reason=_reason(error)))
        case _:
            return None


def _sqlite_fault(error: sqlite3.Error) -> StoreError | None:
    name: str = getattr(error, "sqlite_errorname", "")
    match name.split("_")[1:]:
        # The second is what a new store's shared memory says where no 32 kB are left.
        case ["FULL"] | ["IOERR", "SHMSIZE"]:
            return StoreFull(FULL)
        case ["CANTOPEN" | "READONLY" | "PERM" | "AUTH", *_]:
            return DataFolderRefused(REFUSED.format(reason=_reason(error)))
        case ["NOTADB" | "CORRUPT" | "FORMAT", *_]:
            return NotAStore(NO_STORE.format(reason=_reason(error)))
        case ["BUSY" | "LOCKED", *_]:
            return StoreUnreachable(BUSY.format(reason=_reason(error)))
        case ["IOERR", *_]:
            return StoreUnreachable(BROKEN.format(reason=_reason(error)))
        case _:
            return None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def _reason(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__
