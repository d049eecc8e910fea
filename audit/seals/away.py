"""Whether a database was away or held by others, which says nothing of what lies in it."""

import sqlite3

from eventsourcing.persistence import InterfaceError, OperationalError

_AWAY = ("08", "40", "53", "55", "57")
"""How the codes of PostgreSQL begin for lost connections, lost turns, no room, locks, a stop."""
_HELD = ("SQLITE_BUSY", "SQLITE_LOCKED")


def was_away(error: BaseException) -> bool:
    """Whether that error comes of it; one of a damaged file or of a changed table does not."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, sqlite3.Error):
            return str(getattr(cause, "sqlite_errorname", "")).startswith(_HELD)
        if _of_psycopg(cause):
            code: str | None = getattr(cause, "sqlstate", None)
            return code.startswith(_AWAY) if code is not None else _lost(cause)
        if isinstance(cause, OperationalError | InterfaceError) and cause.__cause__ is None:
            return True
        cause = cause.__cause__
    return False


def _of_psycopg(error: BaseException) -> bool:
    return any(kind.__module__.startswith("psycopg") for kind in type(error).__mro__)


def _lost(error: BaseException) -> bool:
    """The driver itself says so: there was nobody any more to give a code."""
    names = {kind.__name__ for kind in type(error).__mro__}
    return not names.isdisjoint({"OperationalError", "InterfaceError", "PoolTimeout"})
