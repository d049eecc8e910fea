"""What a history is but for its names: the same for all that are alike."""

import re
from collections.abc import Sequence
from itertools import chain
from typing import Any

from audit.views.layouts import Layout, Pieces, a_day, day_of, layout_of
from audit.views.stand_ins import BEGAN, BEGAN_AT, IDS, TEXTS
from journal.envelope import Skimmed
from journal.errors import StoreError
from journal.mapper import METADATA
from journal.reading import Reading
from journal.recorder import Row

KEPT = 2_000
"""Shapes that are remembered; when there are more, all are forgotten."""
LAYOUTS = 50
"""Layouts of one type of facts; what is written in yet another way keeps its names."""
LIKE_AN_ID = re.compile(rb"-[0-9a-f]{12}")
_DAY = re.compile(rb"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BEGAN = BEGAN.encode()


class Shape:
    """What histories that differ in names only have in common; one for all of them."""

    def __init__(self, days: Sequence[bytes]) -> None:
        self.come: dict[object, Any] = {}
        """What it comes to, by who asked."""
        self.first_day = min(days)
        """The earliest day that it says anything about, but for that on which it began."""


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
            try:
                self._facts = reading.facts(map(_with_stand_ins, rows, self._cut))
            except (StoreError, ValueError):
                return None
        return self._facts


def told(rows: Sequence[Row], convention: str, new: int) -> Told | None:
    """The history of a convention without its names; None for one that keeps them.

    That is a network's own, and one whose facts are written otherwise than the journal writes.
    """
    own = convention.encode()
    texts, ids = {own: 0, b"": BEGAN_AT}, dict[bytes, int]()
    key: list[object] = [new]
    cut: list[Pieces] = []
    began: bytes | None = None
    began_at = 0
    try:
        for _, _, _, topic, state in rows:
            layout, pieces = _cut(topic, state)
            if layout is None:
                return None
            pieces[0] = day_of(pieces[0])
            for place in layout.own:
                if pieces[place] != own:
                    return None
                pieces[place] = TEXTS[0]
            for place in layout.texts:
                pieces[place] = TEXTS[texts.setdefault(pieces[place], len(texts))]
            for began_at in layout.began if not cut else ():
                began, pieces[began_at] = a_day(pieces[began_at]), _BEGAN
            for place in layout.ids:
                pieces[place] = IDS[ids.setdefault(pieces[place], len(ids))]
            key += topic, b"".join(pieces)
            cut.append(pieces)
    except (IndexError, ValueError):
        # More names than stand-ins, or an instant or a day that is none.
        return None
    shape = _shape(tuple(key), cut, [] if began is None else [_BEGAN])
    if shape is not None and began is not None and began >= shape.first_day:
        # Something is said of a day before it: a rule may ask which came first.
        cut[0][began_at] = began
        shape = _shape((*key, began), cut, [])
    if shape is None:
        return None
    names = [*map(bytes.decode, texts), *map(bytes.decode, reversed(ids))]
    names[BEGAN_AT] = (began or b"").decode()
    return Told(shape, names, cut)


def _shape(
    known: tuple[object, ...], cut: Sequence[Pieces], stand_in: Sequence[bytes]
) -> Shape | None:
    """The shape of these bytes, in which that day stands for another.

    None where they name a registration and none is looked for, or happen to say that day too.
    """
    shape = _SHAPES.get(known)
    if shape is None:
        days = _DAY.findall(b" ".join(chain(*cut)))
        if [day for day in days if day == _BEGAN] != stand_in or any(
            LIKE_AN_ID.search(piece) for pieces in cut for piece in pieces[2::2]
        ):
            return None
        if len(_SHAPES) >= KEPT:
            _SHAPES.clear()
        shape = _SHAPES[known] = Shape([day for day in days if day != _BEGAN])
    return shape


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


def _with_stand_ins(row: Row, pieces: Pieces) -> Row:
    stream, version, position, topic, state = row
    around = METADATA.match(state)
    begins = 0 if around is None else around.end()
    return stream, version, position, topic, b"".join([state[:begins], *pieces[2:], b"}"])


_LAYOUTS: dict[str, list[Layout]] = {}
_SHAPES: dict[object, Shape] = {}
