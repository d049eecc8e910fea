"""How far a circular has come, network by network."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Annotated

import typer

from domain.circular_facts import (
    CircularLife,
    InformationFailed,
    InformationSent,
    InformationSettled,
    PassedOn,
)
from interfaces.cli import options as o
from interfaces.cli.command import command
from interfaces.cli.finding import a_circular, a_network, content_of
from interfaces.cli.listings import Row, write
from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say
from journal.streams import circular_stream

app = typer.Typer()
PANEL = "Looking"
ALWAYS = ("contested", "undeliverable")
"""States of which one wants to see that there are none."""
AHEAD = ("deadlines_ahead", "next_deadline", "terminations_to_come", "next_termination")
AHEAD_OF_A_DAY = ("deadlines_ahead", "terminations_to_come")
INFORMING = ("network", "informed_on", "passed_on")
Reference = Annotated[
    str, typer.Argument(metavar="REF", help="A launched circular, by id or official reference.")
]


@command(app, "board", panel=PANEL)
def board(
    session: Session,
    ref: Reference,
    network: Annotated[
        str | None, typer.Option("--network", metavar="N", help="Only this network.")
    ] = None,
    as_at: Annotated[
        datetime | None,
        typer.Option(
            "--as-at",
            metavar="INSTANT",
            parser=o.instant,
            help="As the record stood at that instant; a day alone is its end.",
        ),
    ] = None,
    by_day: Annotated[
        bool, typer.Option("--by-day", help="The figures of every day on which one changed.")
    ] = False,
    form: o.As = o.Format.TABLE,
) -> None:
    """Show how far a circular has come, network by network.

    Of one that amends: whether the network has signed, how many avenants stand in which state, how
    many last days lie ahead and how many conventions will end, and when the next one does. With
    --by-day the same for each day, as it was known at its end. Of one that informs: who was
    informed, and who has confirmed to have passed it on.

    Example: avenants board 2026-001 --as-at 2026-04-03T12:00

    Next: `avenants list` and `avenants tasks` name the avenants.
    """
    if as_at is not None and by_day:
        raise typer.BadParameter("--as-at and --by-day exclude each other: give one of them")
    life = a_circular(session, ref)
    only = None if network is None else a_network(session, network).id
    if life.kind == "informing":
        if as_at is not None or by_day:
            raise session.stop(Say.BOARD_OF_INFORMING, circular=life.id)
        rows = informing(session, life)
        write([row for row in rows if only in {None, row["network"]}], INFORMING, form)
        return
    rows, columns = days(session, life, only) if by_day else amending(session, life, only, as_at)
    write(rows, columns, form)


def amending(
    session: Session, life: CircularLife, network: str | None, as_at: datetime | None
) -> tuple[Sequence[Row], tuple[str, ...]]:
    """A row for each network: its own avenant, its providers' by state, and what lies ahead."""
    from audit.board import Board

    read = Board(session.store)
    read.catch_up()
    found = (
        read.figures(life.id, network)
        if as_at is None
        else read.figures_at(life.id, as_at, network)
    )
    states = shown_states(one.states for one in found)
    rows = [
        {
            **one.model_dump(exclude={"states"}),
            **{state: one.states.get(state, 0) for state in states},
        }
        for one in found
    ]
    return rows, ("network", "own_avenant", "signed", *states, *AHEAD)


def days(
    session: Session, life: CircularLife, network: str | None
) -> tuple[Sequence[Row], tuple[str, ...]]:
    """A row for each day on which a figure changed."""
    from audit.board import Board

    read = Board(session.store)
    read.catch_up()
    found = read.by_day(life.id, network)
    states = shown_states(one.states for one in found)
    rows = [
        {
            **one.model_dump(exclude={"states"}),
            **{state: one.states.get(state, 0) for state in states},
        }
        for one in found
    ]
    return rows, ("day", "networks", "networks_signed", *states, *AHEAD_OF_A_DAY)


def shown_states(found: Iterable[Mapping[str, int]]) -> list[str]:
    """The states that occur, and those that somebody always asks for."""
    return sorted({*ALWAYS, *(state for states in found for state in states)})


def informing(session: Session, life: CircularLife) -> list[Row]:
    """A row for each network that the circular speaks to."""
    informed: dict[str, date] = {}
    passed_on: dict[str, date] = {}
    for one in session.store.journal.read(circular_stream(life.id)):
        match one.fact:
            case InformationSent(network=network, on=day):
                informed.setdefault(network, day)
            case InformationFailed(network=network):
                informed.pop(network, None)
            case InformationSettled(network=network, on=day, again=False):
                informed.setdefault(network, day)
            case PassedOn(network=network, on=day):
                passed_on.setdefault(network, day)
            case _:
                pass
    addressed = [network.id for network in content_of(session, life.content).networks]
    everybody = addressed or [row.id for row in session.store.registers.networks()]
    return [
        {
            "network": network,
            "informed_on": informed.get(network),
            "passed_on": passed_on.get(network),
        }
        for network in sorted({*everybody, *informed, *passed_on})
    ]
