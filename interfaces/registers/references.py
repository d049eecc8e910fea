"""What the cells of a row must say of each other, and of the networks that are registered."""

from collections.abc import Mapping
from datetime import date

from interfaces.registers.cells import nearest
from interfaces.registers.table import ReadRow
from journal.register_rows import NetworkRow


def refuse_end_before_begin(row: ReadRow) -> None:
    """A convention ends after the day on which it began."""
    match row.values.get("began_on"), row.values.get("ended_on"):
        case date() as began, date() as ended if ended <= began:
            row.refuse(
                "ended_on",
                f"the end, {ended}, is not after the beginning, {began}",
                "correct one of the two, or leave the end empty while the convention is in force",
            )
        case _:
            pass


def refuse_unknown_network(
    row: ReadRow, column: str, name: str, networks: Mapping[str, NetworkRow]
) -> None:
    """A row may only name networks that are registered, by printed name or identifier."""
    meant = nearest(name.upper(), [network.name for network in networks.values()])
    row.refuse(
        column,
        f"network {name!r} is not registered",
        f"{meant or 'correct the name,'} or import the network first",
    )
