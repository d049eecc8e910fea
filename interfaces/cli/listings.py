"""Rows as a table for people, as JSON for programs, as CSV for spreadsheets."""

import csv
import io
import json
import re
import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any, cast

from rich.console import Console
from rich.table import Table
from rich.text import Text

from interfaces.cli.options import Format
from interfaces.cli.screen import plainly

Row = Mapping[str, Any]
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would execute."""
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
AS_WIDE_AS_NEEDED = 4000


def write(rows: Sequence[Row], columns: Sequence[str], form: Format) -> None:
    """Write rows on stdout; each has at least these columns, which stand in this order."""
    if form is Format.TABLE:
        write_table([plainly_valued(row, columns) for row in rows], columns)
    else:
        sys.stdout.write(as_text(rows, columns, form))


def as_text(rows: Sequence[Row], columns: Sequence[str], form: Format) -> str:
    """The rows as programs read them: JSON, else CSV."""
    plain = [plainly_valued(row, columns) for row in rows]
    if form is Format.JSON:
        return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"
    return as_csv(plain, columns)


def plainly_valued(row: Row, columns: Sequence[str]) -> Row:
    """Those columns, with values that JSON knows."""
    return {name: plain_value(row[name]) for name in columns}


def plain_value(value: Any) -> Any:
    """What JSON knows of a value: days in ISO form, words, numbers, null."""
    match value:
        case datetime() | date():
            return value.isoformat()
        case Enum():
            return value.value
        case None | bool() | int() | str() | list() | dict():
            return cast("Any", value)
        case _:
            return str(value)


def as_csv(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """Commas, a header; a cell that looks like a formula gets an apostrophe before it."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([harmless(cell(row[name])) for name in columns])
    return written.getvalue()


def harmless(text: str) -> str:
    """The text, so that no spreadsheet takes it for a formula; a number below nothing is none."""
    return f"'{text}" if text.startswith(FORMULA) and not _NUMBER.fullmatch(text) else text


def cell(value: Any) -> str:
    """What stands in a cell; nothing for null."""
    match value:
        case None:
            return ""
        case list() | dict():
            return json.dumps(value, ensure_ascii=False)
        case _:
            return str(value)


def write_table(rows: Sequence[Row], columns: Sequence[str]) -> None:
    """A table as wide as the terminal; elsewhere as wide as its longest row."""
    table = Table(*[name.replace("_", " ") for name in columns], box=None, pad_edge=False)
    for row in rows:
        table.add_row(*[Text(plainly(cell(row[name]))) for name in columns])
    width = None if sys.stdout.isatty() else AS_WIDE_AS_NEEDED
    Console(file=sys.stdout, width=width, highlight=False).print(table)
