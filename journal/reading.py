"""Reading many facts at once, for what is made from the whole journal: by stream or by place.

`journal.journal` reads one stream or the feed; this reads pages of either in one query each, and
takes the rows as the driver gives them. What a row becomes is said when it is made: the fact with
all that surrounds it, or with what a read model needs.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby, takewhile
from operator import itemgetter
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import Connection, Engine

from journal.envelope import Recorded, Skimmed
from journal.faults import faults
from journal.mapper import recorded_at
from journal.recorder import LAST, Row
from journal.tables import pages

ASKED_AT_ONCE = 500
"""Streams or positions that one query names."""
PAGE = 1_000
"""Facts of a page, where all of them are read."""

_COLUMNS = {
    "sqlite": "originator_id, originator_version, rowid, topic, state",
    "postgresql": "originator_id, originator_version, notification_id, topic, state",
}
_POSITION = {"sqlite": "rowid", "postgresql": "notification_id"}
_MARK = {"sqlite": "?", "postgresql": "%s"}


One = TypeVar("One", bound=Recorded | Skimmed)
"""A fact as it is read."""


class Reading(Generic[One]):
    """Reads facts by the page. Safe to share between threads."""

    def __init__(self, engine: Engine, decode: Callable[[str, int, int, str, bytes], One]) -> None:
        self._engine = engine
        self._decode = decode
        self._name = engine.dialect.name
        self._all = f"SELECT {_COLUMNS[self._name]} FROM stored_events WHERE"  # noqa: S608  (our own names)

    def streams(
        self, names: Iterable[str], until: int = LAST, as_at: datetime | None = None
    ) -> list[tuple[One, ...]]:
        """All facts of these streams up to a position; a stream without any is left out.

        With an aware instant each ends before the first fact that was recorded after it; what is
        left out is mostly not read.
        """
        return self.histories(self.streams_as_stored(names, until, as_at))

    def streams_as_stored(
        self, names: Iterable[str], until: int = LAST, as_at: datetime | None = None
    ) -> Iterator[Row]:
        """The same as it lies in the store, stream by stream, for whoever reads it elsewhere."""
        for page in pages(sorted(set(names)), ASKED_AT_ONCE):
            among, position = self._among(page), _POSITION[self._name]
            where = (
                f"originator_id {among} AND {position} <= {_MARK[self._name]}"
                " ORDER BY originator_id, originator_version"
            )
            found = self._ask(where, (*self._given(page), until))
            yield from found if as_at is None else self._known(found, as_at)

    def at(self, positions: Iterable[int]) -> list[One]:
        """The facts at these positions, in their order; positions without a fact are left out."""
        found: list[One] = []
        for page in pages(sorted(set(positions)), ASKED_AT_ONCE):
            where = f"{_POSITION[self._name]} {self._among(page)} ORDER BY 3"
            found += self.facts(self._ask(where, self._given(page)))
        return found

    def beyond(self, position: int, limit: int) -> list[One]:
        """At most so many facts of all streams beyond a position, as `Journal.feed`."""
        return self.facts(self.beyond_as_stored(position, limit))

    def beyond_as_stored(self, position: int, limit: int) -> list[Row]:
        """The same as it lies in the store."""
        own = _POSITION[self._name]
        where = f"{own} > {_MARK[self._name]} ORDER BY {own} LIMIT {_MARK[self._name]}"
        return self._ask(where, (position, limit))

    def whole_as_stored(self, until: int) -> Iterator[list[Row]]:
        """Every stream, whole up to a position, in pages of about as many facts as `PAGE`.

        As it lies in the store. Streams come in the order of their names. One that is recorded
        meanwhile may be among them or not; a fact beyond the position never is.
        """
        name, version = "", 0
        kept: list[Row] = []
        while len(page := self._after(name, version, until)) == PAGE:
            before, (name, version) = name, page[-1][:2]
            # The last stream may go on in the next page.
            last = next(place for place, row in enumerate(page) if row[0] == name)
            if name == before:
                kept += page
                continue
            yield [*kept, *page[:last]]
            kept = page[last:]
        yield [*kept, *page]

    def histories(self, rows: Iterable[Row]) -> list[tuple[One, ...]]:
        """The facts of each stream of such a page."""
        return [tuple(self.facts(own)) for _, own in groupby(rows, key=itemgetter(0))]

    def facts(self, rows: Iterable[Row]) -> list[One]:
        """The facts that lie in the store as these rows; raises UnknownFact."""
        decode = self._decode
        return [
            decode(stream, version, position, topic, state)
            for stream, version, position, topic, state in rows
        ]

    def _known(self, found: Iterable[Row], as_at: datetime) -> Iterator[Row]:
        """Of each stream what comes before anything that was recorded later."""
        # Two hours of one zone are compared as they read, and one reads twice in October.
        then = as_at.astimezone(UTC)
        for _, own in groupby(found, key=itemgetter(0)):
            yield from takewhile(lambda row: self._recorded_at(row) <= then, own)

    def _recorded_at(self, row: Row) -> datetime:
        told = recorded_at(row[4])
        return self.facts([row])[0].recorded_at if told is None else told

    def _after(self, name: str, version: int, until: int) -> list[Row]:
        mark, position = _MARK[self._name], _POSITION[self._name]
        where = (
            f"(originator_id, originator_version) > ({mark}, {mark}) AND {position} <= {mark}"
            f" ORDER BY originator_id, originator_version LIMIT {PAGE}"
        )
        return self._ask(where, (name, version, until))

    def _ask(self, where: str, given: Sequence[object]) -> list[Row]:
        with faults(), self._engine.connect() as connection:
            return rows(connection, f"{self._all} {where}", given)

    def _among(self, page: Sequence[object]) -> str:
        if self._name == "sqlite":
            return f"IN ({','.join('?' * len(page))})"
        return "= ANY(%s)"

    def _given(self, page: list[Any]) -> tuple[object, ...]:
        return tuple(page) if self._name == "sqlite" else (page,)


def rows(connection: Connection, query: str, given: Sequence[object]) -> list[Row]:
    """The rows as the driver gives them: SQLAlchemy's own cost as much as reading them."""
    driver: Any = connection.connection
    if connection.dialect.name == "sqlite":
        return cast("list[Row]", driver.execute(query, given).fetchall())
    # In the binary protocol: as text, bytes travel in hex and are twice as many.
    with driver.cursor(binary=True) as cursor:
        return cast("list[Row]", cursor.execute(query, given, prepare=True).fetchall())
