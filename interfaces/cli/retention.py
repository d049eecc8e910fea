"""How long files are kept: what is due, the archive, and destruction by authority."""

from pathlib import Path
from typing import Annotated

import typer

from audit.bags.refusals import BagRefused
from audit.dossier.refusals import DossierRefused
from audit.retention.periods import PeriodsRefused
from audit.seals.refusals import SealsBroken, SealsRefused
from domain.archiving import FileState
from interfaces.cli import options as o
from interfaces.cli.command import command
from interfaces.cli.exits import Exit, Stop
from interfaces.cli.reading_persons import Why
from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say

app = typer.Typer()
PANEL = "Keeping"
TO_ARCHIVE = "export for the archive"

MaybeCircular = Annotated[
    str | None, typer.Option("--circular", metavar="R", help="Only this circular.")
]


@command(app, "retention", panel=PANEL)
def retention(
    session: Session,
    circular: MaybeCircular = None,
    network: Annotated[
        str | None, typer.Option("--network", metavar="N", help="Only this network.")
    ] = None,
    state: Annotated[
        FileState | None, typer.Option("--state", metavar="S", help="Only files that stand so.")
    ] = None,
    due: Annotated[
        bool,
        typer.Option(
            "--due",
            help="Only what is due: for the archive, and what may be destroyed if authorised.",
        ),
    ] = False,
    periods: Annotated[
        bool, typer.Option("--periods", help="Only the periods, each with its source.")
    ] = False,
    form: o.As = o.Format.TABLE,
) -> None:
    """List the file of each avenant: open, closed, due for the archive, archived or destroyed.

    A file is open while anything can still come of it, or while a convention lasts that it binds.
    From its closing the periods run, which the setting AVENANT_RETENTION_FILE names with their
    sources.

    Example: avenants retention --due

    Next: `avenants archive` for what is due.
    """
    from interfaces.cli.retaining import list_files, list_periods

    try:
        if periods:
            if due or any(one is not None for one in (circular, network, state)):
                raise session.stop(Say.PERIODS_ALONE, Exit.USAGE)
            list_periods(session, form)
        else:
            list_files(session, circular, network, state, form, due=due)
    except PeriodsRefused as error:
        raise Stop(Exit.FAILURE, str(error)) from error


@command(app, "archive", panel=PANEL)
def archive(
    session: Session,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FOLDER", help="A new folder.")],
    by: o.ByIfAnybody = None,
    why: Why = None,
    avenants: Annotated[
        list[str] | None,
        typer.Argument(metavar="[AVENANT]...", help="Closed files; or --due.", show_default=False),
    ] = None,
    due: Annotated[bool, typer.Option("--due", help="Every file that is due.")] = False,
    circular: MaybeCircular = None,
) -> None:
    """Export closed files for the archive, as one bag (BagIt, RFC 8493).

    Each file is a dossier that verifies by itself: the facts, the documents as they left and came,
    the trail as text in four languages and as PDF/A, and the proofs. That it was exported is
    recorded; nothing is taken away.

    Example: avenants archive --due --circular 2026-001 -o bag-2036 --by inami.cell

    Next: `avenants verify bag-2036`, then hand it over.
    """
    from interfaces.cli.retaining import export

    try:
        export(session, tuple(avenants or ()), out, (by, why or TO_ARCHIVE), circular, due=due)
    except SealsBroken as error:
        raise Stop(Exit.VERIFICATION, str(error)) from error
    except (BagRefused, DossierRefused, PeriodsRefused, SealsRefused) as error:
        raise Stop(Exit.FAILURE, str(error)) from error


@command(app, "authorise-destruction", panel=PANEL)
def authorise_destruction(
    session: Session,
    avenant: o.Avenant,
    reference: Annotated[
        str,
        typer.Option(
            "--reference",
            metavar="TEXT",
            help="The authorisation of the State Archivist, as it stands on the letter.",
        ),
    ],
    reason: o.Reason,
    by: o.By,
    authorised_by: Annotated[
        str,
        typer.Option("--authorised-by", metavar="WHO", help="A second registered person of INAMI."),
    ],
) -> None:
    """Record that a file may be destroyed: by two persons, and on whose authority.

    Only of a file that is archived and whose period is over. Nothing is destroyed by this.

    Example: avenants authorise-destruction 2026-001.K00123 --reference "AGR 2067/112"
    --reason "period over, transferred in 2037" --by inami.cell --authorised-by inami.official

    Next: `avenants destroy`.
    """
    from interfaces.cli.retaining import authorise

    try:
        authorise(session, avenant, reference, reason, by, authorised_by)
    except PeriodsRefused as error:
        raise Stop(Exit.FAILURE, str(error)) from error


@command(app, "destroy", panel=PANEL)
def destroy(session: Session, avenant: o.Avenant, by: o.By) -> None:
    """Destroy the documents of a file, for good; only where that was authorised.

    Its facts and their proofs stay, and so does what another file rests on too. Copies elsewhere,
    in backups, mailboxes and folders, are not touched: see docs/runbook.md.

    Example: avenants destroy 2026-001.K00123 --by inami.cell

    Next: `avenants verify` finds nothing wrong: the destruction is on record.
    """
    from interfaces.cli.retaining import destroy_file

    try:
        destroy_file(session, avenant, by)
    except PeriodsRefused as error:
        raise Stop(Exit.FAILURE, str(error)) from error
