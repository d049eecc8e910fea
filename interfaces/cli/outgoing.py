"""Mail on its way out, where a person has to say what the engine cannot know."""

from typing import Annotated, NamedTuple

import structlog
import typer

from domain.commands import AbandonSending, RetryStopped, SettleNotice
from domain.facts import Notice
from domain.values import Channel
from interfaces.cli import options as o
from interfaces.cli.command import command
from interfaces.cli.finding import avenant_and_convention
from interfaces.cli.giving import give, tell
from interfaces.cli.people import actor, must_be_of_inami
from interfaces.cli.screen import remark, show
from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say

app = typer.Typer()
PANEL = "Sending"
log = structlog.get_logger("outgoing")
OfNotice = Annotated[
    Notice | None,
    typer.Option("--notice", help="Only this notice, where several of an avenant failed."),
]


@command(app, "not-sent", panel=PANEL)
def not_sent(session: Session, avenant: o.Avenant, reason: o.Reason, by: o.By) -> None:
    """Say that a communication in doubt never left, once the mail server's log was read.

    Example: avenants not-sent 2026-001.K00123 --reason "not in the server's log" --by namur.coord

    Next: it is made anew for the present day and leaves by itself. If it did leave:
    `avenants posted` with the day.
    """
    found, convention = avenant_and_convention(session, avenant)
    who = actor(session, by)
    last = found.communications[-1].ordinal if found.communications else 1
    given_up = AbandonSending(
        today=session.store.clock.today(),
        by=who.id,
        avenant=found.id,
        ordinal=last,
        reason=reason,
    )
    tell(session, found.id, give(session, convention.id, given_up, who, about=found.id))


@command(app, "tell-again", panel=PANEL)
def tell_again(
    session: Session,
    avenant: o.Avenant,
    reason: o.Reason,
    by: o.By,
    channel: Annotated[
        Channel, typer.Option("--channel", help="By which channel it is told again.")
    ] = Channel.LETTER,
    notice: OfNotice = None,
) -> None:
    """Have a notice told again that did not arrive, or of which nobody knows whether it left.

    A confirmation of a refusal that came back, for instance. It voids no sending: the days stay.

    Example: avenants tell-again K00123 --channel letter --reason "mailbox closed" --by namur.coord

    Next: an e-mail leaves by itself; a letter is printed with `avenants print`.
    """
    see_to(session, avenant, by, SeenTo(notice, channel, reason))


@command(app, "told", panel=PANEL)
def told(
    session: Session, avenant: o.Avenant, reason: o.Reason, by: o.By, notice: OfNotice = None
) -> None:
    """Say that the addressee knows what a notice that failed would have told.

    Example: avenants told K00123 --reason "it stands in the server's log" --by namur.coord

    Next: nothing; the task is settled.
    """
    see_to(session, avenant, by, SeenTo(notice, None, reason))


class SeenTo(NamedTuple):
    """What a person says of notices that failed: which, by which channel again, and why."""

    notice: Notice | None
    again: Channel | None
    reason: str


def see_to(session: Session, avenant: str, by: str, said: SeenTo) -> None:
    """Record what a person says of the notices of an avenant that failed."""
    found, convention = avenant_and_convention(session, avenant)
    who = actor(session, by)
    command_ = SettleNotice(
        today=session.store.clock.today(), by=who.id, avenant=found.id, **said._asdict()
    )
    tell(session, found.id, give(session, convention.id, command_, who, about=found.id))


@command(app, "retry", panel=PANEL)
def retry(session: Session, avenant: o.Avenant, by: o.By) -> None:
    """Have an avenant tried again at once, once you mended what stopped it.

    `avenants trail AVENANT` says what that is: an address to put right with `avenants import
    providers` or `networks`, a name in letters without a font. Without this it is tried again every
    six hours.

    Example: avenants retry 2026-001.K00123 --by namur.coord

    Next: it goes on by itself; should it stop again, it is a task again.
    """
    found, convention = avenant_and_convention(session, avenant)
    who = actor(session, by)
    asked = RetryStopped(today=session.store.clock.today(), by=who.id, avenant=found.id)
    tell(session, found.id, give(session, convention.id, asked, who, about=found.id))


@command(app, "resume-mail", panel=PANEL)
def resume_mail(session: Session, by: o.By) -> None:
    """Let mail leave again that was stopped because an unusual share of it bounced.

    Example: avenants resume-mail --by inami.cell

    Next: what waits leaves by itself; bounces are counted anew from now on.
    """
    who = must_be_of_inami(session, actor(session, by))
    from interfaces.posts import gate_of

    lifted = gate_of(session.store).resume(who.id)
    if lifted is None:
        show(session.words(Say.MAIL_NOT_STOPPED))
        return
    log.warning("mail_resumed", by=who.id, stopped_because=lifted.why)
    show(session.words(Say.MAIL_RESUMED, why=lifted.why))


def say_if_stopped(session: Session) -> None:
    """Tell whoever looks at what waits that no mail leaves at all."""
    from interfaces.posts import gate_of

    stopped, _ = gate_of(session.store).ask()
    if stopped is not None:
        remark(session.words(Say.MAIL_STOPPED, why=stopped.why))
