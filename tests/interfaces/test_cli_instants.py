"""Instants as people type them: what is meant, and what cannot be meant."""

from datetime import UTC, datetime, timedelta

import pytest
import typer

from interfaces.cli.options import instant
from journal.clock import BRUSSELS
from tests.interfaces.cli_office import Office, run

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-03-31T14:00", datetime(2026, 3, 31, 12, tzinfo=UTC)),
        ("2026-03-31T14:00Z", datetime(2026, 3, 31, 14, tzinfo=UTC)),
        ("2026-03-31", datetime(2026, 3, 31, 21, 59, 59, 999999, tzinfo=UTC)),
        ("2026-10-25T02:30+02:00", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026-10-25T02:30+01:00", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        ("9999-12-31", datetime(9999, 12, 31, 22, 59, 59, 999999, tzinfo=UTC)),
    ],
)
def test_what_is_typed_is_one_instant(typed: str, meant: datetime) -> None:
    assert instant(typed) == meant


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2026-03-29T02:30", "went forward"),
        ("2026-10-25T02:30", "came twice"),
        ("9999-12-31T23:59:59-14:00", "is no instant"),
        ("0001-01-01T00:00", "is no instant"),
        ("at noon", "is no instant"),
    ],
)
def test_what_is_no_instant_or_two_is_not_guessed(typed: str, said: str) -> None:
    with pytest.raises(typer.BadParameter, match=said):
        instant(typed)


def test_the_hour_that_comes_twice_is_in_its_order() -> None:
    """Clocks go back on 25 October 2026: 02:50 for the first time is before 02:10 for the second.

    Both bear the zone of Brussels in the record, and would be compared as they read on the clock.
    """
    first = datetime(2026, 10, 25, 2, 50, tzinfo=BRUSSELS)
    second = datetime(2026, 10, 25, 2, 10, tzinfo=BRUSSELS, fold=1)
    between = instant("2026-10-25T02:00+01:00")
    assert second - between == timedelta(minutes=10)
    assert first <= between < second


def test_the_first_and_the_last_day_there_is_have_an_answer(office: Office) -> None:
    avenant = office.sent()
    ends = ("0001-01-01", "9999-12-31")
    for day in ends:
        for asked in ("trail", avenant), ("conventions",), ("budget", "namur"):
            for when in "--as-at", "--as-of":
                assert run(*asked, when, day).code in {0, 3}, (asked, when, day)
        assert run("board", "2026-001", "--as-at", day).code == 0
