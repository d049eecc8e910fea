"""Builders of register files: valid rows, of which a test changes what it is about."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter

from domain.values import Language, NetworkKind
from interfaces.registers.invented import Cells, NetworkInfo, invent
from interfaces.registers.reading import columns_of
from journal.register_changes import RegisterName

NETWORKS = (
    NetworkInfo("NAMUR", NetworkKind.ADULT, (Language.FR,)),
    NetworkInfo("FUSION LIÈGE", NetworkKind.ADULT, (Language.FR,)),
    NetworkInfo("PANGG 0-18", NetworkKind.CHILD_ADOLESCENT, (Language.NL,)),
    NetworkInfo("COM. GER. ADULTES", NetworkKind.GERMAN_SPEAKING, (Language.DE,)),
)
OFFICE = invent(NETWORKS, 12, seed=7)
ANOTHER_NUMBER = "85021290054"
"""A valid national number of somebody else, invented."""


def names_of(register: RegisterName) -> list[str]:
    """The columns of a register."""
    return [column.name for column in columns_of(register)]


def an_independent(**cells: str) -> dict[str, str]:
    """A valid row of an independent provider."""
    return {
        "convention": "K00001",
        "network": "NAMUR",
        "party_kind": "independent",
        "name": "Inès Moussesource",
        "address": "rue du Songe 132, 1099 Valbrume",
        "inami": "60001725901",
        "bce": "0900001830",
        "national_number": "93111795382",
        "representative": "",
        "email": "ines@cabinet.example",
        "phone": "0400 00 21 13",
        "channel": "email",
        "language": "fr",
        "began_on": "2024-02-20",
        "ended_on": "",
    } | cells


def an_organisation(**cells: str) -> dict[str, str]:
    """A valid row of an organisation."""
    return an_independent(
        convention="K00002",
        party_kind="organisation",
        name="Het Open Raam",
        inami="",
        national_number="",
        representative="Oda Van der Wolkenmolen",
    ) | dict(cells)


def a_member(**cells: str) -> dict[str, str]:
    """A valid row of a network's coordinator."""
    return {
        "staff": "namur.coord",
        "name": "Zoé Vertesource",
        "role": "coordinator",
        "networks": "NAMUR",
        "email": "coordination@namur.example",
        "language": "fr",
    } | cells


def csv_file(
    path: Path,
    rows: Sequence[Mapping[str, str]],
    *,
    columns: Sequence[str] | None = None,
    delimiter: str = ",",
    encoding: str = "utf-8",
) -> Path:
    """Write rows as CSV, under the columns of the first row unless others are named."""
    names = list(columns or rows[0])
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, names, restval="", delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


def xlsx_file(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    """Write sheets of cells as they are: numbers as numbers, days as days, texts as texts."""
    with xlsxwriter.Workbook(
        str(path), {"strings_to_formulas": False, "default_date_format": "dd/mm/yyyy"}
    ) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    sheet.write(number, place, cell)
    return path


def cells_of(rows: Sequence[Cells], register: RegisterName) -> list[list[object]]:
    """The header and the rows of a register, in the order of its columns."""
    names = names_of(register)
    return [list(names), *([row.get(name, "") for name in names] for row in rows)]
