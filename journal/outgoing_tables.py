"""What became of each e-mail on its way out, and the gate through which all of them pass."""

from sqlalchemy import CheckConstraint, Column, Engine, Index, Integer, String, Table, Uuid, insert

from journal.tables import Instant, key_column_type, metadata, writing

outgoing_table = Table(
    "outgoing",
    metadata,
    Column("message_id", key_column_type(), primary_key=True),
    Column("content_hash", String(64)),
    Column("state", String(8), nullable=False),
    Column("holder", Uuid, nullable=False),
    Column("lease_until", Instant),
    Column("begun_at", Instant),
    Column("settled_at", Instant),
    Column("returned_at", Instant),
    Column("reply", String),
)
"""One row for each Message-ID; no address stands in it, and no word that a server chose."""

Index("outgoing_settled", outgoing_table.c.settled_at)

outgoing_gate_table = Table(
    "outgoing_gate",
    metadata,
    Column("only_row", Integer, CheckConstraint("only_row = 1"), primary_key=True),
    Column("next_at", Instant),
    Column("bounces", Integer, nullable=False),
    Column("counted_from", Instant),
    Column("stopped_at", Instant),
    Column("stopped_why", String),
    Column("resumed_by", String),
)
"""When the next mail may leave, and whether none may until a person has looked."""


def make_outgoing_tables(engine: Engine) -> None:
    """Make both tables, with the gate open; may be run again."""
    with writing(engine) as connection:
        metadata.create_all(connection, tables=[outgoing_table, outgoing_gate_table])
        if connection.execute(outgoing_gate_table.select()).first() is None:
            connection.execute(insert(outgoing_gate_table), {"only_row": 1, "bounces": 0})
