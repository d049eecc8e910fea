"""Histories that are alike come to the same: they are folded once, and then the names are put in.

Of a circular's thousand conventions most leave the same facts on the same days, and differ in
nothing but names: their own, those of letters and documents, those of registrations. No rule looks
into a name: it is another or the same. So the facts are taken with stand-ins in the place of names,
in the order in which these appear; the same facts with the same stand-ins were folded before, or
are now, by the rules themselves; and in the rows that come of it each stand-in gives way to the
name for which it stands.
"""

from collections.abc import Callable, Sequence
from threading import local
from typing import Any, Generic, NamedTuple, TypeVar
from uuid import UUID

from audit.views.stand_ins import MARK, Names, plan_of, reads_as_stand_in, stand_in, stand_ins_in
from domain.evolve import changed
from domain.facts import ConventionRegistered
from domain.values import PartyKind
from journal.envelope import Skimmed

KEPT = 2_000
"""Histories that are remembered; when there are more, all are forgotten."""
Row = tuple[Any, ...]
R = TypeVar("R")
_LAST = local()


class Rows(NamedTuple):
    """Rows with stand-ins, and where these are: row, column and numbers of the names."""

    rows: tuple[Row, ...]
    places: tuple[tuple[int, int, tuple[int, ...]], ...]

    def of(self, names: Sequence[str | UUID]) -> list[Row]:
        """The rows of the history that has these names; as they are where it kept its own."""
        found = list(self.rows)
        if not names:
            return found
        for row, column, numbers in self.places:
            cells = list(found[row])
            for number in numbers:
                name = names[number]
                cells[column] = cells[column].replace(stand_in(name, number), str(name))
            found[row] = tuple(cells)
        return found


class Alike(Generic[R]):
    """Remembers what histories came to, whatever their names. Rows of it are made by `rows`."""

    def __init__(self) -> None:
        self._known: dict[Shape, R] = {}

    def folded(
        self, history: Sequence[Skimmed], new: int, fold: Callable[[Sequence[Skimmed], int], R]
    ) -> tuple[R, Sequence[str | UUID]]:
        """What a history with stand-ins comes to, and the names for which they stand.

        `fold` says it, always the same way. A network's own convention keeps its names.
        """
        told = told_apart(history, new)
        if told is None:
            return fold(history, new), ()
        shape, names = told
        if shape in self._known:
            return self._known[shape], tuple(names)
        if reads_as_stand_in(one.fact for one in history):
            return fold(history, new), ()
        found = fold(with_stand_ins(history, names), new)
        if len(self._known) >= KEPT:
            self._known.clear()
        self._known[shape] = found
        return found, tuple(names)


class Shape:
    """What histories that differ in names only have in common; one for all of them."""


_SHAPES: dict[object, Shape] = {}


def told_apart(history: Sequence[Skimmed], new: int) -> tuple[Shape, Names] | None:
    """What makes the history another than others, and its names; None for one that stays itself.

    The very same history given again, by the next read model, is not told again.
    """
    if getattr(_LAST, "history", None) is not history or _LAST.new != new:
        _LAST.history, _LAST.new, _LAST.told = history, new, _told(history, new)
    told: tuple[Shape, Names] | None = _LAST.told
    return told


def _told(history: Sequence[Skimmed], new: int) -> tuple[Shape, Names] | None:
    first = history[0].fact
    if type(first) is not ConventionRegistered or first.party_kind is PartyKind.NETWORK:
        return None
    names: Names = {first.convention: 0}
    key: list[object] = [new]
    tell = key.append
    for one in history:
        plan = plan_of(type(one.fact))
        values = one.fact.__dict__
        tell(plan.plain(values))
        tell(one.recorded_at.date())
        for name, way in plan.told:
            tell(way(values[name], names))
    if any(MARK in name for name in names if type(name) is str):
        return None
    return _shape(tuple(key)), names


def _shape(key: object) -> Shape:
    # Kept apart from what is kept of it, so that a long key is looked up once.
    found = _SHAPES.get(key)
    if found is None:
        if len(_SHAPES) >= KEPT:
            _SHAPES.clear()
        found = _SHAPES[key] = Shape()
    return found


def with_stand_ins(history: Sequence[Skimmed], names: Names) -> list[Skimmed]:
    """The same facts about nobody."""
    return [
        one._replace(
            fact=changed(
                one.fact,
                **{
                    name: way.stood_in(getattr(one.fact, name), names)
                    for name, way in plan_of(type(one.fact)).named
                },
            )
        )
        for one in history
    ]


def rows(of: Sequence[Row]) -> Rows:
    """Rows that may have stand-ins in them."""
    return Rows(
        rows=tuple(of),
        places=tuple(
            (row, column, numbers)
            for row, cells in enumerate(of)
            for column, cell in enumerate(cells)
            if isinstance(cell, str) and (numbers := stand_ins_in(cell))
        ),
    )
