"""A convention is folded once, however many read models take its facts in turn."""

from collections.abc import Sequence
from threading import local

from domain.state import Convention
from journal.envelope import Skimmed
from journal.streams import convention_from

KEPT = 300
"""Conventions that are remembered; when there are more, none."""
_FOLDED = local()


def folded(history: Sequence[Skimmed]) -> Convention | None:
    """The convention that these facts make; the same facts given again are not folded again.

    The very same: a sequence is known by its identity.
    """
    known: Folded | None = _kept().get(id(history))
    return known[1] if known else remember(history, convention_from(tuple(history)))


def remember(history: Sequence[Skimmed], convention: Convention | None) -> Convention | None:
    """Whoever has folded these facts on the way spares the next one the trouble."""
    kept = _kept()
    if len(kept) >= KEPT:
        kept.clear()
    # While it is held no other sequence can have its identity.
    kept[id(history)] = (history, convention)
    return convention


Folded = tuple[Sequence[Skimmed], Convention | None]


def _kept() -> dict[int, Folded]:
    found: dict[int, Folded] | None = getattr(_FOLDED, "kept", None)
    if found is None:
        found = _FOLDED.kept = {}
    return found
