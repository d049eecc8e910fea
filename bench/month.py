"""The clock of a measurement: a month in which nothing happens takes a moment."""

from datetime import date, datetime, time, timedelta

from temporalio import activity

from domain.terms import window
from domain.values import Channel
from journal.clock import BRUSSELS

SENT_ON = date(2026, 3, 3)
MOMENT = timedelta(milliseconds=200)
"""How long the timer of a life runs, of ours and of the bare one."""


class ShortMonth:
    """It is the day of sending for who sends, and the day after the window for who concludes.

    Asked for the instant while sending, it says that the window ends in a moment. So the workflow
    goes through every step of a tacit acceptance, its timer too, and only the length of the timer
    is not the real one.
    """

    rehearsal = False

    def __init__(self, *, waits: bool = False) -> None:
        """With `waits`, the timer keeps its real length."""
        self._waits = waits
        last_day = window(SENT_ON, Channel.EMAIL).admitted_last_day
        self._concluded = datetime.combine(last_day + timedelta(days=1), time(6), BRUSSELS)

    def now(self) -> datetime:
        """The instant, for waits and for the envelope of a fact."""
        if self._waits or not activity.in_activity():
            return datetime.combine(self.today(), time(8), BRUSSELS)
        return self._concluded - MOMENT if _sends() else self._concluded

    def today(self) -> date:
        """The day, for everything that is decided."""
        concludes = activity.in_activity() and not _sends() and not self._waits
        return self._concluded.date() if concludes else SENT_ON


def _sends() -> bool:
    return activity.info().activity_type == "send_avenant"
