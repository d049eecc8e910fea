"""The tables of the board: what was read off the journal.

Their names carry the version of their shape, so that an older program beside a newer one keeps
its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import Column, Date, Index, Integer, MetaData, String, Table

from audit.views.view import SLOTS, Slot
from journal.tables import key_column_type

NAME = "board4"


@dataclass(frozen=True, slots=True)
class BoardTables:
    """The tables of one slot."""

    metadata: MetaData
    avenants: Table
    """Every avenant; `last_day` with extensions, `cleared_on` of networks that may turn to
    theirs."""
    tasks: Table
    """What waits for a person; `about` is empty where the avenant itself is meant."""
    counts: Table
    """How many avenants of a circular, network and kind stand in each state."""
    ahead: Table
    """How many last days and terminations lie ahead, by the day on which they fall."""
    days: Table
    """By how much each number changed on which day: they add up to what it was on any day."""


def board_tables(slot: Slot) -> BoardTables:
    """The tables of a slot."""
    metadata = MetaData()
    return BoardTables(
        metadata=metadata,
        avenants=_avenants(metadata, slot),
        tasks=_tasks(metadata, slot),
        counts=_numbers(metadata, f"counts_{slot}", Column("state", String, primary_key=True)),
        ahead=_numbers(
            metadata,
            f"ahead_{slot}",
            Column("what", String, primary_key=True),
            Column("falls_on", Date, primary_key=True),
        ),
        days=_numbers(
            metadata,
            f"days_{slot}",
            Column("what", String, primary_key=True),
            Column("day", Date, primary_key=True),
        ),
    )


def _avenants(metadata: MetaData, slot: Slot) -> Table:
    name = f"{NAME}_avenants_{slot}"
    table = Table(
        name,
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
    Index(f"{name}_of_circular", table.c.circular, table.c.network)
    Index(f"{name}_waiting", table.c.network, table.c.state, table.c.last_day)
    return table


def _tasks(metadata: MetaData, slot: Slot) -> Table:
    return Table(
        f"{NAME}_tasks_{slot}",
        metadata,
        Column("avenant", key_column_type(), primary_key=True),
        Column("kind", String, primary_key=True),
        Column("about", String, primary_key=True),
        Column("letter", String, primary_key=True),
        Column("convention", key_column_type(), nullable=False, index=True),
        Column("network", key_column_type(), nullable=False),
        Column("role", String, nullable=False),
        Column("since", Date, nullable=False),
        Column("deadline", Date),
    )


def _numbers(metadata: MetaData, name: str, *what: Column[Any]) -> Table:
    """A number for each circular, network, kind and what is counted."""
    return Table(
        f"{NAME}_{name}",
        metadata,
        Column("circular", key_column_type(), primary_key=True),
        Column("network", key_column_type(), primary_key=True),
        Column("kind", String, primary_key=True),
        *what,
        Column("number", Integer, nullable=False),
    )


SLOT_TABLES: Mapping[Slot, BoardTables] = MappingProxyType(
    {slot: board_tables(slot) for slot in SLOTS}
)
"""The tables of both slots."""
