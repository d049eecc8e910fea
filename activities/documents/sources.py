"""A circular's typst sources put together as one text, so that the compiler needs no file at all.

A document begins with one line that imports names from `house.typ`. Here that file takes the
place of the line; the compiler is then given this one text and a root in which nothing lies.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from domain.templates import HOUSE, DocumentSource

IMPORT = re.compile(r'^#import "(?:\.\./)?house\.typ": [\w, -]+$', re.ASCII | re.MULTILINE)
"""The one import that a document may have, in a line of its own."""


@dataclass(frozen=True, slots=True)
class Assembled:
    """The house style and a document as one source."""

    source: bytes
    path: str
    house_lines: int

    def place(self, line: int) -> tuple[str, int]:
        """In which file a line of the whole stands, and where."""
        if line <= self.house_lines:
            return HOUSE, line
        return self.path, line - self.house_lines


@lru_cache(maxsize=64)
def assembled(documents: Sequence[DocumentSource], path: str) -> Assembled:
    """The document at that path with the house style before it; raises KeyError without either."""
    sources: Mapping[str, str] = {source.path: source.source for source in documents}
    house = sources[HOUSE] if sources[HOUSE].endswith("\n") else sources[HOUSE] + "\n"
    # The line stays a line, so that every other keeps its number.
    document = IMPORT.sub("//", sources[path], count=1)
    return Assembled((house + document).encode(), path, house.count("\n"))
