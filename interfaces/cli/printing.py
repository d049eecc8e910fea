"""The letters of a network as one file to print, with the list of what to post where."""

from pathlib import Path
from typing import Annotated

import typer

from domain.access import Shown
from interfaces.cli import options as o
from interfaces.cli.command import command
from interfaces.cli.finding import a_network
from interfaces.cli.persons import may_be_shown
from interfaces.cli.reading_persons import Why, record_reading
from interfaces.cli.screen import remark, show
from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say

app = typer.Typer()
PANEL = "Sending"
TO_POST = "to print and post them"


@command(app, "print", panel=PANEL)
def print_letters(
    session: Session,
    network: o.Network,
    out: Annotated[
        Path, typer.Option("--out", metavar="FOLDER", help="Where both files go.")
    ] = Path(),
    by: o.ByIfAnybody = None,
    why: Why = None,
) -> None:
    """Put a network's letters into one PDF to print, with a posting list.

    That you were given them, and why, is recorded for each addressee. Every avenant and every
    notice that waits to be posted is in it, however often it was printed. The list has room for
    the day of posting and a registered-mail number.

    Example: avenants print namur --out to-print --by namur.coord

    Next: print, post, then `avenants posted --from LIST --on DAY`.
    """
    from activities.documents.posting import letters_of, posting_list
    from activities.documents.print_file import one_file

    row = a_network(session, network)
    today = session.store.clock.today()
    letters = letters_of(session.store, row.id)
    if not letters:
        remark(session.words(Say.NOTHING_TO_POST, network=row.id))
        return
    who = may_be_shown(session, by, [row.id])
    parties = [letter.party for letter in letters]
    record_reading(session, parties, Shown.LETTERS, who, why or TO_POST)
    name = f"letters-{row.id}-{today}"
    files = {
        out / f"{name}.pdf": one_file(letter.content for letter in letters),
        out / f"{name}.csv": posting_list(letters).encode("utf-8-sig"),
    }
    try:
        out.mkdir(parents=True, exist_ok=True)
        for path, content in files.items():
            path.write_bytes(content)
            show(str(path))
    except OSError as error:
        raise session.stop(Say.NOT_WRITTEN, file=out, reason=error.strerror) from error
    remark(session.words(Say.TO_POST, count=len(letters), network=row.id))
