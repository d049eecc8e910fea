"""The index of facts: where in the journal whom and what is named, so that a page costs a page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from heapq import merge
from itertools import islice, product
from types import MappingProxyType
from typing import Any, cast

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Date,
    MetaData,
    Table,
    func,
    select,
)

from audit.views.alike import Alike, Row
from audit.views.entries import COMMON, DAYS, NAMED, entries_of
from audit.views.following import Following
from audit.views.history import History
from audit.views.loading import load
from audit.views.marks import Kind, Mark, marks_of, number_of, numbers_of, takes_back
from audit.views.networks import Networks
from audit.views.postings import meeting, packed, postings
from audit.views.reading import reading
from audit.views.view import SLOTS, Slot
from journal.envelope import Recorded, Skimmed
from journal.opening import Store
from journal.recorder import LAST
from journal.tables import insert_into

NAME = "facts4"
PAGE = 500
"""Facts that are read at once, unless it is said otherwise."""


@dataclass(frozen=True, slots=True)
class IndexTables:
    """The tables of one slot."""

    metadata: MetaData
    entries: Table
    """The positions at which each mark is found: `audit.views.postings`."""
    days: Table
    """The lowest and the highest position of what was recorded on a day (Europe/Brussels)."""


def index_tables(slot: Slot) -> IndexTables:
    """The tables of a slot."""
    metadata = MetaData()
    return IndexTables(
        metadata=metadata,
        entries=postings(f"{NAME}_entries_{slot}", metadata),
        days=Table(
            f"{NAME}_days_{slot}",
            metadata,
            Column("day", Date, primary_key=True),
            Column("lowest", BigInteger, nullable=False),
            Column("highest", BigInteger, nullable=False),
        ),
    )


_ALIKE = Alike()
Found = list[tuple[str, Sequence[int]]]
"""Marks, or days, and the facts at which each is found."""


@dataclass(slots=True)
class IndexBatch:
    """The entries of some facts."""

    tables: IndexTables
    networks: Networks
    marks: list[str] = field(default_factory=list[str])
    places: list[list[int]] = field(default_factory=list[list[int]])
    """The positions of each of the marks; a mark may be there several times."""
    days: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    """The positions of what was recorded on a day."""
    _common: dict[int, tuple[list[Row], list[list[int]]]] = field(
        default_factory=dict[int, tuple[list[Row], list[list[int]]]]
    )
    """Marks, by the identity of their list, and the positions of each stream that has them."""

    def take(self, history: History) -> None:
        """Add the marks of the new facts of one stream."""
        come = _ALIKE.come(history, entries_of)
        positions: list[int] = [row[2] for row in history.rows]
        common = come.shared(COMMON)
        known = self._common.get(id(common))
        if known is None:
            known = self._common[id(common)] = (common, [])
        known[1].append(positions)
        marks, places = self.marks, self.places
        for mark, at in cast("Found", come.rows(NAMED)):
            marks.append(mark)
            places.append([positions[one] for one in at])
        for day, at in cast("Found", come.rows(DAYS)):
            self.days.setdefault(day, []).extend([positions[one] for one in at])
        if history.convention is None:
            self._networks_of_avenants(history.facts[history.new :])

    def _networks_of_avenants(self, facts: Sequence[Skimmed]) -> None:
        """Add the networks of avenants whose files, or mail, these facts are about."""
        for one in facts:
            values = one.fact.__dict__
            # A fact that tells its network itself has the mark already, and bears it once.
            avenant: str | None = None if "network" in values else values.get("avenant")
            network = None if avenant is None else self.networks.of_avenant(avenant)
            if network is not None:
                self.marks.append(Mark(Kind.NETWORK, network).text)
                self.places.append([one.position])

    def entries(self) -> dict[int, list[int]]:
        """The positions of each number; they are handed over, since a batch is written once."""
        common: dict[str, list[int]] = {}
        for marks, streams in self._common.values():
            # All streams that have the same marks at once.
            facts = list(zip(*streams, strict=True))
            for mark, at in cast("Found", marks):
                found = common.setdefault(mark, [])
                for one in at:
                    found += facts[one]
        entries: dict[int, list[int]] = {}
        for number, places in zip(
            numbers_of([*common, *self.marks]), [*common.values(), *self.places], strict=True
        ):
            known = entries.get(number)
            if known is None:
                entries[number] = places
            else:
                known += places
        return entries

    def write(self, connection: Connection) -> None:
        """Add the entries, in the caller's transaction."""
        load(connection, self.tables.entries, packed(self.entries()))
        table = self.tables.days
        least: Any = {"sqlite": func.min, "postgresql": func.least}
        most: Any = {"sqlite": func.max, "postgresql": func.greatest}
        name = connection.dialect.name
        insert = insert_into(table, name)
        wider = {
            "lowest": least[name](table.c.lowest, insert.excluded.lowest),
            "highest": most[name](table.c.highest, insert.excluded.highest),
        }
        days = [
            {"day": date.fromisoformat(day), "lowest": min(places), "highest": max(places)}
            for day, places in sorted(self.days.items())
        ]
        if days:
            upsert = insert.on_conflict_do_update(index_elements=["day"], set_=wider)
            connection.execute(upsert, days)


class FactIndexView:
    """The index as a read model."""

    name = NAME
    slots: Mapping[Slot, IndexTables] = MappingProxyType(
        {slot: index_tables(slot) for slot in SLOTS}
    )

    def metadata(self, slot: Slot) -> MetaData:
        """The tables of a slot, to make them and to empty them."""
        return self.slots[slot].metadata

    def batch(self, store: Store, slot: Slot) -> IndexBatch:
        """An empty batch for a slot."""
        return IndexBatch(self.slots[slot], Networks(store))


FACT_INDEX = FactIndexView()

Wanted = Sequence[Mark | Sequence[Mark]]
"""What a fact must have: each of these marks, and of marks that stand together any one."""


class FactIndex:
    """Finds facts by whom and what they name. What it finds is known through the last catching up.

    Raises what the store raises.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._following = Following(store, [FACT_INDEX])

    def catch_up(self) -> int:
        """Read everything that was recorded since the last time; the position now reached."""
        return self._following.catch_up()

    def each(
        self, wanted: Wanted, *, after: int = 0, until: int = LAST, page: int = PAGE
    ) -> Iterator[Recorded]:
        """The facts that have these marks, beyond a position and up to another, in order.

        Each once; they are read by the page, so whoever needs few stops early. Where several marks
        must meet, the rarest should come first: the others are only looked up.
        """
        while places := self.positions(wanted, after=after, until=until, limit=page):
            yield from (one for one in self._store.reading.at(places) if has(one, wanted))
            after = places[-1]

    def positions(
        self, wanted: Wanted, *, after: int = 0, until: int = LAST, limit: int = PAGE
    ) -> list[int]:
        """Where such facts stand, in order, at most so many.

        Fewer than `limit` means that there are no more. Once in a very long time one has another
        mark with the same number.
        """
        ways = list(product(*((one,) if isinstance(one, Mark) else one for one in wanted)))
        with reading(self._store, FACT_INDEX) as (connection, tables):
            found = [
                meeting(
                    connection,
                    tables.entries,
                    [number_of(mark.text) for mark in way],
                    after=after,
                    until=until,
                    limit=limit,
                )
                for way in ways
            ]
        return list(islice(dict.fromkeys(merge(*found)), limit))

    def recorded_between(self, first: date, last: date) -> tuple[int, int]:
        """The positions between which everything stands that was recorded on these days.

        Something else may stand there too: clocks of several machines differ. (0, 0) for nothing.
        """
        with reading(self._store, FACT_INDEX) as (connection, tables):
            days = tables.days
            asked = select(func.min(days.c.lowest), func.max(days.c.highest))
            among = (days.c.day >= first, days.c.day <= last)
            lowest, highest = connection.execute(asked.where(*among)).one()
        return lowest or 0, highest or 0


def has(one: Recorded, wanted: Wanted) -> bool:
    """Whether a fact really has these marks, as far as it tells itself."""
    own = marks_of(one, None)
    return all(
        any(mark.text in own or _told_by_others(one, mark) for mark in ways)
        for ways in ((way,) if isinstance(way, Mark) else way for way in wanted)
    )


def _told_by_others(one: Recorded, mark: Mark) -> bool:
    """Whether only other facts tell: then the index is taken at its word.

    The network of a convention stands in the first of its facts, and of what takes a registration
    back the circular where it was registered.
    """
    return mark.kind is Kind.NETWORK or (mark.kind is Kind.CIRCULAR and takes_back(one.fact))
