"""The figures of a board: of now, of any instant, and of every day."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from audit.board_numbers import DEADLINES, TERMINATIONS, Counted
from domain.values import AvenantKind, Value

SIGNED = ("signed", "concluded")
"""States in which a network's own avenant bears the network's signatures."""


class NetworkFigures(Value):
    """How far a network has come with a circular.

    `own_avenant` is the state of the network's own avenant, null where it has none; `states` are
    those of its providers' avenants, with how many there are of each. `deadlines_ahead` counts the
    open windows that nobody has answered, their last day included; `terminations_to_come` the
    conventions that will end by a refusal.
    """

    network: str
    own_avenant: str | None
    signed: bool
    states: dict[str, int]
    deadlines_ahead: int
    next_deadline: date | None
    terminations_to_come: int
    next_termination: date | None


class DayFigures(Value):
    """The figures of one day at its end, as they were known then."""

    day: date
    networks: int
    """Networks that had an avenant of their own."""
    networks_signed: int
    states: dict[str, int]
    deadlines_ahead: int
    terminations_to_come: int


@dataclass(slots=True)
class _Network:
    own: str | None = None
    states: Counter[str] = field(default_factory=Counter[str])
    ahead: dict[str, Counter[date]] = field(default_factory=dict[str, Counter[date]])


def figures(counted: Iterable[tuple[Counted, int]], today: date) -> list[NetworkFigures]:
    """The figures of each network, given what its avenants count as and how many of them do."""
    networks: dict[str, _Network] = {}
    for one, number in counted:
        of = networks.setdefault(one.place.network, _Network())
        if one.falls_on is not None:
            if one.until is not None and one.until > today:
                of.ahead.setdefault(one.what, Counter())[one.falls_on] += number
        elif one.place.kind == AvenantKind.NETWORK:
            of.own = one.what
        else:
            of.states[one.what] += number
    return [_figures(network, networks[network]) for network in sorted(networks)]


def _figures(network: str, of: _Network) -> NetworkFigures:
    deadlines, ends = of.ahead.get(DEADLINES, Counter()), of.ahead.get(TERMINATIONS, Counter())
    return NetworkFigures(
        network=network,
        own_avenant=of.own,
        signed=of.own in SIGNED,
        states=dict(sorted(of.states.items())),
        deadlines_ahead=deadlines.total(),
        next_deadline=min(deadlines, default=None),
        terminations_to_come=ends.total(),
        next_termination=min(ends, default=None),
    )


Change = tuple[str, str, date, int]
"""Kind of avenant, what is counted, on which day it changed, and by how much."""


def by_day(changes: Iterable[Change], today: date) -> Iterator[DayFigures]:
    """The figures of every day on which one of them changed, up to today."""
    totals: Counter[tuple[str, str]] = Counter()
    days: dict[date, Counter[tuple[str, str]]] = {}
    for kind, what, day, number in changes:
        days.setdefault(day, Counter())[kind, what] += number
    for day in sorted(day for day in days if day <= today):
        totals.update(days[day])
        yield _of_day(day, totals)


def _of_day(day: date, totals: Counter[tuple[str, str]]) -> DayFigures:
    states = {
        what: number
        for (kind, what), number in sorted(totals.items())
        if number and kind == AvenantKind.PROVIDER and what not in {DEADLINES, TERMINATIONS}
    }
    own = {what: number for (kind, what), number in totals.items() if kind == AvenantKind.NETWORK}
    return DayFigures(
        day=day,
        networks=sum(own.values()),
        networks_signed=sum(own.get(state, 0) for state in SIGNED),
        states=states,
        deadlines_ahead=totals[AvenantKind.PROVIDER.value, DEADLINES],
        terminations_to_come=totals[AvenantKind.PROVIDER.value, TERMINATIONS],
    )
