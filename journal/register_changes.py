"""What changed in the registers, when and by whom: their history, and the queue to the journal.

A change is stored in the transaction that makes it and is marked once its fact stands in the
journal, so that whoever died in between leaves it to be found.
"""

from collections.abc import Iterable, Sequence
from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, TypeAdapter
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Engine,
    Integer,
    RowMapping,
    String,
    Table,
    Text,
    UniqueConstraint,
    select,
    update,
)

from domain.values import Value
from journal.register_rows import ConventionRow, RegisterRow, convention_in
from journal.tables import Instant, key_column_type, metadata, pages, writing

RegisterName = Literal["networks", "providers", "staff"]
"""The three registers, as the command line calls them."""


class Change(Value):
    """One row that came in or changed, without what is personal in it.

    `id` is also the command id under which its fact is recorded. `fields` names what differs;
    those of the people store begin with `person.`, and their values stand only there.
    """

    id: UUID
    of: RegisterName
    key: str
    version: int = Field(ge=1)
    fields: tuple[str, ...] = ()
    before: RegisterRow | None = None
    after: RegisterRow
    recorded_at: AwareDatetime
    by: str

    def convention(self) -> ConventionRow | None:
        """The convention whose stream hears of it; none for the staff."""
        return convention_in(self.after)


_ROW: TypeAdapter[RegisterRow] = TypeAdapter(RegisterRow)
_FIELDS: TypeAdapter[tuple[str, ...]] = TypeAdapter(tuple[str, ...])

_changes = Table(
    "register_changes",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("register", String, nullable=False),
    Column("key", key_column_type(), nullable=False),
    Column("version", Integer, nullable=False),
    Column("fields", Text, nullable=False),
    Column("before", Text, nullable=True),
    Column("after", Text, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("recorded_by", String, nullable=False),
    Column("waits", Boolean, nullable=False, index=True),
    UniqueConstraint("register", "key", "version"),
    sqlite_autoincrement=True,
)


def keep_changes(connection: Connection, changes: Iterable[Change]) -> None:
    """Store these changes; a version of a row that is there already raises IntegrityError."""
    for page in pages(changes):
        connection.execute(_changes.insert(), [_columns(change) for change in page])


class RegisterChanges:
    """The history of the registers, and those of its changes that the journal has not yet."""

    def __init__(self, engine: Engine) -> None:
        """Read the changes of this database, and mark them as recorded."""
        self._engine = engine

    def waiting(self, limit: int = 500) -> tuple[Change, ...]:
        """The oldest changes whose fact is not known to stand in the journal.

        Record each under `change.id` as its command id, which makes a repeat harmless, and then
        call `recorded`.
        """
        query = select(_changes).where(_changes.c.waits).order_by(_changes.c.seq).limit(limit)
        with self._engine.connect() as connection:
            return tuple(_change(row) for row in connection.execute(query).mappings())

    def recorded(self, changes: Sequence[UUID]) -> None:
        """Take these changes off the queue: their facts stand in the journal."""
        with writing(self._engine) as connection:
            for page in pages(str(change) for change in changes):
                connection.execute(
                    update(_changes).where(_changes.c.id.in_(page)).values(waits=False)
                )

    def history(self, register: RegisterName, key: str) -> tuple[Change, ...]:
        """Every change of one row, the oldest first."""
        query = (
            select(_changes)
            .where(_changes.c.register == register, _changes.c.key == key)
            .order_by(_changes.c.version)
        )
        with self._engine.connect() as connection:
            return tuple(_change(row) for row in connection.execute(query).mappings())


def _columns(change: Change) -> dict[str, object]:
    return {
        "id": str(change.id),
        "register": change.of,
        "key": change.key,
        "version": change.version,
        "fields": _FIELDS.dump_json(change.fields).decode(),
        "before": None if change.before is None else change.before.model_dump_json(),
        "after": change.after.model_dump_json(),
        "recorded_at": change.recorded_at,
        "recorded_by": change.by,
        "waits": change.convention() is not None,
    }


def _change(stored: RowMapping) -> Change:
    return Change(
        id=UUID(stored["id"]),
        of=stored["register"],
        key=stored["key"],
        version=stored["version"],
        fields=_FIELDS.validate_json(stored["fields"]),
        before=None if stored["before"] is None else _ROW.validate_json(stored["before"]),
        after=_ROW.validate_json(stored["after"]),
        recorded_at=stored["recorded_at"],
        by=stored["recorded_by"],
    )
