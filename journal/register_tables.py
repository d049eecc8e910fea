"""The three tables of the registers, and the way of a row into them and out."""

from collections.abc import Sequence
from typing import NamedTuple, assert_never

from sqlalchemy import (
    Column,
    Connection,
    Date,
    Index,
    Integer,
    RowMapping,
    String,
    Table,
    bindparam,
    select,
)

from domain.values import Channel, Language, NetworkKind, PartyKind, Role
from journal.register_rows import ConventionRow, NetworkRow, RegisterRow, StaffRow
from journal.tables import key_column_type, metadata

network_table = Table(
    "register_networks",
    metadata,
    Column("id", key_column_type(), primary_key=True),
    Column("name", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("languages", String, nullable=False),
    Column("party", String, nullable=False),
    Column("began_on", Date, nullable=False),
    Column("ended_on", Date, nullable=True),
    Column("version", Integer, nullable=False),
)

convention_table = Table(
    "register_conventions",
    metadata,
    Column("id", key_column_type(), primary_key=True),
    Column("network", key_column_type(), nullable=False),
    Column("party", String, nullable=False, index=True),
    Column("party_kind", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("language", String, nullable=False),
    Column("began_on", Date, nullable=False),
    Column("ended_on", Date, nullable=True),
    Column("version", Integer, nullable=False),
)
Index("register_conventions_of_network", convention_table.c.network, convention_table.c.id)

staff_table = Table(
    "register_staff",
    metadata,
    Column("id", key_column_type(), primary_key=True),
    Column("role", String, nullable=False),
    Column("networks", String, nullable=False),
    Column("party", String, nullable=False),
    Column("version", Integer, nullable=False),
)

conventions_with_kind = select(convention_table, network_table.c.kind).join(
    network_table, network_table.c.id == convention_table.c.network
)
"""Conventions with the kind of their network, which is not stored twice."""


def network_row(stored: RowMapping) -> NetworkRow:
    """The network that stands in this row of `network_table`."""
    return NetworkRow(
        id=stored["id"],
        name=stored["name"],
        kind=NetworkKind(stored["kind"]),
        languages=tuple(Language(language) for language in stored["languages"].split()),
        party=stored["party"],
        began_on=stored["began_on"],
        ended_on=stored["ended_on"],
    )


def convention_row(stored: RowMapping) -> ConventionRow:
    """The convention that stands in this row of `conventions_with_kind`."""
    return ConventionRow(
        id=stored["id"],
        network=stored["network"],
        kind=NetworkKind(stored["kind"]),
        party=stored["party"],
        party_kind=PartyKind(stored["party_kind"]),
        channel=Channel(stored["channel"]),
        language=Language(stored["language"]),
        began_on=stored["began_on"],
        ended_on=stored["ended_on"],
    )


def staff_row(stored: RowMapping) -> StaffRow:
    """The member of the staff that stands in this row of `staff_table`."""
    return StaffRow(
        id=stored["id"],
        role=Role(stored["role"]),
        networks=tuple(stored["networks"].split()),
        party=stored["party"],
    )


def columns_of(row: RegisterRow, version: int) -> dict[str, object]:
    """What the table of its register stores of a row."""
    match row:
        case NetworkRow():
            return {
                **row.model_dump(exclude={"type", "languages"}),
                "languages": " ".join(row.languages),
                "version": version,
            }
        case ConventionRow():
            return {**row.model_dump(exclude={"type", "kind"}), "version": version}
        case StaffRow():
            return {
                **row.model_dump(exclude={"type", "networks"}),
                "networks": " ".join(row.networks),
                "version": version,
            }
        case _:
            assert_never(row)


class Standing(NamedTuple):
    """A row as it is registered now, and how often it was written."""

    row: RegisterRow
    version: int


def standing_rows(connection: Connection, rows: Sequence[RegisterRow]) -> dict[str, Standing]:
    """What is registered now under the keys of these rows: all of one register, at most a page."""
    if not rows:
        return {}
    keys = [row.id for row in rows]
    match rows[0]:
        case NetworkRow():
            query = select(network_table).where(network_table.c.id.in_(keys))
            read = network_row
        case ConventionRow():
            query = conventions_with_kind.where(convention_table.c.id.in_(keys))
            read = convention_row
        case StaffRow():
            query = select(staff_table).where(staff_table.c.id.in_(keys))
            read = staff_row
    found = connection.execute(query).mappings()
    return {stored["id"]: Standing(read(stored), stored["version"]) for stored in found}


def store_rows(
    connection: Connection, rows: Sequence[tuple[RegisterRow, int]], *, new: bool
) -> None:
    """Write rows of one register, each with its version; a network's own convention with it."""
    table = _TABLES[type(rows[0][0])]
    _write(connection, table, rows, new=new)
    own = [(row.convention(), version) for row, version in rows if isinstance(row, NetworkRow)]
    if own:
        _write(connection, convention_table, own, new=new)


_TABLES = {NetworkRow: network_table, ConventionRow: convention_table, StaffRow: staff_table}


def _write(
    connection: Connection, table: Table, rows: Sequence[tuple[RegisterRow, int]], *, new: bool
) -> None:
    stored = [columns_of(row, version) for row, version in rows]
    if new:
        connection.execute(table.insert(), stored)
        return
    by_key = table.update().where(table.c.id == bindparam("key"))
    connection.execute(by_key, [{"key": columns["id"], **columns} for columns in stored])
