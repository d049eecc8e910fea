"""The month in which a provider may refuse, under every reading of it, and what follows.

Which text governs the month of art. 24 §2 of the model convention is open, so every reading is
computed: the provider is told the earliest last day, and nothing is concluded before the latest.
The fact that opens a window stores its days and readings; nobody computes a stored day again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import TypeAlias, assert_never

from domain.calendar import (
    first_of_third_month_after,
    known_year,
    last_of_month,
    next_working_day,
    nth_working_day_after,
    same_day_next_month,
)
from domain.values import Channel, Value

Rule: TypeAlias = Callable[[date], date]
"""A rule of law that leads from the day of sending to another day."""

CURRENT_RULES = "be-2026-1"
"""The version of the rules under which windows open today."""

_DAY = timedelta(days=1)
_POST_GRACE = 5
_LETTER_PRESUMPTION = 3


class UnknownRules(ValueError):
    """No version of the rules has that name."""

    def __init__(self, version: str) -> None:
        super().__init__(
            f"no version of the rules on dates is called {version!r}: "
            f"name one of {', '.join(RULES)}"
        )


class Reading(Value):
    """One reading of "one month" and the last day on which it lets a provider refuse."""

    name: str
    last_day: date


class Window(Value):
    """What one communication sets running: both last days, the termination, every reading."""

    sent_on: date
    channel: Channel
    announced_last_day: date
    admitted_last_day: date
    terminates_on: date
    readings: tuple[Reading, ...]
    rules: str


@dataclass(frozen=True)
class TermRules:
    """One version of the rules: the readings for all, those for letters only, the termination."""

    readings: Mapping[str, Rule]
    letter_readings: Mapping[str, Rule]
    termination: tuple[str, Rule]

    def of(self, channel: Channel) -> Mapping[str, Rule]:
        """The readings that apply to a communication sent so."""
        match channel:
            case Channel.EMAIL:
                return self.readings
            case Channel.LETTER:
                return {**self.readings, **self.letter_readings}
            case _:
                assert_never(channel)


def same_date(sent_on: date) -> date:
    """The same day number one month later, or that month's last day; never postponed.

    Source: the words of the model convention alone, art. 24 §2.
    """
    return same_day_next_month(sent_on)


def be_quantieme(sent_on: date) -> date:
    """From the day after the sending to the eve of its number a month later, then postponed.

    A month without that number ends the term on its own last day; a term that would end on a
    day that is no working day ends on the next one.
    Source: Civil Code art. 1.7; Judicial Code art. 52 to 54 by analogy.
    """
    return next_working_day(_eve_of_the_same_number(sent_on + _DAY))


def eu_1182_71(sent_on: date) -> date:
    """The same date one month later, postponed to the next working day.

    Source: Regulation (EEC, Euratom) 1182/71 of 3 June 1971, art. 3.
    """
    return next_working_day(same_day_next_month(sent_on))


def letter_presumed(sent_on: date) -> date:
    """`be_quantieme` with the third working day after the posting as the day of sending.

    Source: Judicial Code art. 53bis by analogy; letters only.
    """
    return be_quantieme(nth_working_day_after(sent_on, _LETTER_PRESUMPTION))


def first_of_third_month(sent_on: date) -> date:
    """The day of the termination: first of the third calendar month after the month of sending.

    Never postponed; the last day in force is its eve.
    Source: model convention, art. 24 §2. Other readings of the third month exist (rolling months,
    three whole months); this one is the default and has its name so that another can stand by it.
    """
    return first_of_third_month_after(sent_on)


RULES: Mapping[str, TermRules] = MappingProxyType(
    {
        "be-2026-1": TermRules(
            readings=MappingProxyType(
                {
                    "same-date": same_date,
                    "be-quantieme": be_quantieme,
                    "eu-1182-71": eu_1182_71,
                }
            ),
            letter_readings=MappingProxyType({"letter-presumed": letter_presumed}),
            termination=("first-of-third-month", first_of_third_month),
        ),
    }
)
"""Every version of the rules that ever opened a window; a version is added, never changed."""


def rules_of(version: str) -> TermRules:
    """The rules of that version; UnknownRules when there is none."""
    found = RULES.get(version)
    if found is None:
        raise UnknownRules(version)
    return found


def window(sent_on: date, channel: Channel, rules: str = CURRENT_RULES) -> Window:
    """The window that a communication sent on that day opens, under a version of the rules.

    Raises UnknownRules, or OutsideCalendar for a day whose holidays are not known.
    """
    known_year(sent_on.year)
    version = rules_of(rules)
    readings = tuple(
        Reading(name=name, last_day=rule(sent_on)) for name, rule in version.of(channel).items()
    )
    last_days = [reading.last_day for reading in readings]
    _, termination = version.termination
    return Window(
        sent_on=sent_on,
        channel=channel,
        announced_last_day=min(last_days),
        admitted_last_day=max(last_days),
        terminates_on=termination(sent_on),
        readings=readings,
        rules=rules,
    )


def silence_provable_from(admitted_last_day: date) -> date:
    """The first day on which silence is certain although a network never confirmed its post.

    It is the day after the fifth working day after the admitted last day, which has then ended.
    The mailbox must have been read past the admitted last day all the same.
    """
    return nth_working_day_after(admitted_last_day, _POST_GRACE) + _DAY


def _eve_of_the_same_number(first_day: date) -> date:
    """The last day of a month counted from its first day, as Belgian law counts it."""
    same = same_day_next_month(first_day)
    return same - _DAY if same.day == first_day.day else last_of_month(same)
