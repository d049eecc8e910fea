"""What happened to an avenant, a convention, a network or a circular, in sentences."""

from datetime import date, datetime
from typing import Annotated

import typer

from audit.trail import TrailLine, UnknownSubject
from audit.trail import trail as read_trail
from interfaces.cli import options as o
from interfaces.cli.command import command
from interfaces.cli.finding import avenant_id
from interfaces.cli.listings import write
from interfaces.cli.screen import plainly, remark, show
from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say

app = typer.Typer()
PANEL = "Looking"
COLUMNS = (
    "effective_on",
    "recorded_at",
    "sentence",
    "actor",
    "channel",
    "about",
    "type",
    "event_id",
    "registration",
    "cause",
    "rehearsal",
)


@command(app, "trail", panel=PANEL)
def trail(
    session: Session,
    subject: Annotated[
        str,
        typer.Argument(
            metavar="SUBJECT", help="An avenant, a convention, a network or a circular."
        ),
    ],
    as_at: Annotated[
        datetime | None,
        typer.Option(
            "--as-at",
            metavar="INSTANT",
            parser=o.instant,
            help="What was known at that instant; a day alone is its end.",
        ),
    ] = None,
    as_of: Annotated[
        date | None,
        typer.Option("--as-of", metavar="DATE", parser=o.day, help="What counts on that day."),
    ] = None,
    form: o.As = o.Format.TABLE,
) -> None:
    """Tell what happened, in sentences, with who did it, how, and both times.

    Each line has the day on which the fact counts and the instant at which the office knew it.

    Example: avenants trail 2026-001.K00123 --as-of 2026-04-08

    Next: a mistaken registration is taken back with `avenants retract` and its number.
    """
    lines = lines_about(session, subject.strip(), as_at, as_of)
    if form is not o.Format.TABLE:
        write([line.model_dump() for line in lines], COLUMNS, form)
        return
    for line in lines:
        show_line(session, line)
    if not lines:
        remark(session.words(Say.NOTHING_THEN))


def lines_about(
    session: Session, subject: str, as_at: datetime | None, as_of: date | None
) -> list[TrailLine]:
    """The trail of what is called so, else of the one avenant that is meant."""

    def read(name: str) -> list[TrailLine]:
        return read_trail(session.store, name, as_at=as_at, as_of=as_of, lang=session.language)

    try:
        return read(subject)
    except UnknownSubject:
        return read(avenant_id(session, subject))


def show_line(session: Session, line: TrailLine) -> None:
    """A fact: its day and sentence, below it who, through which door, when known, its number."""
    mark = f"[{session.words(Say.REHEARSAL_MARK)}] " if line.rehearsal else ""
    show(f"{line.effective_on}  {mark}{plainly(line.sentence)}")
    show(
        "            "
        + session.words(
            Say.RECORDED_BY,
            actor=line.actor,
            channel=line.channel,
            at=f"{line.recorded_at:%Y-%m-%d %H:%M:%S}",
            number=line.registration or line.event_id,
        )
    )
