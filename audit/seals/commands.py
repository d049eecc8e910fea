"""Whether the commands that the store has noted are exactly those that its facts name.

Both sides are added up, each command as a hash with a secret of this run, in buckets; only buckets
that differ are looked at one by one. Nobody can prepare a sum that fits.
"""

import secrets
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection

from audit.seals.findings import Fault, Findings
from audit.seals.leaves import Row, named
from audit.seals.stored import commands, facts_between, head

_BUCKETS = 256
_ID = slice(52, 88)
"""Where the command's id stands in the bytes of a fact: behind `{"id":"…","cmd":"`."""

Noted = tuple[object, object, object, object, object]
"""A command: its stream and its id in hex (bytes), its first and last version, and the one they
follow."""


class CommandSums:
    """Adds up the commands of facts as they pass, in the order of their positions."""

    def __init__(self) -> None:
        self._secret = secrets.randbits(60)
        self._sums = [0] * _BUCKETS
        self._grouping = _Grouping()

    def add(self, rows: Iterable[Row]) -> None:
        """Take note of the commands of these facts."""
        self._add(self._grouping.add(rows), 1)

    def compare(self, connection: Connection, found: Findings) -> None:
        """Note every command that only the one side knows."""
        self._add(self._grouping.end(), 1)
        self._add(commands(connection), -1)
        wrong = {bucket for bucket, rest in enumerate(self._sums) if rest}
        if wrong:
            self._tell(connection, wrong, found)

    def _add(self, noted: Iterable[Noted], sign: int) -> None:
        secret, sums = self._secret, self._sums
        for one in noted:
            number = hash((secret, one))
            sums[number % _BUCKETS] += sign * number

    def _tell(self, connection: Connection, wrong: set[int], found: Findings) -> None:
        of_facts = set(self._within(wrong, _commands_of_facts(connection)))
        noted = set(self._within(wrong, commands(connection)))
        for one in sorted(of_facts ^ noted, key=str):
            stream, command, first, last, _ = one
            side = "no fact names it" if one in noted else "it is not noted"
            place = f"{named(stream)} versions {first} to {last}"
            found.add(Fault.COMMAND_DIFFERS, place, f"command {named(command)}: {side}")

    def _within(self, wrong: set[int], all_: Iterable[Noted]) -> Iterator[Noted]:
        return (one for one in all_ if hash((self._secret, one)) % _BUCKETS in wrong)


class _Grouping:
    """Puts facts that follow each other in one stream under one command together."""

    def __init__(self) -> None:
        self._stream: bytes = b""
        self._command: bytes = b""
        self._first: object = None
        self._last: object = None

    def add(self, rows: Iterable[Row]) -> list[Noted]:
        """The commands that these rows complete; the last one may go on in the next rows."""
        done: list[Noted] = []
        # One pass over every fact there is: names of its own are what it is quick by.
        before, of, first, last = self._stream, self._command, self._first, self._last
        for _, version, stream, _, state in rows:
            command = state[_ID] if isinstance(state, bytes) else b"?"
            if command != of or stream != before:
                if of:
                    done.append(_noted(before, of, first, last))
                before, of, first = stream, command, version
            last = version
        self._stream, self._command, self._first, self._last = before, of, first, last
        return done

    def end(self) -> tuple[Noted, ...]:
        """The last command, which nothing follows."""
        if not self._command:
            return ()
        noted = _noted(self._stream, self._command, self._first, self._last)
        self._command = b""
        return (noted,)


def _noted(stream: bytes, command: bytes, first: object, last: object) -> Noted:
    follows = first - 1 if isinstance(first, int) else None
    return (stream, command.replace(b"-", b""), first, last, follows)


def _commands_of_facts(connection: Connection) -> Iterator[Noted]:
    grouping = _Grouping()
    for page in facts_between(connection, 0, head(connection)):
        yield from grouping.add(page)
    yield from grouping.end()
