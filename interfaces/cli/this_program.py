"""What is about the program itself: starting it, rehearsing with it, its version."""

from importlib.metadata import version as installed_version
from typing import Annotated, Literal

import typer

from interfaces.cli.command import command
from interfaces.cli.demo import demo
from interfaces.cli.screen import show
from interfaces.cli.session import Session
from interfaces.cli.up import up

app = typer.Typer()
PANEL = "This program"

app.command("up", rich_help_panel=PANEL)(up)
app.command("demo", rich_help_panel=PANEL)(demo)


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
