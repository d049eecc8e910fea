"""On which line of a TOML file each key stands; `tomllib` reads values but forgets their places."""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping

Path = tuple[str | int, ...]

_KEY = re.compile(r"""(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[A-Za-z0-9_.\-]|[ \t])+""")
_OPENING, _CLOSING = frozenset("[{"), frozenset("]}")
_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_TOKEN = re.compile(
    r'''"""(?:[^\\]|\\.)*?"{3,5}'''
    r"""|'''.*?'{3,5}"""
    r'''|"(?:[^"\\\n]|\\.)*"'''
    r"""|'[^'\n]*'|\#[^\n]*|[\[{]|[\]}]|\n|[^"'\#\[\]{}\n]+""",
    re.DOTALL,
)


class Lines:
    """The lines of the keys of one valid TOML text."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {(): 1}
        self._counts: dict[Path, int] = {}
        self._scan(text)

    def of(self, path: Path) -> int:
        """The line of a key, or of the nearest table around it."""
        while path not in self._lines:
            path = path[:-1]
        return self._lines[path]

    def knows(self, path: Path) -> bool:
        """Whether the file has that key or table."""
        return path in self._lines

    def _scan(self, text: str) -> None:
        table: Path = ()
        starts = [0, *(newline.end() for newline in re.finditer("\n", text))]
        at = _end(_BLANK, text, 0)
        while at < len(text):
            line = bisect_right(starts, at)
            if text.startswith("[[", at):
                table, at = self._element(text, at + 2, line)
            elif text[at] == "[":
                keys, at = _keys(text, at + 1)
                table = self._settle(keys)
                self._lines.setdefault(table, line)
                at = text.index("]", at) + 1
            else:
                keys, at = _keys(text, at)
                self._note(table, keys, line)
                at = _past_value(text, text.index("=", at) + 1)
            at = _end(_BLANK, text, at)

    def _element(self, text: str, at: int, line: int) -> tuple[Path, int]:
        """One more element of an array of tables."""
        keys, at = _keys(text, at)
        array = (*self._settle(keys[:-1]), keys[-1])
        number = self._counts.get(array, 0)
        self._counts[array] = number + 1
        self._lines.setdefault(array, line)
        self._lines[(*array, number)] = line
        return (*array, number), text.index("]]", at) + 2

    def _settle(self, keys: tuple[str, ...]) -> Path:
        """A header's path, with the latest element of each array of tables that it passes."""
        path: Path = ()
        for key in keys:
            path = (*path, key)
            if path in self._counts:
                path = (*path, self._counts[path] - 1)
        return path

    def _note(self, table: Path, keys: tuple[str, ...], line: int) -> None:
        for length in range(1, len(keys) + 1):
            self._lines.setdefault((*table, *keys[:length]), line)


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def _keys(text: str, at: int) -> tuple[tuple[str, ...], int]:
    """The parts of a dotted key and where it ends; `tomllib` itself undoes quotes and escapes."""
    end = _end(_KEY, text, at)
    parts: list[str] = []
    rest: object = tomllib.loads(f"{text[at:end]} = 0")
    while isinstance(rest, Mapping):
        ((key, rest),) = rest.items()  # pyright: ignore[reportUnknownVariableType] one key each
        parts.append(str(key))  # pyright: ignore[reportUnknownArgumentType] TOML keys are text
    return tuple(parts), end


def _past_value(text: str, at: int) -> int:
    """Where a value ends: at the newline that no bracket and no string holds."""
    depth = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            return len(text)
        piece = found.group()
        if piece == "\n" and depth == 0:
            return at
        depth += (piece in _OPENING) - (piece in _CLOSING)
        at = found.end()
    return at
