"""What a step answers: how long until the next one is worth trying."""

from datetime import UTC, date, datetime, timedelta

import pytest

from activities.progress import wait_until
from domain.procedure import Next, Step, Waiting
from journal.clock import BRUSSELS


def until_the(day: date) -> Next:
    return Next(waiting_for=Waiting.ANSWER, step=Step.CONCLUDE, on=day, until=day)


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 3, 3, 8, tzinfo=BRUSSELS), date(2026, 4, 4)),
        (datetime(2026, 10, 1, 23, tzinfo=BRUSSELS), date(2026, 11, 3)),
        (datetime(2026, 5, 4, 12, tzinfo=BRUSSELS), date(2026, 6, 5)),
    ],
    ids=["an hour is lost", "an hour is won", "summer"],
)
def test_work_begins_at_six_in_brussels_whatever_the_clocks_did_meanwhile(
    now: datetime, day: date
) -> None:
    wait = wait_until(until_the(day), now)
    assert wait is not None
    arrives = (now.astimezone(UTC) + wait).astimezone(BRUSSELS)
    assert (arrives.date(), arrives.hour, arrives.minute) == (day, 6, 0)


def test_a_day_that_has_come_is_not_waited_for() -> None:
    noon = datetime(2026, 4, 4, 12, tzinfo=BRUSSELS)
    assert wait_until(until_the(date(2026, 4, 4)), noon) == timedelta(0)


def test_what_only_the_outside_can_move_is_waited_for_without_end() -> None:
    noon = datetime(2026, 4, 4, 12, tzinfo=BRUSSELS)
    assert wait_until(Next(waiting_for=Waiting.DECISION), noon) is None
