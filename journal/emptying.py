"""Who may take away what was kept: on PostgreSQL the role that owns the tables alone.

And who keeps something of a person in the same moment waits, or is waited for: on SQLite because
only one writes at a time, on PostgreSQL by a lock that those who keep something share.
"""

from sqlalchemy import Connection, Engine, text

from journal.errors import StoreNotReady
from journal.faults import faults

_MAY_EMPTY = (
    "SELECT has_column_privilege('evidence', 'content', 'UPDATE')"
    " AND has_column_privilege('persons', 'sealed', 'UPDATE')"
)
ONLY_THE_OWNER = (
    "This role adds to the record and takes nothing away: give the command with the address of the "
    "role that owns the tables (AVENANT_DATABASE_URL_FILE). Nothing was recorded or erased."
)
TURN = 4_711_302_217
"""Of PostgreSQL's advisory locks: who takes something away keeps out who keeps something."""


def while_keeping(connection: Connection) -> None:
    """Nobody takes anything away before this transaction ends; to be called as its first."""
    _turn(connection, "pg_advisory_xact_lock_shared")


def while_taking_away(connection: Connection) -> None:
    """What was being kept is there now, and nothing more before this transaction ends."""
    _turn(connection, "pg_advisory_xact_lock")


def must_be_the_owner(engine: Engine) -> None:
    """Nothing, where this role may empty people and evidence; else raises StoreNotReady."""
    if engine.dialect.name != "postgresql":
        return
    with faults(), engine.connect() as connection:
        if not connection.exec_driver_sql(_MAY_EMPTY).scalar():
            raise StoreNotReady(ONLY_THE_OWNER)


def _turn(connection: Connection, lock: str) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT {lock}(:turn)"), {"turn": TURN})
