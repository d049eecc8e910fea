"""CSV as spreadsheets write it: comma or semicolon, with or without a byte order mark, UTF-8."""

import csv
import io
from collections.abc import Iterator

from interfaces.registers.refusal import BadFile

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SAVE_AS_UTF8 = 'save it as "CSV UTF-8"'


def csv_rows(content: bytes) -> Iterator[list[object]]:
    """The rows of cells, empty ones too; raises BadFile where it stops being CSV in UTF-8."""
    text = _text(content)
    first_line = text.lstrip("\r\n").split("\n", 1)[0]
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=_delimiter(first_line), strict=True
    )
    try:
        for row in reader:
            yield list[object](row)
    except csv.Error as trouble:
        raise BadFile(
            f"line {reader.line_num} is no well-formed CSV ({trouble})",
            "look for a quotation mark that is not closed, or not doubled, before that line",
        ) from trouble


def _text(content: bytes) -> str:
    if content.startswith(_UTF16):
        raise BadFile("it is in UTF-16, not UTF-8", _SAVE_AS_UTF8)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        line = content.count(b"\n", 0, trouble.start) + 1
        raise BadFile(f"line {line} is not UTF-8", _SAVE_AS_UTF8) from trouble


def _delimiter(header: str) -> str:
    """Whichever the header has more of: no name of a column contains either."""
    if "\t" in header and "," not in header and ";" not in header:
        raise BadFile("its columns are separated by tabs", "separate them by commas or semicolons")
    return ";" if header.count(";") > header.count(",") else ","
