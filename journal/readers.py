"""Connections that stay at hand to read streams: to ask a pool costs as much as to read one."""

from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

AT_HAND = 4
"""Connections that are kept; a pool has so many more than its other users ask for."""


class Reader(NamedTuple):
    """A connection outside every transaction, and the cursor with which it is asked."""

    connection: Any
    cursor: Any


Ask = Callable[[Reader, Any, Sequence[object]], list[Any]]


class Readers:
    """Ask one statement at a time. Safe to share between threads: each takes a reader of its own.

    One statement sees the store at one moment, without a transaction around it.
    """

    def __init__(
        self, make: Callable[[], Reader], ask: Ask, let_go: Callable[[Reader], None]
    ) -> None:
        self._make = make
        self._ask = ask
        self._let_go = let_go
        self._at_hand: deque[Reader] = deque()

    def rows(self, statement: Any, given: Sequence[object]) -> list[Any]:
        """All rows that a statement gives."""
        try:
            reader = self._at_hand.pop()
        except IndexError:
            reader = self._make()
        try:
            rows = self._ask(reader, statement, given)
        except BaseException:
            # What broke one connection, as the end of a server does, broke the others too.
            self._let_go(reader)
            self.close()
            raise
        if len(self._at_hand) < AT_HAND:
            self._at_hand.append(reader)
        else:
            self._let_go(reader)
        return rows

    def close(self) -> None:
        """Let go of all that are at hand."""
        with suppress(IndexError):
            while True:
                self._let_go(self._at_hand.pop())
