"""Belgian working days and calendar months: dates in, dates out, no clock."""

from calendar import monthrange
from datetime import date, timedelta
from functools import cache

FIRST_YEAR = 1975
"""The first year in which the ten legal holidays were those of the royal decree of 1974."""

LAST_YEAR = 2099
"""The last year for which the holidays are known to the library."""

_DAY = timedelta(days=1)
_FRIDAY = 5
_MONTHS_IN_A_YEAR = 12
_SUNDAYS_THAT_ARE_NO_LEGAL_HOLIDAY = frozenset({"Easter Sunday", "Pentecost"})


class OutsideCalendar(ValueError):
    """The year lies outside those for which the legal holidays are known."""

    def __init__(self, year: int) -> None:
        super().__init__(
            f"the legal holidays of {year} are not known: "
            f"give a date from {FIRST_YEAR} to {LAST_YEAR}"
        )


def known_year(year: int) -> int:
    """The year itself; OutsideCalendar when its legal holidays are not known."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise OutsideCalendar(year)
    return year


@cache
def legal_holidays(year: int) -> frozenset[date]:
    """The ten legal holidays of a year; OutsideCalendar before 1975 and after 2099.

    1 January, Easter Monday, 1 May, Ascension, Whit Monday, 21 July, 15 August, 1 November,
    11 November, 25 December. Where two fall on one day (Ascension on 1 May 2008) there are nine.
    Source: law of 4 January 1974 on public holidays; royal decree of 18 April 1974, art. 1.
    """
    known_year(year)
    # Loading the library takes about a second, so only those who need a holiday wait for it.
    from holidays.countries.belgium import Belgium  # noqa: PLC0415

    # Without a language the names follow the locale of the machine.
    named = Belgium(years=year, expand=False, language="en_US").items()
    return frozenset(day for day, name in named if name not in _SUNDAYS_THAT_ARE_NO_LEGAL_HOLIDAY)


def is_working_day(day: date) -> bool:
    """Whether the day is a Monday to Friday that is no legal holiday.

    Good Friday, bridge days and the holidays of the Communities are working days.
    """
    return day.isoweekday() <= _FRIDAY and day not in legal_holidays(day.year)


def next_working_day(day: date) -> date:
    """The day itself when it is a working day, else the first working day after it."""
    while not is_working_day(day):
        day += _DAY
    return day


def nth_working_day_after(day: date, n: int) -> date:
    """The n-th working day after the day, which is itself not counted; n is at least 1."""
    if n < 1:
        raise ValueError(f"working days are counted from 1, not from {n}: give 1 or more")
    for _ in range(n):
        day = next_working_day(day + _DAY)
    return day


def last_of_month(day: date) -> date:
    """The last day of the month in which the day lies."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def first_of_month_after(day: date, months: int) -> date:
    """The first day of the calendar month that lies so many months after that of the day."""
    years, month = divmod(day.month - 1 + months, _MONTHS_IN_A_YEAR)
    return date(day.year + years, month + 1, 1)


def same_day_next_month(day: date) -> date:
    """The same day number in the next month, or that month's last day where it has none."""
    last = last_of_month(first_of_month_after(day, 1))
    return last.replace(day=min(day.day, last.day))


def first_of_third_month_after(day: date) -> date:
    """The first day of the third calendar month after the month of the day: 3 March, 1 June."""
    return first_of_month_after(day, 3)
