"""A file of a register, judged whole: what is good in it, and everything that is not."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, assert_never

from domain.values import slug
from interfaces.registers import networks as of_networks
from interfaces.registers import providers as of_providers
from interfaces.registers import staff as of_staff
from interfaces.registers.same_person import warn_of_people
from interfaces.registers.table import Column, ReadRow, Report, read_table
from journal.register_changes import RegisterName
from journal.register_rows import NetworkRow
from journal.registers import Registers
from journal.registration import Entry, ImportPlan, Problem, plan_import


class Reading(NamedTuple):
    """What a file says; the entries are those of its good rows only."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def read_register(
    register: RegisterName, path: Path, networks: Mapping[str, NetworkRow]
) -> Reading:
    """Read a CSV or XLSX file; `networks` are those that its rows may name, by their ids.

    Never raises for what stands in the file: it is all in the problems.
    """
    report = Report()
    rows = read_table(path, columns_of(register), report)
    entries = tuple(_entries(register, rows, networks))
    warn_of_people(entries, report)
    return Reading(entries, tuple(report.problems), tuple(report.warnings))


def plan_file(register: RegisterName, path: Path, registers: Registers) -> ImportPlan:
    """What importing this file would do now; `journal.registration.apply_import` does it."""
    networks = {network.id: network for network in registers.networks()}
    reading = read_register(register, path, networks)
    return plan_import(
        register,
        reading.entries,
        registers,
        problems=reading.problems,
        warnings=reading.warnings,
    )


def columns_of(register: RegisterName) -> tuple[Column, ...]:
    """The columns of a register, in the order in which its sample has them."""
    match register:
        case "networks":
            return of_networks.COLUMNS
        case "providers":
            return of_providers.COLUMNS
        case "staff":
            return of_staff.COLUMNS
        case _:
            assert_never(register)


def _entries(
    register: RegisterName, rows: Iterator[ReadRow], networks: Mapping[str, NetworkRow]
) -> Iterator[Entry]:
    key = columns_of(register)[0].name
    first_rows: dict[str, int] = {}
    for row in rows:
        _refuse_second(row, key, first_rows)
        match register:
            case "networks":
                entry = of_networks.network_entry(row)
            case "providers":
                entry = of_providers.provider_entry(row, networks)
            case "staff":
                entry = of_staff.staff_entry(row, networks)
            case _:
                assert_never(register)
        if entry is not None:
            yield entry


def _refuse_second(row: ReadRow, column: str, first_rows: dict[str, int]) -> None:
    if column not in row.values:
        return
    key = str(row.values[column])
    key = slug(key) if column == "network" else key
    first = first_rows.setdefault(key, row.number)
    if first != row.number:
        row.refuse(column, f"{key} stands in row {first} already", "keep one of the two rows")
