"""The days of an avenant, reckoned from the day of sending and the channel alone."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

ONE_DAY = timedelta(days=1)
FRIDAY = 4


def easter_sunday(year: int) -> date:
    """Easter Sunday of a Gregorian year, by the anonymous computus of 1876."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leaps, rest = divmod(of_century, 4)
    to_sunday = (32 + 2 * century_rest + 2 * leaps - epact - rest) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@cache
def legal_holidays(year: int) -> frozenset[date]:
    """The ten legal holidays of Belgium in a year."""
    easter = easter_sunday(year)
    fixed = ((1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25))
    after_easter = (1, 39, 50)  # Easter Monday, Ascension, Whit Monday
    return frozenset(
        [date(year, month, day) for month, day in fixed]
        + [easter + timedelta(days=days) for days in after_easter]
    )


def is_working_day(day: date) -> bool:
    """A Monday to Friday that is no legal holiday."""
    return day.weekday() <= FRIDAY and day not in legal_holidays(day.year)


def next_working_day(day: date) -> date:
    """The day itself when it is a working day, else the first one after it."""
    while not is_working_day(day):
        day += ONE_DAY
    return day


def nth_working_day_after(day: date, count: int) -> date:
    """The count-th working day after a day, which itself is never counted."""
    for _ in range(count):
        day = next_working_day(day + ONE_DAY)
    return day


def months_on(day: date, months: int) -> tuple[int, int]:
    """Year and month so many calendar months after the month of a day."""
    years, month = divmod(day.month - 1 + months, 12)
    return day.year + years, month + 1


def same_date(sent_on: date) -> date:
    """`same-date`: the same number a month later, or that month's last day; not postponed."""
    year, month = months_on(sent_on, 1)
    return date(year, month, min(sent_on.day, monthrange(year, month)[1]))


def be_quantieme(sent_on: date) -> date:
    """`be-quantieme`: a month from the day after, to the eve of the same number; postponed.

    Source: Civil Code art. 1.7; Judicial Code art. 52-54 by analogy.
    """
    first = sent_on + ONE_DAY
    year, month = months_on(first, 1)
    length = monthrange(year, month)[1]
    if first.day > length:
        return next_working_day(date(year, month, length))
    return next_working_day(date(year, month, first.day) - ONE_DAY)


def eu_1182_71(sent_on: date) -> date:
    """`eu-1182-71`: the same number a month later, postponed (Regulation 1182/71 art. 3)."""
    return next_working_day(same_date(sent_on))


def letter_presumed(posted_on: date) -> date:
    """`letter-presumed`: `be-quantieme` from the third working day after the posting.

    Source: Judicial Code art. 53bis by analogy.
    """
    return be_quantieme(nth_working_day_after(posted_on, 3))


EVERY_CHANNEL: dict[str, Callable[[date], date]] = {
    "same-date": same_date,
    "be-quantieme": be_quantieme,
    "eu-1182-71": eu_1182_71,
}
LETTERS_ONLY: dict[str, Callable[[date], date]] = {"letter-presumed": letter_presumed}


def readings(sent_on: date, channel: str) -> dict[str, date]:
    """The last day under every reading that applies to the channel (`email` or `letter`)."""
    apply = EVERY_CHANNEL | (LETTERS_ONLY if channel == "letter" else {})
    return {name: last_day(sent_on) for name, last_day in apply.items()}


def termination(sent_on: date) -> date:
    """The first day of the third calendar month after the month of sending, never postponed."""
    return date(*months_on(sent_on, 3), 1)


@dataclass(frozen=True)
class Window:
    """One communication's days: what the letter says, what is still heard, what may end."""

    sent_on: date
    channel: str
    announced_last_day: date
    admitted_last_day: date
    terminates_on: date


@cache
def window(sent_on: date, channel: str) -> Window:
    """The window of a communication: earliest and latest last day of its readings."""
    last_days = readings(sent_on, channel).values()
    return Window(sent_on, channel, min(last_days), max(last_days), termination(sent_on))
