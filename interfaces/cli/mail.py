"""What came into the mailboxes, and what people say of it."""

from datetime import date
from pathlib import Path
from typing import Annotated
from uuid import UUID, uuid5

import typer

from domain.access import Shown
from domain.commands import ConfirmRefusal, DismissMessage
from domain.facts import Recipient
from domain.office import Actor
from domain.turned import NotPossible
from domain.turned import Why as TurnedWhy
from domain.values import Role, split_avenant_id
from interfaces.cli import options as o
from interfaces.cli.afterwards import look_after
from interfaces.cli.command import command
from interfaces.cli.exits import Exit
from interfaces.cli.finding import avenant_and_convention
from interfaces.cli.finding_messages import FoundMessage, a_message, held_messages
from interfaces.cli.giving import give, tell, tell_recorded
from interfaces.cli.listings import write
from interfaces.cli.new_files import write_new
from interfaces.cli.people import actor, not_allowed
from interfaces.cli.reading_persons import Why, record_evidence
from interfaces.cli.screen import show
from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say

app = typer.Typer()
PANEL = "Answers of providers"
TO_SAY_WHAT_IT_IS = "to say what the message is"
COLUMNS = (
    "message",
    "mailbox",
    "received_on",
    "dispatched_on",
    "kind",
    "avenant",
    "matched_by",
    "waits_for",
    "evidence",
)
"""The keys of `messages --format json`; nothing of them says who wrote."""

Message = Annotated[
    str,
    typer.Argument(
        metavar="MESSAGE",
        help="Its number in `avenants messages`, or the beginning of it.",
        show_default=False,
    ),
]


@command(app, "messages", panel=PANEL)
def messages(
    session: Session,
    mailbox: Annotated[
        str | None, typer.Option("--mailbox", metavar="M", help="Only this mailbox.")
    ] = None,
    waiting: Annotated[
        bool, typer.Option("--waiting", help="Only those that wait for a person.")
    ] = False,
    form: o.As = o.Format.TABLE,
) -> None:
    """List the messages that came into the mailboxes, and what each was taken for.

    A machine says only what a message may be. One that may refuse holds the silence on its avenant
    until somebody has read it; one of which nobody knows whom it concerns holds every silence of
    that mailbox, through its own day.

    Example: avenants messages --waiting

    Next: `avenants message MESSAGE --save FILE` to read it, then confirm-refusal, dismiss, assign.
    """
    from audit.mailboxes import messages as listed

    rows = listed(session.store, [one for one, _ in held_messages(session)], mailbox)
    shown = [row for row in rows if row.waits_for or not waiting]
    write([row.model_dump() for row in shown], COLUMNS, form)
    count = sum(1 for row in rows if row.waits_for)
    if count:
        session.look(Say.MESSAGES_WAIT, count=count)


@command(app, "message", panel=PANEL)
def message(
    session: Session,
    message: Message,
    save: Annotated[
        Path, typer.Option("--save", metavar="FILE", help="A new file for its bytes, say m.eml.")
    ],
    by: o.ByIfAnybody = None,
    why: Why = None,
) -> None:
    """Write a message into a file, byte for byte as it came, for a person to read.

    That you read it, and why, is recorded.

    Example: avenants message 3f2a91c4 --save refusal.eml --by namur.coord

    Next: open the file in a mail program, or as text where it is unreadable. It may hold anything
    that strangers send: open nothing attached to it that you do not expect.
    """
    from activities.mailbox.keeping import kept_message

    found = a_message(session, message)
    address = found.message.kept.evidence
    if address is None:
        raise session.stop(Say.MESSAGE_EMPTY, message=found.id)
    networks = session.settings.served_networks.get(found.mailbox, ())
    reason = why or TO_SAY_WHAT_IT_IS

    def before() -> None:
        record_evidence(session, address, Shown.MESSAGE, by, reason, networks=networks)

    write_new(session, save, kept_message(session.store.evidence, address), before)
    show(session.words(Say.MESSAGE_SAVED, message=found.id, file=save))


@command(app, "confirm-refusal", panel=PANEL)
def confirm_refusal(  # noqa: PLR0917 - typer knows arguments by name
    session: Session,
    avenant: o.Avenant,
    message: Message,
    by: o.By,
    by_representative: Annotated[
        o.YesNo,
        typer.Option("--by-representative", help="Did the provider or its representative write?"),
    ] = o.YesNo.YES,
    names_convention: Annotated[
        o.YesNo,
        typer.Option("--names-convention", help="Is it clear which convention it speaks of?"),
    ] = o.YesNo.YES,
    addressed_to: Annotated[
        Recipient | None,
        typer.Option(
            "--addressed-to", help="To whom it was sent; INAMI for what lies in INAMI's mailbox."
        ),
    ] = None,
    network_received_on: Annotated[
        date | None,
        typer.Option(
            "--network-received-on",
            metavar="D",
            parser=o.day,
            help="Sent to somebody else than the network: the day it had it; else today.",
        ),
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="A remark for the record.")] = "",
) -> None:
    """Confirm that a message refuses an avenant: it is registered with the message's own days.

    Received is the day on which the server had it, dispatched the message's own date. One that was
    sent to INAMI or to the collecting institution is contested, with the network's own day.

    Example: avenants confirm-refusal 2026-001.K00123 3f2a91c4 --by namur.coord

    Next: in time it ends the convention; between the readings of "one month" somebody decides.
    """
    found, convention = avenant_and_convention(session, avenant)
    read = a_message(session, message)
    who = actor(session, by)
    number = uuid5(read.id, f"{found.id} refusal")
    recorded = give(
        session,
        convention.id,
        ConfirmRefusal(
            today=session.store.clock.today(),
            by=who.id,
            avenant=found.id,
            id=number,
            message=read.id,
            addressed_to=addressed_to or whose_mailbox(session, read.mailbox),
            network_received_on=network_received_on,
            by_representative=by_representative is o.YesNo.YES,
            names_convention=names_convention is o.YesNo.YES,
            reason=reason,
        ),
        who,
        about=found.id,
        command_id=number,
    )
    look_after(session, tell(session, found.id, recorded), found.id, recorded)


@command(app, "dismiss", panel=PANEL)
def dismiss(session: Session, message: Message, reason: o.Reason, by: o.By) -> None:
    """Say that a message refuses nothing, and why: it holds no silence any more.

    A message that answers several avenants is dismissed for each that it still holds; confirm it
    before for the one that it refuses.

    Example: avenants dismiss 3f2a91c4 --reason "asks for the annex again" --by namur.coord

    Next: silence is concluded as the days say.
    """
    read = a_message(session, message)
    who = actor(session, by)
    holding = [avenant for number, avenant in held_messages(session) if number == read.id]
    if not holding:
        raise session.stop(Say.MESSAGE_HOLDS_NOTHING, message=read.id)
    for avenant in holding:
        recorded = give(
            session,
            split_avenant_id(avenant)[1],
            DismissMessage(
                today=session.store.clock.today(),
                by=who.id,
                avenant=avenant,
                message=read.id,
                reason=reason,
            ),
            who,
            about=avenant,
            command_id=uuid5(read.id, f"{avenant} dismissed"),
        )
        tell(session, avenant, recorded)


@command(app, "assign", panel=PANEL)
def assign(
    session: Session,
    message: Message,
    reason: o.Reason,
    by: o.By,
    avenant: Annotated[
        str | None,
        typer.Argument(metavar="AVENANT", help="The avenant that it is about.", show_default=False),
    ] = None,
    nobody: Annotated[
        bool, typer.Option("--none", help="It is about no avenant: nothing is held by it.")
    ] = False,
) -> None:
    """Say which avenant a message is about, or that it is about none.

    Assigned to a provider's avenant it may refuse that one, and holds its silence until somebody
    has read it. Of a report on delivery, register the bounce with `avenants bounce`; of a signed
    copy, its file with `avenants sign`.

    Example: avenants assign 3f2a91c4 2026-001.K00123 --reason "signs with the convention's number"
    --by namur.coord

    Next: `avenants confirm-refusal`, or `avenants dismiss`. The mailbox counts as read past that
    day once nothing of it waits.
    """
    from activities.mailbox.assigning import Assigning
    from activities.mailbox.assigning import assign as say_whose

    if (avenant is None) is not nobody:
        raise session.stop(Say.AVENANT_OR_NONE, Exit.USAGE)
    if not reason.strip():
        raise session.turned_down(NotPossible(why=TurnedWhy.REASON_MISSING))
    read = a_message(session, message)
    who = actor(session, by)
    meant = avenant_and_convention(session, avenant)[0] if avenant is not None else None
    network = avenant_and_convention(session, meant.id)[1].network if meant else None
    may_say(session, who, read, network)
    answer = say_whose(
        session.store, Assigning(read.mailbox, read.message, meant, reason), who, "cli"
    )
    if isinstance(answer, NotPossible):
        raise session.turned_down(answer)
    tell_recorded(session, answer)
    if meant is not None and held_for(session, read.id, meant.id):
        session.look(Say.SOMEBODY_READS, avenant=meant.id, message=read.id)


def whose_mailbox(session: Session, mailbox: str) -> Recipient:
    """To whom that is sent which comes into a mailbox: INAMI, where it serves no network."""
    served = session.settings.served_networks.get(mailbox)
    return Recipient.INAMI if served == () else Recipient.NETWORK


def may_say(session: Session, who: Actor, read: FoundMessage, network: str | None) -> None:
    """INAMI says so of any message; a coordinator of what came in for the own networks alone.

    That it concerns nobody frees every silence that waits for that mailbox.
    """
    if who.role is Role.INAMI:
        return
    served = session.settings.served_networks.get(read.mailbox, ())
    own = served if network is None else (network,)
    if who.role is not Role.COORDINATOR or not own or not set(own) <= set(who.networks):
        raise session.turned_down(not_allowed(who))


def held_for(session: Session, number: UUID, avenant: str) -> bool:
    """Whether that message holds the silence on that avenant."""
    return (number, avenant) in held_messages(session)
