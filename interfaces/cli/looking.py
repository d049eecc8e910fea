"""Where every avenant stands, and what waits for a person."""

from typing import Annotated, get_args

import typer

from domain.values import slug
from interfaces.cli import options as o
from interfaces.cli.command import command
from interfaces.cli.finding import a_circular, a_network
from interfaces.cli.listings import write
from interfaces.cli.outgoing import say_if_stopped
from interfaces.cli.session import Session

app = typer.Typer()
PANEL = "Looking"
COLUMNS = (
    "avenant",
    "circular",
    "kind",
    "network",
    "convention",
    "channel",
    "sent_on",
    "announced_last_day",
    "admitted_last_day",
    "state",
    "refusal_received_on",
    "terminates_on",
    "terminated_on",
)
"""The keys of `list --format json`: programs of others read them."""
TASK_COLUMNS = (
    "kind",
    "avenant",
    "network",
    "role",
    "since",
    "age_days",
    "deadline",
    "urgency",
    "about",
    "letter",
    "command",
)

OfCircular = Annotated[
    str | None, typer.Option("--circular", metavar="R", help="Only this circular.")
]
OfNetwork = Annotated[str | None, typer.Option("--network", metavar="N", help="Only this network.")]


@command(app, "list", panel=PANEL)
def list_avenants(
    session: Session,
    circular: OfCircular = None,
    network: OfNetwork = None,
    state: Annotated[
        str | None,
        typer.Option(
            "--state", metavar="S", help="Only avenants that stand so, such as contested."
        ),
    ] = None,
    form: o.As = o.Format.TABLE,
) -> None:
    """List avenants with their days and where they stand.

    Example: avenants list --circular 2026-001 --network namur --state contested

    Next: `avenants trail AVENANT` tells how it came there.
    """
    from audit.board import Board

    board = Board(session.store)
    board.catch_up()
    rows = board.rows(
        circular=None if circular is None else a_circular(session, circular).id,
        network=None if network is None else a_network(session, network).id,
        state=None if state is None else a_state(state),
    )
    write([row.model_dump() for row in rows], COLUMNS, form)


def a_state(text: str) -> str:
    """Where avenants may stand, as it is written in the listing; a mistyped one is refused."""
    from domain.state import Standing

    known = sorted({one.model_fields["status"].default for one in get_args(Standing)})
    state = slug(text).replace("-", "_")
    if state not in known:
        raise typer.BadParameter(f"{text!r} is no state; there are: {', '.join(known)}")
    return state


@command(app, "tasks", panel=PANEL)
def tasks(
    session: Session,
    network: OfNetwork = None,
    form: o.As = o.Format.TABLE,
) -> None:
    """List what waits for a person, each with the command that settles it.

    After some days people are reminded by e-mail, then INAMI is told (AVENANT_TASK_REMINDER_DAYS,
    AVENANT_TASK_ESCALATION_DAYS); a deadline that has passed tells INAMI at once.

    Example: avenants tasks --network namur

    Next: fill in the … of a command and give it.
    """
    from audit.board import Board
    from audit.board_reading import by_urgency
    from audit.informing import information_tasks
    from audit.mailboxes import message_tasks

    board = Board(session.store)
    board.catch_up()
    wanted = None if network is None else a_network(session, network).id
    of_mail = message_tasks(session.store, session.settings.served_networks, wanted)
    to_inform = information_tasks(session.store, wanted)
    rows = sorted([*board.tasks(network=wanted), *of_mail, *to_inform], key=by_urgency)
    today, policy = session.store.clock.today(), session.settings.task_policy
    shown = [
        {
            **row.model_dump(),
            "age_days": (today - row.since).days,
            "urgency": policy.urgency(row.since, row.deadline, today),
        }
        for row in rows
    ]
    write(shown, TASK_COLUMNS, form)
    say_if_stopped(session)
