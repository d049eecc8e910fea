"""Words longer than any column is wide: where a line may break in them."""

import re

from activities.wording import one_line

_LONGEST = 26
"""Letters that fit into the narrowest column, the one above a signature."""
_LONG = re.compile(rf"[^\s\u00ad-]{{{_LONGEST + 1},}}")
_MAY_BREAK = "\u200b"


def broken(text: str) -> str:
    """The text in one line, with places in very long words where it may be broken, unseen."""
    line = one_line(text)
    return _LONG.sub(_in_pieces, line) if len(line) > _LONGEST else line


def _in_pieces(word: re.Match[str]) -> str:
    letters = word.group()
    pieces = (letters[at : at + _LONGEST] for at in range(0, len(letters), _LONGEST))
    return _MAY_BREAK.join(pieces)
