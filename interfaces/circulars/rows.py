"""Reading a table of the folder: rows with their line, every ill-formed one written down."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from domain.values import slug
from interfaces.circulars.problems import Findings

_AMOUNT = re.compile(r"[0-9]{1,12}\.[0-9]{2}")
_LONGEST_ID = 48  # domain.values.NetworkId
_LONGEST_CELL = 1_000
_NEGATIVE = re.compile(r"[-−–]\s*[0-9]")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: where it stands and what its cells say."""

    file: str
    line: int
    cells: Mapping[str, str]

    @property
    def network(self) -> str:
        """The identifier of the network that the row names."""
        return slug(self.cells["network"])

    def amount(self, column: str, findings: Findings) -> Decimal | None:
        """An amount in euros; None, and a problem, when it is not written as one."""
        text = self.cells[column]
        if _AMOUNT.fullmatch(text):
            return Decimal(text)
        where = f"{column} of {self.cells['network']}"
        if not text:
            said = f"{where} is empty"
        elif _NEGATIVE.match(text):
            said = f"{where} is negative: {text}"
        else:
            said = f"{where} is no amount: {text[:40]!r}"
        findings.error(self.file, self.line, said, "write euros as 71428.57, nothing else")
        return None


def read_rows(file: str, text: str, columns: tuple[str, ...], findings: Findings) -> Iterator[Row]:
    """The well-formed rows of a table; a missing or unknown column is written down once."""
    lines = _numbered(file, text, findings)
    first, header = next(lines, (1, list[str]()))
    if not _header_holds(file, first, header, columns, findings):
        return
    for line, cells in lines:
        if len(cells) != len(header):
            said = f"the row has {len(cells)} cells and its table {len(header)} columns"
            findings.error(file, line, said, f"write {','.join(header)}")
            continue
        row = Row(file, line, dict(zip(header, cells, strict=True)))
        if not row.network:
            findings.error(file, line, "the row names no network", "write the network's name")
        elif len(row.network) > _LONGEST_ID or any(len(cell) > _LONGEST_CELL for cell in cells):
            findings.error(file, line, "a name or a cell is too long", "shorten it")
        else:
            yield row


def once(rows: Iterator[Row], columns: tuple[str, ...], findings: Findings) -> Iterator[Row]:
    """The rows whose network (and further columns) stand there for the first time."""
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        key = (row.network, *(row.cells[column] for column in columns))
        if key in seen:
            what = ", ".join([row.cells["network"], *key[1:]])
            said = f"{what} stands twice: already on line {seen[key]}"
            findings.error(row.file, row.line, said, "keep the row that is right")
            continue
        seen[key] = row.line
        yield row


@dataclass(slots=True)
class _Counted:
    """Lines that know how many of them were taken: a cell in quotes may hold several."""

    lines: Iterator[str]
    given: int = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self.lines)
        self.given += 1
        return line


def _delimiter(text: str) -> str:
    header = text.partition("\n")[0]
    return ";" if header.count(";") > header.count(",") else ","


def _numbered(file: str, text: str, findings: Findings) -> Iterator[tuple[int, list[str]]]:
    """Every row that is not blank, with the line on which it begins and tidy cells."""
    read = _Counted(io.StringIO(text, newline="\n"))
    reader = csv.reader(read, delimiter=_delimiter(text), strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            findings.error(file, line, f"the table breaks off: {error}", "close the quotes")
            return
        tidy = [" ".join(cell.split()) for cell in cells]
        if any(tidy):
            yield line, tidy
        line = read.given + 1


def _header_holds(
    file: str, line: int, header: list[str], columns: tuple[str, ...], findings: Findings
) -> bool:
    """Whether a table has exactly its columns, each once, in whatever order."""
    remedy = f"write the first line as {','.join(columns)}"
    missing = [column for column in columns if column not in header]
    unknown = [column for column in header if column not in columns]
    if missing:
        findings.error(file, line, f"column missing: {', '.join(missing)}", remedy)
    if unknown:
        findings.error(file, line, f"unknown column: {', '.join(unknown)}", remedy)
    if not missing and not unknown and len(set(header)) != len(header):
        findings.error(file, line, "a column stands twice", remedy)
        return False
    return not missing and not unknown
