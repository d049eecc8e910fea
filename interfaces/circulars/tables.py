"""Reading `circular.toml`: every table by itself, every fault with its line."""

import difflib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from domain.values import Value
from interfaces.circulars.lines import Lines
from interfaces.circulars.lines import Path as Key
from interfaces.circulars.manifest import AMENDING_ONLY, MODELS, WHY_NEEDED
from interfaces.circulars.problems import MANIFEST, Findings

T = TypeVar("T", bound=Value)

_TOO_DEEP = "it nests more tables or lists than any circular does"


@dataclass(frozen=True, slots=True)
class Tables:
    """What of `circular.toml` holds, and where everything stands."""

    valid: Mapping[Key, Value]
    lines: Lines
    amending: bool
    readable: bool
    """False when the file is missing or no TOML: then nothing is said about absent keys."""

    def get(self, model: type[T], *path: str) -> T | None:
        """A table that holds, else None: its faults are then already written down."""
        table = self.valid.get(path)
        return table if isinstance(table, model) else None


def read_tables(text: str | None, findings: Findings, *, looks_amending: bool) -> Tables:
    """Every table of the file that holds; what does not is written down.

    `looks_amending` is what the rest of the folder suggests, for a file that cannot be read.
    """
    content = _parsed(text, findings) if text is not None else None
    if text is None or content is None:
        return Tables({}, Lines(""), amending=looks_amending, readable=False)
    lines = Lines(text)
    amending = content.get("kind") != "informing"
    valid: dict[Key, Value] = {}
    for path, model in MODELS.items():
        table = _table(content, path, lines, findings)
        if path in AMENDING_ONLY and not amending:
            _not_for_information(path, table, lines, findings)
        elif table is None and path in AMENDING_ONLY:
            _absent(path, lines, findings)
        else:
            held = _validated(model, path, table or {}, lines, findings)
            valid |= {path: held} if held is not None else {}
    return Tables(valid, lines, amending, readable=True)


def read_table(model: type[T], text: str, file: str, findings: Findings) -> T | None:
    """A whole file as one value; else None, with every fault written down."""
    content = _parsed(text, findings, file)
    if content is None:
        return None
    return _validated(model, (), content, Lines(text), findings, file)


def _parsed(text: str, findings: Findings, file: str = MANIFEST) -> Mapping[str, object] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = _line_in(str(error), text)
        findings.error(file, line, f"this is no TOML: {error}", "mend the line")
    except (ValueError, RecursionError) as error:
        why = _TOO_DEEP if isinstance(error, RecursionError) else str(error)
        findings.error(file, 1, f"this is no TOML: {why}", "write plain keys and values")
    return None


def _line_in(message: str, text: str) -> int:
    """The line that `tomllib` names, the last one where it only says "end of document"."""
    _, named, rest = message.rpartition("(at line ")
    number = rest.partition(",")[0]
    return int(number) if named and number.isdigit() else text.rstrip("\n").count("\n") + 1


def _table(
    content: Mapping[str, object], path: Key, lines: Lines, findings: Findings
) -> Mapping[str, object] | None:
    """A table without the tables inside it that are checked by themselves."""
    table: Mapping[str, object] = content
    for depth, key in enumerate(path, start=1):
        value = table.get(str(key))
        if isinstance(value, Mapping):
            table = cast("Mapping[str, object]", value)
            continue
        if value is not None and depth == len(path):
            place, line = ".".join(map(str, path)), lines.of(path)
            findings.error(MANIFEST, line, f"{place} is no table", f"write [{place}] and its keys")
        return None
    inner = {other[-1] for other in MODELS if other and other[:-1] == path}
    return {key: value for key, value in table.items() if key not in inner}


def _not_for_information(path: Key, table: object, lines: Lines, findings: Findings) -> None:
    if table is not None:
        name = ".".join(map(str, path))
        message = f"a circular that only informs has no [{name}]"
        findings.error(MANIFEST, lines.of(path), message, 'remove it, or write kind = "amending"')


def _absent(path: tuple[str, ...], lines: Lines, findings: Findings) -> None:
    if lines.knows(path):
        return  # it stands there, but as no table: that is written down already
    message = f"the table [{'.'.join(path)}] is missing"
    findings.error(MANIFEST, lines.of(path), message, WHY_NEEDED[path])


def _validated(
    model: type[T],
    path: Key,
    table: Mapping[str, object],
    lines: Lines,
    findings: Findings,
    file: str = MANIFEST,
) -> T | None:
    """The table as a value; else None, with every fault written down."""
    try:
        return model.model_validate_json(json.dumps(table, default=_as_text))
    except ValidationError as error:
        found = error.errors(include_url=False)
        for detail in found:
            if detail["type"] == "too_short" and _faulty_inside(detail["loc"], found):
                continue
            where = (*path, *_inside(detail["loc"]))
            message, remedy = _explained(detail, where, model)
            findings.error(file, lines.of(where), message, remedy)
        return None


def _faulty_inside(place: Key, found: list[ErrorDetails]) -> bool:
    """Whether a list is short only because what stands in it is faulty."""
    depth = len(place)
    return any(len(one["loc"]) > depth and one["loc"][:depth] == place for one in found)


def _as_text(value: object) -> str:
    """TOML's dates as JSON writes them; a time of day makes them no date, and is found so."""
    return value.isoformat() if isinstance(value, date) else str(value)


def _inside(loc: tuple[int | str, ...]) -> Key:
    """A place in pydantic's words is a place in the file, but for its remarks in brackets."""
    return tuple(part for part in loc if isinstance(part, int) or not part.startswith("["))


def _explained(detail: ErrorDetails, where: Key, model: type[Value]) -> tuple[str, str]:
    """A fault in a person's words: what is wrong, what to do."""
    name = ".".join(str(part + 1) if isinstance(part, int) else part for part in where)
    context = detail.get("ctx", {})
    match detail["type"]:
        case "missing":
            named = tuple(str(part) for part in where)
            return f"{name} is missing", WHY_NEEDED.get(named, f"add {where[-1]} to the table")
        case "extra_forbidden":
            return f"unknown key {name}", _nearest(str(where[-1]), model)
        case "circular":
            return f"{name}: {context['message']}", str(context["remedy"])
        case "literal_error" | "enum":
            return f"{name} is {detail['input']!r}", f"write one of: {context['expected']}"
        case kind if kind.startswith("date"):
            return f"{name} is no date", "write a day that exists, without quotes: 2026-03-03"
        case "string_pattern_mismatch" if _blank(detail["input"]):
            return f"{name} is empty", "write the text, or remove what it belongs to"
        case "string_pattern_mismatch":
            return f"{name} is ill-formed: {_short(detail['input'])}", _form_of(where)
        case "string_too_short":
            return f"{name} is empty", "write the text, or remove what it belongs to"
        case kind if kind.startswith(("decimal", "finite")) or _is_money(where):
            return f"{name} is no amount: {_short(detail['input'])}", 'write "1500000.00"'
        case _:
            said = detail["msg"].removeprefix("Input ")
            return f"{name} {said} (it is {_short(detail['input'])})", "correct the value"


_MONEY = ("announced",)


def _is_money(where: Key) -> bool:
    return any(part in _MONEY for part in where[:-1])


def _blank(value: object) -> bool:
    return isinstance(value, str) and not value.strip()


def _short(value: object) -> str:
    text, limit = repr(value), 60
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _nearest(key: str, model: type[Value]) -> str:
    schema = model.model_json_schema()
    shapes = (schema, *schema.get("$defs", {}).values())
    known = {name for shape in shapes for name in shape.get("properties", {})}
    near = difflib.get_close_matches(key, known, n=1)
    return f"did you mean {near[0]}?" if near else "remove it"


_FORMS = {
    "reference": "write it as on the circular: Psy-Ort/2026/001",
    "id": "lower case, digits and hyphens, as in 2026-001",
    "corrects": "lower case, digits and hyphens, as in 2026-001",
    "address": "an address that begins with https://",
    "article": "a number and, if need be, a paragraph: 8 §2",
}


def _form_of(where: Key) -> str:
    return _FORMS.get(str(where[-1]), "correct the value")
