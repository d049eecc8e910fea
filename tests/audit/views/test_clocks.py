"""A clock that ran ahead and was put right: days and instants of the record still add up."""

import pytest
from sqlalchemy import update

from audit.board import Board
from audit.law.conventions import in_force
from audit.standing import standing_at
from audit.trail import trail
from interfaces.cli.options import instant
from journal.tables import rehearsal_clock_table
from tests.audit.office import NAMUR, K, Office, day, morning
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


def test_the_figures_of_each_day_are_those_of_its_last_instant(put_right: Office) -> None:
    put_right.on("03-10").refuse(K)
    board = Board(put_right.store)
    board.catch_up()

    assert all(number >= 0 for one in board.by_day(CIRCULAR) for number in one.states.values())
    assert_days_agree(put_right, day("03-01"), day("03-12"))
