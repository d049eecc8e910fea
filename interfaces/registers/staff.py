"""The register of staff: who works in the office, in which role and for which networks."""

from collections.abc import Mapping
from typing import cast

from domain.values import ENGINE, Language, Role, slug
from interfaces.registers.cells import like, one_of, short_text
from interfaces.registers.identifiers import email
from interfaces.registers.references import refuse_unknown_network
from interfaces.registers.refusal import BadCell
from interfaces.registers.table import Column, ReadRow
from journal.people import StaffMember
from journal.register_rows import NetworkRow, StaffRow, party_of
from journal.registration import Entry

_ROLES = (Role.INAMI, Role.COORDINATOR, Role.AUDITOR)


_ID = like(r"[a-z][a-z0-9.-]{1,31}", "namur.coord")


def _staff_id(text: str) -> str:
    if text == ENGINE:
        raise BadCell(f"{text!r} is kept for the engine itself", "choose another one")
    return _ID(text)


def _networks(text: str) -> tuple[str, ...]:
    return tuple(part for name in text.split("|") if (part := name.strip()))


COLUMNS = (
    Column("staff", _staff_id, "identifier given to `--by`, such as `namur.coord`"),
    Column("name", short_text, "name of the person"),
    Column("role", one_of(_ROLES), "`inami`, `coordinator` or `auditor`"),
    Column(
        "networks",
        _networks,
        "the networks of a coordinator, separated by `|`; empty for the others",
        required=False,
    ),
    Column("email", email, "e-mail address of the person"),
    Column("language", one_of(Language), "`fr`, `nl`, `de` or `en`"),
)
"""The columns of the register of staff."""


def staff_entry(row: ReadRow, networks: Mapping[str, NetworkRow]) -> Entry | None:
    """The member of the staff who stands in a row; None when there is something wrong with it."""
    names = cast("tuple[str, ...]", row.values.get("networks", ()))
    coordinates = row.values.get("role") is Role.COORDINATOR
    for name in names:
        if slug(name) not in networks:
            refuse_unknown_network(row, "networks", name, networks)
    if coordinates and not names and "networks" not in row.faulty:
        row.refuse("networks", "it is empty", "name the networks of this coordinator")
    if names and "role" in row.values and not coordinates:
        row.refuse("networks", "only a coordinator has networks", "empty the cell")
    if not row.good:
        return None
    key = str(row.values["staff"])
    record = StaffRow.model_validate(
        {
            "id": key,
            "role": row.values["role"],
            "networks": tuple(dict.fromkeys(slug(name) for name in names)),
            "party": party_of("staff", key),
        }
    )
    person = StaffMember.model_validate(row.pick("name", "email", "language"))
    return Entry(row=row.number, record=record, person=person)
