"""Working days and months: what a person with a Belgian wall calendar would say."""

import subprocess
import sys
from datetime import date, timedelta

import pytest

from domain.calendar import (
    OutsideCalendar,
    first_of_third_month_after,
    is_working_day,
    legal_holidays,
    next_working_day,
    nth_working_day_after,
    same_day_next_month,
)

DAY = timedelta(days=1)
YEARS = range(2024, 2042)

# The date of Easter Sunday, as printed in the almanac.
EASTER = {
    2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2027: (3, 28), 2028: (4, 16), 2029: (4, 1),
    2030: (4, 21), 2031: (4, 13), 2032: (3, 28), 2033: (4, 17), 2034: (4, 9), 2035: (3, 25),
    2036: (4, 13), 2037: (4, 5), 2038: (4, 25), 2039: (4, 10), 2040: (4, 1), 2041: (4, 21),
}  # fmt: skip


def the_ten(year: int) -> set[date]:
    """The ten legal holidays, reckoned from Easter and the fixed dates without the library."""
    easter = date(year, *EASTER[year])
    fixed = [(1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25)]
    return {easter + DAY, easter + 39 * DAY, easter + 50 * DAY} | {date(year, *d) for d in fixed}


@pytest.mark.parametrize("year", YEARS)
def test_the_holidays_of_the_library_are_the_ten_of_the_law(year: int) -> None:
    """An update of the library cannot move, add or drop a legal holiday unseen."""
    assert legal_holidays(year) == the_ten(year)
    assert len(legal_holidays(year)) == 10


def test_a_day_is_a_working_day_unless_it_is_weekend_or_one_of_the_ten() -> None:
    """Every day of 2024 to 2041 is judged as the frozen list judges it."""
    day = date(2024, 1, 1)
    while day < date(2042, 1, 1):
        expected = day.weekday() < 5 and day not in the_ten(day.year)
        assert is_working_day(day) == expected, day
        day += DAY


@pytest.mark.parametrize(
    ("day", "what"),
    [
        (date(2026, 4, 3), "Good Friday"),
        (date(2026, 5, 15), "the Friday after Ascension"),
        (date(2029, 9, 27), "the day of the French Community"),
        (date(2029, 7, 11), "the day of the Flemish Community"),
        (date(2027, 11, 15), "the day of the German-speaking Community"),
        (date(2029, 11, 2), "All Souls"),
        (date(2028, 12, 26), "Boxing Day"),
    ],
)
def test_days_many_people_take_off_are_working_days_all_the_same(day: date, what: str) -> None:
    """Only the law makes a holiday: Good Friday, bridge days and Community days count."""
    assert is_working_day(day), what


def test_the_next_working_day_is_the_day_itself_when_it_is_one() -> None:
    """Nothing is postponed without need, and Easter postpones to Tuesday."""
    assert next_working_day(date(2026, 4, 3)) == date(2026, 4, 3)
    assert next_working_day(date(2026, 4, 4)) == date(2026, 4, 7)
    assert next_working_day(date(2026, 12, 25)) == date(2026, 12, 28)


def test_the_nth_working_day_after_a_day_leaves_that_day_out() -> None:
    """Five working days after the Thursday before Easter end on the Friday of the week after."""
    assert nth_working_day_after(date(2026, 4, 2), 1) == date(2026, 4, 3)
    assert nth_working_day_after(date(2026, 4, 2), 5) == date(2026, 4, 10)
    assert nth_working_day_after(date(2026, 4, 4), 1) == date(2026, 4, 7)


@pytest.mark.parametrize("n", [0, -1])
def test_counting_fewer_than_one_working_day_is_refused(n: int) -> None:
    """Zero working days later has two meanings, so it has none."""
    with pytest.raises(ValueError, match="counted from 1"):
        nth_working_day_after(date(2026, 4, 2), n)


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2026, 3, 3), date(2026, 4, 3)),
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2028, 3, 29)),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2026, 3, 31), date(2026, 4, 30)),
    ],
)
def test_a_month_later_is_the_same_number_or_the_last_day(day: date, later: date) -> None:
    """The end of a longer month leads to the end of a shorter one."""
    assert same_day_next_month(day) == later


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2026, 3, 1), date(2026, 6, 1)),
        (date(2026, 3, 31), date(2026, 6, 1)),
        (date(2026, 4, 1), date(2026, 7, 1)),
        (date(2026, 9, 30), date(2026, 12, 1)),
        (date(2026, 10, 1), date(2027, 1, 1)),
        (date(2026, 12, 31), date(2027, 3, 1)),
    ],
)
def test_the_third_month_after_is_counted_in_calendar_months(day: date, first: date) -> None:
    """31 March ends on 1 June and 1 April on 1 July, across the year's end too."""
    assert first_of_third_month_after(day) == first


@pytest.mark.parametrize("year", [1974, 2100, 9999])
def test_a_year_whose_holidays_are_not_known_is_refused(year: int) -> None:
    """The message names the year and the years that can be given."""
    with pytest.raises(OutsideCalendar, match=rf"{year}.*from 1975 to 2099"):
        legal_holidays(year)


def test_the_rules_are_read_without_loading_the_holidays() -> None:
    """Whoever only reads stored dates does not wait for the library."""
    code = "import sys, domain.terms; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
