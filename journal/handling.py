"""One step of the office: read the stream, decide, append; after a conflict, once more."""

import random
import time
from collections.abc import Callable, Sequence

from domain.fact import Fact
from journal.envelope import Context, Recorded
from journal.errors import Conflict
from journal.journal import Journal

TRIES = 30
"""How often a step is decided anew; each failed try means that somebody else got through."""
LONGEST_WAIT = 0.05
"""Seconds; the first waits are shorter."""

Decide = Callable[[tuple[Recorded, ...]], Sequence[Fact]]
"""What follows from the facts of a stream; whatever it raises reaches the caller untouched."""


def handle(journal: Journal, stream: str, decide: Decide, context: Context) -> tuple[Recorded, ...]:
    """Record what `decide` makes of the stream, once per command id, and give those facts.

    The same command id again gives the facts recorded the first time, without deciding. Raises
    Conflict only if others got ahead thirty times in a row.
    """
    for attempt in range(1, TRIES):
        try:
            return _once(journal, stream, decide, context)
        except Conflict:
            # Not for secrecy: so that those who collided do not collide again.
            time.sleep(random.uniform(0, min(LONGEST_WAIT, attempt * LONGEST_WAIT / 10)))  # noqa: S311
    return _once(journal, stream, decide, context)


def _once(journal: Journal, stream: str, decide: Decide, context: Context) -> tuple[Recorded, ...]:
    history = journal.read(stream)
    known = tuple(one for one in history if one.command_id == context.command_id)
    if known:
        return known
    return journal.append(stream, decide(history), expected_version=len(history), context=context)
