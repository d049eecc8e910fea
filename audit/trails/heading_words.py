"""The labels of a trail that is kept, in four languages."""

from audit.trails.about import Kind
from domain.values import Language, Value


class Words(Value):
    """The labels of a trail in one language."""

    title: str
    question: str
    as_at: str
    as_of: str
    filtered: str
    stood: str
    made: str
    rehearsal: str
    columns: tuple[str, ...]
    """Day, fact, who, how, known, about, type, number, cause, evidence."""
    page: str
    nothing: str
    kinds: dict[Kind, str]


WORDS = {
    Language.FR: Words(
        title="Historique",
        question="Question",
        as_at="Tel que connu le",
        as_of="Ce qui compte le",
        filtered="Restreint à",
        stood="État",
        made="Établi le",
        rehearsal="RÉPÉTITION : rien de ceci n'est réel.",
        columns=(
            "Jour",
            "Fait",
            "Par",
            "Voie",
            "Connu le",
            "Objet",
            "Type",
            "Numéro",
            "Découle de",
            "Pièces",
        ),
        page="page",
        nothing="Rien.",
        kinds={
            Kind.AVENANT: "Avenant",
            Kind.CONVENTION: "Convention",
            Kind.PROVIDER: "Prestataire",
            Kind.NETWORK: "Réseau",
            Kind.CIRCULAR: "Circulaire",
            Kind.MAILBOX: "Boîte aux lettres",
            Kind.MODEL: "Convention modèle",
            Kind.PERSON: "Membre du service",
            Kind.DOCUMENT: "Document",
            Kind.MESSAGE: "Message",
        },
    ),
    Language.NL: Words(
        title="Verloop",
        question="Vraag",
        as_at="Zoals bekend op",
        as_of="Wat telt op",
        filtered="Beperkt tot",
        stood="Stand",
        made="Opgemaakt op",
        rehearsal="REPETITIE: niets hiervan is echt.",
        columns=(
            "Dag",
            "Feit",
            "Door",
            "Via",
            "Bekend op",
            "Betreft",
            "Soort",
            "Nummer",
            "Volgt uit",
            "Stukken",
        ),
        page="bladzijde",
        nothing="Niets.",
        kinds={
            Kind.AVENANT: "Wijzigingsclausule",
            Kind.CONVENTION: "Overeenkomst",
            Kind.PROVIDER: "Zorgverlener",
            Kind.NETWORK: "Netwerk",
            Kind.CIRCULAR: "Omzendbrief",
            Kind.MAILBOX: "Mailbox",
            Kind.MODEL: "Modelovereenkomst",
            Kind.PERSON: "Medewerker",
            Kind.DOCUMENT: "Stuk",
            Kind.MESSAGE: "Bericht",
        },
    ),
    Language.DE: Words(
        title="Verlauf",
        question="Frage",
        as_at="Wie bekannt am",
        as_of="Was zählt am",
        filtered="Beschränkt auf",
        stood="Stand",
        made="Erstellt am",
        rehearsal="PROBELAUF: Nichts hiervon ist wirklich.",
        columns=(
            "Tag",
            "Tatsache",
            "Durch",
            "Weg",
            "Bekannt am",
            "Betrifft",
            "Art",
            "Nummer",
            "Folgt aus",
            "Belege",
        ),
        page="Seite",
        nothing="Nichts.",
        kinds={
            Kind.AVENANT: "Nachtrag",
            Kind.CONVENTION: "Vereinbarung",
            Kind.PROVIDER: "Leistungserbringer",
            Kind.NETWORK: "Netzwerk",
            Kind.CIRCULAR: "Rundschreiben",
            Kind.MAILBOX: "Postfach",
            Kind.MODEL: "Mustervereinbarung",
            Kind.PERSON: "Mitarbeiter",
            Kind.DOCUMENT: "Dokument",
            Kind.MESSAGE: "Nachricht",
        },
    ),
    Language.EN: Words(
        title="Trail",
        question="Question",
        as_at="As known at",
        as_of="What counts on",
        filtered="Narrowed to",
        stood="Standing",
        made="Made at",
        rehearsal="REHEARSAL: nothing of this is real.",
        columns=(
            "Day",
            "Fact",
            "By",
            "Through",
            "Known at",
            "About",
            "Type",
            "Number",
            "Follows from",
            "Evidence",
        ),
        page="page",
        nothing="Nothing.",
        kinds={
            Kind.AVENANT: "Avenant",
            Kind.CONVENTION: "Convention",
            Kind.PROVIDER: "Provider",
            Kind.NETWORK: "Network",
            Kind.CIRCULAR: "Circular",
            Kind.MAILBOX: "Mailbox",
            Kind.MODEL: "Model convention",
            Kind.PERSON: "Member of the office",
            Kind.DOCUMENT: "Document",
            Kind.MESSAGE: "Message",
        },
    ),
}
