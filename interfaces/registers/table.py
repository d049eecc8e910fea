"""From rows of cells to rows of values by column: every cell is judged, every fault reported."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from interfaces.registers.cells import nearest, plain, without_invisible_marks
from interfaces.registers.files import rows_of
from interfaces.registers.refusal import BadCell, BadFile
from journal.registration import Problem


class Column(NamedTuple):
    """A column of a register: its name in the header, how a cell is read, what it means."""

    name: str
    read: Callable[[str], object]
    meaning: str
    required: bool = True


class Report:
    """What a reading found: problems, which stop the import, and warnings, which do not."""

    def __init__(self) -> None:
        """Begin with nothing found."""
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []

    def refuse(self, row: int | None, column: str | None, what: str, remedy: str) -> None:
        """Nothing of the file is imported while this stands in it."""
        self.problems.append(Problem(row=row, column=column, what=what, remedy=remedy))

    def warn(self, row: int | None, column: str | None, what: str, remedy: str) -> None:
        """The file is imported, and a person should look at this."""
        self.warnings.append(Problem(row=row, column=column, what=what, remedy=remedy))


class ReadRow:
    """The values of one row that could be read, by column; an empty cell has none."""

    def __init__(self, number: int, report: Report) -> None:
        """Begin with no values; faults of this row go to the report."""
        self.number = number
        self.values: dict[str, object] = {}
        self.faulty: set[str | None] = set()
        self._report = report

    @property
    def good(self) -> bool:
        """Whether nothing wrong was found in it so far."""
        return not self.faulty

    def refuse(self, column: str | None, what: str, remedy: str) -> None:
        """Report a fault of this row, which then gives no entry."""
        self.faulty.add(column)
        self._report.refuse(self.number, column, what, remedy)

    def warn(self, column: str, what: str, remedy: str) -> None:
        """Report something of this row that a person should look at."""
        self._report.warn(self.number, column, what, remedy)

    def pick(self, *columns: str) -> dict[str, object]:
        """The values of these columns, null where the cell was empty."""
        return {column: self.values.get(column) for column in columns}


def read_table(path: Path, columns: Sequence[Column], report: Report) -> Iterator[ReadRow]:
    """The rows under the header, good and bad; what is wrong with them stands in the report."""
    try:
        rows = rows_of(path)
        header = next(rows, None)
        order = None if header is None else _order(header, columns, report)
        if order is None:
            return
        count = 0
        for count, (number, cells) in enumerate(rows, start=1):  # noqa: B007 - read after the loop
            yield _row(number, cells, order, report)
        if count == 0:
            report.refuse(None, None, "there is no row under the header", "fill in at least one")
    except BadFile as trouble:
        report.refuse(trouble.row, None, trouble.what, trouble.remedy)


def _order(
    header: tuple[int, list[object]], columns: Sequence[Column], report: Report
) -> list[Column] | None:
    """The columns in the order of this file; None when they are not the register's."""
    number, cells = header
    names = [_name(cell) for cell in _without_empty_end(cells)]
    known = {column.name: column for column in columns}
    faults = list(_faults_of_header(names, known))
    for column, what, remedy in faults:
        report.refuse(number, column, what, remedy)
    return None if faults else [known[name] for name in names]


def _faults_of_header(
    names: Sequence[str], known: Iterable[str]
) -> Iterator[tuple[str | None, str, str]]:
    known = list(known)
    missing = [name for name in known if name not in names]
    for place, name in enumerate(names, start=1):
        if name not in known:
            shown = name[:40]
            remedy = nearest(shown, missing) or "delete it, or rename it to one of the register's"
            yield (shown or None, f"column {place} of the header is not known here", remedy)
        elif name in names[: place - 1]:
            yield name, "it stands twice in the header", "keep one of the two"
    for name in missing:
        remedy = "add it, with empty cells where there is nothing to say"
        yield name, "it is missing in the header", remedy


def _name(cell: object) -> str:
    try:
        return without_invisible_marks(plain(cell)).lower()
    except BadCell:
        return ""


def _row(number: int, cells: list[object], order: Sequence[Column], report: Report) -> ReadRow:
    row = ReadRow(number, report)
    if len(cells) < len(order):
        row.refuse(
            None,
            f"it has {len(cells)} cells instead of {len(order)}",
            "write every separator, also those of empty cells at the end",
        )
    if len(_without_empty_end(cells)) > len(order):
        row.refuse(
            None,
            f"it has more cells than the header has columns ({len(order)})",
            "put a cell that contains the separator between quotation marks",
        )
    for column, cell in zip(order, cells, strict=False):
        _read_cell(row, column, cell)
    return row


def _read_cell(row: ReadRow, column: Column, cell: object) -> None:
    try:
        text = plain(cell)
        shown = without_invisible_marks(text)
        if shown != text:
            remedy = "they are left out; check that the rest reads as it should"
            row.warn(column.name, "it has invisible marks, such as those of direction", remedy)
        if shown:
            row.values[column.name] = column.read(shown)
        elif column.required:
            row.refuse(column.name, "it is empty", f"fill in: {column.meaning}")
    except BadCell as trouble:
        row.refuse(column.name, f"it {trouble.what}", trouble.remedy)


def _without_empty_end(cells: Sequence[object]) -> Sequence[object]:
    end = len(cells)
    while end and (cells[end - 1] is None or str(cells[end - 1]).strip() == ""):
        end -= 1
    return cells[:end]
