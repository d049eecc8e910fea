"""Days, amounts and fixed words as each language writes them."""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

from babel.dates import format_date
from babel.numbers import format_currency

from domain.budget import BudgetKind
from domain.values import Language

_LOCALE = MappingProxyType(
    {Language.FR: "fr_BE", Language.NL: "nl_BE", Language.DE: "de_BE", Language.EN: "en_GB"}
)
_NARROW_SPACES = re.compile("[\u202f\u2009]")
_BCE_DIGITS, _NATIONAL_DIGITS = 10, 11

REHEARSAL = MappingProxyType(
    {
        Language.FR: "RÉPÉTITION",
        Language.NL: "OEFENING",
        Language.DE: "PROBELAUF",
        Language.EN: "REHEARSAL",
    }
)
"""The word that marks whatever has no effect, before anybody reads on."""

_BUDGET_LINES = MappingProxyType(
    {
        BudgetKind.BASE_CARE: ("soins de base", "basiszorg", "Grundversorgung", "base care"),
        BudgetKind.ARTICLE_8: (
            "missions de l'article 8",
            "opdrachten van artikel 8",
            "Aufgaben nach Artikel 8",
            "article 8 missions",
        ),
        BudgetKind.EATING_DISORDERS: (
            "troubles alimentaires",
            "eetstoornissen",
            "Essstörungen",
            "eating disorders",
        ),
        BudgetKind.PRISONS: ("prisons", "gevangenissen", "Gefängnisse", "prisons"),
        BudgetKind.UNDERSERVED_AREAS: (
            "conventions dans les régions où l'offre manque",
            "overeenkomsten in regio's met te weinig aanbod",
            "Vereinbarungen in unterversorgten Gebieten",
            "conventions in underserved areas",
        ),
        BudgetKind.RUNNING_COSTS: (
            "frais de fonctionnement",
            "werkingskosten",
            "Betriebskosten",
            "running costs",
        ),
    }
)


@lru_cache(maxsize=1024)
def day_in_words(day: date, language: Language) -> str:
    """A day as the language writes it: 3 mars 2026, 1er juin 2026, 3 maart 2026, 3. März 2026."""
    written = format_date(day, "long", locale=_LOCALE[language])
    # French has an ordinal for the first of a month, which the locale data do not know.
    if language is Language.FR and day.day == 1:
        return written.replace("1 ", "1er ", 1)
    return written


def euros(amount: Decimal, language: Language) -> str:
    """An amount in euros as the language writes it, with spaces on which no line breaks."""
    written = format_currency(amount, "EUR", locale=_LOCALE[language])
    # Printers and old mail programs know the wide one only.
    return _NARROW_SPACES.sub("\u00a0", written)


def budget_label(kind: BudgetKind, language: Language) -> str:
    """What a line of the yearly budget (art. 14) is called."""
    languages = (Language.FR, Language.NL, Language.DE, Language.EN)
    return _BUDGET_LINES[kind][languages.index(language)]


def one_line(text: str) -> str:
    """The text without line breaks, control or invisible characters.

    What comes from a register may not begin a new line of a letter, nor a new header.
    """
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(text.split())


def bce_in_groups(number: str) -> str:
    """A number of the Crossroads Bank for Enterprises as it is printed: 0200.000.219."""
    if len(number) != _BCE_DIGITS or not number.isdigit():
        return number
    return f"{number[:4]}.{number[4:7]}.{number[7:]}"


def national_in_groups(number: str) -> str:
    """A number of the national register as it is printed: 85.07.30-033.28."""
    if len(number) != _NATIONAL_DIGITS or not number.isdigit():
        return number
    return f"{number[:2]}.{number[2:4]}.{number[4:6]}-{number[6:9]}.{number[9:]}"
