"""One step of the office: read the stream, decide, append; after a conflict, once more."""

import random
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from domain.fact import Fact
from journal.envelope import Append, Context, Recorded
from journal.errors import Conflict
from journal.journal import Journal

Given = TypeVar("Given")

PATIENCE = 30.0
"""Seconds for which a step is decided anew; each lost try means that somebody else got through."""
FIRST_WAIT, LONGEST_WAIT = 0.005, 0.25
"""Seconds; at most so long, and twice as long after each lost try."""

Decide = Callable[[tuple[Recorded, ...]], Sequence[Fact]]
"""What follows from the facts of a stream; whatever it raises reaches the caller untouched."""


class Part(NamedTuple):
    """What is decided of one stream."""

    stream: str
    decide: Decide
    context: Context


def handle(journal: Journal, stream: str, decide: Decide, context: Context) -> tuple[Recorded, ...]:
    """Record what `decide` makes of the stream, once per command id, and give those facts.

    The same command id again gives the facts recorded the first time, without deciding. Raises
    Conflict only if others got ahead for thirty seconds.
    """
    return handle_together(journal, [Part(stream, decide, context)])


def handle_together(journal: Journal, parts: Sequence[Part]) -> tuple[Recorded, ...]:
    """As `handle`, for several streams: what is decided of all is recorded at once, or nothing."""
    return decided_anew(lambda: _once(journal, parts))


def decided_anew(step: Callable[[], Given]) -> Given:
    """What that step gives; after a Conflict it is done again, for thirty seconds."""
    deadline, longest = time.monotonic() + PATIENCE, FIRST_WAIT
    while True:
        try:
            return step()
        except Conflict:
            if time.monotonic() > deadline:
                raise
        # Not for secrecy: so that those who collided do not collide again.
        time.sleep(random.uniform(0, longest))  # noqa: S311
        longest = min(2 * longest, LONGEST_WAIT)


def _once(journal: Journal, parts: Sequence[Part]) -> tuple[Recorded, ...]:
    done: list[Recorded] = []
    appends: list[Append] = []
    for stream, decide, context in parts:
        history = journal.read(stream)
        known = [one for one in history if one.command_id == context.command_id]
        done += known
        if not known:
            appends.append(Append(stream, decide(history), len(history), context))
    return (*done, *journal.append_many(appends))
