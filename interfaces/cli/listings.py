"""Rows as a table for people, as JSON for programs, as CSV for spreadsheets."""

import csv
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
    plain = [{name: plain_value(row[name]) for name in columns} for row in rows]
    match form:
        case Format.JSON:
            sys.stdout.write(json.dumps(plain, ensure_ascii=False, indent=2) + "\n")
        case Format.CSV:
            write_csv(plain, columns)
        case Format.TABLE:
            write_table(plain, columns)


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


def write_csv(rows: Sequence[Row], columns: Sequence[str]) -> None:
    """UTF-8, commas, a header; a cell that looks like a formula gets an apostrophe before it."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([harmless(cell(row[name])) for name in columns])


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
