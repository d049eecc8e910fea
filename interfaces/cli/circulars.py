"""A circular's folder is checked, a circular is withdrawn, a network passes one on."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated
from uuid import uuid4

import typer

from domain.circular_facts import CircularFact, CircularWithdrawn, PassedOn
from domain.informing import settle
from domain.turned import NotPossible, Turned, Why
from interfaces.cli import options as o
from interfaces.cli.command import command
from interfaces.cli.exits import Exit, Stop
from interfaces.cli.finding import a_circular, a_network, content_of
from interfaces.cli.giving import tell_recorded
from interfaces.cli.people import actor, must_be_of_inami, of_the_network
from interfaces.cli.screen import plainly, show
from interfaces.cli.session import Session
from interfaces.cli.standing_law import law_if_any
from interfaces.cli.wording.messages import Say
from journal.envelope import Context, Recorded
from journal.handling import handle
from journal.streams import circular_from, circular_stream

app = typer.Typer()
PANEL = "Circulars and registers"

Folder = Annotated[Path, typer.Argument(metavar="CIRCULAR_DIR", help="The folder of a circular.")]
Reference = Annotated[
    str, typer.Argument(metavar="REF", help="A launched circular, by id or official reference.")
]


@command(app, "check", panel=PANEL)
def check(session: Session, folder: Folder) -> None:
    """Check a circular's folder and show every problem at once, with file and line.

    Errors end with 1, warnings alone with 3. Nothing is launched and no store is needed; where
    there is one, the articles are tried on the texts and circulars that it holds, else on the
    base texts in the folder `models` beside the circular's.

    Example: avenants check circulars/2026-001

    Next: mend the errors, look at the warnings, then `avenants launch`.
    """
    from interfaces.circulars.folder import read_circular

    found = read_circular(folder, law_if_any(session))
    for problem in found.problems:
        show(plainly(str(problem)))
    counted = {"errors": len(found.errors), "warnings": len(found.warnings)}
    if found.errors:
        raise Stop(Exit.FAILURE, session.words(Say.CHECKED, **counted))
    if found.warnings:
        session.look(Say.CHECKED, **counted)
    else:
        show(session.words(Say.CHECKED, **counted))


@command(app, "withdraw", panel=PANEL)
def withdraw(session: Session, ref: Reference, reason: o.Reason, by: o.By) -> None:
    """Take a launched circular back.

    Open windows close; what was concluded before stays. A refusal that has not ended its
    convention yet still does, unless the circular's policy asks a person.

    Example: avenants withdraw 2026-001 --reason "taken back by the Committee" --by inami.cell

    Next: everybody addressed is told.
    """
    who = must_be_of_inami(session, actor(session, by))
    if not reason.strip():
        raise session.turned_down(NotPossible(why=Why.REASON_MISSING))
    life = a_circular(session, ref)

    def follow(history: tuple[Recorded, ...]) -> list[CircularFact]:
        now = circular_from(history)
        if now is None or now.withdrawn_on is not None:
            if now is not None and now.corrected_by is not None:
                raise session.stop(
                    Say.CORRECTED_ALREADY, circular=now.id, corrected_by=now.corrected_by
                )
            return []
        today = session.store.clock.today()
        return [CircularWithdrawn(on=today, circular=now.id, reason=reason, by=who.id)]

    context = Context(command_id=uuid4(), actor=who.id, channel="cli", correlation=life.id)
    tell_recorded(session, handle(session.store.journal, circular_stream(life.id), follow, context))


@command(app, "inform-again", panel=PANEL)
def inform_again(
    session: Session, network: o.Network, circular: o.Circular, reason: o.Reason, by: o.By
) -> None:
    """Have a network written to again whose mail about a circular failed or is in doubt.

    It goes to the address that the register has by now: correct it before with `avenants import`.

    Example: avenants inform-again namur --circular 2023-running-costs --reason "new address"
    --by inami.cell

    Next: the mail leaves by itself, under a Message-ID of its own.
    """
    see_to_information(session, network, circular, by, reason, again=True)


@command(app, "informed", panel=PANEL)
def informed(
    session: Session, network: o.Network, circular: o.Circular, reason: o.Reason, by: o.By
) -> None:
    """Say that a network knows of a circular although its mail failed or is in doubt.

    Example: avenants informed namur --circular 2023-running-costs --reason "it is in the log"
    --by inami.cell

    Next: nothing; the task is settled.
    """
    see_to_information(session, network, circular, by, reason, again=False)


def see_to_information(
    session: Session, network: str, circular: str, by: str, reason: str, *, again: bool
) -> None:
    """Record what somebody of INAMI says of a mail that was to inform a network."""
    row = a_network(session, network)
    life = a_circular(session, circular)
    who = must_be_of_inami(session, actor(session, by))

    def follow(history: tuple[Recorded, ...]) -> Sequence[CircularFact]:
        now = circular_from(history)
        if now is None:
            return ()
        if again and now.withdrawn_on is not None:
            raise session.stop(Say.CIRCULAR_CLOSED, circular=now.id, on=now.withdrawn_on)
        today = session.store.clock.today()
        return settle(now, row.id, again=again, reason=reason, by=who.id, today=today)

    context = Context(command_id=uuid4(), actor=who.id, channel="cli", correlation=life.id)
    try:
        recorded = handle(session.store.journal, circular_stream(life.id), follow, context)
    except Turned as turned:
        raise session.turned_down(turned.answer) from None
    tell_recorded(session, recorded)


@command(app, "passed-on", panel=PANEL)
def passed_on(session: Session, network: o.Network, circular: o.Circular, by: o.By) -> None:
    """Record that a network passed a circular on to its providers.

    Only for circulars that inform and ask for it; avenants are communicated, not passed on.

    Example: avenants passed-on namur --circular 2023-running-costs --by namur.coord

    Next: the circular's trail shows who did.
    """
    row = a_network(session, network)
    life = a_circular(session, circular)
    who = of_the_network(session, by, row.id)
    frozen = content_of(session, life.content)
    if not frozen.asks_to_pass_on:
        raise session.stop(Say.NOT_TO_PASS_ON, circular=life.id)
    if frozen.networks and frozen.addressee(row.id) is None:
        raise session.stop(Say.NOT_ADDRESSED, circular=life.id, network=row.id)

    def follow(history: tuple[Recorded, ...]) -> list[CircularFact]:
        now = circular_from(history)
        if now is None or row.id in now.passed_on:
            return []
        today = session.store.clock.today()
        return [PassedOn(on=today, circular=now.id, network=row.id, by=who.id)]

    context = Context(command_id=uuid4(), actor=who.id, channel="cli", correlation=life.id)
    tell_recorded(session, handle(session.store.journal, circular_stream(life.id), follow, context))
