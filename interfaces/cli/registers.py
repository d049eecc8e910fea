"""Networks, providers and staff come in from files."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from domain.office import Actor
from interfaces.cli import options as o
from interfaces.cli.command import command
from interfaces.cli.exits import Exit, Stop
from interfaces.cli.people import of_inami
from interfaces.cli.registered import bring_journal_up, ends_ahead
from interfaces.cli.screen import plainly, remark, show
from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say
from interfaces.cli.wording.turned import sentence
from journal.registration import ImportPlan, ImportRefused

app = typer.Typer()
PANEL = "Circulars and registers"
LATER_ONLY = ("began_on", "kind")
"""Fields whose change the register keeps and the conventions that stand in the journal do not."""


@command(app, "import", panel=PANEL)
def import_register(
    session: Session,
    register: Annotated[
        Literal["networks", "providers", "staff"],
        typer.Argument(help="Which register; networks come first, the others refer to them."),
    ],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV (comma or semicolon) or XLSX.")],
    by: o.ByIfAnybody = None,
    dry_run: o.DryRun = False,
) -> None:
    """Bring a register in, all of it or nothing.

    Every bad row is reported by its number. The same file again changes nothing; a changed row is
    an update with its history. Columns and sample files: interfaces/registers.

    Example: avenants import networks networks.csv

    Next: `avenants launch` once networks and providers are there.
    """
    from interfaces.registers.reading import plan_file
    from journal.registration import apply_import

    who = of_inami(session, by)
    plan = plan_file(register, file, session.store.registers)
    stop_for_problems(session, plan)
    counted = {"added": len(plan.added), "changed": len(plan.changed), "same": plan.unchanged}
    if dry_run:
        show(session.words(Say.WOULD_IMPORT, **counted))
        remark(session.words(Say.DRY_RUN))
    else:
        try:
            apply_import(
                plan, session.store.registers, recorded_at=session.store.clock.now(), by=who.id
            )
        except ImportRefused as error:
            raise Stop(Exit.FAILURE, str(error)) from error
        show(session.words(Say.IMPORTED, register=register, **counted))
        tell_the_journal(session, who)
    for warning in plan.warnings:
        session.look_at(plainly(warning.sentence()))
    for change in plan.changed:
        if set(LATER_ONLY) & set(change.fields):
            session.look(Say.NOT_IN_THE_JOURNAL, row=change.entry.row, key=change.entry.record.id)


def stop_for_problems(session: Session, plan: ImportPlan) -> None:
    """Every problem of the file, and then nothing."""
    if plan.problems:
        problems = [plainly(problem.sentence()) for problem in plan.problems]
        raise Stop(
            Exit.FAILURE, *problems, session.words(Say.NOTHING_IMPORTED, problems=len(problems))
        )


def tell_the_journal(session: Session, who: Actor) -> None:
    """Bring the journal up to the registers, and say what it could not take."""
    _, turned_down = bring_journal_up(session.store, who)
    for one in turned_down:
        session.look_at(f"{one.convention}: {sentence(one.answer, session.language)}")
    ahead = ends_ahead(session.store, session.store.clock.today())
    if ahead:
        remark(session.words(Say.ENDS_AHEAD, count=ahead))
