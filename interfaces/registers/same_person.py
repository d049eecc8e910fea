"""What a register of providers says twice of one person; the key stays the convention."""

from collections.abc import Iterable
from datetime import date

from domain.numbers import inami_key
from interfaces.registers.table import Report
from journal.people import Independent
from journal.register_rows import ConventionRow
from journal.registration import Entry

LOOKED_AT = 50
"""Of one person's conventions in one network, so that a file of nobody else stays readable."""

_Held = list[tuple[Entry, ConventionRow]]


def warn_of_people(entries: Iterable[Entry], report: Report) -> None:
    """Warn where one person has two conventions in one network at once, or two persons one number.

    Neither is impossible, so neither stops the import.
    """
    held: dict[tuple[str, str], _Held] = {}
    holders: dict[str, tuple[int, str]] = {}
    for entry in entries:
        match entry.record, entry.person:
            case ConventionRow() as convention, Independent() as person:
                before = held.setdefault((convention.network, person.national_number), [])
                _warn_of_overlap(entry, convention, before, report)
                before.append((entry, convention))
                key = inami_key(person.inami)
                first = holders.setdefault(key, (entry.row, person.national_number))
                if first[1] != person.national_number:
                    _warn_of_shared_number(entry, first[0], report)
            case _:
                continue


def _warn_of_overlap(
    entry: Entry, convention: ConventionRow, before: _Held, report: Report
) -> None:
    for other, earlier in before[-LOOKED_AT:]:
        if _overlap(convention, earlier):
            report.warn(
                entry.row,
                "national_number",
                f"the same person has convention {earlier.id} (row {other.row}) "
                "in the same network at the same time",
                "if one has ended, fill in its ended_on",
            )
            return


def _warn_of_shared_number(entry: Entry, first_row: int, report: Report) -> None:
    report.warn(
        entry.row,
        "inami",
        f"row {first_row} has the same INAMI number and another national number",
        "check which of the two rows is right",
    )


def _overlap(one: ConventionRow, other: ConventionRow) -> bool:
    return one.began_on < (other.ended_on or date.max) and other.began_on < (
        one.ended_on or date.max
    )
