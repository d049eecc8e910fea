"""Which streams of a sort there are."""

from sqlalchemy import column, select, table

from journal.faults import faults
from journal.opening import Store
from journal.streams import circular_stream

events = table("stored_events", column("originator_id"))


def circular_streams(store: Store) -> list[str]:
    """The streams of every circular that was ever launched."""
    name, first = events.c.originator_id, circular_stream("")
    query = select(name).where(name >= first, name < first + "\U0010ffff").distinct()
    with faults(), store.engine.connect() as connection:
        return sorted(connection.scalars(query))
