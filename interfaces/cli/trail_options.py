"""What can be asked of a trail at the terminal."""

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from interfaces.cli import options as o

MOST = 2**62
"""More facts than any record holds, and still a number that databases know."""


class TrailFormat(StrEnum):
    """How a trail is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    PDF = "pdf"
    CLOUDEVENTS = "cloudevents"


def fact(text: str) -> str:
    """The name of a fact, whole or from its dot on, as the record knows it."""
    from journal.known_facts import known_facts

    named = text.strip().lower()
    names = sorted(known_facts().classes)
    words = [name.partition(".")[2] for name in names]
    if named in {*names, *words}:
        return named
    near = [name for name in names if named and named in name] or names
    raise typer.BadParameter(f"{text!r} is no fact: {', '.join(near)}")


Subject = Annotated[
    str,
    typer.Argument(
        metavar="SUBJECT",
        help="An avenant, a convention, a provider's INAMI number, a network, a circular, a "
        "mailbox, a model (model-provider), a person of the office, a document's SHA-256 or the "
        "Message-ID of a mail that left or came in; where in doubt with its kind before it, such "
        "as person:inami.cell.",
    ),
]
AsAt = Annotated[
    datetime | None,
    typer.Option(
        "--as-at",
        metavar="INSTANT",
        parser=o.instant,
        help="What was known at that instant; a day alone is its end.",
    ),
]
AsOf = Annotated[
    date | None,
    typer.Option("--as-of", metavar="DATE", parser=o.day, help="What counts on that day."),
]
Facts = Annotated[
    list[str] | None,
    typer.Option(
        "--fact",
        metavar="TYPE",
        parser=fact,
        help="Only these facts, such as refusal-registered; may be given several times.",
    ),
]
Actor = Annotated[
    str | None, typer.Option("--actor", metavar="WHO", help="Only what this person did.")
]
Since = Annotated[
    date | None,
    typer.Option(
        "--since", metavar="D", parser=o.day, help="Only facts that count on that day or later."
    ),
]
Until = Annotated[
    date | None,
    typer.Option(
        "--until", metavar="D", parser=o.day, help="Only facts that count on that day or earlier."
    ),
]
Recorded = Annotated[
    bool,
    typer.Option(
        "--recorded", help="--since and --until are days of recording, not days that count."
    ),
]
OfNetwork = Annotated[
    str | None, typer.Option("--network", metavar="N", help="Only facts of this network.")
]
Whole = Annotated[
    bool,
    typer.Option("--whole", help="Of a circular or a network: with everything under it as well."),
]
Limit = Annotated[
    int | None, typer.Option("--limit", metavar="N", min=1, max=MOST, help="At most so many facts.")
]
After = Annotated[
    int,
    typer.Option(
        "--after",
        metavar="CURSOR",
        min=0,
        max=MOST,
        help="Go on behind the line that bears this cursor.",
    ),
]
As = Annotated[TrailFormat, typer.Option("--format", help="How the trail is written.")]
Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", metavar="FILE", help="Write it there instead of on stdout."),
]
