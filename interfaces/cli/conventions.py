"""What concerns a convention itself: its end, what is left to do after it, mistakes about it."""

from datetime import date
from typing import Annotated
from uuid import UUID, uuid4

import typer

from domain.commands import (
    EndConvention,
    PrepareAvenant,
    RequestRetraction,
    Retract,
    SettleTask,
)
from domain.facts import EndCause, TaskKind
from domain.values import AvenantKind, avenant_id
from interfaces.cli import options as o
from interfaces.cli.command import command
from interfaces.cli.exits import Exit
from interfaces.cli.finding import (
    a_circular,
    a_convention,
    avenant_and_convention,
    content_of,
)
from interfaces.cli.giving import give, tell, tell_recorded, tell_standing
from interfaces.cli.people import actor, of_inami
from interfaces.cli.registered import bring_journal_up
from interfaces.cli.screen import show
from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say
from journal.envelope import Recorded
from journal.streams import convention_stream, load_convention

app = typer.Typer()
PANEL = "Conventions"
FEED_PAGE = 2000


@command(app, "add", panel=PANEL)
def add(
    session: Session,
    convention: Annotated[
        str, typer.Argument(metavar="CONVENTION", help="The number of a registered convention.")
    ],
    circular: o.Circular,
    by: o.ByIfAnybody = None,
    on_old_text: Annotated[
        bool,
        typer.Option(
            "--on-old-text",
            help="Begun after the launch, but concluded on the text that the circular amends.",
        ),
    ] = False,
) -> None:
    """Add a convention to a launched circular: one forgotten, or begun later on the old text.

    Example: avenants add K00999 --circular 2026-001 --by inami.cell

    Next: its avenant is sent as soon as its network may turn to its providers, with a window of
    its own. A convention begun on the new text needs none.
    """
    who = of_inami(session, by)
    life = a_circular(session, circular)
    bring_journal_up(session.store, who)
    found = a_convention(session, convention)
    frozen = content_of(session, life.content)
    if frozen.amendment is None:
        raise session.stop(Say.ONLY_INFORMS, circular=life.id)
    if life.withdrawn_on is not None:
        raise session.stop(Say.CIRCULAR_CLOSED, circular=life.id, on=life.withdrawn_on)
    if frozen.addressee(found.network) is None:
        raise session.stop(Say.NOT_ADDRESSED, circular=life.id, network=found.network)
    if found.began_on > life.launched_on and not on_old_text:
        raise session.stop(Say.BEGUN_ON_WHICH_TEXT, convention=found.id, on=found.began_on)
    number = avenant_id(life.id, found.id)
    is_network = found.id.startswith("net-")
    asked = PrepareAvenant(
        today=session.store.clock.today(),
        by=who.id,
        avenant=number,
        circular=life.id,
        kind=AvenantKind.NETWORK if is_network else AvenantKind.PROVIDER,
        content=life.content,
        rules=frozen.rules,
        entry_into_force=frozen.amendment.entry_into_force,
    )
    tell(session, number, give(session, found.id, asked, who, about=number))


@command(app, "lapse", panel=PANEL)
def lapse(
    session: Session,
    convention: Annotated[
        str,
        typer.Argument(metavar="CONVENTION", help="Its number, or one of its avenants."),
    ],
    cause: Annotated[EndCause, typer.Option("--cause", help="Why it ended.")],
    on: Annotated[
        date,
        typer.Option("--on", metavar="D", parser=o.day, help="The first day without it."),
    ],
    by: o.By,
) -> None:
    """Register that a convention ended otherwise than by a refusal.

    An avenant that is not concluded by then lapses; it never counts as accepted. A change of
    address ends nothing: import it.

    Example: avenants lapse K00123 --cause death --on 2026-03-20 --by namur.coord

    Next: nothing more is sent for this convention.
    """
    if cause is EndCause.REFUSAL:
        raise session.stop(Say.REFUSE_INSTEAD, Exit.USAGE)
    who = actor(session, by)
    found = a_convention(session, convention)
    asked = EndConvention(
        today=session.store.clock.today(), by=who.id, id=uuid4(), on=on, cause=cause
    )
    recorded = give(session, found.id, asked, who)
    show(session.words(Say.RECORDED if recorded else Say.RECORDED_ALREADY))
    for avenant in found.avenants:
        tell_standing(session, avenant.id)


@command(app, "settle", panel=PANEL)
def settle(
    session: Session,
    avenant: o.Avenant,
    task: Annotated[
        TaskKind, typer.Option("--task", help="continuity or billed_sessions, after a termination.")
    ],
    note: Annotated[str, typer.Option("--note", help="What was done; no patient data.")],
    by: o.By,
) -> None:
    """Say that a task was done which leaves no other trace.

    Example: avenants settle K00123 --task continuity --note "all handed over" --by namur.coord

    Next: the task leaves `avenants tasks`; the note stays in the record.
    """
    found, convention = avenant_and_convention(session, avenant)
    who = actor(session, by)
    asked = SettleTask(
        today=session.store.clock.today(), by=who.id, avenant=found.id, task=task, note=note
    )
    tell(session, found.id, give(session, convention.id, asked, who, about=found.id))


@command(app, "retract", panel=PANEL)
def retract(
    session: Session,
    fact: Annotated[
        UUID, typer.Argument(metavar="FACT", help="Its number, as `avenants trail` shows it.")
    ],
    reason: o.Reason,
    by: o.By,
    avenant: Annotated[
        str | None,
        typer.Option("--avenant", metavar="AVENANT", help="Where to look; quicker on a big store."),
    ] = None,
    ask: Annotated[
        bool, typer.Option("--ask", help="It was your own: ask a second person to retract it.")
    ] = False,
) -> None:
    """Take back a registration that was a mistake; another person than the one who made it.

    Both stay in the record, and everything that followed from the mistake is put right. Whoever
    made it says so with --ask: it then waits in `avenants tasks` for somebody else.

    Example: avenants retract 6f1c2a90-… --reason "another provider's letter" --by inami.cell

    Next: register what is right, if anything is.
    """
    who = actor(session, by)
    found = find_fact(session, fact, avenant)
    number = getattr(found.fact, "id", None)
    if not isinstance(number, UUID) or not found.stream.startswith("convention-"):
        raise session.stop(Say.NO_REGISTRATION, fact=fact, type=getattr(found.fact, "type", ""))
    convention = found.stream.removeprefix("convention-")
    today = session.store.clock.today()
    if ask:
        wish = RequestRetraction(today=today, by=who.id, retracts=number, reason=reason)
        tell_recorded(session, give(session, convention, wish, who))
        return
    asked = Retract(today=today, by=who.id, retracts=number, reason=reason)
    give(session, convention, asked, who)
    show(session.words(Say.RETRACTED))
    after = load_convention(session.store.journal, convention)
    about = getattr(found.fact, "avenant", None)
    for one in after.avenants if after else ():
        if about in (None, one.id):
            tell_standing(session, one.id)


def find_fact(session: Session, fact: UUID, avenant: str | None) -> Recorded:
    """The fact with that event id, or that registration id; stops where there is none."""

    def is_meant(one: Recorded) -> bool:
        return one.event_id == fact or getattr(one.fact, "id", None) == fact

    journal = session.store.journal
    if avenant is not None:
        _, convention = avenant_and_convention(session, avenant)
        page = journal.read(convention_stream(convention.id))
    else:
        page = journal.feed(0, FEED_PAGE)
    while page:
        for one in page:
            if is_meant(one):
                return one
        page = journal.feed(page[-1].position, FEED_PAGE) if avenant is None else ()
    raise session.stop(Say.NO_SUCH_FACT, Exit.NOT_FOUND, fact=fact)
