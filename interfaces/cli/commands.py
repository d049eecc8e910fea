"""All commands under one name."""

from importlib.metadata import version as installed_version
from typing import Annotated, Literal

import typer

from interfaces.cli import (
    answers,
    boards,
    budget_entries,
    budgets,
    circulars,
    contracts,
    conventions,
    coordinated,
    demo,
    dossiers,
    intake,
    launching,
    looking,
    mail,
    model_texts,
    networks,
    outgoing,
    posting,
    previewing,
    printing,
    registers,
    releasing,
    retention,
    sending,
    sent_before,
    terms,
    trails,
    up,
    verify,
    views,
    whose_data,
)
from interfaces.cli.command import command
from interfaces.cli.screen import show
from interfaces.cli.session import Session

ROOMS = (
    circulars,
    previewing,
    registers,
    launching,
    model_texts,
    networks,
    releasing,
    printing,
    posting,
    sending,
    sent_before,
    outgoing,
    answers,
    intake,
    mail,
    conventions,
    looking,
    boards,
    views,
    trails,
    coordinated,
    contracts,
    budgets,
    budget_entries,
    whose_data,
    verify,
    dossiers,
    retention,
    terms,
)

app = typer.Typer(
    name="avenants",
    help="Avenants of INAMI's mental-health conventions, from the circular to the termination.",
    epilog="Every command: avenants COMMAND --help. Settings: variables AVENANT_… or a TOML file.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
PANEL = "This program"

for room in ROOMS:
    app.add_typer(room.app)
app.command("up", rich_help_panel=PANEL)(up.up)
app.command("demo", rich_help_panel=PANEL)(demo.demo)


@app.callback()
def avenants() -> None:
    """Avenants of INAMI's mental-health conventions, from the circular to the termination."""


@command(app, "version", panel=PANEL)
def version(_session: Session) -> None:
    """Say which version this is.

    Example: avenants version
    """
    show(installed_version("avenants"))


@command(app, "completion", panel=PANEL)
def completion(
    _session: Session,
    shell: Annotated[Literal["bash", "zsh", "fish"], typer.Argument(help="Your shell.")],
) -> None:
    """Print the script that lets a shell complete commands and options.

    Example: avenants completion bash > ~/.local/share/bash-completion/completions/avenants

    Next: open a new shell and press Tab. `avenants --install-completion` does the same by itself.
    """
    from typer.completion import (
        get_completion_script,  # pyright: ignore[reportPrivateImportUsage] - where typer has it
    )

    show(
        get_completion_script(prog_name="avenants", complete_var="_AVENANTS_COMPLETE", shell=shell)
    )
