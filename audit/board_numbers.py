"""What a board counts of each avenant, and how the numbers of every day follow from it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate, islice
from typing import NamedTuple, cast

from audit.outcomes import last_effective_day
from audit.views.folding import remember
from domain.concluding import termination_day
from domain.evolve import evolve
from domain.facts import ConventionFact
from domain.state import Avenant, AwaitingAnswer, Convention, Refused
from domain.values import AvenantKind
from journal.envelope import Skimmed

DEADLINES = "deadlines_ahead"
"""Last days of windows that are open and unanswered."""
TERMINATIONS = "terminations_to_come"
"""Ends of conventions by a refusal that stands."""


class Place(NamedTuple):
    """Where an avenant is counted."""

    circular: str
    network: str
    kind: str


class Counted(NamedTuple):
    """One thing that an avenant counts as: its state for as long as it lasts, or a day ahead."""

    place: Place
    what: str
    falls_on: date | None = None

    @property
    def until(self) -> date | None:
        """The first day on which it is no longer ahead; None for a state."""
        if self.falls_on is None:
            return None
        return date.fromisoformat(over_from(self.what, self.falls_on.isoformat()))


Move = tuple[str, str, str, str, str | None, str, int]
"""What avenants begin or cease to count as, on which day, and how many: the place, what it is, the
day on which it falls, where it falls on one, and the day; days as they are written."""


Key = tuple[str, ...]


@dataclass(slots=True)
class Totals:
    """By how much the numbers of a board change: those of now, and those of each day.

    Under the keys of the tables, days as they are written.
    """

    counts: Counter[Key] = field(default_factory=Counter[Key])
    ahead: Counter[Key] = field(default_factory=Counter[Key])
    days: Counter[Key] = field(default_factory=Counter[Key])


def moves_of(history: Sequence[Skimmed], new: int) -> tuple[Convention, list[Move]]:
    """The convention that facts make, and what those from the index `new` on change.

    A day's numbers are those at its end, as they were known then: what a fact of that day
    changed counts from that day, however far back or ahead it takes effect.
    """
    convention: Convention | None = None
    for one in history[:new]:
        convention = evolve(convention, cast("ConventionFact", one.fact))
    before = counted(convention)
    heard = history[new:]
    # A clock may have been set back: nothing is known before what it follows.
    known = accumulate((one.recorded_at.date() for one in history), max)
    days = list(islice(known, new, None))
    moves: list[Move] = []
    for one, day, coming in zip(heard, days, [*days[1:], None], strict=True):
        convention = evolve(convention, cast("ConventionFact", one.fact))
        if day == coming:
            continue
        after = counted(convention)
        if after != before:
            moves += [move_of(gone, day, -1) for gone in before - after]
            moves += [move_of(come, day, 1) for come in after - before]
            before = after
    if convention is None:
        msg = "there are no facts that make a convention"
        raise ValueError(msg)
    remember(history, convention)
    return convention, moves


def move_of(one: Counted, day: date, by: int) -> Move:
    """That so many begin or cease to count as that on a day."""
    falls_on = None if one.falls_on is None else one.falls_on.isoformat()
    circular, network, kind = one.place
    return circular, network, kind, one.what, falls_on, day.isoformat(), by


def totals_of(moves: Iterable[Move]) -> Totals:
    """What moves come to, all together."""
    totals = Totals()
    counts, ahead, days = totals.counts, totals.ahead, totals.days
    # Avenants of a network move on the same days: each such move is looked at once.
    for (circular, network, kind, what, falls_on, day, each), often in Counter(moves).items():
        by = each * often
        if falls_on is None:
            counts[circular, network, kind, what] += by
            days[circular, network, kind, what, day] += by
            continue
        ahead[circular, network, kind, what, falls_on] += by
        until = over_from(what, falls_on)
        if day < until:
            days[circular, network, kind, what, day] += by
            days[circular, network, kind, what, until] -= by
    return totals


@lru_cache(maxsize=4096)
def over_from(what: str, falls_on: str) -> str:
    """The first day on which what falls on a day is no longer ahead.

    A last day is over when it has ended; a convention has ended on the day of its termination.
    """
    day = date.fromisoformat(falls_on)
    return (day if what == TERMINATIONS else day + timedelta(days=1)).isoformat()


def counted(convention: Convention | None) -> frozenset[Counted]:
    """What the avenants of a convention count as."""
    if convention is None:
        return frozenset()
    return frozenset(one for a in convention.avenants for one in of_avenant(convention, a))


@lru_cache(maxsize=4096)
def place_of(circular: str, network: str, kind: AvenantKind) -> Place:
    """One place for all that are counted there."""
    return Place(circular, network, kind.value)


@lru_cache(maxsize=4096)
def state_of(place: Place, status: str) -> Counted:
    """A state that is counted at a place."""
    return Counted(place, status)


def of_avenant(convention: Convention, avenant: Avenant) -> Iterator[Counted]:
    """Its state; while it waits for an answer its last day, while it is refused its end."""
    place = place_of(avenant.circular, convention.network, avenant.kind)
    yield state_of(place, avenant.standing.status)
    match avenant.standing:
        case AwaitingAnswer():
            last_day = last_effective_day(avenant)
            if last_day is not None:
                yield Counted(place, DEADLINES, last_day)
        case Refused():
            ends = termination_day(convention)
            if ends is not None:
                yield Counted(place, TERMINATIONS, ends)
        case _:
            pass
