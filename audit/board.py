"""The board: where every avenant stands, read off the journal and kept at hand for listings.

It is a copy for quick answers, and never decides anything: who acts reads the journal.
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import RowMapping, select, update

from audit import board_reading as reading
from audit.board_tables import avenants, make_tables, position, tasks
from audit.board_writing import Batch
from audit.contents import Contents
from audit.rows import BoardRow, Count, OpenRow, TaskRow
from journal.envelope import Recorded
from journal.faults import faults
from journal.opening import Store
from journal.streams import convention_stream
from journal.tables import writing

PAGE = 5_000
"""Facts that are asked for at once."""
BATCH = 20_000
"""Facts after which a transaction is closed, so that memory does not grow with the journal."""
CONVENTION = convention_stream("")


class Board:
    """The board of a store. Several processes may read it and catch up at once.

    Listings tell what is known through the last catching up. Raises what the store raises.
    """

    def __init__(self, store: Store) -> None:
        make_tables(store)
        self._store = store
        self._contents = Contents(store.evidence)

    # -- keeping up -----------------------------------------------------------------------------

    def catch_up(self) -> int:
        """Read everything that was recorded since the last time; the position now reached."""
        while self._step():
            pass
        return self.position()

    def position(self) -> int:
        """The position in the journal through which the board is right."""
        with faults(), self._store.engine.connect() as connection:
            return connection.scalar(select(position.c.position)) or 0

    def _step(self) -> bool:
        """One batch; False when there was nothing to read.

        Rows and position change together, and only from the position at which the reading began:
        whoever was overtaken drops what it has and begins where the other ended, so a row never
        goes back to what it was before.
        """
        start = self.position()
        heard = self._hear(start)
        if not heard:
            return False
        batch = Batch()
        for history in self._histories(heard):
            batch.take(history, self._contents)
        forward = update(position).where(position.c.position == start)
        with faults(), writing(self._store.engine) as connection:
            if connection.execute(forward.values(position=heard[-1].position)).rowcount:
                batch.write(connection)
        return True

    def _hear(self, start: int) -> list[Recorded]:
        heard: list[Recorded] = []
        while len(heard) < BATCH:
            page = self._store.journal.feed(heard[-1].position if heard else start, PAGE)
            heard += page
            if len(page) < PAGE:
                break
        return heard

    def _histories(self, heard: Sequence[Recorded]) -> list[Sequence[Recorded]]:
        """All facts of each convention that was touched; asked for only where it is older."""
        touched: dict[str, list[Recorded]] = {}
        for one in heard:
            if one.stream.startswith(CONVENTION):
                touched.setdefault(one.stream, []).append(one)
        return [
            new if new[0].version == 1 else self._store.journal.read(stream)
            for stream, new in touched.items()
        ]

    # -- listings -------------------------------------------------------------------------------

    def rows(
        self, circular: str | None = None, network: str | None = None, state: str | None = None
    ) -> list[BoardRow]:
        """Where avenants stand, in the order of their ids."""
        query = reading.narrowed(reading.listed, circular=circular, network=network, state=state)
        return [reading.as_value(BoardRow, row) for row in self._ask(query)]

    def find(self, text: str) -> list[BoardRow]:
        """The avenant of that id, else every one whose id or convention begins with the text."""
        if not text:
            return []
        exact = self._ask(reading.listed.where(avenants.c.avenant == text))
        found = exact or self._ask(reading.listed.where(reading.beginning_with(text)))
        return [reading.as_value(BoardRow, row) for row in found]

    def tasks(self, network: str | None = None) -> list[TaskRow]:
        """What waits for a person: the nearest deadline first, then what has waited longest."""
        query = reading.all_tasks
        if network is not None:
            query = query.where(tasks.c.network == network)
        return sorted(map(reading.task_row, self._ask(query)), key=reading.by_urgency)

    def summary(self, circular: str | None = None, network: str | None = None) -> list[Count]:
        """How many avenants of each network and kind stand in each state."""
        query = reading.narrowed(reading.counted(), circular=circular, network=network)
        return [reading.as_value(Count, row) for row in self._ask(query)]

    def open(self, circular: str | None = None, network: str | None = None) -> list[OpenRow]:
        """Avenants for which something can still come, and when the engine would act."""
        query = reading.narrowed(reading.open_ones(), circular=circular, network=network)
        return [reading.as_value(OpenRow, row) for row in self._ask(query)]

    def waiting_in(self, network: str, through: date) -> list[str]:
        """Avenants in state `sent` whose last day, extensions included, is that day or earlier."""
        return [row["avenant"] for row in self._ask(reading.waiting_through(network, through))]

    def _ask(self, query: reading.Query) -> Sequence[RowMapping]:
        with faults(), self._store.engine.connect() as connection:
            return connection.execute(query).mappings().all()
