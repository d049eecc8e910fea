"""The register of networks: one row a network, with both its hospitals and its coordinator."""

import re

from domain.values import Language, NetworkKind, slug
from interfaces.registers.cells import day, one_of, short_text
from interfaces.registers.identifiers import bce, email, inami
from interfaces.registers.references import refuse_end_before_begin
from interfaces.registers.refusal import BadCell
from interfaces.registers.table import Column, ReadRow
from journal.people import Hospital, NetworkParty
from journal.register_rows import NetworkRow, party_of
from journal.registration import Entry

ADDRESSED = (Language.FR, Language.NL, Language.DE)
"""The languages in which networks and providers are written to."""


_language = one_of(ADDRESSED)


def _network_name(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,47}", slug(short_text(text))):
        raise BadCell(
            "gives no identifier of 1 to 48 letters and digits",
            "write the printed name of the network in Latin letters",
        )
    return text


def _languages(text: str) -> tuple[Language, ...]:
    words = [word for word in re.split(r"[\s,/|]+", text) if word]
    return tuple(dict.fromkeys(map(_language, words)))


def _hospital(which: str, what: str) -> tuple[Column, ...]:
    return (
        Column(f"{which}_name", short_text, f"name of {what}"),
        Column(f"{which}_inami", inami, f"INAMI number of {what}, 8 or 11 digits"),
        Column(f"{which}_bce", bce, f"BCE number of {what}"),
        Column(f"{which}_director", short_text, f"director of {what}, who signs"),
        Column(f"{which}_email", email, f"e-mail address of {what}", required=False),
    )


COLUMNS = (
    Column("network", _network_name, "printed name of the network; its identifier comes from it"),
    Column(
        "kind",
        one_of(NetworkKind),
        "`adult`, `child_adolescent` or `german_speaking`",
    ),
    Column("languages", _languages, "`fr`, `nl`, `de`, separated by spaces; the main one first"),
    *_hospital("b4", "the hospital with the B4 contract"),
    *_hospital("invoicing", "the hospital that invoices, the collecting institution"),
    Column("coordinator_name", short_text, "name of the network coordinator"),
    Column("coordinator_email", email, "e-mail address of the coordinator"),
    Column("reply_to", email, "e-mail address of the network to which providers reply"),
    Column("began_on", day, "day on which its convention with the Insurance Committee began"),
    Column("ended_on", day, "first day on which that is no longer in force", required=False),
)
"""The columns of the register of networks."""


def network_entry(row: ReadRow) -> Entry | None:
    """The network that stands in a row; None when there is something wrong with it."""
    refuse_end_before_begin(row)
    if not row.good:
        return None
    name = str(row.values["network"])
    key = slug(name)
    party = party_of("network", key)
    record = NetworkRow.model_validate(
        {"id": key, "name": name, "party": party}
        | row.pick("kind", "languages", "began_on", "ended_on")
    )
    person = NetworkParty.model_validate(
        {
            "name": name,
            "b4": _hospital_of(row, "b4"),
            "invoicing": _hospital_of(row, "invoicing"),
            "coordinator": row.values["coordinator_name"],
        }
        | row.pick("coordinator_email", "reply_to")
    )
    return Entry(row=row.number, record=record, person=person)


def _hospital_of(row: ReadRow, which: str) -> Hospital:
    fields = ("name", "inami", "bce", "director", "email")
    return Hospital.model_validate({field: row.values.get(f"{which}_{field}") for field in fields})
