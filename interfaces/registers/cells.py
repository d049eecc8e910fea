"""What one cell says: its text made plain, and the simple kinds of value read from it."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, datetime
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from interfaces.registers.refusal import BadCell

LONGEST_CELL = 200
"""Characters; the longest names and addresses of an office are half as long."""

# Marks that change how text is shown and not what it says: they could make a name on a letter
# read otherwise than in the register. The joiners of Persian and Indian scripts are left alone.
_INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_REFUSED = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}

Choice = TypeVar("Choice", bound=StrEnum)


def plain(cell: object) -> str:
    """The text of a cell as a spreadsheet gave it, numbers without a decimal point.

    A formula-like text such as `=1+1` is text like any other. Raises BadCell for a value that is
    no text, number or date.
    """
    match cell:
        case None:
            return ""
        case str():
            return _tidy(cell)
        case bool():
            raise BadCell("is true or false", "format the cell as text and write what it says")
        case int():
            return str(cell)
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime():
            return cell.date().isoformat()
        case date():
            return cell.isoformat()
        case _:
            raise BadCell("is neither text nor a whole number nor a date", "format it as text")


def without_invisible_marks(text: str) -> str:
    """The text without marks of direction and other signs that nobody sees."""
    return text if text.isprintable() else _INVISIBLE.sub("", text).strip()


def short_text(text: str) -> str:
    """A name or an address, in any script, on one line."""
    if len(text) > LONGEST_CELL:
        raise BadCell(
            f"has {len(text)} characters, more than {LONGEST_CELL}", "shorten or abbreviate it"
        )
    if not any(character.isalnum() for character in text):
        raise BadCell("has no letter or digit", "write what it is meant to say")
    return text


def day(text: str) -> date:
    """A calendar day, `2026-01-31`, or a date cell of a spreadsheet."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise BadCell(f"{text} is no day of the calendar", "correct the day") from None
    raise BadCell(
        "is not written as a day of the year 2026 would be: 2026-01-31",
        "write year-month-day with hyphens, or format the cell as a date",
    )


def one_of(choices: Iterable[Choice]) -> Callable[[str], Choice]:
    """The reader of a cell that holds one of a few words, in capitals or not."""
    allowed = {choice.value: choice for choice in choices}

    def read(text: str) -> Choice:
        found = allowed.get(text.lower())
        if found is None:
            raise BadCell(f"{text!r} is not known here", f"write {_either(tuple(allowed))}")
        return found

    return read


def like(expression: str, example: str) -> Callable[[str], str]:
    """The reader of an identifier of a fixed form, shown by an example."""

    def read(text: str) -> str:
        if not re.fullmatch(expression, text):
            raise BadCell(f"{text!r} has not the form of {example}", f"write it like {example}")
        return text

    return read


def nearest(text: str, known: Iterable[str]) -> str:
    """A remedy that names the known word that was probably meant, if there is one."""
    close = get_close_matches(text, list(known), n=1)
    return f"did you mean {close[0]!r}?" if close else ""


def _tidy(text: str) -> str:
    composed = unicodedata.normalize("NFC", text).replace("\u00a0", " ").strip()
    if composed.isprintable():  # nearly every cell, and a hundred times faster to find out
        return composed
    for character in composed:
        if unicodedata.category(character) in _REFUSED:
            raise BadCell(
                f"has a control character or line break (U+{ord(character):04X})",
                "delete it; write an address on one line, with commas",
            )
    return composed


def _either(words: tuple[str, ...]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
