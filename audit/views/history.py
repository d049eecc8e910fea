"""Facts of one stream as they lie in the store, read when somebody asks for them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType

from audit.views.shapes import Told, told
from journal.envelope import Skimmed
from journal.opening import Store
from journal.reading import Reading
from journal.recorder import Row
from journal.streams import convention_stream

CONVENTION = convention_stream("")
NOTHING: Mapping[str, int] = MappingProxyType({})


class History:
    """Facts of one stream, of which those from the index `new` on were not heard before."""

    def __init__(self, rows: Sequence[Row], new: int, reading: Reading[Skimmed]) -> None:
        self.rows = rows
        self.new = new
        stream = rows[0][0]
        self.convention = stream[len(CONVENTION) :] if stream.startswith(CONVENTION) else None
        """Whose facts these are; None for another stream."""
        self.told: Told | None = None
        """What it is but for its names; None where it keeps them."""
        if self.convention is not None:
            self.told = told(rows, self.convention, new)
        self._reading = reading
        self._facts: list[Skimmed] | None = None

    @property
    def facts(self) -> list[Skimmed]:
        """The facts themselves, in their order; raises UnknownFact."""
        if self._facts is None:
            self._facts = self._reading.facts(self.rows)
        return self._facts

    @property
    def about_nobody(self) -> list[Skimmed] | None:
        """The facts with stand-ins in the place of names; None where it keeps them."""
        return self.told and self.told.about_nobody(self.rows, self._reading)


def histories_in(
    rows: Iterable[Row], reading: Reading[Skimmed], heard: Mapping[str, int] = NOTHING
) -> Iterator[History]:
    """The streams that lie one after the other, and how many facts of each were heard before."""
    for stream, own in groupby(rows, key=itemgetter(0)):
        yield History(list(own), heard.get(stream, 0), reading)


def known_then(store: Store, streams: Iterable[str], as_at: datetime) -> Iterator[History]:
    """Of each of these streams what had been recorded by an instant; of nothing, nothing."""
    return histories_in(store.skimming.streams_as_stored(streams, as_at=as_at), store.skimming)
