"""A convention is folded once, however many read models take its facts in turn."""

from collections.abc import Sequence
from threading import local

from domain.state import Convention
from journal.envelope import Skimmed
from journal.streams import convention_from

_LAST = local()


def folded(history: Sequence[Skimmed]) -> Convention | None:
    """The convention that these facts make; the same facts given again are not folded again.

    The very same: only the last sequence is remembered, and known by its identity.
    """
    if getattr(_LAST, "history", None) is not history:
        remember(history, convention_from(tuple(history)))
    found: Convention | None = _LAST.convention
    return found


def remember(history: Sequence[Skimmed], convention: Convention | None) -> None:
    """Whoever has folded these facts on the way spares the next one the trouble."""
    _LAST.history, _LAST.convention = history, convention
