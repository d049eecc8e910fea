"""Following the journal: what is new goes into the read models, exactly once."""

from collections.abc import Iterable, Sequence
from typing import Any

from audit.views.collector import uncollected
from audit.views.history import CONVENTION, History, histories_in
from audit.views.states import State, make_views, moved, read_states
from audit.views.view import Batch, View
from journal.faults import faults
from journal.opening import Store
from journal.recorder import Row
from journal.tables import pages, writing

PAGE = 5_000
"""Facts that are asked for at once."""
TOGETHER = 200
"""Histories that one batch takes before the next; fewer than folded ones are remembered."""
BATCH = 20_000
"""Facts after which a transaction is closed, so that memory does not grow with the journal."""


class Following:
    """Read models that are kept up together. Several processes may do so at once.

    A question finds what is known through the last catching up. Raises what the store raises.
    """

    def __init__(self, store: Store, views: Sequence[View[Any]]) -> None:
        make_views(store, views)
        self._store = store
        # In one order for all who write to several: so nobody waits for each other.
        self._views = tuple(sorted(views, key=lambda view: view.name))

    def catch_up(self) -> int:
        """Read everything that was recorded since the last time; the position now reached.

        What is recorded meanwhile waits for the next time: else it would not end while much is.
        """
        until, position = self._store.journal.head(), self.position()
        with uncollected():
            while position < until and self._step():
                position = self.position()
        return position

    def position(self) -> int:
        """The position in the journal through which all of them are right."""
        return min(state.position for state in read_states(self._store, self._views))

    def _step(self) -> bool:
        """One batch; False when there was nothing to read.

        Rows and position change together, and only from the position at which the reading began:
        whoever was overtaken drops what it has and begins where the other ended, so a row never
        goes back to what it was before.
        """
        states = read_states(self._store, self._views)
        start = min(state.position for state in states)
        ahead = [state.position for state in states if state.position > start]
        heard = hear(self._store, start, min(ahead, default=None))
        if not heard:
            return False
        behind = [
            (state, view.batch(self._store, state.slot))
            for state, view in zip(states, self._views, strict=True)
            if state.position == start
        ]
        fill([batch for _, batch in behind], self._histories(heard))
        self._write(behind, place(heard[-1]))
        return True

    def _histories(self, heard: Sequence[Row]) -> list[History]:
        return histories(self._store, heard)

    def _write(self, behind: Sequence[tuple[State, Batch]], position: int) -> None:
        with faults(), writing(self._store.engine) as connection:
            for state, batch in behind:
                if moved(connection, state, position):
                    batch.write(connection)


def hear(store: Store, start: int, until: int | None) -> list[Row]:
    """The next facts after a position, at most `BATCH`, none beyond `until` where that is given."""
    heard: list[Row] = []
    while len(heard) < BATCH:
        page = store.skimming.beyond_as_stored(place(heard[-1]) if heard else start, PAGE)
        heard += [row for row in page if until is None or place(row) <= until]
        if len(page) < PAGE or (until is not None and place(page[-1]) > until):
            break
    return heard


def place(row: Row) -> int:
    """The position of what was heard."""
    return row[2]


def histories(store: Store, heard: Sequence[Row]) -> list[History]:
    """What was heard by stream: all facts of each convention, of other streams the new ones.

    A convention's older facts are asked for only where there are some.
    """
    touched: dict[str, list[Row]] = {}
    for row in heard:
        touched.setdefault(row[0], []).append(row)
    older = {
        stream: new[0][1] - 1
        for stream, new in touched.items()
        if stream.startswith(CONVENTION) and new[0][1] > 1
    }
    whole = store.skimming.streams_as_stored(older, place(heard[-1])) if older else ()
    reading = store.skimming
    return [
        *(History(new, 0, reading) for stream, new in touched.items() if stream not in older),
        *histories_in(whole, reading, older),
    ]


def fill(batches: Sequence[Batch], found: Iterable[History]) -> None:
    """Give every batch what was heard."""
    # Some for one batch, then the same for the next: what each needs stays at hand.
    for some in pages(found, TOGETHER):
        for batch in batches:
            for history in some:
                batch.take(history)
