"""A dossier: one avenant with everything that proves it, for somebody outside."""

from pathlib import Path
from typing import Annotated

import typer

from audit.dossier.refusals import DossierRefused
from audit.seals.refusals import SealsBroken, SealsRefused
from interfaces.cli import options as o
from interfaces.cli.command import command
from interfaces.cli.exits import Exit, Stop
from interfaces.cli.reading_persons import Why
from interfaces.cli.session import Session

app = typer.Typer()
PANEL = "Proving"
TO_PROVE = "to prove an avenant to somebody outside"

Out = Annotated[
    Path, typer.Option("-o", "--out", metavar="FILE", help="A new file, best with .zip behind.")
]


@command(app, "dossier", panel=PANEL)
def dossier(  # noqa: PLR0917 - typer knows arguments by name
    session: Session,
    avenant: o.Avenant,
    out: Out,
    by: o.ByIfAnybody = None,
    why: Why = None,
    without_person: Annotated[
        list[str] | None,
        typer.Option(
            "--without-person",
            metavar="WHO",
            help="Leave out somebody: of the office, or the party of a convention or network. May "
            "be given several times.",
        ),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(
            "--without",
            metavar="DOCUMENT",
            help="Leave out a document: its file in a dossier, or its address among the evidence. "
            "May be given several times.",
        ),
    ] = None,
    without_documents: Annotated[
        bool, typer.Option("--without-documents", help="Leave out every document.")
    ] = False,
) -> None:
    """Put an avenant into one file that anybody can check without trusting this system.

    It holds the trail in four languages, every fact to the byte, the mails, letters, signed copies
    and reports on signatures, the proof that each of them is under the seal, a README in French,
    Dutch and German, and verify.py, which checks all of it with Python and `cryptography` alone.

    What is left out still stands in the seal: of a fact its hash is shown, of a document its
    address. Whoever leaves out a person leaves out every fact that names them and every document
    that does, or of which it cannot be read whether it does, such as a PDF.

    It is as the record stood at the last checkpoint; ends with 3 where newer facts wait for theirs.

    That it was made, by whom and why, is recorded with its fingerprint.

    Example: avenants dossier 2026-001.K00123 -o K00123.zip --by auditor --why "asked by the court"

    Next: `avenants verify K00123.zip`, then hand it over, and the public key by another way.
    """
    from interfaces.cli.dossier_files import make

    try:
        make(
            session,
            avenant,
            out,
            by,
            why or TO_PROVE,
            persons=tuple(without_person or ()),
            documents=tuple(without or ()),
            every_document=without_documents,
        )
    except SealsBroken as error:
        raise Stop(Exit.VERIFICATION, str(error)) from error
    except (DossierRefused, SealsRefused) as error:
        raise Stop(Exit.FAILURE, str(error)) from error
