"""The dates: the worked examples, and what holds for every day of 2024 to 2040."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from domain.calendar import OutsideCalendar, is_working_day, legal_holidays
from domain.terms import (
    CURRENT_RULES,
    RULES,
    UnknownRules,
    Window,
    be_quantieme,
    eu_1182_71,
    letter_presumed,
    same_date,
    silence_provable_from,
    window,
)
from domain.values import Channel

DAY = timedelta(days=1)
EXAMPLES = Path(__file__).with_name("term-examples.csv")
POSTPONED = {"be-quantieme", "eu-1182-71", "letter-presumed"}


def examples() -> Iterator[dict[str, str]]:
    """The worked dates, one row per sending."""
    with EXAMPLES.open(encoding="utf-8", newline="") as rows:
        yield from csv.DictReader(rows)


@cache
def every_window(channel: Channel) -> tuple[Window, ...]:
    """The window of every day of sending from 1 January 2024 to 31 December 2040."""
    first, last = date(2024, 1, 1), date(2040, 12, 31)
    return tuple(window(first + n * DAY, channel) for n in range((last - first).days + 1))


both_channels = pytest.mark.parametrize("channel", Channel)


@pytest.mark.parametrize(
    "row", list(examples()), ids=lambda row: "-".join([row["sent_on"], row["channel"]])
)
def test_the_worked_dates_come_out_as_worked(row: dict[str, str]) -> None:
    """Both last days and the termination of every worked example."""
    found = window(date.fromisoformat(row["sent_on"]), Channel(row["channel"]))
    printed = found.model_dump(mode="json")
    assert {key: printed[key] for key in row} == row


def test_the_example_of_the_circular_shows_each_reading() -> None:
    """A letter of 3 March 2026: three readings end on Good Friday, the fourth after Easter."""
    found = window(date(2026, 3, 3), Channel.LETTER)
    assert {r.name: r.last_day.isoformat() for r in found.readings} == {
        "same-date": "2026-04-03",
        "be-quantieme": "2026-04-03",
        "eu-1182-71": "2026-04-03",
        "letter-presumed": "2026-04-07",
    }
    assert found.rules == "be-2026-1"


def test_an_email_has_no_reading_that_presumes_a_day_of_delivery() -> None:
    """The presumption of the third working day is for letters."""
    names = {reading.name for reading in window(date(2026, 3, 3), Channel.EMAIL).readings}
    assert names == {"same-date", "be-quantieme", "eu-1182-71"}


@both_channels
def test_the_announced_last_day_is_the_earliest_and_the_admitted_the_latest(
    channel: Channel,
) -> None:
    """Nobody is told a day later than some reading allows; nothing is concluded before all end."""
    for found in every_window(channel):
        last_days = sorted(reading.last_day for reading in found.readings)
        assert found.announced_last_day == last_days[0]
        assert found.admitted_last_day == last_days[-1]
        assert found.sent_on < found.announced_last_day <= found.admitted_last_day


@both_channels
def test_every_postponed_last_day_is_a_working_day(channel: Channel) -> None:
    """Only `same-date` may end on a Sunday or a holiday."""
    for found in every_window(channel):
        for reading in found.readings:
            assert reading.name not in POSTPONED or is_working_day(reading.last_day), found


@both_channels
def test_a_last_day_is_postponed_only_over_days_that_are_no_working_days(channel: Channel) -> None:
    """Postponing goes to the next working day and no further."""
    for found in every_window(channel):
        by_name = {reading.name: reading.last_day for reading in found.readings}
        day = by_name["same-date"]
        while day < by_name["eu-1182-71"]:
            assert day.isoweekday() > 5 or day in legal_holidays(day.year)
            day += DAY


@both_channels
def test_the_termination_is_the_first_of_the_third_month_and_three_weeks_away(
    channel: Channel,
) -> None:
    """Whoever refuses on the very last day still has 21 days before the convention ends."""
    for found in every_window(channel):
        end, sent = found.terminates_on, found.sent_on
        assert end.day == 1
        assert (end.year - sent.year) * 12 + end.month - sent.month == 3
        assert end - found.admitted_last_day >= timedelta(days=21), found


@both_channels
def test_a_later_sending_never_brings_an_earlier_day(channel: Channel) -> None:
    """Under every reading, and for the termination."""
    windows = every_window(channel)
    for earlier, later in pairwise(windows):
        assert earlier.terminates_on <= later.terminates_on
        for before, after in zip(earlier.readings, later.readings, strict=True):
            assert (before.name, before.last_day <= after.last_day) == (after.name, True)


def test_the_belgian_month_differs_from_the_same_date_only_at_a_months_end() -> None:
    """Before postponing: sent on a month's last day it runs to the end of the next month."""
    for found in every_window(Channel.EMAIL):
        tomorrow = found.sent_on + DAY
        if tomorrow.day == 1:
            expected = (tomorrow + 31 * DAY).replace(day=1) - DAY
        else:
            expected = same_date(found.sent_on)
        while not is_working_day(expected):
            expected += DAY
        assert be_quantieme(found.sent_on) == expected, found.sent_on


def test_a_letter_is_counted_from_the_third_working_day_after_its_posting() -> None:
    """The presumed reading of a letter is the Belgian month of that third working day."""
    for found in every_window(Channel.LETTER):
        day, working = found.sent_on, 0
        while working < 3:
            day += DAY
            working += is_working_day(day)
        assert letter_presumed(found.sent_on) == be_quantieme(day)


def test_a_month_end_without_its_number_ends_with_that_month() -> None:
    """Sent on 29 or 30 January 2026, every reading aims at 28 February, a Saturday."""
    for sent_on in (date(2026, 1, 29), date(2026, 1, 30)):
        assert same_date(sent_on) == date(2026, 2, 28)
        assert be_quantieme(sent_on) == eu_1182_71(sent_on) == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("admitted", "provable"),
    [
        (date(2026, 4, 3), date(2026, 4, 14)),  # Friday; the fifth is Monday 13 April
        (date(2026, 4, 7), date(2026, 4, 15)),  # Tuesday; the fifth is Tuesday 14 April
        (date(2026, 12, 24), date(2027, 1, 5)),  # Christmas and New Year lie between
        (date(2026, 4, 10), date(2026, 4, 18)),  # the fifth is a Friday: Saturday will do
    ],
)
def test_silence_is_certain_on_the_day_after_the_fifth_working_day(
    admitted: date, provable: date
) -> None:
    """The fifth working day has to have ended, and a day ends at midnight."""
    assert silence_provable_from(admitted) == provable


@both_channels
def test_silence_is_certain_before_the_termination_day(channel: Channel) -> None:
    """The wait for the post never reaches the day on which a refused convention ends."""
    for found in every_window(channel):
        provable = silence_provable_from(found.admitted_last_day)
        assert found.admitted_last_day + 5 * DAY < provable < found.terminates_on
        assert is_working_day(provable - DAY)


def test_an_unknown_version_of_the_rules_is_refused_by_name() -> None:
    """The message names the versions that exist."""
    with pytest.raises(UnknownRules, match=r"'be-1831-1'.*be-2026-1"):
        window(date(2026, 3, 3), Channel.EMAIL, rules="be-1831-1")


def test_the_current_rules_exist_and_name_their_termination() -> None:
    """The termination rule has a name of its own, as each reading has."""
    name, _ = RULES[CURRENT_RULES].termination
    assert name == "first-of-third-month"


@pytest.mark.parametrize("sent_on", [date.min, date(2099, 12, 1), date.max])
def test_a_day_outside_the_known_years_is_refused(sent_on: date) -> None:
    """Also when only the last day of the window would lie outside."""
    with pytest.raises(OutsideCalendar, match="1975 to 2099"):
        window(sent_on, Channel.EMAIL)


@both_channels
def test_a_stored_window_reads_back_as_it_was(channel: Channel) -> None:
    """Nothing recomputes a stored date, so nothing may be lost on the way to the record."""
    found = window(date(2026, 2, 28), channel)
    assert Window.model_validate_json(found.model_dump_json()) == found
