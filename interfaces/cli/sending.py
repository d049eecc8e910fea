"""How an avenant reaches its addressee: bouncing, sending again, sent outside."""

from typing import Annotated
from uuid import uuid4

import typer

from domain.commands import RecordSentOutside, RegisterBounce, RequestResend
from domain.sending import last_begun
from domain.state import Undeliverable
from domain.values import Channel
from interfaces.cli import options as o
from interfaces.cli.command import command
from interfaces.cli.evidence_file import keep
from interfaces.cli.finding import avenant_and_convention
from interfaces.cli.giving import give, registration, tell
from interfaces.cli.people import actor
from interfaces.cli.screen import remark, show
from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say

app = typer.Typer()
PANEL = "Sending"


@command(app, "bounce", panel=PANEL)
def bounce(
    session: Session,
    avenant: o.Avenant,
    on: o.On,
    reason: o.Reason,
    by: o.By,
    of: Annotated[
        int | None,
        typer.Option("--of", min=1, help="Which communication: 1 the first. Else the last one."),
    ] = None,
) -> None:
    """Register that a communication did not arrive.

    For a letter: address unknown. One that was not collected, or refused at the door, did reach
    the address: a person decides, and registers it only to send it again.

    Example: avenants bounce K00123 --on 2026-03-05 --reason "no such mailbox" --by namur.coord

    Next: no window runs; `avenants resend` sends it by another channel.
    """
    found, convention = avenant_and_convention(session, avenant)
    who = actor(session, by)
    recorded = give(
        session,
        convention.id,
        RegisterBounce(
            today=session.store.clock.today(),
            by=who.id,
            avenant=found.id,
            id=uuid4(),
            on=on,
            reason=reason,
            # By its number: what is sent anew in this moment did not come back.
            of=last.ordinal if of is None and (last := last_begun(found)) else of,
        ),
        who,
        about=found.id,
    )
    tell(session, found.id, recorded)


@command(app, "resend", panel=PANEL)
def resend(
    session: Session,
    avenant: o.Avenant,
    by: o.By,
    channel: Annotated[
        Channel | None,
        typer.Option("--channel", help="By which channel; after a bounce, the other one."),
    ] = None,
    dry_run: o.DryRun = False,
) -> None:
    """Send an avenant again: by another channel after a bounce, or an identical copy.

    After a bounce the new communication opens the window. A copy restarts nothing.

    Example: avenants resend K00123 --channel letter --by namur.coord

    Next: an e-mail leaves by itself; a letter waits on the posting list for `avenants posted`.
    """
    found, convention = avenant_and_convention(session, avenant)
    who = actor(session, by)
    bounced = isinstance(found.standing, Undeliverable)
    show(session.words(Say.OPENS_A_WINDOW if bounced else Say.COPY_ONLY, avenant=found.id))
    if dry_run:
        remark(session.words(Say.DRY_RUN))
        return
    if found.resend is not None and channel in (None, found.resend.channel):
        show(session.words(Say.RECORDED_ALREADY))
        return
    asked = RequestResend(
        today=session.store.clock.today(), by=who.id, avenant=found.id, channel=channel
    )
    give(session, convention.id, asked, who, about=found.id)
    show(session.words(Say.RECORDED))


@command(app, "sent-outside", panel=PANEL)
def sent_outside(
    session: Session,
    avenant: o.Avenant,
    on: o.On,
    channel: o.SendBy,
    evidence: o.Evidence,
    by: o.By,
) -> None:
    """Record that an avenant was sent before the system was there.

    Example: avenants sent-outside K00123 --on 2026-03-03 --channel letter --evidence receipt.pdf
    --by namur.coord

    Next: its window runs from its own posting day; nothing is sent again.
    """
    found, convention = avenant_and_convention(session, avenant)
    who = actor(session, by)
    kept = keep(session, evidence, convention.party)
    number, known = registration(convention, "outside", found.id, on, channel, kept)
    recorded = () if known else give(
        session,
        convention.id,
        RecordSentOutside(
            today=session.store.clock.today(),
            by=who.id,
            avenant=found.id,
            id=number,
            on=on,
            channel=channel,
            evidence=kept,
        ),
        who,
        about=found.id,
        command_id=number,
    )  # fmt: skip
    tell(session, found.id, recorded)
