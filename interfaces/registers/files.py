"""From a file to rows of cells: CSV and XLSX alike, counted as a spreadsheet counts them."""

from collections.abc import Iterator
from pathlib import Path

from interfaces.registers.csv_file import csv_rows
from interfaces.registers.refusal import BadFile
from interfaces.registers.xlsx_file import xlsx_rows

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes; 100,000 providers are some 20 MiB of CSV."""

MOST_ROWS = 100_000
"""Rows under the header; what one import may bring, and twenty times an everyday register."""

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"

Row = tuple[int, list[object]]


def rows_of(path: Path) -> Iterator[Row]:
    """The rows that are not empty, each with its number; the header is the first of them.

    Raises BadFile, before or between the rows, when it is no table that can be read whole.
    """
    content = _content(path)
    numbered = enumerate(_cells(content), start=1)
    filled = ((number, cells) for number, cells in numbered if any(_is_filled(c) for c in cells))
    for count, row in enumerate(filled):
        if count > MOST_ROWS:
            raise BadFile(
                f"there are more than {MOST_ROWS:,} rows under the header",
                f"split it into files of at most {MOST_ROWS:,} rows and import each",
                row[0],
            )
        yield row


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise BadFile(
                f"{path} is not there or is no file", "give the path of a CSV or XLSX file"
            )
        if path.stat().st_size > LARGEST_FILE:
            raise BadFile(
                f"it is larger than {LARGEST_FILE // 1024 // 1024} MiB",
                "remove what is no table of the register, or split it into smaller files",
            )
        content = path.read_bytes()
    except OSError as trouble:
        raise BadFile(
            f"{path} cannot be read ({trouble.strerror})", "check its path and the rights on it"
        ) from trouble
    if not content.strip(b"\xef\xbb\xbf \t\r\n"):
        raise BadFile("it is empty", "fill in the header row and at least one row under it")
    return content


def _cells(content: bytes) -> Iterator[list[object]]:
    if content.startswith(_ZIP):
        return xlsx_rows(content)
    if content.startswith(_OLD_OFFICE):
        raise BadFile(
            "it is an old Excel file, or one with a password",
            "save it without a password as .xlsx, or as CSV UTF-8",
        )
    return csv_rows(content)


def _is_filled(cell: object) -> bool:
    return cell is not None and str(cell).strip() != ""
