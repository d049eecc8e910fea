"""How dates, people and quotations are said in a language."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from babel.dates import format_date

from domain.values import ENGINE, Language

LOCALES = {
    Language.FR: "fr_BE",
    Language.NL: "nl_BE",
    Language.DE: "de_BE",
    Language.EN: "en_GB",
}
ENGINES = {
    Language.FR: "le système",
    Language.NL: "het systeem",
    Language.DE: "das System",
    Language.EN: "the engine",
}
QUOTES = {
    Language.FR: "« {} »",
    Language.NL: "“{}”",
    Language.DE: "„{}“",
    Language.EN: "“{}”",
}


@lru_cache(maxsize=4096)
def written(day: date, language: Language) -> str:
    """A date as a person writes it: 3 mars 2026, 1er avril 2026, 3. März 2026."""
    text = format_date(day, format="d MMMM y", locale=LOCALES[language])
    match language, day.day:
        case Language.FR, 1:
            return text.replace("1 ", "1er ", 1)
        case Language.DE, _:
            return text.replace(" ", ". ", 1)
        case _:
            return text


class Voice(NamedTuple):
    """A language, and how the staff are called in it."""

    language: Language
    names: Callable[[str], str]

    def day(self, day: date) -> str:
        """The date, written out."""
        return written(day, self.language)

    def who(self, by: str) -> str:
        """Who did it, as the first word of a sentence."""
        if by != ENGINE:
            return self.names(by)
        engine = ENGINES[self.language]
        return engine[0].upper() + engine[1:]

    def quote(self, text: str) -> str:
        """What somebody wrote, in the quotation marks of the language."""
        return QUOTES[self.language].format(" ".join(text.split()))

    def listed(self, parts: Iterable[str]) -> str:
        """Several things in one sentence."""
        return (" ; " if self.language is Language.FR else "; ").join(parts)

    def id(self, registration: UUID) -> str:
        """As much of an identifier as a person compares."""
        return registration.hex[:8]


def acted(by: str, say: Voice) -> str:
    """Who did it, in brackets; nothing where the engine did, as it mostly does."""
    return "" if by == ENGINE else f" ({say.who(by)})"
