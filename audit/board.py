"""The board: where every avenant stands, read off the journal and kept at hand for listings.

It is a copy for quick answers, and never decides anything: who acts reads the journal.
"""

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy import MetaData, RowMapping

from audit import board_reading as reading
from audit.board_tables import NAME, SLOT_TABLES, BoardTables
from audit.board_writing import BoardBatch
from audit.contents import Contents
from audit.rows import BoardRow, Count, OpenRow, TaskRow
from audit.views import reading as views
from audit.views.following import Following
from audit.views.view import Slot
from journal.opening import Store


class BoardView:
    """The board as a read model: a row for each avenant and each task, and the numbers of both."""

    name = NAME
    slots = SLOT_TABLES

    def metadata(self, slot: Slot) -> MetaData:
        """The tables of a slot, to make them and to empty them."""
        return self.slots[slot].metadata

    def batch(self, store: Store, slot: Slot) -> BoardBatch:
        """An empty batch for a slot."""
        return BoardBatch(self.slots[slot], Contents(store.evidence))


BOARD = BoardView()


class Board:
    """The board of a store. Several processes may read it and catch up at once.

    Listings tell what is known through the last catching up. Raises what the store raises.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._following = Following(store, [BOARD])

    def catch_up(self) -> int:
        """Read everything that was recorded since the last time; the position now reached."""
        return self._following.catch_up()

    def position(self) -> int:
        """The position in the journal through which the board is right."""
        return self._following.position()

    def rows(
        self, circular: str | None = None, network: str | None = None, state: str | None = None
    ) -> list[BoardRow]:
        """Where avenants stand, in the order of their ids."""

        def asked(of: BoardTables) -> reading.Query:
            query = reading.listed(of)
            return reading.narrowed(of, query, circular=circular, network=network, state=state)

        return [reading.as_value(BoardRow, row) for row in self._ask(asked)]

    def find(self, text: str) -> list[BoardRow]:
        """The avenant of that id, else every one whose id or convention begins with the text."""
        if not text:
            return []
        exact = self._ask(lambda of: reading.listed(of).where(of.avenants.c.avenant == text))
        found = exact or self._ask(
            lambda of: reading.listed(of).where(reading.beginning_with(of, text))
        )
        return [reading.as_value(BoardRow, row) for row in found]

    def tasks(self, network: str | None = None) -> list[TaskRow]:
        """What waits for a person: the nearest deadline first, then what has waited longest."""

        def asked(of: BoardTables) -> reading.Query:
            query = reading.all_tasks(of)
            return query if network is None else query.where(of.tasks.c.network == network)

        return sorted(map(reading.task_row, self._ask(asked)), key=reading.by_urgency)

    def summary(self, circular: str | None = None, network: str | None = None) -> list[Count]:
        """How many avenants of each network and kind stand in each state."""
        rows = self._ask(lambda of: reading.counted(of, circular, network))
        return [reading.as_value(Count, row) for row in rows]

    def open(self, circular: str | None = None, network: str | None = None) -> list[OpenRow]:
        """Avenants for which something can still come, and when the engine would act."""

        def asked(of: BoardTables) -> reading.Query:
            query = reading.open_ones(of)
            return reading.narrowed(of, query, circular=circular, network=network)

        return [reading.as_value(OpenRow, row) for row in self._ask(asked)]

    def waiting_in(self, network: str, through: date) -> list[str]:
        """Avenants in state `sent` whose last day, extensions included, is that day or earlier."""
        rows = self._ask(lambda of: reading.waiting_through(of, network, through))
        return [row["avenant"] for row in rows]

    def _ask(self, question: Callable[[BoardTables], reading.Query]) -> Sequence[RowMapping]:
        with views.reading(self._store, BOARD) as (connection, of):
            return connection.execute(question(of)).mappings().all()
