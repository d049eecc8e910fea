"""The frozen form of a circular: the same bytes for the same content, kept as evidence."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from domain.circular import Circular

FORM = "circular/2"
"""The name of the form; a later shape gets another name and a reader of its own."""
WITH_TOTALS = "circular/3"
"""The same with totals of yearly budgets as published; only circulars that have some are so."""

_ONLY = "\x00"


class NotFrozen(ValueError):
    """The bytes are not a circular that was frozen here."""

    def __init__(self, why: str) -> None:
        super().__init__(f"this is no frozen circular ({why}): take the evidence of its launch")


def freeze(circular: Circular) -> bytes:
    """A circular as canonical JSON: keys sorted, UTF-8, the same bytes for the same content."""
    form = {"form": form_of(circular), "circular": circular.model_dump(mode="json")}
    return json.dumps(form, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def form_of(circular: Circular) -> str:
    """The oldest form that can hold the circular, so that what was frozen stays as it is."""
    budgets = circular.amendment.budgets if circular.amendment else ()
    return WITH_TOTALS if any(one.published_total is not None for one in budgets) else FORM


def thaw(frozen: bytes) -> Circular:
    """The circular that was frozen. Raises `NotFrozen` for any other bytes."""
    try:
        form: object = json.loads(frozen)
    except (ValueError, RecursionError) as error:
        raise NotFrozen(str(error)) from error
    if not isinstance(form, dict):
        raise NotFrozen("no object")
    content = cast("dict[str, object]", form)
    if content.get("form") not in {FORM, WITH_TOTALS}:
        raise NotFrozen(f"its form is {content.get('form')!r}, not {WITH_TOTALS!r}")
    try:
        circular = Circular.model_validate_json(json.dumps(content.get("circular")))
    except ValueError as error:
        raise NotFrozen(str(error)) from error
    if freeze(circular) != frozen:
        raise NotFrozen("its bytes are not canonical")
    return circular


def differences(launched: Circular, other: Circular) -> tuple[str, ...]:
    """What a person would have to compare: every place that differs, old and new, in order."""
    before = dict(_leaves(launched.model_dump(mode="json"), ""))
    after = dict(_leaves(other.model_dump(mode="json"), ""))
    places = [*before, *(place for place in after if place not in before)]
    return tuple(
        _difference(place, before.get(place, _ONLY), after.get(place, _ONLY))
        for place in places
        if before.get(place, _ONLY) != after.get(place, _ONLY)
    )


def _leaves(content: object, place: str) -> Iterator[tuple[str, str]]:
    """Every value with the place where it stands; rows are named by what they are about."""
    match content:
        case Mapping():
            for key, value in cast("Mapping[str, object]", content).items():
                yield from _leaves(value, f"{place}.{key}" if place else key)
        case str():
            yield place, content
        case Sequence():
            for number, value in enumerate(cast("Sequence[object]", content), start=1):
                yield from _leaves(value, f"{place}[{_row_name(value, number)}]")
        case _:
            yield place, json.dumps(content)


def _row_name(row: object, number: int) -> str:
    """What a row is called: the network, the line or the text it is about, else its number."""
    if not isinstance(row, Mapping):
        return str(number)
    known = cast("Mapping[str, object]", row)
    if "source" in known and "language" in known:
        return f"{known['language']}/{known['kind']}"
    named = known.get("path") or known.get("network") or known.get("id") or known.get("kind")
    return str(named) if named else str(number)


def _difference(place: str, before: str, after: str) -> str:
    if after == _ONLY:
        return f"{place}: {_short(before)} is gone"
    if before == _ONLY:
        return f"{place}: {_short(after)} is new"
    if "\n" in before or "\n" in after:
        return _lines_differ(place, before.splitlines(), after.splitlines())
    return f"{place}: {_short(before)} became {_short(after)}"


def _lines_differ(place: str, before: list[str], after: list[str]) -> str:
    """The first line in which two texts part."""
    pairs = enumerate(zip(before, after, strict=False), start=1)
    first = next((n for n, (old, new) in pairs if old != new), min(len(before), len(after)) + 1)
    old, new = ("".join(lines[first - 1 : first]) for lines in (before, after))
    return f"{place}: from line {first} on, {_short(old)} became {_short(new)}"


def _short(text: str) -> str:
    limit = 60
    return f"“{text if len(text) <= limit else text[: limit - 1] + '…'}”"
