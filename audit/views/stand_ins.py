"""What stands for a name or a day.

It has the form of what it stands for, so that a fact with stand-ins in it is read as strictly as
any; and it is drawn by chance when the program begins, so that nothing that was ever written reads
like one. Days stand in the same order, and two that follow each other do so here too; they lie in
centuries of which no calendar of this program knows anything, so that a rule that counts working
days or months from one of them stops.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate, pairwise
from operator import add
from secrets import randbelow, token_hex
from typing import NamedTuple

MOST = 1_000
"""Names of one history; one that has more keeps them."""
_WORD = f"ZZ{token_hex(8).upper()}Z"
_SLUG = f"zz{token_hex(6)}z"
_ID = f"{token_hex(4)}-{token_hex(2)}-4{token_hex(2)[1:]}-8{token_hex(2)[1:]}-"
TEXTS = tuple(f"{_WORD}{number:04}Z".encode() for number in range(MOST))
"""What stands for words, and for the convention, whose name has this form too."""
SLUGS = tuple(f"{_SLUG}{number:04}z".encode() for number in range(MOST))
"""What stands for circulars, networks and members of the staff."""
IDS = tuple(f"{_ID}{number:012}".encode() for number in range(MOST))
"""What stands for ids of registrations."""
FIRST_REAL = b"1900-01-01"
"""No day of a history that is told by its shape is before it."""
MOST_DAYS = 200
"""Days of one history; one that has more keeps them."""
_STANDING = tuple(
    day.isoformat().encode()
    for day in accumulate(
        (timedelta(days=900 + randbelow(400)) for _ in range(MOST_DAYS)),
        add,
        initial=date(1100, 1, 1),
    )
)
"""Days that stand in: far from each other, by no number of days that a rule counts."""
_DAY = "1[0-8][0-9]{2}-[0-9]{2}-[0-9]{2}"
_STAND_IN = re.compile(f"{_WORD}([0-9]{{4}})Z|{_SLUG}([0-9]{{4}})z|{_ID}([0-9]{{12}})|({_DAY})")


class Unplaced(Exception):
    """A rule made a day that no day of the history is, nor the one after it."""


class Form(NamedTuple):
    """A text with places for names."""

    text: str
    numbers: tuple[int, ...]
    """Which names stand in it."""

    @property
    def in_part(self) -> bool:
        """Whether there is more in it than one name."""
        return self.text != "%s"


def form_of(text: str, places: Mapping[str, int]) -> Form | None:
    """The form of a text that has stand-ins in it; None for another.

    A stand-in tells the number of its name, but for a day: those are in `places`. Raises Unplaced
    for a day that is none of them.
    """
    found = _STAND_IN.findall(text)
    if not found:
        return None
    try:
        numbers = tuple(
            places[day] if day else int(word or slug or id_) for word, slug, id_, day in found
        )
    except KeyError:
        raise Unplaced(text) from None
    form = _STAND_IN.sub("%s", text.replace("%", "%%"))
    return Form(form, numbers)


@lru_cache(maxsize=4_096)
def day_after(day: bytes) -> bytes:
    """The next day; raises ValueError for no day, and OverflowError for the last."""
    return (date.fromisoformat(day.decode()) + timedelta(days=1)).isoformat().encode()


def stand_ins_of(ordered: Sequence[bytes]) -> list[bytes]:
    """What stands for each of these days, which are in their order."""
    found: list[bytes] = []
    for day, (before, real) in zip(_STANDING, pairwise([b"", *ordered]), strict=False):
        follows = before and day_after(before) == real
        found.append(day_after(found[-1]) if follows else day)
    return found
