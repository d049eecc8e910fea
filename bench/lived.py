"""A record of many circulars, as an office leaves it: facts of avenants that were lived."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from itertools import count, groupby
from operator import itemgetter
from typing import cast
from uuid import uuid4

from audit.views.collector import uncollected
from bench.one_life import AVENANTS, CIRCULAR_FACTS, LAUNCHED, Lived, life
from domain import facts as f
from journal.clock import BRUSSELS, RehearsalClock
from journal.envelope import Append, Context
from journal.known_facts import known_facts
from journal.opening import Store, open_rehearsal
from journal.streams import convention_stream
from journal.tables import pages

PAGE = 500
"""Commands in one transaction."""


@contextmanager
def lived(url: str, facts: int) -> Generator[Store]:
    """A store with about so many facts, circular after circular, each over a quarter of a year."""
    begins = datetime.combine(LAUNCHED, time(8), tzinfo=BRUSSELS)
    store, _ = open_rehearsal(url, facts=known_facts(), starts_at=begins)
    with store:
        for _ in range(max(1, round(facts / CIRCULAR_FACTS))):
            one_more(store)
        yield store


def one_more(store: Store) -> None:
    """Another circular, with all that follows from it."""
    first = store.journal.head() // CIRCULAR_FACTS * AVENANTS
    with uncollected():
        live_through(store, cast("RehearsalClock", store.clock), range(first, first + AVENANTS))


def live_through(store: Store, clock: RehearsalClock, numbers: Sequence[int]) -> None:
    """One circular: all are prepared, then network after network sends, as days go by."""
    evidence = store.evidence.put(b"What all of them name.", "text/plain")
    versions = dict.fromkeys(numbers, 0)
    steps = sorted(
        (
            (day, step, of, facts)
            for of in (Lived(number, evidence) for number in numbers)
            for step, (day, facts) in enumerate(life(of))
        ),
        key=itemgetter(0, 1),
    )
    for day, of_that_day in groupby(steps, key=itemgetter(0, 1)):
        for page in pages(list(of_that_day), PAGE):
            morning = datetime.combine(day[0], time(9), tzinfo=BRUSSELS)
            clock.set(max(morning, clock.now() + timedelta(seconds=1)))
            store.journal.append_many([append(of, facts, versions) for _, _, of, facts in page])


def step_by_step(number: int) -> Iterator[Append]:
    """What avenants append from that one on, one after the other, without end."""
    for each in count(number):
        versions = {each: 0}
        for _, facts in life(Lived(each)):
            yield append(Lived(each), facts, versions)


def append(of: Lived, facts: tuple[f.ConventionFact, ...], versions: dict[int, int]) -> Append:
    """What one step appends, each by a command of its own."""
    by = getattr(facts[0], "by", "engine")
    context = Context(command_id=uuid4(), actor=by, channel="workflow", correlation=of.avenant)
    given = Append(convention_stream(of.convention), facts, versions[of.number], context)
    versions[of.number] += len(facts)
    return given
