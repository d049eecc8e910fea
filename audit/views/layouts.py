"""How facts are written, byte for byte, and where in them there are names."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from journal.mapper import ID, METADATA, instant_of

Pieces = list[bytes]
"""A fact that was cut: its day, who did it, then in turn what is no name and a name."""

OWN = frozenset({b"convention", b"avenant", b"supersedes", b"superseded_by"})
"""Fields that end with the name of the convention itself; what comes before it is no name."""
NAMING = frozenset(
    {
        b"party",
        b"recipient",
        b"message_id",
        b"content_hash",
        b"sha256",
        b"evidence",
        b"replaces",
        b"report",
        b"registered_number",
    }
)
"""Fields whose words are names. What `network`, `circular`, `content`, `rules` and `by` name is
known to everybody, and asked for. What ends with the id of a registration does so in any field."""

_TOKENS = re.compile(rb'"([^"\\]*)"|[0-9.-]+|true|false|[^"\\]')
_ENDS_WITH_ID = re.compile(rb"(?:.* )?%b" % ID)
_OWN_NAME = rb"[A-Z][A-Z0-9-]{2,31}"
_OF_A_FILE = re.compile(rb"[^.]*\.%b\.[a-z0-9._]+" % _OWN_NAME)
"""How a document of an avenant is called: what it is and the circular, the convention, the kind."""
_NO_ID = rb"(?<!-[0-9a-f]{12})"
"""What ends as an id does is one, however that was in the fact from which a layout was learnt."""
_KINDS = ("own", "texts", "ids", "began")
_BEGINS = b"convention.registered"


class Layout(NamedTuple):
    """One way in which facts of a type are written, and which of the pieces are names."""

    pattern: re.Pattern[bytes]
    """Cuts such a fact; the first piece is its instant."""
    own: tuple[int, ...]
    """The convention's own."""
    texts: tuple[int, ...]
    """Words."""
    ids: tuple[int, ...]
    """Ids of registrations."""
    began: tuple[int, ...]
    """The day on which the convention began, where the fact says that."""


def layout_of(state: bytes) -> Layout | None:
    """How this fact is written; None for what the journal writes otherwise."""
    around = METADATA.match(state)
    if around is None:
        return None
    parts = [METADATA.pattern, b"("]
    names: list[str] = []
    key = b""
    begins = b'"type":"%b"' % _BEGINS in state
    tokens = list(_TOKENS.finditer(state, around.end(), len(state) - 1))
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        text: bytes | None = token[1]
        if text is None or (after is not None and after[0] == b":"):
            key = key if text is None else text
            parts.append(_as_it_is(token[0]))
            continue
        before, kind, name, after_it = _named(b"began" if begins and key == b"on" else key, text)
        if kind:
            names.append(kind)
            name = b")(" + name + b")("
        parts += b'"', before, name, after_it, b'"'
    pattern = re.compile(b"".join([*parts, rb")\}"]))
    if not pattern.fullmatch(state):
        return None
    return Layout(pattern, *(_places(names, kind) for kind in _KINDS))


def _places(names: Sequence[str], wanted: str) -> tuple[int, ...]:
    """After the day and the actor every second piece is a name."""
    return tuple(3 + 2 * number for number, kind in enumerate(names) if kind == wanted)


def _named(key: bytes, text: bytes) -> tuple[bytes, str, bytes, bytes]:
    """How a text is written: up to its name, the kind of name, the name, and what comes after it.

    Where there is no name, its place is taken by all that the text is.
    """
    if _ENDS_WITH_ID.fullmatch(text):
        return (rb'[^"\\]* ' if b" " in text else b""), "ids", ID, b""
    if key in OWN:
        return (rb'[^"\\.]*\.' if b"." in text else b""), "own", _OWN_NAME, b""
    if key == b"name" and _OF_A_FILE.fullmatch(text):
        return rb'[^"\\.]*\.', "own", _OWN_NAME, rb"\.[a-z0-9._]+"
    if key == b"began":
        return b"", "began", rb"[0-9]{4}-[0-9]{2}-[0-9]{2}", b""
    if key in NAMING:
        return b"", "texts" if text else "", (rb"[ !#-\[\]-~]+" + _NO_ID if text else b""), b""
    return b"", "", rb'[^"\\]*' + _NO_ID, b""


def _as_it_is(written: bytes) -> bytes:
    """What is between texts, or a key; a number, or yes and no, may be another."""
    if written in {b"true", b"false"} or written[:1].isdigit():
        return rb"(?:true|false|[0-9.]+)"
    return re.escape(written)


@lru_cache(maxsize=1024)
def day_of(at: bytes) -> bytes:
    """The day, in Brussels, of an instant as it is written."""
    return instant_of(at).date().isoformat().encode()


@lru_cache(maxsize=4096)
def a_day(written: bytes) -> bytes:
    """A day as it is written; raises ValueError where it is none."""
    date.fromisoformat(written.decode())
    return written
