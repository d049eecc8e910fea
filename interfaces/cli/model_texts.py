"""The text of a model convention is laid down, and what was published of it is kept."""

import re
from datetime import date
from pathlib import Path
from typing import Annotated
from uuid import uuid4

import typer

from domain.model_text import ModelText
from domain.turned import NotPossible, Why
from interfaces.cli import options as o
from interfaces.cli.command import command
from interfaces.cli.evidence_file import keep
from interfaces.cli.exits import Exit, Stop
from interfaces.cli.finding import a_circular
from interfaces.cli.giving import tell_recorded
from interfaces.cli.people import of_inami
from interfaces.cli.screen import plainly
from interfaces.cli.session import Session

app = typer.Typer()
PANEL = "Circulars and registers"

ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s/]+(/\S*)?")


def address(text: str) -> str:
    """Where something stands for everybody to read, as it is typed into a browser."""
    if not ADDRESS.fullmatch(text.strip()):
        raise typer.BadParameter(f"{text!r} is no address: write https://www.inami.example/version")
    return text.strip()


TextFile = Annotated[
    Path,
    typer.Argument(metavar="FILE", help="A text such as circulars/models/provider.toml."),
]


@command(app, "adopt", panel=PANEL)
def adopt(session: Session, file: TextFile, reason: o.Reason, by: o.ByIfAnybody = None) -> None:
    """Lay down the base text of a model convention, to which avenants are applied.

    It counts from the day that it names, with the avenants up to the number that it names worked
    in. A later text, or a better one of the same day, is laid down beside it; nothing is lost.

    Example: avenants adopt circulars/models/provider.toml --reason "as approved" --by inami.cell

    Next: `avenants coordinated` shows the text with every avenant in force.
    """
    from activities import model_texts

    text = the_text(file)
    who = of_inami(session, by)
    must_have_a_reason(session, reason)
    tell_recorded(session, model_texts.adopt(session.store, text, reason, who, uuid4()))


@command(app, "published", panel=PANEL)
def published(
    session: Session,
    file: TextFile,
    on: Annotated[
        date, typer.Option("--on", metavar="D", parser=o.day, help="The day it was published.")
    ],
    at: Annotated[
        str,
        typer.Option("--at", metavar="URL", parser=address, help="Where it was published."),
    ],
    circular: Annotated[
        str | None,
        typer.Option("--circular", metavar="R", help="The circular that refers to it."),
    ] = None,
    document: Annotated[
        Path | None,
        typer.Option("--document", metavar="FILE", help="What was published, as it was."),
    ] = None,
    by: o.ByIfAnybody = None,
) -> None:
    """Keep a coordinated version as it was published, to be compared with the derived one.

    Its text is typed into a file of the same form as a base text; the published document itself
    can be kept beside it.

    Example: avenants published coordinated-2026.toml --on 2026-04-01 --at https://inami.example/v

    Next: `avenants coordinated --model` shows where it differs from what the avenants say.
    """
    from activities import model_texts

    text = the_text(file)
    who = of_inami(session, by)
    today = session.store.clock.today()
    if on > today:
        details = {"day": str(on), "today": str(today)}
        raise session.turned_down(NotPossible(why=Why.IN_THE_FUTURE, details=details))
    life = a_circular(session, circular) if circular is not None else None
    recorded = model_texts.keep_published(
        session.store,
        text,
        on=on,
        found_at=at,
        circular=life.id if life else None,
        document=keep(session, document) if document else None,
        actor=who,
        command_id=uuid4(),
    )
    tell_recorded(session, recorded)


def the_text(file: Path) -> ModelText:
    """The text in a file; stops with every problem of it."""
    from interfaces.circulars.model_texts import TextFaulty, read_model_text

    try:
        return read_model_text(file)
    except TextFaulty as faulty:
        raise Stop(Exit.FAILURE, *[plainly(str(one)) for one in faulty.problems]) from faulty


def must_have_a_reason(session: Session, reason: str) -> None:
    """What is recorded for ever says why."""
    if not reason.strip():
        raise session.turned_down(NotPossible(why=Why.REASON_MISSING))
