"""A sentence in the four languages, and how its gaps are filled."""

import re
from collections.abc import Mapping
from datetime import date
from string import Formatter
from typing import NamedTuple

from activities.wording import day_in_words, one_line
from domain.values import Language

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Words(NamedTuple):
    """The same sentence in French, Dutch, German and English, with `{gaps}`."""

    fr: str
    nl: str
    de: str
    en: str

    def template(self, language: Language) -> str:
        """The sentence in one language, its gaps open."""
        match language:
            case Language.FR:
                return self.fr
            case Language.NL:
                return self.nl
            case Language.DE:
                return self.de
            case Language.EN:
                return self.en

    def gaps(self, language: Language) -> frozenset[str]:
        """The names of its gaps."""
        parsed = Formatter().parse(self.template(language))
        return frozenset(name for _, name, _, _ in parsed if name)

    def said(self, language: Language, details: Mapping[str, object]) -> str:
        """The sentence with its gaps filled: days in words, states and roles as people say them."""
        filled = {name: shown(name, value, language) for name, value in details.items()}
        return self.template(language).format_map(filled)


def shown(name: str, value: object, language: Language) -> str:
    """A value as a person reads it; nothing in it can begin a new line."""
    match value:
        case date():
            return day_in_words(value, language)
        case str() if _DAY.fullmatch(value):
            return day_in_words(date.fromisoformat(value), language)
        case str() if name in LABELLED and value in LABELS:
            return LABELS[value].template(language)
        case _:
            return one_line(str(value))


LABELLED = frozenset({"status", "role", "task", "missing", "cause", "purpose"})
"""The details whose value is a word of the domain."""

LABELS: Mapping[str, Words] = {
    "prepared": Words("préparé", "voorbereid", "vorbereitet", "prepared"),
    "sending": Words("en cours d'envoi", "wordt verzonden", "im Versand", "being sent"),
    "sent": Words("envoyé", "verzonden", "versandt", "sent"),
    "undeliverable": Words("non distribuable", "onbestelbaar", "unzustellbar", "undeliverable"),
    "accepted": Words("accepté", "aanvaard", "angenommen", "accepted"),
    "accepted_tacitly": Words(
        "accepté tacitement", "stilzwijgend aanvaard", "stillschweigend angenommen",
        "accepted tacitly",
    ),
    "refused": Words("refusé", "geweigerd", "abgelehnt", "refused"),
    "contested": Words("contesté", "betwist", "strittig", "contested"),
    "terminated": Words("résilié", "beëindigd", "beendet", "terminated"),
    "withdrawn": Words("retiré", "ingetrokken", "zurückgezogen", "withdrawn"),
    "superseded": Words("remplacé", "vervangen", "ersetzt", "superseded"),
    "lapsed": Words("caduc", "vervallen", "hinfällig", "lapsed"),
    "signed": Words("signé", "ondertekend", "unterzeichnet", "signed"),
    "concluded": Words("conclu", "gesloten", "geschlossen", "concluded"),
    "declined": Words("décliné", "afgewezen", "ausgeschlagen", "declined"),
    "inami": Words("INAMI", "RIZIV", "LIKIV", "INAMI"),
    "coordinator": Words("coordination", "coördinatie", "Koordination", "coordinator"),
    "auditor": Words("audit", "audit", "Prüfung", "auditor"),
    "engine": Words("système", "systeem", "System", "engine"),
    "mailbox": Words("la boîte e-mail", "de mailbox", "das Postfach", "the mailbox"),
    "post": Words("le courrier papier", "de post", "die Briefpost", "the post"),
    "continuity": Words(
        "continuité des soins", "continuïteit van de zorg", "Kontinuität der Versorgung",
        "continuity of care",
    ),
    "billed_sessions": Words(
        "séances déjà facturées", "reeds gefactureerde zittingen", "bereits berechnete Sitzungen",
        "sessions already billed",
    ),
    "notice": Words("préavis", "opzegging", "Kündigung", "notice"),
    "death": Words("décès", "overlijden", "Todesfall", "death"),
    "agreement": Words("accord", "overeenstemming", "Einvernehmen", "agreement"),
    "expiry": Words("échéance", "verstrijken", "Ablauf", "expiry"),
    "refusal": Words("refus", "weigering", "Ablehnung", "refusal"),
}  # fmt: skip
"""Words of the domain as people say them."""
