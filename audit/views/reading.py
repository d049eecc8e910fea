"""Asking a read model: always all of one slot, whoever makes it anew meanwhile."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import Connection

from audit.views.states import read_state
from audit.views.view import View
from journal.errors import StoreNotReady
from journal.faults import faults
from journal.opening import Store

T = TypeVar("T")


@contextmanager
def reading(store: Store, view: View[T]) -> Generator[tuple[Connection, T]]:
    """The tables that answer now, with a connection that sees them as they are at this moment."""
    with faults(), store.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            # On SQLite every transaction is so.
            connection.execution_options(isolation_level="REPEATABLE READ")
        state = read_state(connection, view.name)
        if state is None:
            raise StoreNotReady(
                f"The read model {view.name} was never made: run the migration first, with a role "
                "that may create tables."
            )
        yield connection, view.slots[state.slot]
