"""The rows of an answer to whoever asks what is held about them."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, cast

from interfaces.cli.screen import plainly
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


def as_lines(one: Row) -> Iterator[str]:
    """For people: when and what, by whom and why; below, each thing that is held on its line."""
    said = (one["what"], one["party"], one["by"], one["why"])
    yield f"{one['at']}  {plainly(' · '.join(text for text in said if text))}"
    for name, value in leaves(one["detail"]):
        yield f"    {plainly(value if name == 'sentence' else f'{name}: {value}')}"
    if one["address"]:
        yield f"    {one['address']}"


def leaves(held: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every single value in what is held, under the names that lead to it."""
    match held:
        case dict():
            named = cast("dict[str, Any]", held)
            for key, value in named.items():
                yield from leaves(value, f"{name} {key}".strip().replace("_", " "))
        case list():
            for value in cast("list[Any]", held):
                yield from leaves(value, name)
        case None:
            return
        case _:
            yield name, str(held)
