"""The list with which letters are posted, as it comes back: the real day, a number of the mail."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import NamedTuple

from interfaces.cli import options as o
from interfaces.cli.evidence_file import read
from interfaces.cli.session import Session

_AVENANT = "avenant"


class Posted(NamedTuple):
    """One letter of a list; what its row leaves open is None."""

    avenant: str
    on: date | None = None
    registered_number: str | None = None


def posted_letters(session: Session, path: Path) -> list[Posted]:
    """The letters of a file: the posting list of `avenants print`, or one avenant a line.

    Notices stand on the list too, and have no window that would run: they are left out. Empty
    lines, and those with # before, are left out as well.
    """
    text = read(session, path).decode("utf-8-sig", errors="replace")
    head = text.partition("\n")[0].strip().casefold()
    if head.startswith((f"{_AVENANT},", f"{_AVENANT};")):
        separator = head[len(_AVENANT)]
        rows = csv.DictReader(io.StringIO(text), delimiter=separator)
        return [_posted(row) for row in rows if _is_an_avenant(row)]
    lines = (line.strip() for line in text.splitlines())
    return [Posted(line) for line in lines if line and not line.startswith("#")]


def _is_an_avenant(row: dict[str, str]) -> bool:
    return bool((row.get(_AVENANT) or "").strip()) and (row.get("what") or _AVENANT) == _AVENANT


def _posted(row: dict[str, str]) -> Posted:
    day = (row.get("posted_on") or "").strip()
    number = (row.get("registered_number") or "").strip()
    return Posted(row[_AVENANT].strip(), o.day(day) if day else None, number or None)
