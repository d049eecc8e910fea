"""The rows of an answer to whoever asks what is held about them."""

from datetime import date, datetime
from typing import Any

from journal.clock import BRUSSELS

COLUMNS = ("what", "at", "by", "why", "party", "detail", "address")
"""The keys of `whois-seen --format csv`, and of the rows of its JSON."""
Row = dict[str, Any]


def row(
    what: str,
    at: datetime,
    by: str,
    party: str,
    *,
    why: str = "",
    detail: dict[str, Any] | None = None,
    address: str = "",
) -> Row:
    """One thing that is held, or was done."""
    return {
        "what": what,
        "at": at.astimezone(BRUSSELS).isoformat(timespec="seconds"),
        "by": by,
        "why": why,
        "party": party,
        "detail": detail or {},
        "address": address,
    }


def day_row(what: str, on: date, party: str, detail: dict[str, Any], address: str = "") -> Row:
    """One thing of which only the day is known."""
    return {
        "what": what,
        "at": on.isoformat(),
        "by": "",
        "why": "",
        "party": party,
        "detail": detail,
        "address": address,
    }
