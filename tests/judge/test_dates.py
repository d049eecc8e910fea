"""The days of an avenant: worked examples, and what holds on every day."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from .dates import (
    be_quantieme,
    easter_sunday,
    eu_1182_71,
    is_working_day,
    legal_holidays,
    letter_presumed,
    next_working_day,
    nth_working_day_after,
    readings,
    same_date,
    window,
)

with (Path(__file__).parent / "term-examples.csv").open(encoding="utf-8", newline="") as file:
    EXAMPLES = list(csv.DictReader(file))
EVERY_DAY = [date(2024, 1, 1) + timedelta(days=n) for n in range(17 * 365 + 5)]


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: f"{row['sent_on']} {row['channel']}")
def test_a_worked_example_comes_out_as_it_was_worked(row: dict[str, str]) -> None:
    days = window(date.fromisoformat(row["sent_on"]), row["channel"])
    assert [
        days.announced_last_day.isoformat(),
        days.admitted_last_day.isoformat(),
        days.terminates_on.isoformat(),
    ] == [row["announced_last_day"], row["admitted_last_day"], row["terminates_on"]]


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        (2000, 4, 23),
        (2008, 3, 23),
        (2024, 3, 31),
        (2025, 4, 20),
        (2026, 4, 5),
        (2027, 3, 28),
        (2028, 4, 16),
        (2035, 3, 25),
        (2038, 4, 25),
        (2049, 4, 18),
    ],
)
def test_easter_falls_on_its_known_sundays(year: int, month: int, day: int) -> None:
    assert easter_sunday(year) == date(year, month, day)


def test_a_year_has_the_ten_legal_holidays_and_no_other() -> None:
    assert sorted(day.strftime("%m-%d") for day in legal_holidays(2026)) == [
        "01-01",
        "04-06",
        "05-01",
        "05-14",
        "05-25",
        "07-21",
        "08-15",
        "11-01",
        "11-11",
        "12-25",
    ]


@pytest.mark.parametrize("day", [date(2026, 4, 3), date(2026, 5, 15), date(2026, 9, 28)])
def test_good_friday_bridge_days_and_community_holidays_are_working_days(day: date) -> None:
    assert is_working_day(day)


def test_working_days_are_counted_from_the_day_after() -> None:
    assert next_working_day(date(2026, 4, 4)) == date(2026, 4, 7)
    assert next_working_day(date(2026, 4, 7)) == date(2026, 4, 7)
    assert nth_working_day_after(date(2026, 4, 3), 1) == date(2026, 4, 7)
    assert nth_working_day_after(date(2026, 4, 3), 5) == date(2026, 4, 13)


def test_each_reading_of_one_month_has_its_own_last_day() -> None:
    sent_on = date(2026, 2, 28)
    assert same_date(sent_on) == date(2026, 3, 28)
    assert be_quantieme(sent_on) == date(2026, 3, 31)
    assert eu_1182_71(sent_on) == date(2026, 3, 30)
    assert letter_presumed(sent_on) == date(2026, 4, 7)


def test_a_month_without_the_number_ends_on_its_last_day() -> None:
    assert same_date(date(2026, 1, 31)) == date(2026, 2, 28)
    assert be_quantieme(date(2026, 1, 30)) == date(2026, 3, 2)  # Saturday 28 February, postponed
    assert be_quantieme(date(2027, 12, 30)) == date(2028, 1, 31)


def test_only_letters_are_presumed_to_travel() -> None:
    assert set(readings(date(2026, 3, 3), "letter")) - set(readings(date(2026, 3, 3), "email")) == {
        "letter-presumed"
    }


@pytest.mark.parametrize("channel", ["email", "letter"])
def test_on_every_day_the_announced_day_is_safe_and_the_termination_far(channel: str) -> None:
    for sent_on in EVERY_DAY:
        days = window(sent_on, channel)
        assert sent_on < days.announced_last_day <= days.admitted_last_day
        assert days.terminates_on.day == 1
        assert days.terminates_on - days.admitted_last_day >= timedelta(days=21)
        postponed = [
            last for name, last in readings(sent_on, channel).items() if name != "same-date"
        ]
        assert all(is_working_day(last) for last in postponed)
