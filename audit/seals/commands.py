"""Whether the commands that the store has noted are exactly those that its facts name.

Both sides are added up, each command as the square of a hash with a secret of this run; only where
the sums differ are they looked at again, by bucket and then one by one. Nobody can prepare a sum
that fits. Hashes that are not squared would not do: that of a tuple is itself nearly a sum, and two
commands that exchange a number would often leave it as it was.
"""

import secrets
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from operator import mul

from sqlalchemy import Connection

from audit.seals.findings import Fault, Findings
from audit.seals.leaves import Row, named
from audit.seals.stored import commands, facts_between, head

_BUCKETS = 256
_PAGE = 1000
_ID = slice(52, 88)
"""Where the command's id stands in the bytes of a fact: behind `{"id":"…","cmd":"`."""

Noted = tuple[object, object, object, object, object]
"""A command: the secret, its stream and its id in hex (bytes), its first and last version."""


class CommandSums:
    """Adds up the commands of facts as they pass, in the order of their positions."""

    def __init__(self) -> None:
        self._secret = secrets.randbits(60)
        self._sum = 0
        self._grouping = _Grouping(self._secret)

    def add(self, rows: Iterable[Row]) -> None:
        """Take note of the commands of these facts."""
        self._sum += _squares(self._grouping.add(rows))

    def compare(self, connection: Connection, found: Findings) -> None:
        """Note every command that only the one side knows."""
        self._sum += _squares(self._grouping.end())
        if self._sum != _squares(commands(connection, self._secret)):
            self._tell(connection, found)

    def _tell(self, connection: Connection, found: Findings) -> None:
        wrong = _sums(self._of_facts(connection))
        wrong.subtract(_sums(commands(connection, self._secret)))
        of_facts = set(_within(wrong, self._of_facts(connection)))
        noted = set(_within(wrong, commands(connection, self._secret)))
        for one in sorted(of_facts ^ noted, key=str):
            _, stream, command, first, last = one
            side = "no fact names it" if one in noted else "it is not noted"
            place = f"{named(stream)} versions {first} to {last}"
            found.add(Fault.COMMAND_DIFFERS, place, f"command {named(command)}: {side}")

    def _of_facts(self, connection: Connection) -> Iterator[Noted]:
        grouping = _Grouping(self._secret)
        for page in facts_between(connection, 0, head(connection)):
            yield from grouping.add(page)
        yield from grouping.end()


def _squares(all_: Iterable[Noted]) -> int:
    hashes = iter(map(hash, all_))
    total = 0
    # In pages: every step of this is within the interpreter's own code.
    while page := list(islice(hashes, _PAGE)):
        total += sum(map(mul, page, page))
    return total


def _sums(all_: Iterable[Noted]) -> Counter[int]:
    """What the squares of the hashes in each bucket come to."""
    sums: Counter[int] = Counter()
    for number in map(hash, all_):
        sums[number % _BUCKETS] += number * number
    return sums


def _within(wrong: Counter[int], all_: Iterable[Noted]) -> Iterator[Noted]:
    return (one for one in all_ if wrong[hash(one) % _BUCKETS])


class _Grouping:
    """Puts facts that follow each other in one stream under one command together."""

    def __init__(self, secret: int) -> None:
        self._secret = secret
        self._stream: bytes = b""
        self._command: bytes = b""
        self._first: object = None
        self._last: object = None

    def add(self, rows: Iterable[Row]) -> list[Noted]:
        """The commands that these rows complete; the last one may go on in the next rows."""
        done: list[Noted] = []
        # One pass over every fact there is: names of its own are what it is quick by.
        secret, before, of = self._secret, self._stream, self._command
        first, last = self._first, self._last
        for _, version, stream, _, state in rows:
            command = state[_ID] if isinstance(state, bytes) else b"?"
            if command != of or stream != before:
                if of:
                    done.append((secret, before, of.replace(b"-", b""), first, last))
                before, of, first = stream, command, version
            last = version
        self._stream, self._command, self._first, self._last = before, of, first, last
        return done

    def end(self) -> list[Noted]:
        """The last command, which nothing follows."""
        nothing: Row = (None, None, b"", None, b"")
        return self.add([nothing])
