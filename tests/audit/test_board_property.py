"""Whatever happens, the board says what the record says."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.board import Board
from audit.outcomes import rows_of
from audit.standing import standing_at
from domain.tasks import tasks_of
from domain.values import Channel
from journal.known_facts import known_facts
from journal.opening import open_rehearsal
from journal.streams import load_convention
from tests.audit.office import ACTS, Office, day, morning, play

NUMBERS = count(10_000)
"""Each history has a convention of its own in the one store."""

FEW = 60
"""Each history begins where the one before it ended, and the calendar ends in 2099."""

drawn = st.fixed_dictionaries(
    {
        "days": st.integers(0, 12),
        "ago": st.integers(0, 20),
        "which": st.integers(0, 1),
        "ordinal": st.integers(1, 3),
        "channel": st.sampled_from(Channel),
        "flag": st.booleans(),
    }
)
often = ["send", "send", "refuse", "refuse", "conclude", "retract"]
histories = st.lists(st.tuples(st.sampled_from([*ACTS, *often]), drawn), max_size=12)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    url = f"sqlite:///{tmp_path_factory.mktemp('board') / 'store.db'}"
    store, clock = open_rehearsal(url, facts=known_facts(), starts_at=morning(day("03-03")))
    with store:
        yield Office(store, clock)


def begin(office: Office) -> list[str]:
    """Two avenants of a new convention, the first one sent."""
    convention = f"K{next(NUMBERS)}"
    avenants = [f"2026-001.{convention}", f"2026-002.{convention}"]
    for avenant in avenants:
        office.prepare(avenant)
    office.send(avenants[0])
    return avenants


@pytest.mark.slow
@settings(max_examples=FEW, suppress_health_check=[HealthCheck.too_slow])
@given(first=histories, second=histories)
def test_a_row_is_what_the_facts_come_to_however_often_one_catches_up(
    office: Office, first: list[Any], second: list[Any]
) -> None:
    board = Board(office.store)
    avenants = begin(office)
    convention = avenants[0].partition(".")[2]
    for steps in (first, second):
        play(office, avenants, steps)
        board.catch_up()

        folded = load_convention(office.store.journal, convention)
        assert folded is not None
        assert tuple(board.find(convention)) == rows_of(folded)
        listed = {(t.avenant, t.kind) for t in board.tasks() if t.avenant in avenants}
        assert listed == {(t.avenant, t.kind) for t in tasks_of(folded)}


@pytest.mark.slow
@settings(max_examples=FEW, suppress_health_check=[HealthCheck.too_slow])
@given(first=histories, second=histories)
def test_as_at_an_instant_the_record_says_for_ever_what_it_said_then(
    office: Office, first: list[Any], second: list[Any]
) -> None:
    avenants = begin(office)
    play(office, avenants, first)
    instant = office.clock.now()
    then = [standing_at(office.store, avenant) for avenant in avenants]

    office.on(office.today)
    play(office, avenants, second)

    assert [standing_at(office.store, a, as_at=instant) for a in avenants] == then


@pytest.mark.slow
@settings(max_examples=FEW, suppress_health_check=[HealthCheck.too_slow])
@given(steps=histories)
def test_as_of_today_is_where_the_avenant_stands(office: Office, steps: list[Any]) -> None:
    avenants = begin(office)
    play(office, avenants, steps)

    for avenant in avenants:
        now = standing_at(office.store, avenant)
        assert standing_at(office.store, avenant, as_of=office.today) == now
