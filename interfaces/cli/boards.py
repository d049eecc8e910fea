"""How far a circular has come, network by network."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from domain.circular_facts import CircularLife, InformationSent, PassedOn
from interfaces.cli import options as o
from interfaces.cli.command import command
from interfaces.cli.finding import a_circular, content_of
from interfaces.cli.listings import Row, write
from interfaces.cli.session import Session
from journal.streams import circular_stream

app = typer.Typer()
PANEL = "Looking"
INFORMING = ("network", "informed_on", "passed_on")
Reference = Annotated[
    str, typer.Argument(metavar="REF", help="A launched circular, by id or official reference.")
]


@command(app, "board", panel=PANEL)
def board(session: Session, ref: Reference, form: o.As = o.Format.TABLE) -> None:
    """Show how far a circular has come, network by network.

    Of one that amends: how many avenants stand in which state. Of one that informs: who was
    informed, and who has confirmed to have passed it on.

    Example: avenants board 2026-001

    Next: `avenants list` and `avenants tasks` name the avenants.
    """
    life = a_circular(session, ref)
    if life.kind == "informing":
        write(informing(session, life), INFORMING, form)
        return
    rows, columns = amending(session, life)
    write(rows, columns, form)


def amending(session: Session, life: CircularLife) -> tuple[Sequence[Row], tuple[str, ...]]:
    """A row for each network, a column for the network's own avenant and for each state."""
    from audit.board import Board

    read = Board(session.store)
    read.catch_up()
    own: dict[str, str] = {}
    counted: dict[str, Counter[str]] = {}
    for count in read.summary(circular=life.id):
        if count.kind == "network":
            own[count.network] = count.state
        else:
            counted.setdefault(count.network, Counter())[count.state] += count.avenants
    states = sorted({state for counts in counted.values() for state in counts})
    rows = [
        {
            "network": network,
            "own_avenant": own.get(network),
            **{state: counted.get(network, Counter())[state] for state in states},
        }
        for network in sorted({*own, *counted})
    ]
    return rows, ("network", "own_avenant", *states)


def informing(session: Session, life: CircularLife) -> list[Row]:
    """A row for each network that the circular speaks to."""
    informed: dict[str, date] = {}
    passed_on: dict[str, date] = {}
    for one in session.store.journal.read(circular_stream(life.id)):
        match one.fact:
            case InformationSent(network=network, on=day):
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
