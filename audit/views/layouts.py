"""How facts are written, byte for byte, and where in them there are names."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from journal.mapper import ID, METADATA, instant_of

Pieces = list[bytes]
"""A fact that was cut: its day, who did it, then in turn what is no name and a name."""

OWN = frozenset({b"convention", b"avenant", b"supersedes", b"superseded_by"})
"""Fields that end with the name of the convention itself; what comes before it is no name."""
NAMING = frozenset(
    {
        b"content",
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
"""Fields whose words are names. What ends with a day or the id of a registration does so in any
field."""
CIRCULARS = frozenset({b"circular", b"corrected_by"})
"""Fields that name a circular."""

STAFF = frozenset({b"by", b"authorised_by"})
"""Fields that name a member of the staff."""

_TOKENS = re.compile(rb'"([^"\\]*)"|[0-9.-]+|true|false|[^"\\]')
_ENDS_WITH_ID = re.compile(rb"(?:.* )?%b" % ID)
_OWN_NAME = rb"[A-Z][A-Z0-9-]{2,31}"
_CIRCULAR = rb"[a-z0-9][a-z0-9-]{0,31}"
_NETWORK = rb"[a-z0-9][a-z0-9-]{0,47}"
_MEMBER = rb"[a-z][a-z0-9.-]{1,31}"
_OF_A_FILE = re.compile(rb"[ !#-\[\]-~]*\.%b\.[a-z0-9._]+" % _OWN_NAME)
"""How a document of an avenant is called: what it is and the circular, the convention, the kind."""
_DAY = rb"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_ENDS_WITH_DAY = re.compile(rb"(?:[^0-9]* )?%b" % _DAY)
_NO_ID = rb"(?<!-[0-9a-f]{12})"
"""What ends as an id does is one, however that was in the fact from which a layout was learnt."""
_NO_DAY = rb"(?<![0-9]{4}-[0-9]{2}-[0-9]{2})"
_ANY = rb'[^"\\]*' + _NO_ID + _NO_DAY
_WORDS = rb"[ !#-\[\]-~]+" + _NO_ID
_KINDS = ("own", "circular", "slug", "text", "id", "day")

Segments = list[tuple[str, bytes]]
"""The parts of a text: of which kind each name is, and how it is written; "" for what is none."""


class Layout(NamedTuple):
    """One way in which facts of a type are written, and which of the pieces are names."""

    pattern: re.Pattern[bytes]
    """Cuts such a fact; the first pieces are its instant and who did it."""
    own: tuple[int, ...]
    """The convention's own."""
    circulars: tuple[int, ...]
    slugs: tuple[int, ...]
    """Circulars, networks and members of the staff."""
    texts: tuple[int, ...]
    """Words."""
    ids: tuple[int, ...]
    """Ids of registrations."""
    days: tuple[int, ...]


def layout_of(state: bytes) -> Layout | None:
    """How this fact is written; None for what the journal writes otherwise."""
    around = METADATA.match(state)
    if around is None:
        return None
    parts = [METADATA.pattern, b"("]
    kinds = ["slug"]
    key = b""
    tokens = list(_TOKENS.finditer(state, around.end(), len(state) - 1))
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        text: bytes | None = token[1]
        if text is None or (after is not None and after[0] == b":"):
            key = key if text is None else text
            parts.append(_as_it_is(token[0]))
            continue
        parts.append(b'"')
        for kind, form in _segments(key, text):
            if kind:
                kinds.append(kind)
            parts.append(b")(" + form + b")(" if kind else form)
        parts.append(b'"')
    pattern = re.compile(b"".join([*parts, rb")\}"]))
    if not pattern.fullmatch(state):
        return None
    own, circulars, slugs, texts, ids, days = (_places(kinds, kind) for kind in _KINDS)
    return Layout(pattern, own, circulars, circulars + slugs, texts, ids, days)


def _places(kinds: Sequence[str], wanted: str) -> tuple[int, ...]:
    """After the day every second piece is a name, the first that of who did it."""
    return tuple(1 + 2 * number for number, kind in enumerate(kinds) if kind == wanted)


def _segments(key: bytes, text: bytes) -> Segments:
    """How a text is written."""
    if key in OWN:
        before: Segments = [("circular", _CIRCULAR), ("", rb"\.")] if b"." in text else []
        return [*before, ("own", _OWN_NAME)]
    if key in CIRCULARS:
        return [("circular", _CIRCULAR)]
    if key == b"network":
        return [("slug", _NETWORK)]
    if key in STAFF:
        return [("slug", _MEMBER)]
    if _ENDS_WITH_ID.fullmatch(text):
        return [("", rb'[^"\\]* ' if b" " in text else b""), ("id", ID)]
    if _ENDS_WITH_DAY.fullmatch(text):
        return [("", rb'[^"\\0-9]* ' if b" " in text else b""), ("day", _DAY)]
    if text and (key in NAMING or (key == b"name" and _OF_A_FILE.fullmatch(text))):
        return [("text", _WORDS)]
    return [("", b"" if key in NAMING else _ANY)]


def _as_it_is(written: bytes) -> bytes:
    """What is between texts, or a key; a number, or yes and no, may be another."""
    if written in {b"true", b"false"} or written[:1].isdigit():
        return rb"(?:true|false|[0-9.]+)"
    return re.escape(written)


@lru_cache(maxsize=1024)
def day_of(at: bytes) -> bytes:
    """The day, in Brussels, of an instant as it is written."""
    return instant_of(at).date().isoformat().encode()
