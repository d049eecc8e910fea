"""The board: where every avenant stands, read off the journal and kept at hand for listings.

It is a copy for quick answers, and never decides anything: who acts reads the journal.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from sqlalchemy import MetaData, RowMapping

from audit import board_reading as reading
from audit.board_figures import DayFigures, NetworkFigures, by_day, figures
from audit.board_numbers import Counted, Place
from audit.board_tables import NAME, SLOT_TABLES, BoardTables
from audit.board_then import figures_at
from audit.board_writing import BoardBatch
from audit.contents import Contents
from audit.rows import BoardRow, Count, OpenRow, TaskRow
from audit.views import reading as views
from audit.views.following import Following
from audit.views.view import Slot
from domain.values import AvenantKind
from journal.opening import Store

PROVIDER = AvenantKind.PROVIDER.value


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

    def figures(self, circular: str, network: str | None = None) -> list[NetworkFigures]:
        """How far each network has come with a circular: it costs the same however many facts."""
        with views.reading(self._store, BOARD) as (connection, of):
            counts = connection.execute(reading.counted(of, circular, network)).all()
            ahead = connection.execute(reading.ahead(of, circular, network)).all()
        states = [
            (Counted(Place(circular, row.network, row.kind), row.state), row.avenants)
            for row in counts
        ]
        days = [
            (Counted(Place(circular, row.network, PROVIDER), row.what, row.falls_on), row.number)
            for row in ahead
        ]
        return figures([*states, *days], self._store.clock.today())

    def figures_at(
        self, circular: str, as_at: datetime, network: str | None = None
    ) -> list[NetworkFigures]:
        """The same as the record stood at an aware instant; read off the circular's own facts."""
        amended = self._ask(lambda of: reading.conventions_of(of, circular, network))
        named = [row["convention"] for row in amended]
        return figures_at(self._store, circular, named, as_at, network)

    def by_day(self, circular: str, network: str | None = None) -> list[DayFigures]:
        """The figures of every day on which one of them changed, as they were known then."""
        rows = self._ask(lambda of: reading.by_day(of, circular, network))
        changes = [(row["kind"], row["what"], row["day"], row["number"]) for row in rows]
        return list(by_day(changes, self._store.clock.today()))

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
