"""What stands in for a name.

It has the form of what it stands for, so that a fact with stand-ins in it is read as strictly as
any; and it is drawn by chance when the program begins, so that nothing that was ever written reads
like one.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from operator import itemgetter
from secrets import randbelow, token_hex
from typing import Any, NamedTuple

MOST = 1_000
"""Names of one history; one that has more keeps them."""
_WORD = f"ZZ{token_hex(8).upper()}Z"
_ID = f"{token_hex(4)}-{token_hex(2)}-4{token_hex(2)[1:]}-8{token_hex(2)[1:]}-"
TEXTS = tuple(f"{_WORD}{number:04}Z".encode() for number in range(MOST))
"""What stands for words; the first of them for the convention, whose name has this form too."""
IDS = tuple(f"{_ID}{number:012}".encode() for number in range(MOST))
"""What stands for ids of registrations."""
BEGAN = (date(1000, 1, 1) + timedelta(days=randbelow(250_000))).isoformat()
"""What stands for the day on which a convention began; before all that is told of any."""
BEGAN_AT = 1
"""Where that day stands among the names."""
_STAND_IN = re.compile(f"{_WORD}([0-9]{{4}})Z|{_ID}([0-9]{{12}})|{BEGAN}")


class Form(NamedTuple):
    """A text with places for names."""

    text: str
    names: Callable[[Sequence[str]], Any]
    """Takes the names that stand in it from all of a history."""

    def of(self, names: Sequence[str]) -> str:
        """The text with these names in it."""
        return self.text % self.names(names)


def form_of(text: str) -> Form | None:
    """The form of a text that has stand-ins in it; None for another.

    Words are counted from the beginning of a history's names, ids from their end.
    """
    found = _STAND_IN.findall(text)
    if not found:
        return None
    numbers = [int(word) if word else ~int(id_) if id_ else BEGAN_AT for word, id_ in found]
    return Form(_STAND_IN.sub("%s", text.replace("%", "%%")), itemgetter(*numbers))
