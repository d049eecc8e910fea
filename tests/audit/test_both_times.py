"""As at any instant and as of any day, trail and standing are what a naive replay says.

The replay knows plain acts, the text of the domain and nothing of the audit: see `tests/judge`.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest

from audit.standing import standing_at
from audit.trail import trail
from audit.trails.lines import TrailLine
from domain.values import Language
from journal.clock import Clock
from journal.envelope import Append, Context
from journal.known_facts import known_facts
from journal.opening import Store, open_store
from tests.audit.lives import (
    AVENANTS,
    STREAM,
    Life,
    Moment,
    a_life,
    counts_from,
    naive,
    standing_acts,
)
from tests.judge.outcomes import FIELDS, Outcome

LIVES, AT_ONCE, POINTS = 500, 50, 20
TOLD = {
    "accepted_tacitly": "avenant.accepted-tacitly",
    "terminated": "avenant.terminated",
    "withdrawn": "avenant.withdrawn",
    "lapsed": "avenant.lapsed",
}
"""Where an avenant stands so, the trail has the fact that says it. A refusal, an
acceptance or a bounce may stand on a day for which the record has the registration and no more."""
NOT_SILENT = {"prepared", "sent", "refused", "undeliverable", "terminated"}
"""Where an avenant stands so, no silence counts."""


class Point(NamedTuple):
    """An avenant, what is known of it, and the day that is asked about."""

    avenant: str
    moment: Moment
    as_of: date | None


def points(life: Life) -> Iterator[Point]:
    """Random points: as at an instant, as of a day with all that is known, and both together."""
    first = life.moments[0].today
    for which in range(POINTS):
        moment = life.moments[-1] if which % 3 == 1 else life.random.choice(life.moments)
        day = first + timedelta(days=life.random.randint(-2, (moment.today - first).days))
        avenant = life.random.choice(AVENANTS)
        yield Point(avenant, moment, None if which % 3 == 0 else day)


def row(life: Life, point: Point) -> Outcome | None:
    """Where the record says that the avenant stood."""
    found = standing_at(life.store, point.avenant, as_at=point.moment.instant, as_of=point.as_of)
    if found is None:
        return None
    plain = found.model_dump(mode="json")
    return {name: plain[name] for name in FIELDS}


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, LIVES, AT_ONCE))
def test_at_any_point_of_any_life_standing_and_trail_are_what_the_plain_acts_say(
    first: int,
) -> None:
    for seed in range(first, first + AT_ONCE):
        life = a_life(seed)
        for point in points(life):
            expected = naive(life, *point)
            assert row(life, point) == expected, (seed, point)
            agrees(life, point, expected, f"seed {seed}, {point}")


def agrees(life: Life, point: Point, expected: Outcome | None, where: str) -> None:
    """The trail holds what was known and counts, and says where the avenant stands."""
    lines = trail(
        life.store, point.avenant, as_at=point.moment.instant, as_of=point.as_of, names=str
    )
    types = {line.type for line in lines}
    if point.as_of is None:
        assert ids(lines) == recorded_by(life, point), where
        return
    assert all(line.recorded_at <= point.moment.instant for line in lines), where
    assert all(line.effective_on <= point.as_of for line in lines), where
    assert registered(life, lines) == registrations_that_count(life, point), where
    state = str(expected["state"]) if expected else "prepared"
    assert state not in TOLD or TOLD[state] in types, where
    assert state not in NOT_SILENT or "avenant.accepted-tacitly" not in types, where
    assert ("avenant.terminated" in types) == (state == "terminated"), where


def ids(lines: list[TrailLine]) -> list[str]:
    """The events of a trail."""
    return [str(line.event_id) for line in lines]


def recorded_by(life: Life, point: Point) -> list[str]:
    """The events about an avenant that had been recorded by then, read off the bytes."""
    stored = life.read_plainly()
    others = {
        fact["fact"]["id"]
        for fact in stored
        if fact["fact"].get("avenant", point.avenant) != point.avenant and "id" in fact["fact"]
    }
    return [
        fact["id"]
        for fact in stored
        if fact["at"] <= point.moment.instant
        and fact["fact"].get("avenant", point.avenant) == point.avenant
        and fact["fact"].get("retracts") not in others
    ]


def registered(life: Life, lines: list[TrailLine]) -> set[Any]:
    """What people registered, of those on a trail."""
    return {line.registration for line in lines} & set(life.ids.values()) - {None}


def registrations_that_count(life: Life, point: Point) -> set[Any]:
    """What people registered that counts by that day, from the plain acts alone."""
    acts = life.judge.acts[: point.moment.acts]
    stands = {id(act) for act in standing_acts(acts)}
    as_of = point.as_of or point.moment.today
    return {
        life.ids[place]
        for place, act in enumerate(acts)
        if id(act) in stands
        and counts_from(act) <= as_of
        and (act["avenant"] == point.avenant or act["act"] == "ended_otherwise")
    } - {None}


class Then:
    """A clock that stands where a fact was recorded."""

    rehearsal = False

    def __init__(self, life: Life) -> None:
        self.instant = life.now

    def now(self) -> Any:
        return self.instant

    def today(self) -> date:
        return self.instant.date()


def write_down(life: Life, store: Store, clock: Then) -> None:
    """Record a life in a real store, each command at its instant."""
    written: dict[Any, list[Any]] = {}
    for one in life.recorded:
        written.setdefault(one.command_id, []).append(one)
    version = 0
    for command, told in written.items():
        clock.instant = told[0].recorded_at
        context = Context(
            command_id=command, actor=told[0].actor, channel="cli", correlation="K00123"
        )
        facts = [one.fact for one in told]
        store.journal.append_many([Append(STREAM, facts, version, context)])
        version += len(facts)


@pytest.mark.parametrize("seed", [7, 94])
def test_a_store_answers_as_the_same_life_in_memory(url: str, seed: int) -> None:
    life = a_life(seed)
    clock = Then(life)
    real: Clock = clock
    with open_store(url, facts=known_facts(), clock=real) as store:
        write_down(life, store, clock)
        for avenant, moment, as_of in points(life):
            asked: dict[str, Any] = {"as_at": moment.instant, "as_of": as_of}
            told = [
                [line.sentence for line in trail(of, avenant, lang=Language.EN, names=str, **asked)]
                for of in (store, life.store)
            ]
            assert told[0] == told[1]
            assert standing_at(store, avenant, **asked) == standing_at(life.store, avenant, **asked)
