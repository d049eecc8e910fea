"""Whatever clocks do, days and instants of the record add up: put right, or back in October."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from audit.board import Board
from audit.law.conventions import in_force
from audit.standing import standing_at
from audit.trail import Question, subject, trail
from audit.trails.asking import answer
from interfaces.cli.options import instant
from journal.clock import BRUSSELS
from journal.tables import rehearsal_clock_table
from tests.audit.office import ANNA, NAMUR, K, Office, day, morning
from tests.audit.test_board_figures import CIRCULAR, assert_days_agree

pytestmark = pytest.mark.slow


@pytest.fixture
def put_right(office: Office) -> Office:
    """A convention registered on the 6th by a clock that ran ahead, and told on the 4th."""
    office.on("03-06").prepare(K)
    with office.store.engine.begin() as connection:
        connection.execute(update(rehearsal_clock_table).values(instant=morning(day("03-04"))))
    office.send(K)
    return office


def test_what_rests_on_a_fact_is_not_known_before_it(put_right: Office) -> None:
    between = instant("2026-03-05T12:00")
    board = Board(put_right.store)
    board.catch_up()

    assert standing_at(put_right.store, K, as_at=between) is None
    assert trail(put_right.store, K, as_at=between, names=str) == []
    assert board.figures_at(CIRCULAR, between) == []
    assert in_force(put_right.store, day("03-05"), network=NAMUR, as_at=between).count == 0


def test_in_the_hour_that_reads_twice_what_was_recorded_in_the_first_is_known_in_the_second(
    office: Office,
) -> None:
    first, second = (
        datetime(2026, 10, 25, 2, minute, tzinfo=BRUSSELS, fold=fold)
        for minute, fold in ((45, 0), (30, 1))
    )
    office.clock.set(first)
    office.prepare(K)
    board, person = Board(office.store), subject(office.store, ANNA)
    board.catch_up()

    assert first.astimezone(UTC) < second.astimezone(UTC)
    assert standing_at(office.store, K, as_at=second) is not None
    assert board.figures_at(CIRCULAR, second)
    assert len(list(answer(office.store, person, Question(as_at=second)))) == 2


def test_the_figures_of_each_day_are_those_of_its_last_instant(put_right: Office) -> None:
    put_right.on("03-10").refuse(K)
    board = Board(put_right.store)
    board.catch_up()

    assert all(number >= 0 for one in board.by_day(CIRCULAR) for number in one.states.values())
    assert_days_agree(put_right, day("03-01"), day("03-12"))
