"""Through which day a network's mail and post are known to be read."""

from datetime import date
from typing import Annotated
from uuid import uuid4

import typer

from domain.intake import Intake, IntakeFact, MailboxRead, PostRegistered, intake_of
from domain.turned import NotPossible, Why
from interfaces.cli import options as o
from interfaces.cli.command import command
from interfaces.cli.exits import Exit
from interfaces.cli.finding import a_network
from interfaces.cli.people import of_the_network
from interfaces.cli.screen import show
from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say
from journal.envelope import Context, Recorded
from journal.handling import handle
from journal.streams import intake_stream

app = typer.Typer()
PANEL = "Answers of providers"


@command(app, "intake-complete", panel=PANEL)
def intake_complete(
    session: Session,
    network: o.Network,
    by: o.By,
    mailbox_through: Annotated[
        date | None,
        typer.Option(
            "--mailbox-through", metavar="D", parser=o.day, help="The mailbox is read through it."
        ),
    ] = None,
    post_through: Annotated[
        date | None,
        typer.Option(
            "--post-through", metavar="D", parser=o.day, help="All post through it is registered."
        ),
    ] = None,
) -> None:
    """Say through which day a network's mailbox and post are read.

    Silence is concluded only then: an e-mailed avenant may be refused by post, and the other way
    round. Without the network's word on its post, the fifth working day after the last day counts.

    Example: avenants intake-complete namur --mailbox-through 2026-04-07 --post-through 2026-04-07
    --by namur.coord

    Next: whoever kept silent until then has accepted.
    """
    row = a_network(session, network)
    who = of_the_network(session, by, row.id)
    if mailbox_through is None and post_through is None:
        raise session.stop(Say.NAME_A_DAY, Exit.USAGE)
    today = session.store.clock.today()
    for day in (mailbox_through, post_through):
        if day is not None and day >= today:
            must_be_over(session, day, today)

    def follow(history: tuple[Recorded, ...]) -> list[IntakeFact]:
        known = intake_of(
            tuple(f for one in history if isinstance(f := one.fact, MailboxRead | PostRegistered))
        )
        return new_marks(known, row.id, today, who.id, mailbox_through, post_through)

    context = Context(
        command_id=uuid4(), actor=who.id, channel="cli", correlation=f"intake:{row.id}"
    )
    recorded = handle(session.store.journal, intake_stream(row.id), follow, context)
    show(session.words(Say.RECORDED if recorded else Say.RECORDED_ALREADY))


def must_be_over(session: Session, day: date, today: date) -> None:
    """A day is read through only when it has ended."""
    if day == today:
        raise session.stop(Say.DAY_NOT_OVER, day=day)
    why = NotPossible(
        why=Why.IN_THE_FUTURE, details={"day": day.isoformat(), "today": today.isoformat()}
    )
    raise session.turned_down(why)


def new_marks(
    known: Intake,
    network: str,
    today: date,
    by: str,
    mailbox: date | None,
    post: date | None,
) -> list[IntakeFact]:
    """The facts that say more than is known already."""
    marks: list[IntakeFact] = []
    if mailbox is not None and all(mark.through < mailbox for mark in known.mailbox):
        marks.append(MailboxRead(on=today, network=network, through=mailbox, by=by))
    if post is not None and all(mark.through < post for mark in known.post):
        marks.append(PostRegistered(on=today, network=network, through=post, by=by))
    return marks
