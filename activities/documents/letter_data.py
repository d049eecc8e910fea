"""A text of the circular as the parts of a letter: title, paragraphs, lists, and to whom."""

import re
from itertools import groupby

from activities.correspondence import Correspondence
from activities.documents.breaking import broken
from activities.wording import day_in_words, one_line
from domain.values import Language
from journal.people import NetworkParty

_BETWEEN_PARTS = re.compile(r"\n[ \t]*\n\s*")
_ITEM = re.compile(r"\s*[-•–] ")


def letter_data(letter: Correspondence, text: str, language: Language) -> dict[str, object]:
    """What `house.typ` sets as a letter: a written text whose first line is its title."""
    title, _, body = text.partition("\n")
    is_network = isinstance(letter.recipient, NetworkParty)
    lines = () if is_network else letter.recipient_lines()
    return {
        "title": broken(title),
        "day": day_in_words(letter.day, language),
        "to": [broken(line) for line in (letter.recipient_name(), *lines)],
        "attention": broken(letter.representative()) or None,
        "parts": list(parts_of(body)),
    }


def parts_of(body: str) -> list[dict[str, object]]:
    """The paragraphs and lists of a text; an empty line ends one, and "- " begins an item."""
    parts: list[dict[str, object]] = []
    for block in _BETWEEN_PARTS.split(body.strip("\n")):
        rows = [line for line in block.split("\n") if line.strip()]
        for is_list, lines in groupby(rows, key=lambda row: bool(_ITEM.match(row))):
            shown = [one_line(_ITEM.sub("", row, count=1) if is_list else row) for row in lines]
            parts.append({"kind": "list" if is_list else "text", "lines": shown})
    return parts
