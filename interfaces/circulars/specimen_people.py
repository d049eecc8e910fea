"""People whom nobody knows, for previews: every name is invented, every number has check digits."""

from domain.values import Language, NetworkKind
from journal.people import Hospital, Independent, NetworkParty, Organisation


def a_network(name: str) -> NetworkParty:
    """A network of that name, with two hospitals that do not exist."""
    return NetworkParty(
        name=name,
        b4=Hospital(
            name="Specimen Hospital I",
            inami="71000001",
            bce="0200000021",
            director="Dominique Specimen",
            email="direction@hospital.example",
        ),
        invoicing=Hospital(
            name="Specimen Hospital II",
            inami="71000002",
            bce="0200000120",
            director="Camille Specimen",
            email="invoices@hospital.example",
        ),
        coordinator="Andrea Specimen",
        coordinator_email="coordination@network.example",
        reply_to="replies@network.example",
    )


def an_independent() -> Independent:
    """A provider who holds the convention in person."""
    return Independent(
        name="Alix Specimen",
        address="Specimen 1, 1000 Brussel/Bruxelles",
        inami="71000003",
        national_number="85073003328",
        bce="0200000219",
        email="alix@provider.example",
        phone="+32 2 000 00 00",
    )


def an_organisation() -> Organisation:
    """An organisation that holds one convention, which one person represents."""
    return Organisation(
        name="Specimen & Co",
        address="Specimen 2, 1000 Brussel/Bruxelles",
        bce="0200000318",
        representative="Robin Specimen",
        inami="71000003",
        email="office@organisation.example",
        phone="+32 2 000 00 01",
    )


def language_for(kind: NetworkKind, wanted: Language) -> Language:
    """The German-speaking network speaks German, whatever the others do."""
    return Language.DE if kind is NetworkKind.GERMAN_SPEAKING else wanted
