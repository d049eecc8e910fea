"""XLSX: the values of its only sheet, read without running or following anything in it."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import cast

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from interfaces.registers.refusal import BadFile

LARGEST_INFLATED = 512 * 1024 * 1024
"""Bytes, all parts together; a few kilobytes of zip can claim terabytes."""

# The library lays a sheet out as a full rectangle: one cell in the far corner of an otherwise
# empty sheet would take hundreds of gigabytes. No register reaches row 200,000 or column BA.
_FAR_AWAY = re.compile(
    rb'<(?:\w+:)?c\s[^>]*?\br="(?:[A-Z]+(?:[2-9][0-9]{5}|[0-9]{7,})|(?:[B-Z][A-Z]|[A-Z]{3,})[0-9]+)"'
)
_BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
)
_CHUNK = 1024 * 1024
_LONGEST_TAG = 1024


def xlsx_rows(content: bytes) -> Iterator[list[object]]:
    """The rows of cells from the very first one, empty ones too; raises BadFile."""
    _refuse_what_would_not_fit(content)
    try:
        sheet = _only_sheet(CalamineWorkbook.from_filelike(io.BytesIO(content)))
    except CalamineError as trouble:
        raise _unreadable(str(trouble)) from trouble
    return (cast("list[object]", row) for row in sheet.iter_rows())


def _only_sheet(workbook: CalamineWorkbook) -> CalamineSheet:
    sheets = [workbook.get_sheet_by_index(index) for index in range(len(workbook.sheet_names))]
    filled = [sheet for sheet in sheets if sheet.height > 0]
    match filled:
        case []:
            raise BadFile("it has no filled sheet", "fill in the header row and a row under it")
        case [only]:
            return only
        case _:
            names = ", ".join(sheet.name for sheet in filled)
            raise BadFile(f"several sheets are filled ({names})", "keep one sheet per file")


def _refuse_what_would_not_fit(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST_INFLATED:
                raise BadFile(
                    f"unpacked it is larger than {LARGEST_INFLATED // 1024 // 1024} MiB",
                    "save the table alone as .xlsx, or as CSV UTF-8",
                )
            for name in archive.namelist():
                if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                    _refuse_far_cells(archive, name)
    except _BROKEN_ZIP as trouble:
        raise _unreadable(str(trouble)) from trouble


def _refuse_far_cells(archive: zipfile.ZipFile, name: str) -> None:
    with archive.open(name) as part:
        kept = b""
        while chunk := part.read(_CHUNK):
            window = kept + chunk
            if _FAR_AWAY.search(window):
                raise BadFile(
                    "it has a cell beyond row 199,999 or column AZ",
                    "delete the rows and columns beyond the table, or save the table as CSV UTF-8",
                )
            kept = window[-_LONGEST_TAG:]


def _unreadable(why: str) -> BadFile:
    return BadFile(f"it cannot be read as XLSX ({why})", "save it anew as .xlsx, or as CSV UTF-8")
