"""The tables of a key store, which lies apart from the store whose personal data it keeps."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)

from journal.tables import Instant

metadata = MetaData()

root_table = Table(
    "key_root",
    metadata,
    Column("only_row", Integer, CheckConstraint("only_row = 1"), primary_key=True),
    Column("id", String(32), nullable=False),
    Column("store", String, nullable=False),
    Column("wrapped", LargeBinary, nullable=False),
    Column("made_at", Instant, nullable=False),
)
"""Which key store this is, of which store, and its root as the master key has wrapped it."""

keys_table = Table(
    "person_keys",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("wrapped", LargeBinary),
    Column("belongs_to", String),
    Column("made_at", Instant, nullable=False),
    Column("destroyed_at", Instant),
    Index("person_keys_of", "belongs_to"),
    sqlite_autoincrement=True,
)
"""A key of each party, and of each item that was nobody's when it came in; destroyed ones stay
as a row without a key, so that the same id never gets another one."""
