"""The store's own tables, beside those of the event recorder, and how they are written.

Writers on SQLite begin with BEGIN IMMEDIATE: a transaction that reads and then writes would else
be refused, without waiting, whenever somebody wrote in between. Those of one process queue before
that, since SQLite lets a writer that found another sleep for longer than a transaction takes.
"""

from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from importlib import import_module
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Connection,
    DateTime,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Uuid,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from journal.errors import NotAStore

PAGE = 500
"""How many rows one statement carries; SQLite takes at most 32,766 values in one."""

Item = TypeVar("Item")

NOBODY_ELSE = nullcontext()
"""Where writers queue in the database itself."""

metadata = MetaData()
"""Every table of the store but the recorder's; people and registers add theirs."""


class Instant(TypeDecorator[datetime]):
    """An instant, kept in UTC: a timestamp with time zone where there is one, else ISO text."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The column type of this database."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(32))
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> object:
        """The instant as stored; one without a time zone is a mistake of the caller."""
        if value is None:
            return None
        if value.tzinfo is None:
            msg = f"{value} has no time zone: give an aware instant."
            raise ValueError(msg)
        in_utc = value.astimezone(UTC)
        return in_utc.isoformat(timespec="microseconds") if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: object, dialect: Dialect) -> datetime | None:  # noqa: ARG002  (SQLAlchemy's signature)
        """The stored instant, in UTC."""
        match value:
            case datetime():
                return value.astimezone(UTC)
            case str():
                return _read(value)
            case _:
                return None


def _read(value: str) -> datetime:
    try:
        return datetime.fromisoformat(value)
    except ValueError as error:
        raise NotAStore(
            f"The store has {value!r} where an instant belongs: its file was damaged, or changed "
            "by hand. Restore it from a backup, and run `avenants verify`."
        ) from error


def key_column_type() -> String:
    """Text that sorts by code point, so that keys have the same order on every database."""
    return String().with_variant(String(collation="C"), "postgresql")


store_table = Table(
    "store",
    metadata,
    Column("only_row", Integer, CheckConstraint("only_row = 1"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("rehearsal", Boolean, nullable=False),
    Column("made_at", Instant, nullable=False),
)
"""What this store is: the version of its tables, and whether it is a rehearsal, for ever."""

rehearsal_clock_table = Table(
    "rehearsal_clock",
    metadata,
    Column("only_row", Integer, CheckConstraint("only_row = 1"), primary_key=True),
    Column("instant", Instant, nullable=False),
)
"""Where the clock of a rehearsal stands; empty in a real store."""

recorded_commands_table = Table(
    "recorded_commands",
    metadata,
    Column("stream", key_column_type(), primary_key=True),
    Column("command_id", Uuid, primary_key=True),
    Column("first_version", BigInteger, nullable=False),
    Column("last_version", BigInteger, nullable=False),
    Column("follows", BigInteger, CheckConstraint("follows = first_version - 1"), nullable=False),
    sqlite_with_rowid=False,
)
"""Which facts a command left in a stream: once at most, and never after a gap."""

evidence_table = Table(
    "evidence",
    metadata,
    Column("address", String(64), primary_key=True),
    Column("salt", LargeBinary),
    Column("digest", String(64), unique=True),
    Column("media_type", String, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("content", LargeBinary),
    Column("stored_at", Instant, nullable=False),
    Column("key_id", String, index=True),
    Column("found_by", String(64), index=True),
)
"""What was sent and received, byte for byte; salt, digest and content go together when erased.

What concerns a person lies sealed under the key `key_id`, its salt with it; then `digest` and
`found_by` are marks that say nothing without the keys.
"""

key_store_table = Table(
    "key_store",
    metadata,
    Column("only_row", Integer, CheckConstraint("only_row = 1"), primary_key=True),
    Column("id", String(32), nullable=False),
)
"""Which key store has the keys of this one; empty while nothing personal is sealed."""


@contextmanager
def writing(engine: Engine, *, lasting: bool = True) -> Generator[Connection]:
    """One transaction that writes: committed at the end, rolled back by an exception.

    One that is not `lasting` survives the end of this process, but is safe from a power cut only
    once a later transaction has lasted: enough for what a fact will name, or what only confirms.
    """
    turn = engine.get_execution_options().get("turn", NOBODY_ELSE)
    with turn, engine.connect() as connection:
        # Said of the connection: an engine with these options takes as long as an insert to make.
        connection.execution_options(immediate=True, lasting=lasting)
        with connection.begin():
            if not lasting and engine.dialect.name == "postgresql":
                connection.exec_driver_sql("SET LOCAL synchronous_commit TO OFF")
            yield connection


def insert_into(table: Table, dialect: str) -> Any:
    """An INSERT in the words of that database, which has `on_conflict_do_nothing` and the like.

    Only the module of the database that is used is imported: the other's takes long.
    """
    return import_module(f"sqlalchemy.dialects.{dialect}").insert(table)


def pages(items: Iterable[Item], size: int = PAGE) -> Iterator[list[Item]]:
    """The items in lists of at most `size`, in their order."""
    rest = iter(items)
    while page := list(islice(rest, size)):
        yield page
