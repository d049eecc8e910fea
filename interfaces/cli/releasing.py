"""The coordinator lets the network's sending begin, and sees first what follows from the day."""

from datetime import date, timedelta

import typer

from domain.calendar import next_working_day
from domain.circular import Circular
from domain.commands import ReleaseSending
from domain.state import NetworkAvenant
from domain.terms import window
from domain.values import Channel, avenant_id
from interfaces.cli import options as o
from interfaces.cli.command import command
from interfaces.cli.finding import a_circular, a_network, avenant_and_convention, content_of
from interfaces.cli.giving import give
from interfaces.cli.people import actor
from interfaces.cli.registered import providers_by_channel
from interfaces.cli.screen import remark, show
from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say

app = typer.Typer()
PANEL = "Networks"


@command(app, "release", panel=PANEL)
def release(
    session: Session,
    network: o.Network,
    circular: o.Circular,
    by: o.By,
    dry_run: o.DryRun = False,
) -> None:
    """Let a network's sending to its providers begin.

    It is the network that speaks, so its coordinator says when. The day counts: what is sent on
    31 March ends a refused convention on 1 June, what is sent on 1 April on 1 July.

    Example: avenants release namur --circular 2026-001 --by namur.coord

    Next: e-mails leave at once; letters go to the posting list, and `avenants posted` records
    their real day.
    """
    row = a_network(session, network)
    life = a_circular(session, circular)
    found, convention = avenant_and_convention(session, avenant_id(life.id, f"net-{row.id}"))
    who = actor(session, by)
    frozen = content_of(session, life.content)
    today = session.store.clock.today()
    show_what_follows(session, row.id, frozen, today)
    could_since = found.concluded_on if isinstance(found, NetworkAvenant) else None
    if dry_run:
        warn_of_month_ends(session, could_since or today, frozen, today)
        remark(session.words(Say.DRY_RUN))
        return
    asked = ReleaseSending(
        today=today, by=who.id, avenant=found.id, policy=frozen.policies.cascade_on
    )
    recorded = give(session, convention.id, asked, who, about=found.id)
    show(session.words(Say.RELEASED if recorded else Say.RECORDED_ALREADY, network=row.id))
    if recorded:
        warn_of_month_ends(session, could_since or today, frozen, today)


def show_what_follows(session: Session, network: str, circular: Circular, today: date) -> None:
    """How many providers are written to, and the days that follow for what leaves today."""
    count = providers_by_channel(session, network, today)
    show(
        session.words(
            Say.WOULD_BE_SENT,
            network=network,
            email=count[Channel.EMAIL],
            letter=count[Channel.LETTER],
        )
    )
    for channel in Channel:
        if count[channel]:
            show_days(session, channel, circular, today)


def show_days(session: Session, channel: Channel, circular: Circular, day: date) -> None:
    """The days that follow from a sending on that day."""
    open_ = window(day, channel, circular.rules)
    what = Say.DAYS_EMAIL if channel is Channel.EMAIL else Say.DAYS_LETTER
    show(
        session.words(
            what,
            sent_on=open_.sent_on,
            announced=open_.announced_last_day,
            admitted=open_.admitted_last_day,
            terminates_on=open_.terminates_on,
        )
    )


def warn_of_month_ends(
    session: Session, could_since: date, circular: Circular, today: date
) -> None:
    """Waiting crossed the end of a month, or does so for whatever does not leave today."""
    now = ends_on(today, circular)
    earlier = ends_on(could_since, circular)
    if earlier < now:
        session.look(Say.MONTH_CROSSED, since=could_since, earlier=earlier, now=now)
    next_day = next_working_day(today + timedelta(days=1))
    later = ends_on(next_day, circular)
    if later > now:
        session.look(Say.MONTH_ENDS, now=now, next_day=next_day, later=later)


def ends_on(day: date, circular: Circular) -> date:
    """The day on which a refused convention ends that was written to on that day."""
    return window(day, Channel.EMAIL, circular.rules).terminates_on
