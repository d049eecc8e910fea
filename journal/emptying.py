"""Who may take away what was kept: on PostgreSQL the role that owns the tables alone."""

from sqlalchemy import Engine

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


def must_be_the_owner(engine: Engine) -> None:
    """Nothing, where this role may empty people and evidence; else raises StoreNotReady."""
    if engine.dialect.name != "postgresql":
        return
    with faults(), engine.connect() as connection:
        if not connection.exec_driver_sql(_MAY_EMPTY).scalar():
            raise StoreNotReady(ONLY_THE_OWNER)
