"""Where each read model stands: the slot that answers, and the fact through which it is right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    MetaData,
    String,
    Table,
    delete,
    insert,
    inspect,
    select,
    update,
)

from audit.views.view import SLOTS, Slot, View
from journal.faults import faults
from journal.opening import Store
from journal.tables import key_column_type, writing

metadata = MetaData()
"""The frame's own: the store is made, migrated and checked without it."""

states = Table(
    "views",
    metadata,
    Column("name", key_column_type(), primary_key=True),
    Column("slot", String, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("rebuilds", BigInteger, nullable=False),
    Column("rebuilding", BigInteger),
)
"""A row for each read model; `rebuilding` is the number of the rebuild that is under way."""


@dataclass(frozen=True, slots=True)
class State:
    """Where a read model stands."""

    name: str
    slot: Slot
    position: int


def make_views(store: Store, views: Iterable[View[Any]]) -> None:
    """Make the tables of these read models where they are missing, one process at a time.

    A read model of which anything was missing knows nothing: it is filled from the beginning. So
    a backup may leave out some of these tables, or all. Raises StoreNotReady where they are
    missing and this role may not make them.
    """
    # In one order for all who write to several: so nobody waits for each other.
    wanted = sorted(views, key=lambda view: view.name)
    with faults():
        with store.engine.connect() as connection:
            if not _missing(connection, wanted):
                return
        with store.backend.exclusively(), writing(store.engine) as connection:
            # Another process may have made them meanwhile.
            for view in _missing(connection, wanted):
                metadata.create_all(connection)
                for slot in SLOTS:
                    view.metadata(slot).create_all(connection)
                _begin_anew(connection, view)


def empty(connection: Connection, view: View[Any], slot: Slot) -> None:
    """Leave no row in the tables of a slot."""
    for table in view.metadata(slot).sorted_tables:
        connection.execute(delete(table))


def read_state(connection: Connection, name: str) -> State | None:
    """Where a read model stands; None where it was never made."""
    columns = (states.c.name, states.c.slot, states.c.position)
    row = connection.execute(select(*columns).where(states.c.name == name)).one_or_none()
    return None if row is None else State(row.name, cast("Slot", row.slot), row.position)


def read_states(store: Store, views: Sequence[View[Any]]) -> list[State]:
    """Where these read models stand, in their order."""
    with faults(), store.engine.connect() as connection:
        columns = (states.c.name, states.c.slot, states.c.position)
        wanted = states.c.name.in_([view.name for view in views])
        rows = {row.name: row for row in connection.execute(select(*columns).where(wanted))}
    found = [rows[view.name] for view in views]
    return [State(row.name, cast("Slot", row.slot), row.position) for row in found]


def moved(connection: Connection, state: State, position: int) -> bool:
    """Move a read model on, unless somebody else did since its state was read."""
    forward = (
        update(states)
        .where(
            states.c.name == state.name,
            states.c.slot == state.slot,
            states.c.position == state.position,
        )
        .values(position=position)
    )
    return bool(connection.execute(forward).rowcount)


def _missing(connection: Connection, views: Iterable[View[Any]]) -> list[View[Any]]:
    """The read models of which a table is not there, or where they stand."""
    there = set(inspect(connection).get_table_names())
    known = set(connection.scalars(select(states.c.name))) if states.name in there else set[str]()
    return [view for view in views if view.name not in known or not _tables(view) <= there]


def _tables(view: View[Any]) -> set[str]:
    return {name for slot in SLOTS for name in view.metadata(slot).tables}


def _begin_anew(connection: Connection, view: View[Any]) -> None:
    """Let a read model stand where nothing is known yet; whoever rebuilds it is overtaken."""
    for slot in SLOTS:
        empty(connection, view, slot)
    row = {"slot": SLOTS[0], "position": 0, "rebuilding": None}
    more = update(states).where(states.c.name == view.name)
    if not connection.execute(more.values(**row, rebuilds=states.c.rebuilds + 1)).rowcount:
        connection.execute(insert(states).values(name=view.name, **row, rebuilds=0))
