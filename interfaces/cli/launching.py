"""Launching a circular, and the one that corrects it: frozen as evidence, then only read there."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import typer

from domain.circular import Circular
from domain.circular_facts import CircularCorrected, CircularFact, CircularLaunched, CircularLife
from domain.frozen import differences, freeze
from domain.office import Actor
from domain.values import Channel
from interfaces.circulars.problems import Problem
from interfaces.cli import options as o
from interfaces.cli.circulars import Folder, Reference
from interfaces.cli.command import command
from interfaces.cli.exits import Exit, Stop
from interfaces.cli.finding import a_circular, content_of
from interfaces.cli.giving import tell_recorded
from interfaces.cli.people import of_inami
from interfaces.cli.registered import bring_journal_up, providers_by_channel
from interfaces.cli.releasing import show_days
from interfaces.cli.screen import plainly, remark, show
from interfaces.cli.session import Session
from interfaces.cli.standing_law import law_if_any
from interfaces.cli.wording.messages import Say
from journal.envelope import Append, Context
from journal.errors import Conflict
from journal.register_rows import NetworkRow
from journal.streams import circular_stream, load_circular

app = typer.Typer()
PANEL = "Circulars and registers"
TRIES = 10
EMPTY: Counter[Channel] = Counter()


@command(app, "launch", panel=PANEL)
def launch(
    session: Session, folder: Folder, by: o.ByIfAnybody = None, dry_run: o.DryRun = False
) -> None:
    """Launch a circular: freeze what it says, and let it go out to its networks.

    The folder is checked first; with an error nothing is launched. What is launched is kept as
    evidence and never read from disk again, so a mistake is mended with `avenants correct` only.

    Example: avenants launch circulars/2026-001 --by inami.cell --dry-run

    Next: the worker writes to every network; providers hear of it when theirs has concluded and
    released. `avenants list` shows how far it is.
    """
    circular, warnings = checked(session, folder)
    who = of_inami(session, by)
    if circular.corrects is not None:
        raise session.stop(Say.CORRECTS_ANOTHER, circular=circular.id, other=circular.corrects)
    known = load_circular(session.store.journal, circular.id)
    if known is not None:
        say_launched_already(session, known, circular)
        return
    show_warnings(session, warnings)
    networks = registered_networks(session, circular)
    must_be_a_new_reference(session, circular)
    show_what_goes_out(session, circular, networks)
    if dry_run:
        remark(session.words(Say.DRY_RUN))
        return
    bring_journal_up(session.store, who)
    append(session, circular, who, corrected=None)


@command(app, "correct", panel=PANEL)
def correct(
    session: Session,
    ref: Reference,
    folder: Folder,
    by: o.ByIfAnybody = None,
    dry_run: o.DryRun = False,
) -> None:
    """Launch a corrected circular in the place of one that was launched with a mistake.

    The corrected one has an id and reference of its own and names the other in `corrects`. Its
    avenants are new, with new windows; the old ones close, and who refused one is asked again.

    Example: avenants correct 2026-001 circulars/2026-002 --by inami.cell

    Next: as after `avenants launch`.
    """
    circular, warnings = checked(session, folder)
    who = of_inami(session, by)
    wrong = a_circular(session, ref)
    if circular.corrects != wrong.id:
        raise session.stop(Say.DOES_NOT_CORRECT, circular=circular.id, other=wrong.id)
    known = load_circular(session.store.journal, circular.id)
    if known is not None:
        say_launched_already(session, known, circular)
        return
    must_be_open(session, wrong)
    show_warnings(session, warnings)
    networks = registered_networks(session, circular)
    must_be_a_new_reference(session, circular)
    for difference in differences(content_of(session, wrong.content), circular):
        show(plainly(difference))
    show_what_goes_out(session, circular, networks)
    if dry_run:
        remark(session.words(Say.DRY_RUN))
        return
    bring_journal_up(session.store, who)
    append(session, circular, who, corrected=wrong.id)


def checked(
    session: Session, folder: Path, otherwise: Say = Say.NOTHING_LAUNCHED
) -> tuple[Circular, Sequence[Problem]]:
    """The circular of a folder without errors, and its warnings, which stop nothing."""
    from interfaces.circulars.folder import read_circular

    found = read_circular(folder, law_if_any(session))
    if found.circular is None or found.errors:
        problems = [plainly(str(problem)) for problem in found.problems]
        raise Stop(Exit.FAILURE, *problems, session.words(otherwise))
    return found.circular, found.warnings


def show_warnings(session: Session, warnings: Sequence[Problem]) -> None:
    """What a person should look at all the same."""
    for problem in warnings:
        session.look_at(plainly(str(problem)))


def say_launched_already(session: Session, known: CircularLife, circular: Circular) -> None:
    """The same content again is no mistake; other content is, and what differs is listed."""
    found = differences(content_of(session, known.content), circular)
    if found:
        raise Stop(
            Exit.FAILURE,
            session.words(Say.LAUNCHED_OTHERWISE, circular=known.id, on=known.launched_on),
            *[plainly(f"  {one}") for one in found],
        )
    show(session.words(Say.LAUNCHED_ALREADY, circular=known.id, on=known.launched_on))


def must_be_a_new_reference(session: Session, circular: Circular) -> None:
    """One official reference, one circular."""
    from audit.subjects import circular_streams

    for stream in circular_streams(session.store):
        life = load_circular(session.store.journal, stream.removeprefix(circular_stream("")))
        if life is not None and life.reference == circular.reference:
            raise session.stop(Say.REFERENCE_TAKEN, reference=circular.reference, circular=life.id)


def must_be_open(session: Session, wrong: CircularLife) -> None:
    """Only a circular that stands can be corrected."""
    if wrong.corrected_by is not None:
        raise session.stop(
            Say.CORRECTED_ALREADY, circular=wrong.id, corrected_by=wrong.corrected_by
        )
    if wrong.withdrawn_on is not None:
        raise session.stop(Say.CIRCULAR_CLOSED, circular=wrong.id, on=wrong.withdrawn_on)


def registered_networks(session: Session, circular: Circular) -> list[NetworkRow]:
    """The networks it speaks to, all of which have to be registered as what it calls them."""
    registered = {row.id: row for row in session.store.registers.networks()}
    if not circular.networks:
        if not registered:
            raise session.stop(Say.NO_NETWORKS)
        return list(registered.values())
    missing = [row for row in circular.networks if row.id not in registered]
    if missing:
        names = ", ".join(f"{row.name} ({row.id})" for row in missing)
        raise session.stop(Say.NETWORKS_MISSING, count=len(missing), names=names)
    others = [row.name for row in circular.networks if registered[row.id].kind is not row.kind]
    if others:
        raise session.stop(Say.NETWORKS_OTHERWISE, names=", ".join(others))
    return [registered[row.id] for row in circular.networks]


def show_what_goes_out(
    session: Session, circular: Circular, networks: Sequence[NetworkRow]
) -> None:
    """How many networks and providers, by channel, and the days were all of it sent today."""
    today = session.store.clock.today()
    if circular.amendment is None:
        show(session.words(Say.INFORMS, circular=circular.id, networks=len(networks)))
        return
    count = sum((providers_by_channel(session, row.id, today) for row in networks), EMPTY)
    show(
        session.words(
            Say.GOES_OUT,
            circular=circular.id,
            networks=len(networks),
            email=count[Channel.EMAIL],
            letter=count[Channel.LETTER],
        )
    )
    for channel in Channel:
        if count[channel]:
            show_days(session, channel, circular, today)


def append(session: Session, circular: Circular, who: Actor, corrected: str | None) -> None:
    """Freeze and record; a corrected circular is closed in the same transaction."""
    content = session.store.evidence.put(freeze(circular), "application/json")
    command_id = uuid4()
    for attempt in range(TRIES):
        # Circulars have streams of their own: only one launch at a time keeps references apart.
        with session.store.backend.exclusively():
            known = load_circular(session.store.journal, circular.id)
            if known is not None:
                # Somebody else launched it in this moment.
                say_launched_already(session, known, circular)
                return
            must_be_a_new_reference(session, circular)
            all_of_it = appends(session, circular, content, who, corrected, command_id)
            try:
                recorded = session.store.journal.append_many(all_of_it)
            except Conflict:
                if attempt == TRIES - 1:
                    raise
                continue
        tell_recorded(session, recorded)
        show(session.words(Say.LAUNCHED, circular=circular.id))
        return


def appends(
    session: Session,
    circular: Circular,
    content: str,
    who: Actor,
    corrected: str | None,
    command_id: UUID,
) -> list[Append]:
    """The launch, and the closing of the circular that it corrects."""
    journal, today = session.store.journal, session.store.clock.today()
    context = Context(command_id=command_id, actor=who.id, channel="cli", correlation=circular.id)
    stream = circular_stream(circular.id)
    found = [Append(stream, [launched(circular, content, who, today)], 0, context)]
    if corrected is not None:
        must_be_open(session, a_circular(session, corrected))
        closing: list[CircularFact] = [
            CircularCorrected(on=today, circular=corrected, corrected_by=circular.id, by=who.id)
        ]
        version = len(journal.read(circular_stream(corrected)))
        found.append(Append(circular_stream(corrected), closing, version, context))
    return found


def launched(circular: Circular, content: str, who: Actor, today: date) -> CircularLaunched:
    """The fact by which a circular begins."""
    return CircularLaunched(
        on=today,
        circular=circular.id,
        reference=circular.reference,
        kind=circular.kind,
        content=content,
        corrects=circular.corrects,
        by=who.id,
    )
