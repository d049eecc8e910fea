"""The options that commands share, each with its help."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from domain.facts import AnswerChannel
from domain.values import Channel
from journal.clock import BRUSSELS


def day(text: str) -> date:
    """A calendar day, `2026-03-31`."""
    try:
        return date.fromisoformat(text.strip()) if is_day(text) else _no_day(text)
    except ValueError:
        return _no_day(text)


def is_day(text: str) -> bool:
    """Whether it is written as a day: year, month and day in digits."""
    return re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text.strip()) is not None


def _no_day(text: str) -> date:
    raise typer.BadParameter(f"{text!r} is no day: write year-month-day, like 2026-03-31")


def instant(text: str) -> datetime:
    """An instant; without a zone it is meant in Brussels, and a day alone is its end.

    It comes with the difference to UTC that Brussels has then, not with the zone: two hours of one
    zone are compared as they read on the clock, and in October an hour reads twice.
    """
    try:
        if is_day(text):
            said = end_of(date.fromisoformat(text.strip()), BRUSSELS)
        else:
            said = datetime.fromisoformat(text.strip())
            said = said if said.tzinfo is not None else _in_brussels(said, text)
        there = said.astimezone(UTC).astimezone(BRUSSELS)
    except (ValueError, OverflowError):
        raise typer.BadParameter(
            f"{text!r} is no instant: write 2026-03-31T14:00, or a day for its end"
        ) from None
    return there.replace(tzinfo=timezone(there.utcoffset() or timedelta()))


def _in_brussels(said: datetime, text: str) -> datetime:
    """The instant at which clocks in Brussels read so, if there is one and only one."""
    first, second = (said.replace(tzinfo=BRUSSELS, fold=fold).utcoffset() for fold in (0, 1))
    if first is None or second is None or first == second:
        return said.replace(tzinfo=BRUSSELS)
    if first < second:
        raise typer.BadParameter(
            f"{text!r} is no instant: clocks in Brussels went forward over it; name the zone, as "
            "in 2026-03-31T14:00+02:00"
        )
    raise typer.BadParameter(
        f"{text!r} came twice in Brussels, when clocks went back: add +02:00 for the first time, "
        "+01:00 for the second"
    )


def end_of(last: date, zone: ZoneInfo) -> datetime:
    """The last instant of a day: it ends at 24:00 local time."""
    return datetime.combine(last, time.max, zone)


class Format(StrEnum):
    """How a listing is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class YesNo(StrEnum):
    """A question that has to be answered in words."""

    YES = "yes"
    NO = "no"


Avenant = Annotated[
    str,
    typer.Argument(
        metavar="AVENANT",
        help="Its id, the beginning of it, or the convention's number where it has one avenant.",
        show_default=False,
    ),
]
Circular = Annotated[
    str,
    typer.Option("--circular", metavar="R", help="The circular, by id or official reference."),
]
Network = Annotated[
    str,
    typer.Argument(metavar="NETWORK", help="A network, by id or printed name."),
]
By = Annotated[
    str,
    typer.Option(
        "--by",
        metavar="WHO",
        envvar="AVENANT_BY",
        help="Who does this: a registered person, by id or by an unambiguous part of the name.",
    ),
]
ByIfAnybody = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="WHO",
        envvar="AVENANT_BY",
        help="Who does this: a registered person. Needed as soon as INAMI's staff is registered.",
    ),
]
ReceivedOn = Annotated[
    date,
    typer.Option(
        "--received-on", metavar="D", parser=day, help="The day on which the network received it."
    ),
]
On = Annotated[
    date, typer.Option("--on", metavar="D", parser=day, help="The day on which it happened.")
]
AnswerBy = Annotated[
    AnswerChannel, typer.Option("--channel", help="How the answer reached the network.")
]
SendBy = Annotated[Channel, typer.Option("--channel", help="How it was, or will be, sent.")]
Evidence = Annotated[
    Path,
    typer.Option(
        "--evidence", metavar="FILE", help="The message or the scan itself; it is kept as it is."
    ),
]
MaybeEvidence = Annotated[
    Path | None,
    typer.Option(
        "--evidence", metavar="FILE", help="The message or the scan itself; it is kept as it is."
    ),
]
Reason = Annotated[str, typer.Option("--reason", help="Why, in a sentence for the record.")]
As = Annotated[Format, typer.Option("--format", help="How the listing is written.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")]
