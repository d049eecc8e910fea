"""Whether the record is the one that was sealed."""

from pathlib import Path
from typing import Annotated

import typer

from audit.seals.refusals import SealsBroken, SealsRefused
from interfaces.cli import options as o
from interfaces.cli.command import command
from interfaces.cli.exits import Exit, Stop
from interfaces.cli.session import Session
from journal.errors import NotAStore

app = typer.Typer()
PANEL = "Looking"


@command(app, "verify", panel=PANEL)
def verify(
    session: Session,
    dossier: Annotated[
        Path | None,
        typer.Argument(
            metavar="[DOSSIER]",
            help="A dossier, as a ZIP file or unpacked, instead of the record.",
            show_default=False,
        ),
    ] = None,
    between: Annotated[
        tuple[str, str] | None,
        typer.Option(
            "--between",
            metavar="A B",
            help="Only prove that checkpoint B grew out of A; each by number or as a file.",
        ),
    ] = None,
    against: Annotated[
        list[Path] | None,
        typer.Option(
            "--against",
            metavar="FILE",
            help="A checkpoint that was kept elsewhere; may be given several times.",
        ),
    ] = None,
    trusted: Annotated[
        Path | None,
        typer.Option(
            "--trusted",
            metavar="FILE",
            help="The public key to believe, PEM, instead of that of the settings.",
        ),
    ] = None,
    form: o.As = o.Format.TABLE,
) -> None:
    """Look whether anybody has changed the record since it was sealed.

    Everything is reckoned anew from the database and held against every checkpoint: facts, their
    order, the commands behind them, and each piece of evidence. It is said which facts are covered
    and which are not yet. Nothing is changed. Whoever holds the database, the checkpoints and the
    key could make all of them anew: keep a checkpoint elsewhere, on paper if need be, and give it
    with --against.

    Of a dossier, all its bytes, facts and documents are checked against the checkpoint that is in
    it; no record is needed for that.

    Ends with 0 when all is well, with 5 and the place when something was changed, removed, slipped
    in, cut or replaced, and with 3 when facts have waited too long to be sealed.

    Example: avenants verify --against checkpoint-of-january.json

    Next: where it ends with 5, stop, keep a copy of everything, and see docs/runbook.md, "Seals".
    """
    # Keys and timestamps are a quarter of a second of imports that no other command needs.
    from interfaces.cli.verifying import look, prove

    if dossier is not None and between is not None:
        raise typer.BadParameter("--between is asked of the record: leave out the dossier, or it")
    try:
        if dossier is not None:
            from interfaces.cli.dossier_files import look as look_at_dossier

            look_at_dossier(session, dossier, tuple(against or ()), trusted, form)
        elif between is not None:
            prove(session, *between, form)
        else:
            look(session, tuple(against or ()), trusted, form)
    except (NotAStore, SealsBroken) as error:
        raise Stop(Exit.VERIFICATION, str(error)) from error
    except SealsRefused as error:
        raise Stop(Exit.FAILURE, str(error)) from error
