"""Histories that are alike come to the same: they are folded once, and then the names are put in.

Of a circular's thousand conventions most leave the same facts on the same days, and differ in
nothing but names: their own, those of letters and documents, those of registrations. No rule looks
into a name: it is another or the same. So names give way to stand-ins in the very bytes of the
facts, numbered as they appear. The same bytes were read and folded before, or are now, as strictly
and by the same rules as any; and in what comes of it each stand-in gives way to the name for which
it stands.
"""

from collections.abc import Callable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from audit.views.history import History
from audit.views.stand_ins import Form, form_of
from journal.envelope import Skimmed

Row = tuple[Any, ...]
R = TypeVar("R")
Fold = Callable[[Sequence[Skimmed], int], R]
"""What facts come to, of which those from an index on are new."""


class Alike(Generic[R]):
    """Remembers what histories came to, whatever their names."""

    def folded(self, history: History, fold: Fold[R]) -> tuple[R, Sequence[str]]:
        """What a history comes to, with stand-ins, and the names for which these stand.

        `fold` says it, always the same way. A history that keeps its names has none to put in.
        """
        told = history.told
        if told is not None and self in told.shape.come:
            return told.shape.come[self], told.names
        facts = history.about_nobody
        if told is None or facts is None:
            return fold(history.facts, history.new), ()
        found = told.shape.come[self] = fold(facts, history.new)
        return found, told.names


class Rows(NamedTuple):
    """Rows in which stand-ins are, and where: by row, its columns with what stands in each."""

    rows: tuple[Row, ...]
    places: tuple[tuple[int, tuple[tuple[int, Form], ...]], ...]

    def of(self, names: Sequence[str]) -> list[Row]:
        """The rows of the history that has these names; as they are where it kept its own."""
        found = list(self.rows)
        for row, columns in self.places:
            cells = list(found[row])
            for column, (text, among) in columns:
                cells[column] = text % among(names)
            found[row] = tuple(cells)
        return found


def rows(of: Sequence[Row]) -> Rows:
    """Rows that may have stand-ins in them."""
    return Rows(
        rows=tuple(of),
        places=tuple(
            (row, columns) for row, cells in enumerate(of) if (columns := tuple(_forms(cells)))
        ),
    )


def _forms(cells: Row) -> list[tuple[int, Form]]:
    return [
        (column, form)
        for column, cell in enumerate(cells)
        if isinstance(cell, str) and (form := form_of(cell))
    ]
