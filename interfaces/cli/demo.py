"""`avenants demo`: a real circular played to its end, on virtual time, on this machine."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Mail(StrEnum):
    """How mail goes in a rehearsal."""

    FOLDER = "folder"
    REAL = "real"


def demo(
    providers: Annotated[
        int, typer.Option(min=1, max=20_000, help="How many providers to invent.")
    ] = 240,
    seed: Annotated[int, typer.Option(help="The same seed plays the same scenario.")] = 1,
    start: Annotated[
        str | None, typer.Option(metavar="DAY", help="Play it as if launched on that day.")
    ] = None,
    mail: Annotated[
        Mail,
        typer.Option(help="real: through postfix and dovecot, started here as root for a while."),
    ] = Mail.FOLDER,
    leave: Annotated[
        bool, typer.Option("--exit", help="Leave at the end instead of staying up.")
    ] = False,
    report: Annotated[
        Path | None, typer.Option(help="Write outcomes and acts as JSON into this file.")
    ] = None,
) -> None:
    """Rehearse the circular of March 2026 from launch to termination, on a virtual calendar.

    Everything is real but time and people: the Temporal server with its pages, the worker, the
    relay, the record, the mails in a folder or, with --mail real, through real mail servers.
    Invented providers answer, refuse or stay silent.
    At the end it stays up so that you can look around; Ctrl-C ends it.

    Example: avenants demo --providers 60 --seed 7 --start 2026-02-28
    """
    # Half a second of imports that no other command needs.
    from interfaces.cli.demo_playing import play_demo

    play_demo(providers=providers, seed=seed, start=start, mail=mail, leave=leave, report=report)
