"""The register of providers: one row a convention between a network and a provider."""

from collections.abc import Mapping

from domain.values import Channel, PartyKind, slug
from interfaces.registers.cells import day, like, one_of, short_text
from interfaces.registers.identifiers import bce, email, inami, national_number, phone
from interfaces.registers.networks import ADDRESSED
from interfaces.registers.references import refuse_end_before_begin, refuse_unknown_network
from interfaces.registers.table import Column, ReadRow
from journal.people import Independent, Organisation
from journal.register_rows import ConventionRow, NetworkRow, party_of
from journal.registration import Entry

_PROVIDERS = (PartyKind.INDEPENDENT, PartyKind.ORGANISATION)

COLUMNS = (
    Column(
        "convention",
        like(r"[A-Z][A-Z0-9-]{2,31}", "K00123"),
        "the office's own number of the convention, such as `K00123`; it never changes",
    ),
    Column("network", short_text, "the network, by its printed name or its identifier"),
    Column("party_kind", one_of(_PROVIDERS), "`independent` or `organisation`"),
    Column("name", short_text, "name of the provider or the organisation"),
    Column("address", short_text, "postal address on one line, parts separated by commas"),
    Column("inami", inami, "INAMI number; an organisation may have none", required=False),
    Column("bce", bce, "BCE number, ten digits"),
    Column(
        "national_number",
        national_number,
        "national register or bis number of an independent; empty for an organisation",
        required=False,
    ),
    Column(
        "representative",
        short_text,
        "who answers for an organisation; empty for an independent",
        required=False,
    ),
    Column("email", email, "e-mail address; needed when the channel is `email`", required=False),
    Column("phone", phone, "telephone number", required=False),
    Column("channel", one_of(Channel), "`email` or `letter`"),
    Column("language", one_of(ADDRESSED), "`fr`, `nl` or `de`"),
    Column("began_on", day, "day on which the convention began"),
    Column("ended_on", day, "first day on which it is no longer in force", required=False),
)
"""The columns of the register of providers."""

_OF_BOTH = ("name", "address", "inami", "bce", "email", "phone")


def provider_entry(row: ReadRow, networks: Mapping[str, NetworkRow]) -> Entry | None:
    """The convention that stands in a row; None when there is something wrong with it."""
    refuse_end_before_begin(row)
    _refuse_what_its_kind_lacks(row)
    _refuse_email_without_address(row)
    network = _network(row, networks)
    if network is None or not row.good:
        return None
    key = str(row.values["convention"])
    record = ConventionRow.model_validate(
        {
            "id": key,
            "network": network.id,
            "kind": network.kind,
            "party": party_of("convention", key),
        }
        | row.pick("party_kind", "channel", "language", "began_on", "ended_on")
    )
    person = (
        Independent.model_validate(row.pick(*_OF_BOTH, "national_number"))
        if record.party_kind is PartyKind.INDEPENDENT
        else Organisation.model_validate(row.pick(*_OF_BOTH, "representative"))
    )
    return Entry(row=row.number, record=record, person=person)


def _network(row: ReadRow, networks: Mapping[str, NetworkRow]) -> NetworkRow | None:
    name = row.values.get("network")
    if name is None:
        return None
    found = networks.get(slug(str(name)))
    if found is None:
        refuse_unknown_network(row, "network", str(name), networks)
    return found


def _refuse_what_its_kind_lacks(row: ReadRow) -> None:
    match row.values.get("party_kind"):
        case PartyKind.INDEPENDENT:
            needed, unwanted = ("inami", "national_number"), "representative"
        case PartyKind.ORGANISATION:
            needed, unwanted = ("representative",), "national_number"
        case _:
            return
    kind = f"an {row.values['party_kind']}"
    for column in needed:
        # A cell that was filled in but could not be read has been reported already.
        if column not in row.values and column not in row.faulty:
            row.refuse(column, "it is empty", f"fill it in: {kind} has one")
    if unwanted in row.values:
        row.refuse(unwanted, f"it is filled in, but {kind} has none", "empty the cell")


def _refuse_email_without_address(row: ReadRow) -> None:
    if row.values.get("channel") is not Channel.EMAIL:
        return
    if "email" not in row.values and "email" not in row.faulty:
        row.refuse("email", "it is empty, but the channel is email", "fill it in, or write letter")
