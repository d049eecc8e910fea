"""Trial data for templates: an addressee who has everything, and one who lacks what may lack."""

from collections.abc import Mapping

from domain.templates import MAY_BE_EMPTY, RECORD_LISTS, RECORDS, TEXT_LISTS


class EmptyField(Exception):
    """A text prints a field that this addressee does not have."""


class Absent:
    """A field that an addressee does not have: it may be asked for, never printed."""

    def __bool__(self) -> bool:
        """Answer no: there is nothing."""
        return False

    def __str__(self) -> str:
        """Refuse: printed, it would leave a hole in the letter. Raises `EmptyField`."""
        raise EmptyField("it prints a field that some addressees do not have")


_FLAGS = ("rehearsal", "specimen")
_TEXT = "—"


def with_everything(fields: frozenset[str]) -> Mapping[str, object]:
    """Trial data in which every field says something."""
    return {name: _value(name) for name in fields}


def with_the_least(fields: frozenset[str]) -> Mapping[str, object]:
    """Trial data in which every field that may be empty is."""
    empty = dict.fromkeys(fields & MAY_BE_EMPTY, Absent())
    flags = dict.fromkeys(fields.intersection(_FLAGS), False)
    return {**with_everything(fields), **flags, **empty}


def _value(name: str) -> object:
    if name in _FLAGS:
        return True
    if name in TEXT_LISTS:
        return [_TEXT, _TEXT]
    if name in RECORD_LISTS:
        return [dict.fromkeys(RECORD_LISTS[name], _TEXT)] * 2
    if name in RECORDS:
        return dict.fromkeys(RECORDS[name], _TEXT)
    return _TEXT
