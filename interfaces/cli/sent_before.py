"""Avenants that were sent before the system was there, brought in from one file."""

from pathlib import Path
from typing import Annotated

import typer

from domain.commands import RecordSentOutside
from domain.decide import decide
from domain.turned import NotPossible
from domain.values import avenant_id
from interfaces.cli import options as o
from interfaces.cli.command import command
from interfaces.cli.evidence_file import media_type, read
from interfaces.cli.exits import Exit, Stop
from interfaces.cli.finding import a_circular, a_convention
from interfaces.cli.giving import give, registration
from interfaces.cli.people import actor
from interfaces.cli.screen import plainly, remark, show
from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say
from interfaces.cli.wording.turned import sentence

app = typer.Typer()
PANEL = "Sending"


@command(app, "import-sent", panel=PANEL)
def import_sent(
    session: Session,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV (comma or semicolon) or XLSX.")],
    circular: o.Circular,
    by: o.By,
    dry_run: o.DryRun = False,
) -> None:
    """Bring in avenants that were sent before the system was there, each with its evidence.

    Columns: convention, sent_on, channel, evidence (a path from the folder of the file). Nothing
    is recorded while any row is wrong; the same file again changes nothing.

    Example: avenants import-sent sent.csv --circular 2026-001 --by inami.cell

    Next: each window runs from its own posting day; nothing is sent again.
    """
    from audit.board import Board
    from interfaces.registers.sent_before import read_sent_before

    who = actor(session, by)
    life = a_circular(session, circular)
    board = Board(session.store)
    board.catch_up()
    known = {row.convention: row.avenant for row in board.rows(circular=life.id)}
    today = session.store.clock.today()
    rows, problems = read_sent_before(file, known, today)
    if problems:
        told = [plainly(problem.sentence()) for problem in problems]
        raise Stop(Exit.FAILURE, *told, session.words(Say.NOTHING_IMPORTED, problems=len(problems)))
    # Read first, all of it: an unreadable receipt in the last row stops before the first fact.
    receipts = {row.convention: read(session, row.evidence) for row in rows}
    todo: list[tuple[str, RecordSentOutside]] = []
    turned: list[str] = []
    for row in rows:
        convention = a_convention(session, row.convention)
        avenant = avenant_id(life.id, row.convention)
        receipt, kind = receipts[row.convention], media_type(row.evidence)
        kept = session.store.evidence.put(receipt, kind, of=convention.party)
        number, there = registration(convention, "outside", avenant, row.sent_on, row.channel, kept)
        if there:
            continue
        asked = RecordSentOutside(
            today=today,
            by=who.id,
            avenant=avenant,
            id=number,
            on=row.sent_on,
            channel=row.channel,
            evidence=kept,
        )
        # Decided for every row before the first fact: whose network it is, and how it stands.
        answer = decide(convention, asked, who)
        if isinstance(answer, NotPossible):
            turned.append(f"row {row.row}: {sentence(answer, session.language)}")
        todo.append((convention.id, asked))
    if turned:
        raise Stop(Exit.FAILURE, *turned, session.words(Say.NOTHING_IMPORTED, problems=len(turned)))
    if dry_run:
        remark(session.words(Say.DRY_RUN))
    else:
        for convention_id, asked in todo:
            give(session, convention_id, asked, who, about=asked.avenant, command_id=asked.id)
    show(session.words(Say.SENT_BEFORE, new=len(todo), same=len(rows) - len(todo)))
