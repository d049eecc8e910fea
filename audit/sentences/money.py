"""How amounts and percentages are written in a sentence of each language."""

from decimal import Decimal

from babel.numbers import format_currency, format_decimal

from audit.sentences.voice import LOCALES
from domain.values import Language


def euros(amount: Decimal, language: Language) -> str:
    """An amount as the language writes it, with spaces on which no line breaks."""
    written = format_currency(amount, "EUR", locale=LOCALES[language])
    return written.replace("\u202f", "\u00a0")


def percent(share: Decimal, language: Language) -> str:
    """A percentage with its sign: +2,00 % or -0,50 %."""
    written = format_decimal(share, "+0.00##;-0.00##", locale=LOCALES[language])
    return f"{written}\u00a0%"
