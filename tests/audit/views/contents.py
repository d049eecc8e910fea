"""All rows of a read model, to hold one against another."""

from typing import Any

from sqlalchemy import select

from audit.views.reading import reading
from audit.views.view import Slot, View
from journal.opening import Store


def contents(store: Store, view: View[Any]) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table that answers, by the table's name without its slot, in order."""
    with reading(store, view) as (connection, tables):
        slot: Slot = "a" if view.slots["a"] is tables else "b"
        return {
            table.name.removesuffix(f"_{slot}"): sorted(
                (tuple(row) for row in connection.execute(select(table))), key=repr
            )
            for table in view.metadata(slot).sorted_tables
        }
