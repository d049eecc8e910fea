"""The days that follow from a day of sending."""

from datetime import date
from typing import Annotated

import typer

from domain.terms import window
from domain.values import Channel
from interfaces.cli import options as o
from interfaces.cli.command import command
from interfaces.cli.exits import Exit, Stop
from interfaces.cli.listings import write
from interfaces.cli.session import Session

app = typer.Typer()
PANEL = "Looking"
COLUMNS = (
    "sent_on",
    "channel",
    "announced_last_day",
    "admitted_last_day",
    "terminates_on",
    "readings",
)


@command(app, "term", panel=PANEL)
def term(
    session: Session,
    dates: Annotated[
        list[date], typer.Argument(metavar="DATE...", parser=o.day, help="Days of sending.")
    ],
    channel: Annotated[Channel, typer.Option("--channel", help="How it is sent.")] = Channel.EMAIL,
    form: o.As = o.Format.TABLE,
) -> None:
    """Reckon the last days and the termination that follow from a sending.

    Every reading of "one month" is shown: the provider is told the earliest last day, and silence
    is concluded only after the latest. Works without a store.

    Example: avenants term 2026-03-31 2026-04-01 --channel letter

    Next: nothing; no day is stored.
    """
    rows: list[dict[str, object]] = []
    for day in dates:
        try:
            found = window(day, channel)
        except ValueError as error:
            raise Stop(Exit.USAGE, str(error)) from error
        readings = {reading.name: reading.last_day.isoformat() for reading in found.readings}
        rows.append({**{name: getattr(found, name) for name in COLUMNS}, "readings": readings})
    if form is o.Format.TABLE:
        rows = [{**row, "readings": spelled(row["readings"])} for row in rows]
    write(rows, COLUMNS, form)
    session.settings  # noqa: B018 - a wrong setting is said here too


def spelled(readings: object) -> str:
    """The readings on one line."""
    match readings:
        case dict():
            return "  ".join(f"{name} {day}" for name, day in readings.items())  # pyright: ignore[reportUnknownVariableType]
        case _:
            return ""
