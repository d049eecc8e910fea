"""What time it is: the one question nobody else asks of the machine.

A real store takes the machine's clock, or the database's where several machines share one; a
rehearsal has a clock of its own that stands still until its driver moves it.
"""

import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, update

from journal.faults import faults
from journal.tables import rehearsal_clock_table, writing

BRUSSELS = ZoneInfo("Europe/Brussels")
"""Where every day of the procedure begins and ends."""


class Clock(Protocol):
    """Tells the instant and the day in Europe/Brussels, and whether they are only rehearsed."""

    @property
    def rehearsal(self) -> bool:
        """Whether this time is invented."""
        ...

    def now(self) -> datetime:
        """The present instant, aware, in Europe/Brussels."""
        ...

    def today(self) -> date:
        """The present calendar day in Europe/Brussels; it ends at 24:00 local time."""
        ...


class SystemClock:
    """The machine's own clock."""

    rehearsal = False

    def now(self) -> datetime:
        """The present instant, aware, in Europe/Brussels."""
        return datetime.now(BRUSSELS)

    def today(self) -> date:
        """The present calendar day in Europe/Brussels."""
        return self.now().date()


class DatabaseClock:
    """The clock of the database server, the same for every machine that shares it.

    It is asked at most once a second; in between the machine counts on from its answer, so that a
    run of appends does not pay a trip each for the time.
    """

    rehearsal = False

    def __init__(self, ask: Callable[[], datetime]) -> None:
        self._ask = ask
        self._answer: tuple[datetime, float] | None = None

    def now(self) -> datetime:
        """The present instant, aware, in Europe/Brussels."""
        asked = self._answer
        if asked is None or time.monotonic() - asked[1] >= 1:
            with faults():
                answer = self._ask()
            asked = self._answer = (answer, time.monotonic())
        instant, at = asked
        return (instant + timedelta(seconds=time.monotonic() - at)).astimezone(BRUSSELS)

    def today(self) -> date:
        """The present calendar day in Europe/Brussels."""
        return self.now().date()


class ClockRefused(Exception):
    """The clock of a rehearsal was to be moved where it cannot go."""


class RehearsalClock:
    """The clock that a rehearsal keeps in its store: every process reads it anew each time.

    Only the rehearsal's driver moves it, and only forward.
    """

    rehearsal = True

    def __init__(self, ask: Callable[[], datetime], engine: Engine) -> None:
        self._ask = ask
        self._engine = engine

    def now(self) -> datetime:
        """The instant at which the rehearsal stands, aware, in Europe/Brussels."""
        with faults():
            return self._ask().astimezone(BRUSSELS)

    def today(self) -> date:
        """The calendar day in Europe/Brussels at which the rehearsal stands."""
        return self.now().date()

    def set(self, instant: datetime) -> None:
        """Move the clock forward to this aware instant; raises ClockRefused for an earlier one."""
        column = rehearsal_clock_table.c.instant
        statement = update(rehearsal_clock_table).where(column <= instant).values(instant=instant)
        with faults(), writing(self._engine) as connection:
            moved = connection.execute(statement).rowcount
        if not moved:
            msg = (
                f"The rehearsal stands at {self.now().isoformat()} already and time never goes "
                f"back to {instant.isoformat()}: begin another rehearsal."
            )
            raise ClockRefused(msg)
