"""A copy on file that a person has to look at: named by its number, never given again."""

from datetime import date
from typing import Annotated
from uuid import UUID

import typer

from domain.state import Avenant, CopyOnFile, NetworkAvenant
from interfaces.cli import options as o
from interfaces.cli.exits import Exit
from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say

OnFile = Annotated[
    UUID | None,
    typer.Option(
        "--copy",
        metavar="NUMBER",
        help="The copy on file that you looked at, by the number that `avenants tasks` names.",
    ),
]
Received = Annotated[
    date | None,
    typer.Option(
        "--received-on",
        metavar="D",
        parser=o.day,
        help="The day on which it was received; that of --copy is known.",
    ),
]


def copy_on_file(session: Session, avenant: Avenant, number: UUID) -> CopyOnFile:
    """The copy of that number; stops where there is none."""
    copies = avenant.copies if isinstance(avenant, NetworkAvenant) else ()
    for copy in copies:
        if copy.id == number:
            return copy
    raise session.stop(Say.NO_SUCH_COPY, Exit.NOT_FOUND, avenant=avenant.id, number=number)


def day_received(session: Session, said: date | None, copy: CopyOnFile | None) -> date:
    """The day that was said, else that of the copy on file; stops where neither is known."""
    if said is not None:
        return said
    if copy is None:
        raise session.stop(Say.RECEIVED_WHEN, Exit.USAGE)
    return copy.received_on
