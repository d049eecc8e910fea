"""What a history is but for its names and days: the same for all that are alike."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from audit.views.layouts import Layout, Pieces, day_of, layout_of
from audit.views.stand_ins import (
    DAYS,
    FIRST_REAL,
    IDS,
    MOST_DAYS,
    SLUGS,
    TEXTS,
    Numbered,
    day_after,
    following,
    stand_ins_of,
)
from journal.envelope import Skimmed
from journal.errors import StoreError
from journal.mapper import METADATA
from journal.reading import Reading
from journal.recorder import Row

KEPT = 4_000
"""Shapes that are remembered; when there are more, all are forgotten."""
LAYOUTS = 50
"""Layouts of one type of facts; what is written in yet another way keeps its names."""
ENGINE = b"engine"
"""It is no member of the staff, and a rule may ask whether it was it."""
NAMED_WHERE_NONE_IS_LOOKED_FOR = re.compile(rb"-[0-9a-f]{12}|[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Shape:
    """What histories that differ in names and days only have in common; one for all of them."""

    def __init__(self, words: int, slugs: int, standing: Sequence[bytes]) -> None:
        """How many names of each kind there are; `standing` are the days that stand in."""
        self.come: dict[object, Any] = {}
        """What it comes to, by who asked."""
        self.standing = standing
        days = [day.decode() for day in standing]
        others = [*map(bytes.decode, SLUGS[:slugs]), *days, *map(day_after, days)]
        # Of two days that follow each other the first was told of the second day too.
        self.places = {other: words + number for number, other in reversed([*enumerate(others)])}
        """Where among a history's names that stands for which these stand in."""


class Told:
    """A history as a shape and the names in it."""

    def __init__(self, shape: Shape, names: Sequence[str], cut: Sequence[Pieces]) -> None:
        self.shape = shape
        self.names = names
        self._cut = cut
        self._facts: list[Skimmed] | None = None

    def about_nobody(self, rows: Sequence[Row], reading: Reading[Skimmed]) -> list[Skimmed] | None:
        """The facts with stand-ins, the same each time; None where they cannot be read."""
        if self._facts is None:
            days = dict(zip(DAYS, self.shape.standing, strict=False))
            try:
                self._facts = reading.facts(
                    [
                        _with_stand_ins(row, cut, days)
                        for row, cut in zip(rows, self._cut, strict=True)
                    ]
                )
            except (StoreError, ValueError):
                return None
        return self._facts


def told(rows: Sequence[Row], convention: str, new: int) -> Told | None:
    """The history of a convention without its names; None for one that keeps them.

    That is a network's own, and one whose facts are written otherwise than the journal writes.
    """
    own = convention.encode()
    words, slugs = Numbered(TEXTS), Numbered(SLUGS)
    ids, days = Numbered(IDS), Numbered(DAYS)
    circulars: set[bytes] = set()
    convention_itself = words[own]
    key: list[object] = [new]
    cut: list[Pieces] = []
    try:
        for _, _, _, topic, state in rows:
            layout, pieces = _cut(topic, state)
            if layout is None:
                return None
            pieces[0] = days[day_of(pieces[0])]
            for place in layout.own:
                if pieces[place] != own:
                    return None
                pieces[place] = convention_itself
            for place in layout.circulars:
                circulars.add(pieces[place])
            for place in layout.slugs:
                slug = pieces[place]
                if slug != ENGINE:
                    pieces[place] = slugs[slug]
            for place in layout.texts:
                pieces[place] = words[pieces[place]]
            for place in layout.ids:
                pieces[place] = ids[pieces[place]]
            for place in layout.days:
                pieces[place] = days[pieces[place]]
            key += topic, b"".join(pieces)
            cut.append(pieces)
        ordered = sorted(days)
        if ordered[0] < FIRST_REAL or len(ordered) > MOST_DAYS:
            return None
        if len(circulars) > 1:
            standing = [slugs[circular] for circular in sorted(circulars)]
            if standing != sorted(standing):
                # What is sorted by them would come in another order.
                return None
        key += [days[day] for day in ordered]
        key.append(tuple([following(*two) for two in pairwise(ordered)]))
        told_days = [*map(bytes.decode, days)]
        days_after = [*map(day_after, told_days)]
    except (IndexError, ValueError, OverflowError):
        # More names than stand-ins, an instant or a day that is none.
        return None
    known = tuple(key)
    shape = _SHAPES.get(known)
    if shape is None:
        if any(NAMED_WHERE_NONE_IS_LOOKED_FOR.search(one) for cut_ in cut for one in cut_[2::2]):
            return None
        if len(_SHAPES) >= KEPT:
            _SHAPES.clear()
        stands = stand_ins_of(ordered)
        shape = Shape(len(words), len(slugs), [stands[day] for day in days])
        _SHAPES[known] = shape
    names = [
        *map(bytes.decode, words),
        *map(bytes.decode, slugs),
        *told_days,
        *days_after,
        *map(bytes.decode, reversed(ids)),
    ]
    return Told(shape, names, cut)


def _cut(topic: str, state: bytes) -> tuple[Layout | None, Pieces]:
    """A fact cut where its names begin and end."""
    layouts = _LAYOUTS.setdefault(topic, [])
    for layout in layouts:
        found = layout.pattern.fullmatch(state)
        if found is not None:
            return layout, list(found.groups())
    layout = layout_of(state) if len(layouts) < LAYOUTS and b"\\" not in state else None
    if layout is None:
        return None, []
    layouts.append(layout)
    return _cut(topic, state)


def _with_stand_ins(row: Row, pieces: Pieces, days: Mapping[bytes, bytes]) -> Row:
    stream, version, position, topic, state = row
    around = METADATA.match(state)
    if around is None:
        msg = "cut, but not written as the journal writes"
        raise ValueError(msg)
    at, by, fact = around.span(1), around.span(2), around.end()
    day, actor, *rest = [days.get(piece, piece) for piece in pieces]
    whole = [state[: at[0]], day, b"T12:00:00Z", state[at[1] : by[0]], actor, state[by[1] : fact]]
    return stream, version, position, topic, b"".join([*whole, *rest, b"}"])


_LAYOUTS: dict[str, list[Layout]] = {}
_SHAPES: dict[object, Shape] = {}
