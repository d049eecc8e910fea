"""The tables of the board: what was read off the journal, and how far it was read.

They may be dropped at any time: the next catching up fills them from the journal. Their names
carry the version of their shape, so that an older program beside a newer one keeps its own.
"""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    insert,
    inspect,
    select,
)

from journal.faults import faults
from journal.opening import Store
from journal.tables import key_column_type, writing

metadata = MetaData()
"""The board's own: the store is made, migrated and checked without it."""

avenants = Table(
    "board2_avenants",
    metadata,
    Column("avenant", key_column_type(), primary_key=True),
    Column("circular", key_column_type(), nullable=False),
    Column("kind", String, nullable=False),
    Column("network", key_column_type(), nullable=False),
    Column("convention", key_column_type(), nullable=False, index=True),
    Column("channel", String),
    Column("sent_on", Date),
    Column("announced_last_day", Date),
    Column("admitted_last_day", Date),
    Column("state", String, nullable=False),
    Column("refusal_received_on", Date),
    Column("terminates_on", Date),
    Column("terminated_on", Date),
    Column("last_day", Date),
    Column("waiting_for", String, nullable=False),
    Column("due_on", Date),
    Column("cleared_on", Date),
)
"""Every avenant; `last_day` with extensions, `cleared_on` of networks that may turn to theirs."""
Index("board2_avenants_of_circular", avenants.c.circular, avenants.c.network)
Index("board2_avenants_waiting", avenants.c.network, avenants.c.state, avenants.c.last_day)

tasks = Table(
    "board2_tasks",
    metadata,
    Column("avenant", key_column_type(), primary_key=True),
    Column("kind", String, primary_key=True),
    Column("about", String, primary_key=True),
    Column("convention", key_column_type(), nullable=False, index=True),
    Column("network", key_column_type(), nullable=False),
    Column("role", String, nullable=False),
    Column("since", Date, nullable=False),
    Column("deadline", Date),
)
"""What waits for a person; `about` is empty where the avenant itself is meant."""

position = Table(
    "board2_position",
    metadata,
    Column("only_row", Integer, CheckConstraint("only_row = 1"), primary_key=True),
    Column("position", BigInteger, nullable=False),
)
"""The position in the journal through which the other tables are right."""


def make_tables(store: Store) -> None:
    """Make the board's tables where they are missing, one process at a time.

    Raises StoreNotReady where they are missing and this role may not make them.
    """
    with faults():
        if inspect(store.engine).has_table(position.name):
            return
        with store.backend.exclusively(), writing(store.engine) as connection:
            metadata.create_all(connection)
            if connection.scalar(select(position.c.position)) is None:
                connection.execute(insert(position).values(only_row=1, position=0))
