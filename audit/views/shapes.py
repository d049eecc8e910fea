"""What a history is but for its names and days: the same for all that are alike."""

import re
from collections.abc import Mapping, Sequence
from itertools import count
from operator import eq
from typing import Any

from audit.views.layouts import (
    CIRCULAR,
    DAY,
    ESCAPE,
    FREE,
    ID,
    INSTANT,
    OWN_NAME,
    SLUG,
    TEXT,
    Layout,
    Places,
    day_of,
    layout_of,
)
from audit.views.stand_ins import (
    FIRST_REAL,
    IDS,
    MOST,
    MOST_DAYS,
    SLUGS,
    TEXTS,
    day_after,
    stand_ins_of,
)
from journal.envelope import Skimmed
from journal.errors import StoreError
from journal.reading import Reading
from journal.recorder import Row

KEPT = 4_000
"""Shapes that are remembered; when there are more, all are forgotten."""
LAYOUTS = 50
"""Layouts of one type of facts; what is written in yet another way keeps its names."""
ENGINE = b"engine"
"""It is no member of the staff, and a rule may ask whether it was it."""
DAYS_FROM = 1
"""Names are numbered: first the engine, then the days in their order, then the others."""
STAND_INS = {OWN_NAME: TEXTS, TEXT: TEXTS, CIRCULAR: SLUGS, SLUG: SLUGS, ID: IDS}
NAMED_WHERE_NONE_IS_LOOKED_FOR = re.compile(rb"-[0-9a-f]{12}|[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Shape:
    """What histories that differ in names and days only have in common; one for all of them."""

    def __init__(self, days: Sequence[bytes], others: int) -> None:
        """The days that stand in, and how many names there are after those."""
        self.come: dict[object, Any] = {}
        """What it comes to, by who asked."""
        self.days = days
        names = DAYS_FROM + len(days) + others
        self.places = {
            # Of two days that follow each other the first was told of the second day too.
            **{day_after(day).decode(): names + at for at, day in enumerate(days)},
            **{day.decode(): DAYS_FROM + at for at, day in enumerate(days)},
        }
        """Where among a history's names that stands for which these days stand in."""


class Told:
    """A history as a shape and the names in it."""

    def __init__(self, shape: Shape, names: Sequence[str], numbers: Mapping[bytes, int]) -> None:
        self.shape = shape
        self.names = names
        """By their numbers; after them the day after each day."""
        self._numbers = numbers
        self._facts: list[Skimmed] | None = None

    def about_nobody(self, rows: Sequence[Row], reading: Reading[Skimmed]) -> list[Skimmed] | None:
        """The facts with stand-ins, the same each time; None where they cannot be read."""
        if self._facts is None:
            try:
                self._facts = reading.facts([self._with_stand_ins(row) for row in rows])
            except (StoreError, ValueError):
                return None
        return self._facts

    def _with_stand_ins(self, row: Row) -> Row:
        stream, version, position, topic, state = row
        every = ((layout, layout.pattern.fullmatch(state)) for layout in _LAYOUTS[topic])
        layout, found = next((layout, found) for layout, found in every if found)
        parts: list[bytes] = []
        done = 0
        for at, kind in enumerate(layout.kinds, 1):
            start, end = found.span(at)
            parts += state[done:start], self._stand_in(kind, state[start:end])
            done = end
        return stream, version, position, topic, b"".join([*parts, state[done:]])

    def _stand_in(self, kind: int, piece: bytes) -> bytes:
        if kind == FREE or (kind == SLUG and piece == ENGINE):
            return piece
        if kind == INSTANT:
            return self._stand_in(DAY, day_of(piece)) + b"T12:00:00Z"
        number = self._numbers[piece]
        return self.shape.days[number - DAYS_FROM] if kind == DAY else STAND_INS[kind][number]


def told(rows: Sequence[Row], convention: str, new: int) -> Told | None:
    """The history of a convention without its names; None for one that keeps them.

    That is a network's own, and one whose facts are written otherwise than the journal writes.
    """
    layouts: list[Layout] = []
    pieces: list[bytes] = []
    for _, _, _, topic, state in rows:
        for layout in _LAYOUTS.get(topic, ()):
            found = layout.pattern.fullmatch(state)
            if found is not None:
                break
        else:
            layout, found = _learnt(topic, state)
        if layout is None or found is None or ESCAPE in state:
            return None
        layouts.append(layout)
        pieces += found.groups()
    written = tuple(layouts)
    places = _PLACES.get(written) or _place(written)
    own, names, circulars = convention.encode(), places.names(pieces), places.circulars(pieces)
    if {*places.own(pieces)} != {own} or ENGINE in circulars:
        return None
    try:
        days = [*map(day_of, places.instants(pieces)), *places.days(pieces)]
        ordered = sorted({*days})
        days_after = [*map(day_after, ordered)]
    except (ValueError, OverflowError):
        # An instant or a day that is none.
        return None
    # What is sorted by the circular comes in the same order with what stands for it.
    every = dict.fromkeys([ENGINE, *ordered, *sorted({*circulars}), *names])
    if ordered[0] < FIRST_REAL or len(ordered) > MOST_DAYS or len(every) > MOST:
        return None
    numbers = dict(zip(every, count(), strict=False))
    number, free = numbers.__getitem__, places.free(pieces)
    following = tuple(map(eq, days_after, ordered[1:]))
    known = (new, written, free, following, *map(number, days), *map(number, names))
    shape = _SHAPES.get(known)
    if shape is None:
        if any(map(NAMED_WHERE_NONE_IS_LOOKED_FOR.search, free)):
            return None
        if len(_SHAPES) >= KEPT:
            _SHAPES.clear()
        others = len(every) - len(ordered) - DAYS_FROM
        shape = _SHAPES[known] = Shape(stand_ins_of(ordered), others)
    # No name has a line feed in it: at once is quicker than one by one.
    return Told(shape, b"\n".join([*every, *days_after]).decode().split("\n"), numbers)


def _place(written: tuple[Layout, ...]) -> Places:
    if len(_PLACES) >= KEPT:
        _PLACES.clear()
    found = _PLACES[written] = Places(written)
    return found


def _learnt(topic: str, state: bytes) -> tuple[Layout | None, re.Match[bytes] | None]:
    """How a fact is written that is written as none before; None where that is not learnt."""
    layouts = _LAYOUTS.setdefault(topic, [])
    layout = layout_of(state) if len(layouts) < LAYOUTS else None
    if layout is None:
        return None, None
    layouts.append(layout)
    return layout, layout.pattern.fullmatch(state)


_LAYOUTS: dict[str, list[Layout]] = {}
_PLACES: dict[tuple[Layout, ...], Places] = {}
_SHAPES: dict[object, Shape] = {}
