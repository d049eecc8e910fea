"""What would be sent is shown before anything is: as files to look at."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from activities.correspondence import Correspondence
from domain.access import Shown
from domain.circular import Addressee, Circular
from domain.values import Channel, slug
from interfaces.circulars import previews
from interfaces.circulars.previews import Preview
from interfaces.cli import options as o
from interfaces.cli.circulars import Folder
from interfaces.cli.command import command
from interfaces.cli.exits import Exit, Stop
from interfaces.cli.finding import a_network
from interfaces.cli.launching import checked, show_warnings
from interfaces.cli.persons import may_be_shown
from interfaces.cli.reading_persons import Why, record_reading
from interfaces.cli.screen import remark, show
from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say
from journal.clock import SystemClock
from journal.people import Independent, NetworkParty, Organisation, PartyErased
from journal.register_rows import ConventionRow
from journal.registers import NotRegistered

app = typer.Typer()
PANEL = "Circulars and registers"
TO_PREVIEW = "to look at what would be sent"
ENDINGS = {Channel.LETTER: ".pdf", Channel.EMAIL: ".eml"}


@command(app, "preview", panel=PANEL)
def preview(
    session: Session,
    folder: Folder,
    network: Annotated[
        str | None, typer.Option("--network", metavar="N", help="Only what this network gets.")
    ] = None,
    convention: Annotated[
        str | None,
        typer.Option("--convention", metavar="C", help="Only what this registered provider gets."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FOLDER", help="Where to; `preview-` and the id by default."),
    ] = None,
    by: o.ByIfAnybody = None,
    why: Why = None,
) -> None:
    """Render a circular's documents without sending anything.

    Each file is one letter as it would be were it sent today, marked as a rehearsal. Registered
    people are taken where one is named, and that they were shown, to whom and why is recorded;
    else they are invented and no store is needed.

    Example: avenants preview circulars/2026-001 --network namur --by inami.cell

    Next: look at the files, then `avenants launch`.
    """
    if network is not None and convention is not None:
        raise session.stop(Say.NETWORK_OR_CONVENTION, Exit.USAGE)
    circular, warnings = checked(session, folder, Say.NOTHING_PREVIEWED)
    target = out or Path(f"preview-{circular.id}")
    if convention is not None:
        found: Iterator[Preview] = iter([for_convention(session, circular, convention)])
    elif network is not None:
        found = for_network(session, circular, network)
    else:
        found = previews.of_circular(circular, SystemClock().today())
    shown = list(found)
    record_looking(session, network, convention, by, why or TO_PREVIEW)
    for path in written(session, target, shown):
        show(str(path))
    show_warnings(session, warnings)
    remark(session.words(Say.NOTHING_WAS_SENT))


def record_looking(
    session: Session, network: str | None, convention: str | None, by: str | None, why: str
) -> None:
    """Record whose letters somebody is about to be shown; nobody's where people are invented."""
    registers = session.store.registers if network or convention else None
    if registers is None:
        return
    parties: list[str] = []
    of = slug(network or "")
    with suppress(NotRegistered):
        if convention is not None:
            row = registers.convention(convention.strip())
            parties, of = [row.party], row.network
        parties.append(registers.network(of).party)
    if parties:
        record_reading(session, parties, Shown.LETTERS, may_be_shown(session, by, [of]), why)


def for_network(session: Session, circular: Circular, name: str) -> Iterator[Preview]:
    """A network's own avenant in each of its languages, and what its providers get."""
    addressee = circular.addressee(slug(name))
    if addressee is None or circular.amendment is None:
        raise session.stop(Say.NO_SUCH_NETWORK, Exit.NOT_FOUND, text=name)
    party = registered(session, addressee.id)
    today = session.store.clock.today()
    for language in addressee.languages:
        yield previews.of_network(circular, today, addressee, language, party)
        yield from previews.of_providers(circular, today, addressee, language, party)


def for_convention(session: Session, circular: Circular, number: str) -> Preview:
    """What a registered provider, or a network under its convention's number, gets."""
    try:
        row = session.store.registers.convention(number.strip())
    except NotRegistered as error:
        raise session.stop(Say.NO_SUCH_CONVENTION, Exit.NOT_FOUND, text=number) from error
    if circular.amendment is None:
        raise session.stop(Say.ONLY_INFORMS, circular=circular.id)
    addressee = circular.addressee(row.network)
    if addressee is None:
        raise session.stop(Say.NO_SUCH_NETWORK, Exit.NOT_FOUND, text=row.network)
    today = session.store.clock.today()
    return Preview(row.id, letter_to(session, circular, addressee, row, today))


def letter_to(
    session: Session, circular: Circular, addressee: Addressee, row: ConventionRow, today: date
) -> Correspondence:
    """The letter to whoever holds that convention."""
    party = registered(session, row.network)
    try:
        recipient = session.store.people.get(row.party)
    except PartyErased as error:
        raise session.stop(Say.ERASED_NO_LETTER, Exit.NOT_FOUND, person=row.id) from error
    if isinstance(recipient, Independent | Organisation):
        return previews.to_provider(
            circular, today, addressee, row.language, recipient, party, row.id
        )
    return previews.of_network(circular, today, addressee, row.language, party).letter


def registered(session: Session, network: str) -> NetworkParty | None:
    """The network as it is registered; None where it is not, and an invented one stands in."""
    try:
        party = session.store.people.get(a_network(session, network).party)
    except (Stop, PartyErased):
        return None
    return party if isinstance(party, NetworkParty) else None


def written(session: Session, folder: Path, found: Sequence[Preview]) -> Iterator[Path]:
    """Every preview as a file; gives their paths."""
    from activities.letters import NEVER_MENDED, render

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for one in found:
            path = folder / f"{one.name}{ENDINGS[one.letter.channel]}"
            path.write_bytes(render(one.letter, session.settings.office()).content)
            yield path
    except NEVER_MENDED as error:
        raise Stop(Exit.FAILURE, str(error)) from error
    except OSError as error:
        raise session.stop(Say.NOT_WRITTEN, file=folder, reason=error.strerror) from error
