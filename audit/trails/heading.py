"""What stands above a trail that is kept: of what it is, what was asked, and when it was made."""

from collections.abc import Iterator
from datetime import datetime

from audit.trails.question import Question
from audit.trails.subjects import Kind, Subject
from domain.values import Language, Value


class TooManyFacts(ValueError):
    """More facts than such a file can hold; narrow the question or take another format."""


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


class Heading(Value):
    """Of what a trail is, what was asked of it, and when it was made."""

    subject: str
    language: Language
    asked: tuple[tuple[str, str], ...]
    made_at: datetime
    rehearsal: bool

    @property
    def words(self) -> Words:
        """The labels in its language."""
        return WORDS[self.language]


def heading(
    about: Subject,
    question: Question,
    language: Language,
    *,
    made_at: datetime,
    rehearsal: bool,
    stood: str | None = None,
) -> Heading:
    """What to write above the answer to a question; `stood` says where the subject stood then."""
    words = WORDS[language]
    standing = ((words.stood, stood),) if stood else ()
    return Heading(
        subject=f"{words.kinds[about.kind]} {about.key}",
        language=language,
        asked=(*asked(question, words), *standing),
        made_at=made_at,
        rehearsal=rehearsal,
    )


def asked(question: Question, words: Words) -> Iterator[tuple[str, str]]:
    """The two times and the filters, each with its label."""
    if question.as_at is not None:
        yield words.as_at, f"{question.as_at:%Y-%m-%d %H:%M:%S %z}"
    if question.as_of is not None:
        yield words.as_of, question.as_of.isoformat()
    period = words.columns[4 if question.recorded else 0]
    narrowed = [
        *question.types,
        question.actor,
        f"{period} >= {question.since}" if question.since else None,
        f"{period} <= {question.until}" if question.until else None,
        question.network,
        f"> {question.after}" if question.after else None,
        f"max. {question.limit}" if question.limit else None,
    ]
    if told := ", ".join(each for each in narrowed if each):
        yield words.filtered, told


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
            Kind.PERSON: "Member of the office",
            Kind.DOCUMENT: "Document",
            Kind.MESSAGE: "Message",
        },
    ),
}
