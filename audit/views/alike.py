"""Histories that are alike come to the same: they are folded once, and then the names are put in.

Of thousands of conventions most leave facts of the same kinds in the same order, and differ in
names and days: their own name, those of their network, of circulars, letters and documents, those
of registrations, and when it was. No rule looks into a name: it is another or the same. Of days
rules ask which comes first, and whether one follows the other at once; a rule that counts more
stops at what stands for a day, and that history is folded as it is. So names and days give way to
stand-ins in the very bytes of the facts, numbered as they appear. The same bytes were read and
folded before, or are now, as strictly and by the same rules as any; and in what comes of it each
stand-in gives way to that for which it stands.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import count
from operator import itemgetter
from typing import Any

from audit.views.history import History
from audit.views.picking import pick
from audit.views.stand_ins import Form, Unplaced, form_of
from domain.calendar import OutsideCalendar
from journal.envelope import Skimmed

Row = tuple[Any, ...]
Table = Sequence[Row]
Fold = Callable[[Sequence[Skimmed], int], Sequence[Table]]
"""What facts come to, of which those from an index on are new: tables of rows, of plain values."""
EXPANDED = 4_096
"""How many lists of rows that histories share are remembered; when there are more, none."""


class Rows:
    """Rows in which stand-ins are, and where."""

    def __init__(self, table: Table, places: Mapping[str, int] | None) -> None:
        """Rows of a shape with those places for names; without, of a history that keeps its own."""
        self.rows = list(table)
        forms = [
            [form_of(cell, places) if isinstance(cell, str) else None for cell in cells]
            for cells in self.rows
            if places is not None
        ]
        filled = [
            (row, list(zip(self.rows[row], cells, strict=True)))
            for row, cells in enumerate(forms)
            if any(cells)
        ]
        self._same = [cell for _, cells in filled for cell, form in cells if form is None]
        parts = dict.fromkeys(form for cells in forms for form in cells if form and form.in_part)
        self._parts: list[tuple[str, Callable[[Sequence[str]], Any]]] = [
            (form.text, itemgetter(*form.numbers)) for form in parts
        ]
        # What rows are made of: what all have, then what has names in it, then the names.
        same, part = count(), {form: len(self._same) + at for at, form in enumerate(parts)}
        names = len(self._same) + len(parts)

        def place(form: Form | None) -> int:
            if form is None:
                return next(same)
            if form.in_part:
                return part[form]
            return names + form.numbers[0]

        self._filled = [(row, pick([place(form) for _, form in cells])) for row, cells in filled]
        self._names = pick(
            sorted({n for cells in forms for form in cells if form for n in form.numbers})
        )

    def of(self, names: Sequence[str]) -> list[Row]:
        """The rows of the history that has these names; as they are where it kept its own."""
        if not self._filled:
            return self.rows
        cells = [*self._same, *[text % among(names) for text, among in self._parts], *names]
        found = list(self.rows)
        for row, filling in self._filled:
            found[row] = filling(cells)
        return found

    def shared(self, names: Sequence[str]) -> list[Row]:
        """The same, and the very same list for all histories that have these names in common."""
        if not names:
            return self.rows
        known = (self, self._names(names))
        found = _EXPANDED.get(known)
        if found is None:
            if len(_EXPANDED) >= EXPANDED:
                _EXPANDED.clear()
            found = _EXPANDED[known] = self.of(names)
        return found


_EXPANDED: dict[tuple[object, ...], list[Row]] = {}


class Come:
    """What a history comes to."""

    __slots__ = ("names", "tables")

    def __init__(self, tables: Sequence[Rows], names: Sequence[str]) -> None:
        self.tables = tables
        self.names = names
        """None are put in where a history keeps its own."""

    def rows(self, table: int) -> list[Row]:
        """The rows of one of the tables."""
        return self.tables[table].of(self.names)

    def shared(self, table: int) -> list[Row]:
        """The same where many histories have the same rows: one list for all of them."""
        return self.tables[table].shared(self.names)


class Alike:
    """Remembers what histories came to, whatever their names and days."""

    def come(self, history: History, fold: Fold) -> Come:
        """What a history comes to; `fold` says it, always the same way."""
        told = history.told
        if told is not None:
            found = told.shape.come.get(self)
            if found is None:
                found = told.shape.come[self] = of_all(history, fold)
            if found:
                return Come(found, told.names)
        return Come([Rows(table, None) for table in fold(history.facts, history.new)], ())


def of_all(history: History, fold: Fold) -> Sequence[Rows]:
    """What all histories of that shape come to; nothing where each has to be folded itself."""
    told, facts = history.told, history.about_nobody
    if told is None or facts is None:
        return ()
    try:
        return [Rows(table, told.shape.places) for table in fold(facts, history.new)]
    except (OutsideCalendar, Unplaced):
        return ()
