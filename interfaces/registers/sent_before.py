"""A file of avenants that were sent before the system was there: one row a convention."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple, cast

from domain.values import Channel
from interfaces.registers.cells import day, like, one_of, short_text
from interfaces.registers.table import Column, ReadRow, Report, read_table
from journal.registration import Problem

COLUMNS = (
    Column("convention", like(r"[A-Z][A-Z0-9-]{2,31}", "K00123"), "the number of the convention"),
    Column("sent_on", day, "the day on which it was posted or e-mailed"),
    Column("channel", one_of(Channel), "`email` or `letter`"),
    Column("evidence", short_text, "path of the receipt or message, from the folder of this file"),
)


class SentBefore(NamedTuple):
    """A row that can be recorded."""

    row: int
    convention: str
    sent_on: date
    channel: Channel
    evidence: Path


def read_sent_before(
    path: Path, avenants: Mapping[str, str], today: date
) -> tuple[tuple[SentBefore, ...], tuple[Problem, ...]]:
    """The rows of the file, and everything that is wrong with any of them.

    `avenants` gives the avenant of each convention that the circular concerns.
    """
    report = Report()
    first_rows: dict[str, int] = {}
    good = [
        found
        for row in read_table(path, COLUMNS, report)
        if (found := _row(row, path.parent, avenants, today, first_rows)) is not None
    ]
    return tuple(good), tuple(report.problems)


def _row(
    row: ReadRow,
    folder: Path,
    avenants: Mapping[str, str],
    today: date,
    first_rows: dict[str, int],
) -> SentBefore | None:
    convention = str(row.values.get("convention", ""))
    if convention:
        first = first_rows.setdefault(convention, row.number)
        if first != row.number:
            row.refuse("convention", f"it stands in row {first} already", "keep one of the two")
        elif convention not in avenants:
            what = "the circular does not concern this convention"
            row.refuse("convention", what, "correct the number, or `avenants add` it first")
    sent_on = row.values.get("sent_on")
    if isinstance(sent_on, date) and sent_on > today:
        row.refuse("sent_on", f"{sent_on} is not past", "give the day on which it left")
    evidence = folder / str(row.values.get("evidence", ""))
    if "evidence" in row.values and not evidence.is_file():
        row.refuse("evidence", f"{evidence} is not there or is no file", "correct the path")
    if not row.good:
        return None
    channel = cast("Channel", row.values["channel"])
    return SentBefore(row.number, convention, cast("date", sent_on), channel, evidence)
