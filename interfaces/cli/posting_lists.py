"""The list with which letters are posted, as it comes back: the real day, a number of the mail."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import NamedTuple

import typer

from interfaces.cli import options as o
from interfaces.cli.evidence_file import read
from interfaces.cli.session import Session

THE_AVENANT = "avenant"
"""What a letter is that is no notice."""
_AVENANT = "avenant"


class Posted(NamedTuple):
    """One letter of a list; what its row leaves open is None."""

    avenant: str
    letter: str | None = None
    """How the list names it: c1 the first communication, n2 the second notice."""
    what: str | None = None
    """The avenant, or which notice."""
    on: date | None = None
    registered_number: str | None = None


def posted_letters(session: Session, path: Path) -> list[Posted]:
    """The letters of a file: the posting list of `avenants print`, or one avenant a line.

    Empty lines, and those with # before, are left out.
    """
    text = read(session, path).decode("utf-8-sig", errors="replace")
    head = text.partition("\n")[0].strip().casefold()
    if head.startswith((f"{_AVENANT},", f"{_AVENANT};")):
        separator = head[len(_AVENANT)]
        rows = csv.DictReader(io.StringIO(text), delimiter=separator)
        return [_posted(row, number) for number, row in enumerate(rows, 2) if _cell(row, _AVENANT)]
    lines = (line.strip() for line in text.splitlines())
    return [Posted(line) for line in lines if line and not line.startswith("#")]


def _posted(row: dict[str, str], number: int) -> Posted:
    day = _cell(row, "posted_on")
    try:
        on = o.day(day) if day else None
    except typer.BadParameter as error:
        raise typer.BadParameter(f"row {number}, posted_on: {error.message}") from None
    return Posted(
        avenant=str(_cell(row, _AVENANT)),
        letter=_cell(row, "letter"),
        what=_cell(row, "what"),
        on=on,
        registered_number=_cell(row, "registered_number"),
    )


def _cell(row: dict[str, str], name: str) -> str | None:
    return (row.get(name) or "").strip() or None
