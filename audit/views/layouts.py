"""How facts are written, byte for byte, and where in them there are names."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from audit.views.picking import pick
from journal.mapper import ID as ID_FORM
from journal.mapper import METADATA, instant_of

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

ESCAPE = b"\\"
"""A fact with one in it keeps its names: a text might be written in several ways."""
_TOKENS = re.compile(rb'"([^"]*)"|[0-9.-]+|true|false|[^"]')
_ENDS_WITH_ID = re.compile(rb"(?:.* )?%b" % ID_FORM)
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
_ANY = rb'[^"]*' + _NO_ID + _NO_DAY
_LETTERS = rb"[a-z-]*"
"""One of a few words, in which no name is; what is written so needs no look at its end."""
_WORDS = rb"[ !#-\[\]-~]+" + _NO_ID

INSTANT, OWN_NAME, CIRCULAR, SLUG, TEXT, ID, DAY, FREE = range(8)
"""What a piece is: when the fact was recorded, the convention's own name, a circular, a network or
a member of the staff, words, the id of a registration, a day; or no name, and as it is."""

Segments = list[tuple[int, bytes]]
"""The pieces of a text, what each is and how it is written; `_FIXED` for what never differs."""
_FIXED = -1


@dataclass(frozen=True, eq=False, slots=True)
class Layout:
    """One way in which facts of a type are written. Another one is another, however alike."""

    pattern: re.Pattern[bytes]
    """Takes the pieces out of such a fact, of which those of another may differ."""
    kinds: tuple[int, ...]
    """What each of them is."""


Pick = Callable[[Sequence[bytes]], tuple[bytes, ...]]


class Places:
    """Where in the pieces of a history, all in a row, those of each kind are."""

    def __init__(self, layouts: Iterable[Layout]) -> None:
        """As the layouts of its facts tell."""
        kinds = [kind for layout in layouts for kind in layout.kinds]

        def those(*wanted: int) -> Pick:
            return pick([place for place, kind in enumerate(kinds) if kind in wanted])

        self.instants = those(INSTANT)
        self.days = those(DAY)
        self.own = those(OWN_NAME)
        self.circulars = those(CIRCULAR)
        self.names = those(OWN_NAME, CIRCULAR, SLUG, TEXT, ID)
        self.free = those(FREE)


def layout_of(state: bytes) -> Layout | None:
    """How this fact is written; None for what the journal writes otherwise, or with an escape."""
    around = METADATA.match(state)
    if around is None or ESCAPE in state:
        return None
    parts = [METADATA.pattern]
    kinds = [INSTANT, SLUG]
    key = b""
    tokens = list(_TOKENS.finditer(state, around.end(), len(state) - 1))
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        text: bytes | None = token[1]
        if text is None:
            segments = _no_text(token[0])
        elif after is not None and after[0] == b":":
            key = text
            segments: Segments = [(_FIXED, re.escape(token[0]))]
        else:
            segments = [(_FIXED, b'"'), *_segments(key, text), (_FIXED, b'"')]
        parts += [form if kind == _FIXED else b"(%b)" % form for kind, form in segments]
        kinds += [kind for kind, _ in segments if kind != _FIXED]
    pattern = re.compile(b"".join([*parts, rb"\}"]))
    return Layout(pattern, tuple(kinds)) if pattern.fullmatch(state) else None


def _segments(key: bytes, text: bytes) -> Segments:
    """How a text is written."""
    if key in OWN:
        before: Segments = [(CIRCULAR, _CIRCULAR), (_FIXED, rb"\.")] if b"." in text else []
        return [*before, (OWN_NAME, _OWN_NAME)]
    if key == b"type":
        return [(_FIXED, re.escape(text))]
    if key in CIRCULARS:
        return [(CIRCULAR, _CIRCULAR)]
    if key == b"network":
        return [(SLUG, _NETWORK)]
    if key in STAFF:
        return [(SLUG, _MEMBER)]
    before = [(FREE, rb'[^"]* ')] if b" " in text else []
    if _ENDS_WITH_ID.fullmatch(text):
        return [*before, (ID, ID_FORM)]
    if _ENDS_WITH_DAY.fullmatch(text):
        return [*([(FREE, rb'[^"0-9]* ')] if before else []), (DAY, _DAY)]
    if text and (key in NAMING or (key == b"name" and _OF_A_FILE.fullmatch(text))):
        return [(TEXT, _WORDS)]
    if key in NAMING:
        return []
    return [(FREE, _LETTERS if re.fullmatch(_LETTERS, text) else _ANY)]


def _no_text(written: bytes) -> Segments:
    """What is between texts; a number, or yes and no, may be another."""
    if written in {b"true", b"false"} or written[:1].isdigit():
        return [(FREE, rb"true|false|[0-9.]+")]
    return [(_FIXED, re.escape(written))]


@lru_cache(maxsize=1024)
def day_of(at: bytes) -> bytes:
    """The day, in Brussels, of an instant as it is written."""
    return instant_of(at).date().isoformat().encode()
