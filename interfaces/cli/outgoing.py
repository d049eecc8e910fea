"""Mail on its way out, where a person has to say what the engine cannot know."""

import structlog
import typer

from domain.commands import AbandonSending
from interfaces.cli import options as o
from interfaces.cli.command import command
from interfaces.cli.finding import avenant_and_convention
from interfaces.cli.giving import give, tell
from interfaces.cli.people import actor, must_be_of_inami
from interfaces.cli.screen import remark, show
from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say
from interfaces.posts import gate_of

app = typer.Typer()
PANEL = "Sending"
log = structlog.get_logger("outgoing")


@command(app, "not-sent", panel=PANEL)
def not_sent(session: Session, avenant: o.Avenant, by: o.By) -> None:
    """Say that a communication in doubt never left, once the mail server's log was read.

    Example: avenants not-sent 2026-001.K00123 --by namur.coord

    Next: it is made anew for the present day and leaves by itself. If it did leave:
    `avenants posted` with the day.
    """
    found, convention = avenant_and_convention(session, avenant)
    who = actor(session, by)
    last = found.communications[-1].ordinal if found.communications else 1
    given_up = AbandonSending(
        today=session.store.clock.today(), by=who.id, avenant=found.id, ordinal=last
    )
    tell(session, found.id, give(session, convention.id, given_up, who, about=found.id))


@command(app, "resume-mail", panel=PANEL)
def resume_mail(session: Session, by: o.By) -> None:
    """Let mail leave again that was stopped because an unusual share of it bounced.

    Example: avenants resume-mail --by inami.cell

    Next: what waits leaves by itself; bounces are counted anew from now on.
    """
    who = must_be_of_inami(session, actor(session, by))
    lifted = gate_of(session.store).resume(who.id)
    if lifted is None:
        show(session.words(Say.MAIL_NOT_STOPPED))
        return
    log.warning("mail_resumed", by=who.id, stopped_because=lifted.why)
    show(session.words(Say.MAIL_RESUMED, why=lifted.why))


def say_if_stopped(session: Session) -> None:
    """Tell whoever looks at what waits that no mail leaves at all."""
    stopped, _ = gate_of(session.store).ask()
    if stopped is not None:
        remark(session.words(Say.MAIL_STOPPED, why=stopped.why))
