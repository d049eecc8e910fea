"""The board as it stood at an instant: read off the facts themselves, not off what was kept."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache

from audit.board_figures import NetworkFigures, figures
from audit.board_numbers import Counted, Place, counted
from audit.views.alike import Alike, Row, Table
from audit.views.collector import uncollected
from audit.views.history import known_then
from journal.clock import BRUSSELS
from journal.envelope import Skimmed
from journal.opening import Store
from journal.streams import convention_from, convention_stream
from journal.tables import pages

_ALIKE = Alike()
AT_ONCE = 500
"""Conventions whose facts are in memory at once."""


def counted_in(history: Sequence[Skimmed], new: int) -> Sequence[Table]:  # noqa: ARG001
    """What the avenants of that convention count as."""
    found = counted(convention_from(history))
    return ([(*one.place, one.what, one.falls_on and one.falls_on.isoformat()) for one in found],)


@lru_cache(maxsize=4096)
def as_counted(row: Row) -> Counted:
    """The same of such a row."""
    circular, network, kind, what, falls_on = row
    ahead = None if falls_on is None else date.fromisoformat(falls_on)
    return Counted(Place(circular, network, kind), what, ahead)


def figures_at(
    store: Store,
    circular: str,
    conventions: Iterable[str],
    as_at: datetime,
    network: str | None = None,
) -> list[NetworkFigures]:
    """What the board of a circular said at an instant, had it been looked at then.

    `conventions` are those that the circular amends as known now, which includes all that it
    amended then. Only their facts are read: it costs what the circular has, not what the store has.
    """
    total: Counter[Counted] = Counter()
    with uncollected():
        for page in pages(conventions, AT_ONCE):
            for history in known_then(store, map(convention_stream, page), as_at):
                found = _ALIKE.come(history, counted_in).shared(0)
                total.update(
                    one
                    for one in map(as_counted, found)
                    if one.place.circular == circular and network in {None, one.place.network}
                )
    return figures(total.items(), as_at.astimezone(BRUSSELS).date())
