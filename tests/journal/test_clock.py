"""One clock: real time in a real store, invented time only where everything is invented."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from journal.clock import BRUSSELS, ClockRefused, RehearsalClock, SystemClock
from journal.errors import RehearsalStore
from journal.opening import Store, open_rehearsal, open_store
from tests.journal.orchard import a_command, a_stream, orchard, planted

START = datetime(2026, 3, 3, 9, 0, tzinfo=BRUSSELS)


@pytest.fixture
def rehearsal(url: str) -> Iterator[tuple[Store, RehearsalClock]]:
    store, clock = open_rehearsal(url, facts=orchard(), starts_at=START)
    with store:
        yield store, clock


def test_a_real_store_tells_the_present_time_of_brussels(store: Store) -> None:
    now = store.clock.now()
    assert abs(now - datetime.now(UTC)) < timedelta(seconds=5)
    assert str(now.tzinfo) == "Europe/Brussels"
    assert store.clock.today() == now.date()
    assert store.clock.now() >= now
    assert store.rehearsal is False


def test_a_rehearsal_stands_still_until_it_is_moved(
    rehearsal: tuple[Store, RehearsalClock],
) -> None:
    store, clock = rehearsal
    assert store.clock.now() == store.clock.now() == START
    clock.set(START + timedelta(days=35, microseconds=1))
    assert store.clock.now() == START + timedelta(days=35, microseconds=1)
    assert store.clock.today() == date(2026, 4, 7)
    assert store.rehearsal is True


def test_the_day_of_a_rehearsal_begins_at_midnight_in_brussels(
    rehearsal: tuple[Store, RehearsalClock],
) -> None:
    _, clock = rehearsal
    clock.set(datetime(2026, 3, 3, 22, 59, 59, tzinfo=UTC))
    assert clock.today() == date(2026, 3, 3)
    clock.set(datetime(2026, 3, 3, 23, 0, tzinfo=UTC))
    assert clock.today() == date(2026, 3, 4)


def test_a_rehearsal_never_goes_back_in_time(rehearsal: tuple[Store, RehearsalClock]) -> None:
    _, clock = rehearsal
    clock.set(START)
    with pytest.raises(ClockRefused, match="never goes back"):
        clock.set(START - timedelta(microseconds=1))
    assert clock.now() == START


@pytest.mark.slow
def test_every_process_sees_the_same_rehearsed_time(
    url: str, rehearsal: tuple[Store, RehearsalClock]
) -> None:
    _, clock = rehearsal
    clock.set(datetime(2026, 6, 1, 8, 30, tzinfo=BRUSSELS))
    command = [sys.executable, "-m", "tests.journal.actor", "time", url]
    seen = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout
    assert seen.split() == ["2026-06-01T08:30:00+02:00", "True"]


def test_another_open_store_sees_the_time_move_at_once(
    url: str, rehearsal: tuple[Store, RehearsalClock]
) -> None:
    _, clock = rehearsal
    with open_store(url, facts=orchard()) as worker:
        for day in range(1, 20):
            clock.set(START + timedelta(days=day))
            assert worker.clock.now() == START + timedelta(days=day)


def test_every_fact_of_a_rehearsal_says_that_it_is_one(
    url: str, rehearsal: tuple[Store, RehearsalClock]
) -> None:
    store, _ = rehearsal
    stream = a_stream()
    [fact] = store.journal.append(stream, [planted()], expected_version=0, context=a_command())
    assert (fact.rehearsal, fact.recorded_at) == (True, START)
    with open_store(url, facts=orchard()) as again:
        assert again.journal.read(stream) == (fact,)


def test_a_rehearsal_goes_on_where_it_stood(
    url: str, rehearsal: tuple[Store, RehearsalClock]
) -> None:
    rehearsal[1].set(START + timedelta(days=9))
    store, clock = open_rehearsal(url, facts=orchard(), starts_at=START)
    with store:
        assert clock.now() == START + timedelta(days=9)


def test_a_rehearsal_can_never_be_opened_as_a_real_store(
    url: str, rehearsal: tuple[Store, RehearsalClock]
) -> None:
    with pytest.raises(RehearsalStore, match="rehearsal, for ever"):
        open_store(url, facts=orchard(), clock=SystemClock())


def test_a_real_store_is_never_rehearsed_in(url: str, store: Store) -> None:
    with pytest.raises(RehearsalStore, match="real"):
        open_rehearsal(url, facts=orchard(), starts_at=START)
    assert store.clock.now() > START
