"""What providers answer, and what people decide about it."""

from datetime import date
from typing import Annotated
from uuid import UUID, uuid4

import typer

from domain.commands import (
    DecideContested,
    ExtendWindow,
    RegisterAcceptance,
    RegisterRefusal,
    RegisterWithdrawal,
)
from domain.facts import Outcome, Recipient
from domain.office import Actor
from domain.state import (
    Avenant,
    Contested,
    Refused,
    Terminated,
)
from domain.values import Role
from interfaces.cli import options as o
from interfaces.cli.afterwards import look_after, provider
from interfaces.cli.command import command
from interfaces.cli.evidence_file import keep
from interfaces.cli.finding import avenant_and_convention, content_of
from interfaces.cli.giving import give, registration, tell
from interfaces.cli.people import actor, not_allowed
from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say

app = typer.Typer()
PANEL = "Answers of providers"


@command(app, "refuse", panel=PANEL)
def refuse(  # noqa: PLR0917 - typer knows arguments by name
    session: Session,
    avenant: o.Avenant,
    received_on: o.ReceivedOn,
    channel: o.AnswerBy,
    evidence: o.Evidence,
    by: o.By,
    dispatched_on: Annotated[
        date | None,
        typer.Option(
            "--dispatched-on",
            metavar="D",
            parser=o.day,
            help="Its postmark, or the e-mail's own date; not the date typed in a letter.",
        ),
    ] = None,
    by_representative: Annotated[
        o.YesNo,
        typer.Option("--by-representative", help="Did the provider or its representative sign it?"),
    ] = o.YesNo.YES,
    names_convention: Annotated[
        o.YesNo,
        typer.Option("--names-convention", help="Is it clear which convention it speaks of?"),
    ] = o.YesNo.YES,
    addressed_to: Annotated[
        Recipient, typer.Option("--addressed-to", help="To whom it was sent.")
    ] = Recipient.NETWORK,
    received_there_on: Annotated[
        date | None,
        typer.Option(
            "--received-there-on",
            metavar="D",
            parser=o.day,
            help="Sent to somebody else than the network: the day it was received there.",
        ),
    ] = None,
) -> None:
    """Register a written refusal, as it came in.

    The day on which the network received it decides: in time it ends the convention, between the
    readings of "one month" a person decides, later it is on file and changes nothing.

    Example: avenants refuse 2026-001.K00123 --received-on 2026-04-02 --channel letter
    --evidence scan.pdf --by namur.coord

    Next: the provider is told of the termination day; contested ones wait in `avenants tasks`.
    """
    found, convention = avenant_and_convention(session, avenant)
    who = actor(session, by)
    recorded = give(
        session,
        convention.id,
        RegisterRefusal(
            today=session.store.clock.today(),
            by=who.id,
            avenant=found.id,
            id=uuid4(),
            received_on=received_on,
            dispatched_on=dispatched_on,
            channel=channel,
            by_representative=by_representative is o.YesNo.YES,
            names_convention=names_convention is o.YesNo.YES,
            addressed_to=addressed_to,
            received_there_on=received_there_on,
            evidence=keep(session, evidence, convention.party),
        ),
        who,
        about=found.id,
    )
    look_after(session, tell(session, found.id, recorded), found.id, recorded)


@command(app, "accept", panel=PANEL)
def accept(
    session: Session,
    avenant: o.Avenant,
    received_on: o.ReceivedOn,
    channel: o.AnswerBy,
    by: o.By,
    evidence: o.MaybeEvidence = None,
) -> None:
    """Register an express acceptance.

    Nobody has to accept: silence does. A refusal received before stands; one received the same
    day or later is contested.

    Example: avenants accept K00123 --received-on 2026-03-20 --channel email --evidence mail.eml
    --by namur.coord

    Next: nothing is asked of the provider any more.
    """
    found, convention = avenant_and_convention(session, avenant)
    who = actor(session, by)
    kept = keep(session, evidence, convention.party) if evidence is not None else None
    number, known = registration(convention, "accept", found.id, received_on, channel, kept)
    recorded = () if known else give(
        session,
        convention.id,
        RegisterAcceptance(
            today=session.store.clock.today(),
            by=who.id,
            avenant=found.id,
            id=number,
            received_on=received_on,
            channel=channel,
            evidence=kept,
        ),
        who,
        about=found.id,
        command_id=number,
    )  # fmt: skip
    after = tell(session, found.id, recorded)
    standing = provider(after, found.id)
    match standing.standing if standing else None:
        case Refused(received_on=day) | Terminated(received_on=day) if recorded:
            session.look(Say.REFUSAL_STANDS, received_on=day)
        case _:
            look_after(session, after, found.id, recorded)


@command(app, "withdraw-refusal", panel=PANEL)
def withdraw_refusal(
    session: Session,
    avenant: o.Avenant,
    reached_on: Annotated[
        date,
        typer.Option(
            "--reached-on",
            metavar="D",
            parser=o.day,
            help="The day on which it reached the network.",
        ),
    ],
    agreed: Annotated[
        o.YesNo, typer.Option("--agreed", help="Does the network agree to the withdrawal?")
    ],
    by: o.By,
    evidence: o.MaybeEvidence = None,
) -> None:
    """Register that the provider takes the refusal back.

    It has effect if it reached the network on an earlier day than the refusal, or if the network
    agrees, and in both cases before the termination.

    Example: avenants withdraw-refusal K00123 --reached-on 2026-04-10 --agreed yes --by namur.coord

    Next: with effect, the avenant is accepted or waits for silence again.
    """
    found, convention = avenant_and_convention(session, avenant)
    who = actor(session, by)
    kept = keep(session, evidence, convention.party) if evidence is not None else None
    number, known = registration(convention, "withdraw", found.id, reached_on, agreed, kept)
    recorded = () if known else give(
        session,
        convention.id,
        RegisterWithdrawal(
            today=session.store.clock.today(),
            by=who.id,
            avenant=found.id,
            id=number,
            reached_on=reached_on,
            agreed=agreed is o.YesNo.YES,
            evidence=kept,
        ),
        who,
        about=found.id,
        command_id=number,
    )  # fmt: skip
    after = tell(session, found.id, recorded)
    standing = provider(after, found.id)
    unchanged = standing and isinstance(standing.standing, Refused | Terminated | Contested)
    if recorded and unchanged:
        session.look(Say.WITHDRAWAL_WITHOUT_EFFECT, avenant=found.id)


@command(app, "decide", panel=PANEL)
def decide(
    session: Session,
    avenant: o.Avenant,
    outcome: Annotated[
        Outcome, typer.Option("--outcome", help="What the contested refusals are worth.")
    ],
    reason: o.Reason,
    by: o.By,
) -> None:
    """Decide what contested refusals are worth: a refusal, or an acceptance.

    Until somebody decides nothing is concluded, whatever the days say.

    Example: avenants decide K00123 --outcome refusal --reason "postmark of 3 April"
    --by namur.coord

    Next: for a refusal the convention ends on the day reckoned from the sending; for an acceptance
    the avenant is accepted, or waits for silence.
    """
    found, convention = avenant_and_convention(session, avenant)
    who = must_be_the_one_who_decides(session, actor(session, by), found)
    recorded = give(
        session,
        convention.id,
        DecideContested(
            today=session.store.clock.today(),
            by=who.id,
            avenant=found.id,
            id=uuid4(),
            outcome=outcome,
            reason=reason,
            seen=contested_in(found),
        ),
        who,
        about=found.id,
    )
    look_after(session, tell(session, found.id, recorded), found.id, recorded)


@command(app, "extend", panel=PANEL)
def extend(
    session: Session,
    avenant: o.Avenant,
    until: Annotated[
        date, typer.Option("--until", metavar="D", parser=o.day, help="The new last day.")
    ],
    reason: o.Reason,
    by: o.By,
) -> None:
    """Give a provider more time: after an outage, a strike, a mistake of ours.

    The new day replaces both last days and must precede the termination, which does not move.

    Example: avenants extend K00123 --until 2026-04-20 --reason "mail server down" --by inami.cell

    Next: silence is concluded only after the new day.
    """
    found, convention = avenant_and_convention(session, avenant)
    who = actor(session, by)
    recorded = give(
        session,
        convention.id,
        ExtendWindow(
            today=session.store.clock.today(),
            by=who.id,
            avenant=found.id,
            id=uuid4(),
            until=until,
            reason=reason,
        ),
        who,
        about=found.id,
    )
    tell(session, found.id, recorded)


def contested_in(avenant: Avenant) -> tuple[UUID, ...]:
    """The answers on which a person decides who looks now."""
    match avenant.standing:
        case Contested(refusals=refusals, acceptances=acceptances):
            return (*refusals, *acceptances)
        case _:
            return ()


def must_be_the_one_who_decides(session: Session, who: Actor, avenant: Avenant) -> Actor:
    """The circular's policy may keep contested refusals for INAMI."""
    policy = content_of(session, avenant.content).policies.contested_decided_by
    if policy == "inami" and who.role is Role.COORDINATOR:
        raise session.turned_down(not_allowed(who))
    return who
