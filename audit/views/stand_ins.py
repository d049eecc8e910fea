"""What stands for a name or a day.

It has the form of what it stands for, so that a fact with stand-ins in it is read as strictly as
any; and it is drawn by chance when the program begins, so that nothing that was ever written reads
like one. Days stand in the same order, and two that follow each other do so here too; they lie in
centuries of which no calendar of this program knows anything, so that a rule that counts working
days or months from one of them stops.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate, pairwise
from operator import add, itemgetter
from secrets import randbelow, token_hex
from typing import Any, NamedTuple

MOST = 1_000
"""Names of one history; one that has more keeps them."""
_WORD = f"ZZ{token_hex(8).upper()}Z"
_SLUG = f"zz{token_hex(6)}z"
_ID = f"{token_hex(4)}-{token_hex(2)}-4{token_hex(2)[1:]}-8{token_hex(2)[1:]}-"
TEXTS = tuple(f"{_WORD}{number:04}Z".encode() for number in range(MOST))
"""What stands for words; the first of them for the convention, whose name has this form too."""
SLUGS = tuple(f"{_SLUG}{number:04}z".encode() for number in range(MOST))
"""What stands for circulars, networks and members of the staff."""
IDS = tuple(f"{_ID}{number:012}".encode() for number in range(MOST))
"""What stands for ids of registrations."""
DAYS = tuple(f"@{number:04}".encode() for number in range(MOST))
"""What stands for days while histories are compared."""
FIRST_REAL = b"1900-01-01"
"""No day of a history that is told by its shape is before it."""
MOST_DAYS = 200
"""Days of one history; one that has more keeps them."""
_STANDING = tuple(
    accumulate(
        (timedelta(days=900 + randbelow(400)) for _ in range(MOST_DAYS)),
        add,
        initial=date(1100, 1, 1),
    )
)
"""Days that stand in: far from each other, by no number of days that a rule counts."""
_DAY = "1[0-8][0-9]{2}-[0-9]{2}-[0-9]{2}"
_STAND_IN = re.compile(f"{_WORD}([0-9]{{4}})Z|{_ID}([0-9]{{12}})|({_SLUG}[0-9]{{4}}z|{_DAY})")


class Unplaced(Exception):
    """A rule made a day that no day of the history is, nor the one after it."""


class Numbered(dict[bytes, bytes]):
    """Names as they appear, each with what stands for it; raises IndexError for too many."""

    def __init__(self, stand_ins: Sequence[bytes]) -> None:
        super().__init__()
        self._stand_ins = stand_ins

    def __missing__(self, name: bytes) -> bytes:
        found = self[name] = self._stand_ins[len(self)]
        return found


class Form(NamedTuple):
    """A text with places for names."""

    text: str
    names: Callable[[Sequence[str]], Any]
    """Takes the names that stand in it from all of a history."""
    numbers: Sequence[int]
    """Which these are."""

    @property
    def whole(self) -> int | None:
        """The number of the name that is all of it, where one is."""
        return self.numbers[0] if self.text == "%s" else None


def form_of(text: str, places: Mapping[str, int]) -> Form | None:
    """The form of a text that has stand-ins in it; None for another.

    Words are counted from the beginning of a history's names, ids from their end; where among them
    the others stand is said by `places`. Raises Unplaced for a day that is none of them.
    """
    found = _STAND_IN.findall(text)
    if not found:
        return None
    try:
        numbers = [
            int(word) if word else ~int(id_) if id_ else places[other] for word, id_, other in found
        ]
    except KeyError:
        raise Unplaced(text) from None
    form = _STAND_IN.sub("%s", text.replace("%", "%%"))
    return Form(form, itemgetter(*numbers), numbers)


@lru_cache(maxsize=4_096)
def day_after(day: str) -> str:
    """The next day."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


@lru_cache(maxsize=65_536)
def following(before: bytes, day: bytes) -> bool:
    """Whether a day is the next one after another."""
    return day_after(before.decode()) == day.decode()


def stand_ins_of(ordered: Sequence[bytes]) -> dict[bytes, bytes]:
    """What stands for each of these days, which are in their order."""
    found: dict[bytes, bytes] = {}
    standing = list(_STANDING)
    for number, (before, day) in enumerate(pairwise([b"", *ordered])):
        if number and following(before, day):
            standing[number] = standing[number - 1] + timedelta(days=1)
        found[day] = standing[number].isoformat().encode()
    return found
