"""What networks do with their own avenant, and the release of their sending."""

import re
from datetime import date
from pathlib import Path
from typing import Annotated
from uuid import uuid4

import typer

from domain.commands import Countersign, DeclineAvenant, RegisterSignature, RegisterWrongCopy
from domain.facts import Capacity, SignatureRegistered
from domain.values import avenant_id, network_convention
from interfaces.cli import options as o
from interfaces.cli.command import command
from interfaces.cli.copies_on_file import OnFile, Received, copy_on_file, day_received
from interfaces.cli.evidence_file import keep, read
from interfaces.cli.exits import Exit
from interfaces.cli.finding import avenant_and_convention
from interfaces.cli.giving import give, registration, tell
from interfaces.cli.people import actor
from interfaces.cli.session import Session
from interfaces.cli.signed_copies import renew_copies, sign_by_file, whole_copy
from interfaces.cli.wording.messages import Say
from journal.streams import convention_stream

app = typer.Typer()
PANEL = "Networks"


@command(app, "sign", panel=PANEL)
def sign(
    session: Session,
    *,
    avenant: o.Avenant,
    by: o.By,
    received_on: Received = None,
    file: Annotated[
        Path | None,
        typer.Option("--file", metavar="PDF", help="The copy that is signed electronically."),
    ] = None,
    copy: OnFile = None,
    evidence: o.MaybeEvidence = None,
    capacity: Annotated[
        list[Capacity] | None,
        typer.Option("--capacity", help="As whom the director signed; both where not given."),
    ] = None,
) -> None:
    """Register a copy of the network's avenant that its directors signed.

    With --file the copy is compared with the document sent, and its signatures are checked; what
    was found is kept with a validation report. With --evidence a person attests that the copy, on
    paper for instance, is signed as it has to be; with --copy that of a copy on file of which the
    examination could not tell.

    It takes the director of the B4 hospital and the director of the hospital that invoices; one
    person may sign as both. Silence signs nothing.

    Example: avenants sign 2026-001.net-namur --received-on 2026-03-16 --file signed.pdf
    --by inami.cell

    Next: signed by both, it waits for `avenants countersign`.
    """
    found, convention = avenant_and_convention(session, avenant)
    who = actor(session, by)
    given = [one for one in (file, evidence, copy) if one is not None]
    if len(given) != 1 or (file is not None and capacity):
        raise session.stop(Say.FILE_OR_EVIDENCE, Exit.USAGE)
    on_file = copy_on_file(session, found, copy) if copy is not None else None
    day = day_received(session, received_on, on_file)
    if file is not None:
        sign_by_file(session, found.id, read(session, file), day, who)
        return
    capacities = tuple(dict.fromkeys(capacity)) if capacity else tuple(Capacity)
    if on_file is not None:
        kept = on_file.evidence
        capacities = capacities if capacity else on_file.capacities or capacities
    elif evidence is not None:
        must_be_its_own(session, found.id, found.circular, read(session, evidence))
        must_not_be_another_network_s(session, found.id, found.circular, read(session, evidence))
        kept = keep(session, evidence, convention.party)
    else:
        return
    number, known = registration(convention, "sign", found.id, day, capacities, kept)
    recorded = () if known else give(
        session,
        convention.id,
        RegisterSignature(
            today=session.store.clock.today(),
            by=who.id,
            avenant=found.id,
            id=number,
            received_on=day,
            capacities=capacities,
            evidence=kept,
        ),
        who,
        about=found.id,
        command_id=number,
    )  # fmt: skip
    tell(session, found.id, recorded)


def must_be_its_own(session: Session, avenant: str, circular: str, content: bytes) -> None:
    """A copy that names another network's avenant, as our Message-IDs do, is not this one's."""
    pattern = re.compile(rb"\b" + re.escape(circular).encode() + rb"\.net-[a-z0-9-]{1,48}")
    named = {match.decode() for match in pattern.findall(content)}
    if named and avenant not in named:
        raise session.stop(Say.OF_ANOTHER_NETWORK, avenant=avenant, other=min(named))


def must_not_be_another_network_s(
    session: Session, avenant: str, circular: str, content: bytes
) -> None:
    """The very copy that another network signed cannot be this one's."""
    same = {one.address for one in session.store.evidence.same(content)}
    if not same:
        return
    for network in session.store.registers.networks():
        other = network_convention(network.id)
        if avenant_id(circular, other) == avenant:
            continue
        for one in session.store.journal.read(convention_stream(other)):
            fact = one.fact
            if isinstance(fact, SignatureRegistered) and fact.evidence in same:
                raise session.stop(Say.OF_ANOTHER_NETWORK, avenant=avenant, other=fact.avenant)


@command(app, "wrong-copy", panel=PANEL)
def wrong_copy(
    session: Session,
    avenant: o.Avenant,
    reason: o.Reason,
    by: o.By,
    received_on: Received = None,
    evidence: o.MaybeEvidence = None,
    copy: OnFile = None,
) -> None:
    """Register a copy that is not the document sent, or whose signature does not hold.

    With --copy one that is on file already, and that a person had to look at.

    Example: avenants wrong-copy 2026-001.net-namur --received-on 2026-03-16
    --reason "page 2 is not ours" --by inami.cell

    Next: the network is asked again; nothing is assumed.
    """
    found, convention = avenant_and_convention(session, avenant)
    who = actor(session, by)
    on_file = copy_on_file(session, found, copy) if copy is not None else None
    day = day_received(session, received_on, on_file)
    kept = on_file.evidence if on_file is not None else None
    if evidence is not None:
        kept = keep(session, evidence, convention.party)
    number, known = registration(convention, "wrong", found.id, day, reason, kept)
    recorded = () if known else give(
        session,
        convention.id,
        RegisterWrongCopy(
            today=session.store.clock.today(),
            by=who.id,
            avenant=found.id,
            id=number,
            received_on=day,
            reason=reason,
            evidence=kept,
        ),
        who,
        about=found.id,
        command_id=number,
    )  # fmt: skip
    tell(session, found.id, recorded)


@command(app, "countersign", panel=PANEL)
def countersign(
    session: Session,
    avenant: o.Avenant,
    by: o.By,
    on: Annotated[
        date | None,
        typer.Option("--on", metavar="D", parser=o.day, help="The day of the signature; today."),
    ] = None,
    key: Annotated[
        bool,
        typer.Option("--key", help="Sign the copy on file now, with the Committee's key."),
    ] = False,
    file: Annotated[
        Path | None,
        typer.Option("--file", metavar="PDF", help="The copy on file, signed elsewhere."),
    ] = None,
) -> None:
    """Record the signature of the leading official for the Insurance Committee.

    With --key the copy that the network signed is signed now, with a timestamp and everything by
    which it can be judged years later. With --file that was done elsewhere, and is checked. With
    neither it was done on paper.

    Example: avenants countersign 2026-001.net-namur --on 2026-03-20 --by inami.official

    Next: signed by all three it is concluded, and the coordinator may `avenants release`.
    """
    found, convention = avenant_and_convention(session, avenant)
    who = actor(session, by)
    today = session.store.clock.today()
    if (key and file is not None) or ((key or file is not None) and on not in {None, today}):
        raise session.stop(Say.KEY_OR_FILE, Exit.USAGE)
    whole = whole_copy(session, found.id, key=key, file=file)
    asked = Countersign(today=today, by=who.id, avenant=found.id, on=on or today, evidence=whole)
    tell(session, found.id, give(session, convention.id, asked, who, about=found.id))


@command(app, "renew", panel=PANEL)
def renew(
    session: Session,
    by: o.By,
    within: Annotated[
        int | None,
        typer.Option("--within", metavar="DAYS", min=1, max=3650, help="Instead of the setting."),
    ] = None,
) -> None:
    """Renew the timestamps of signed copies that end soon, so that they go on proving something.

    Example: avenants renew --by inami.cell

    Next: nothing where `python -m worker renew` runs by a timer; else give it once a month.
    """
    who = actor(session, by)
    renew_copies(session, who, within or session.settings.renew_within)


@command(app, "decline", panel=PANEL)
def decline(session: Session, avenant: o.Avenant, on: o.On, reason: o.Reason, by: o.By) -> None:
    """Record that a network says it will not sign.

    Example: avenants decline 2026-001.net-namur --on 2026-04-01 --reason "letter of the board"
    --by inami.cell

    Next: its providers get nothing.
    """
    found, convention = avenant_and_convention(session, avenant)
    who = actor(session, by)
    asked = DeclineAvenant(
        today=session.store.clock.today(),
        by=who.id,
        avenant=found.id,
        id=uuid4(),
        on=on,
        reason=reason,
    )
    tell(session, found.id, give(session, convention.id, asked, who, about=found.id))
