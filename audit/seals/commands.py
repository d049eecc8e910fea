"""Whether the commands that the store has noted are exactly those that its facts name.

Both sides are added up, each command as a keyed hash, in buckets; only buckets that differ are
looked at one by one. The key is drawn afresh each time, so nobody can prepare a sum that fits.
"""

import secrets
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from sqlalchemy import Connection

from audit.seals.findings import Fault, Findings
from audit.seals.leaves import Row, stream_of
from audit.seals.stored import commands, facts_between, head

_BUCKETS = 256
_ID = slice(52, 88)
"""Where the command's id stands in the bytes of a fact: behind `{"id":"…","cmd":"`."""


class CommandSums:
    """Adds up the commands of facts as they pass, in the order of their positions."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(16)
        self._sums = [0] * _BUCKETS
        self._current: tuple[bytes, bytes] | None = None
        self._first = self._last = 0

    def add(self, rows: Iterable[Row]) -> None:
        """Take note of the commands of these facts."""
        for _, version, stream, _, state in rows:
            command = (stream, state[_ID]) if isinstance(state, bytes) else (stream, b"")
            if command != self._current:
                self._close()
                self._current, self._first = command, version
            self._last = version

    def compare(self, connection: Connection, found: Findings) -> None:
        """Note every command that only the one side knows."""
        self._close()
        differing = self._sums
        for row in commands(connection):
            line = _line(*row)
            digest = self._hash(line)
            differing[digest % _BUCKETS] -= digest
        wrong = {number for number, rest in enumerate(differing) if rest}
        if wrong:
            self._tell(connection, wrong, found)

    def _close(self) -> None:
        if self._current is not None:
            digest = self._hash(_named(self._current, self._first, self._last))
            self._sums[digest % _BUCKETS] += digest
        self._current = None

    def _hash(self, line: str) -> int:
        digest = blake2b(line.encode("utf-8", "backslashreplace"), digest_size=16, key=self._key)
        return int.from_bytes(digest.digest())

    def _tell(self, connection: Connection, wrong: set[int], found: Findings) -> None:
        named = set(self._within(wrong, _commands_of_facts(connection)))
        noted = set(self._within(wrong, (_line(*row) for row in commands(connection))))
        for line in sorted(named ^ noted):
            side = "no fact names it" if line in noted else "it is not noted"
            stream, command, first, last, _ = line.rsplit(" ", 4)
            place = f"{stream} versions {first} to {last}"
            found.add(Fault.COMMAND_DIFFERS, place, f"command {command}: {side}")

    def _within(self, wrong: set[int], lines: Iterable[str]) -> Iterator[str]:
        return (line for line in lines if self._hash(line) % _BUCKETS in wrong)


def _commands_of_facts(connection: Connection) -> Iterator[str]:
    """The commands that the facts name, as `CommandSums` sees them."""
    current: tuple[bytes, bytes] | None = None
    first = last = 0
    for page in facts_between(connection, 0, head(connection)):
        for _, version, stream, _, state in page:
            command = (stream, state[_ID]) if isinstance(state, bytes) else (stream, b"")
            if command != current:
                if current is not None:
                    yield _named(current, first, last)
                current, first = command, version
            last = version
    if current is not None:
        yield _named(current, first, last)


def _named(command: tuple[bytes, bytes], first: object, last: object) -> str:
    stream, id_ = command
    follows = first - 1 if isinstance(first, int) else None
    named = stream_of((0, 0, stream, b"", b""))
    return _line(
        named, id_.replace(b"-", b"").decode("ascii", "backslashreplace"), first, last, follows
    )


def _line(*parts: object) -> str:
    return " ".join(map(str, parts))
