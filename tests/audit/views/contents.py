"""All rows of a read model, to hold one against another."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Table, select

from audit.views.postings import unpacked
from audit.views.reading import reading
from audit.views.view import Slot, View
from journal.opening import Store


def contents(store: Store, view: View[Any]) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table that answers, by the table's name without its slot, in order."""
    with reading(store, view) as (connection, tables):
        slot: Slot = "a" if view.slots["a"] is tables else "b"
        return {
            table.name.removesuffix(f"_{slot}"): sorted(
                told(table, [tuple(row) for row in connection.execute(select(table))]), key=repr
            )
            for table in view.metadata(slot).sorted_tables
        }


def told(table: Table, rows: Sequence[tuple[Any, ...]]) -> Iterable[tuple[Any, ...]]:
    """The rows themselves; of the index of facts each mark with each of its positions.

    How many of these share a row is nothing that it says.
    """
    if "entries" not in table.name:
        return rows
    return [(mark, place) for mark, *packed in rows for place in unpacked([tuple(packed)])]
