"""At which positions each mark is found, many positions to a row.

Most marks are those of many facts: a type, an actor, a network, a circular. A row for each of them
costs more than all else that a rebuild does. So a row has all of a mark within a block of positions
that were written together: the first, and of each other the one byte by which they differ.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    LargeBinary,
    MetaData,
    Row,
    Select,
    Table,
    select,
    union_all,
)

from journal.tables import pages

BLOCK = 2**8
"""Positions whose last byte alone differs."""
FEW = 16
"""Rows that are asked for first; each time that they do not suffice, twice as many."""
AT_ONCE = 100
"""Stretches of positions in one query."""

Packed = tuple[int, int, bytes]
"""Mark, first position, last bytes of the others."""


def postings(name: str, metadata: MetaData) -> Table:
    """A table for it."""
    return Table(
        name,
        metadata,
        Column("mark", BigInteger, primary_key=True, autoincrement=False),
        Column("first", BigInteger, primary_key=True, autoincrement=False),
        Column("others", LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )


def packed(places: Mapping[int, list[int]]) -> list[Packed]:
    """The rows of some marks and their positions, in order."""
    rows: list[Packed] = []
    for mark, found in sorted(places.items()):
        if len(found) == 1:
            rows.append((mark, found[0], b""))
            continue
        found.sort()
        start = 0
        while start < len(found):
            first = found[start]
            end = bisect_left(found, (_block(first) + 1) * BLOCK, start)
            others = bytes([one % BLOCK for one in found[start + 1 : end]])
            rows.append((mark, first, others))
            start = end
    return rows


def unpacked(rows: Iterable[Row[int, bytes] | tuple[int, bytes]]) -> set[int]:
    """The positions in some rows, each of which has a first one and others."""
    found: set[int] = set()
    for first, others in rows:
        found.add(first)
        start = first - first % BLOCK
        found.update([start + one for one in others])
    return found


def meeting(
    connection: Connection,
    table: Table,
    marks: Sequence[int],
    *,
    after: int,
    until: int,
    limit: int,
) -> list[int]:
    """At most so many positions beyond one and up to another at which all these marks are found.

    In order. The first mark is followed; of the others only those blocks are read in which it is.
    """
    rarest, *others = marks
    found: list[int] = []
    start: int | None = (after + 1) // BLOCK * BLOCK
    rows = FEW
    while start is not None and len(found) < limit:
        places, start = beyond(connection, table, rarest, start, until, rows)
        for other in others:
            places &= within(connection, table, other, places)
        found += sorted(one for one in places if after < one <= until)
        rows *= 2
    return found[:limit]


def beyond(
    connection: Connection, table: Table, mark: int, start: int, until: int, rows: int
) -> tuple[set[int], int | None]:
    """Where a mark is found, in some whole blocks, and where the next one starts, if any does."""
    query = page(table, mark, start, until)
    found = [*connection.execute(query.order_by(table.c.first).limit(rows))]
    if len(found) < rows:
        return unpacked(found), None
    last = found[-1].first
    ends = (last // BLOCK + 1) * BLOCK
    found += connection.execute(page(table, mark, last + 1, ends - 1))
    return unpacked(found), ends


def within(connection: Connection, table: Table, mark: int, places: Iterable[int]) -> set[int]:
    """Where a mark is found in the blocks of these positions."""
    found: set[int] = set()
    for some in pages(stretches(places), AT_ONCE):
        asked = [page(table, mark, first, last) for first, last in some]
        found |= unpacked(connection.execute(union_all(*asked)))
    return found


def stretches(places: Iterable[int]) -> list[tuple[int, int]]:
    """The first and the last position of the blocks that lie side by side."""
    found: list[tuple[int, int]] = []
    for block in sorted({_block(one) for one in places}):
        start, end = block * BLOCK, (block + 1) * BLOCK - 1
        if found and found[-1][1] + 1 == start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def page(table: Table, mark: int, start: int, end: int) -> Select[Any, Any]:
    """The rows of a mark that begin between two positions."""
    row = table.c
    return select(row.first, row.others).where(
        row.mark == mark, row.first >= start, row.first <= end
    )


def _block(position: int) -> int:
    return position // BLOCK
