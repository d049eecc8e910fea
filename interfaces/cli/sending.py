"""How an avenant reaches its addressee: posting, bouncing, sending again."""

from datetime import date
from pathlib import Path
from typing import Annotated
from uuid import uuid4

import typer

from domain.commands import RecordSent, RecordSentOutside, RegisterBounce, RequestResend
from domain.office import Actor
from domain.state import Avenant, Undeliverable
from domain.values import Channel
from interfaces.cli import options as o
from interfaces.cli.command import command
from interfaces.cli.evidence_file import keep
from interfaces.cli.exits import Exit, Stop
from interfaces.cli.finding import avenant_and_convention
from interfaces.cli.giving import give, registration, tell
from interfaces.cli.people import actor
from interfaces.cli.posting_lists import Posted, posted_letters
from interfaces.cli.screen import remark, show
from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say

app = typer.Typer()
PANEL = "Sending"
SEVERE = (Exit.OK, Exit.LOOK, Exit.NOT_FOUND, Exit.FAILURE)
"""Of several avenants the gravest end counts."""


@command(app, "posted", panel=PANEL)
def posted(
    session: Session,
    on: o.On,
    by: o.By,
    avenants: Annotated[
        list[str] | None, typer.Argument(metavar="AVENANT...", help="The letters that were posted.")
    ] = None,
    from_file: Annotated[
        Path | None,
        typer.Option(
            "--from", metavar="FILE", help="The posting list, or a file with one avenant a line."
        ),
    ] = None,
    registered: Annotated[
        str | None,
        typer.Option("--registered", metavar="NUMBER", help="The number of a registered letter."),
    ] = None,
) -> None:
    """Record the real day on which letters were posted.

    The window runs from that day, not from the day on which the letter was printed. Each letter
    stands for itself: one that cannot be recorded stops none of the others. A posting list may
    give another day, or the number of a registered letter, on any of its rows.

    Example: avenants posted 2026-001.K00123 2026-001.K00124 --on 2026-03-31 --by namur.coord

    Next: the provider may refuse until the day that is shown.
    """
    named = [Posted(avenant, registered_number=registered) for avenant in avenants or ()]
    named += posted_letters(session, from_file) if from_file else []
    if not named:
        raise session.stop(Say.NO_AVENANT_NAMED, Exit.USAGE)
    who = actor(session, by)
    ends = [post_one(session, one, on, who) for one in dict.fromkeys(named)]
    worst = max(ends, key=SEVERE.index)
    if worst in (Exit.FAILURE, Exit.NOT_FOUND):
        raise session.stop(
            Say.NOT_ALL, worst, bad=sum(e in SEVERE[2:] for e in ends), all=len(ends)
        )


def post_one(session: Session, posted: Posted, on: date, who: Actor) -> Exit:
    """Record one posting and say what came of it; gives how it ended."""
    try:
        avenant, convention = avenant_and_convention(session, posted.avenant)
        must_be_a_letter(session, avenant)
        sent = RecordSent(
            today=session.store.clock.today(),
            by=who.id,
            avenant=avenant.id,
            id=uuid4(),
            on=posted.on or on,
            registered_number=posted.registered_number,
        )
        tell(session, avenant.id, give(session, convention.id, sent, who, about=avenant.id))
    except Stop as stop:
        for said in stop.sentences:
            remark(f"{posted.avenant}: {said}")
        return stop.code
    return Exit.OK


def must_be_a_letter(session: Session, avenant: Avenant) -> None:
    """An e-mail is not posted: the engine records itself when it left, unless it is in doubt."""
    last = avenant.in_flight or next(
        (c for c in reversed(avenant.communications) if c.sent_on), None
    )
    if last is not None and last.channel is not Channel.LETTER and not last.doubtful:
        raise session.stop(Say.NO_LETTER, avenant=avenant.id)


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
            of=of,
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
