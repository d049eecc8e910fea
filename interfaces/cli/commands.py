"""All commands under one name; the room of a command is imported when the command is given.

What help lists stands in `commands.csv`, so that it answers at once: where each command is, and
the first sentence of its own help. A test holds both equal.
"""

import csv
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple, cast

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

CONTENTS = Path(__file__).with_name("commands.csv")
MARKUP = "markdown"


class Line(NamedTuple):
    """A command as help lists it."""

    panel: str
    command: str
    room: str
    """The module beside this one that holds it."""
    promise: str


def contents() -> Iterator[Line]:
    """Every command, in the order in which help lists them."""
    with CONTENTS.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        yield from map(Line._make, rows)


def load(line: Line) -> Any:
    """The command itself, from its room."""
    alone = typer.Typer(add_completion=False, rich_markup_mode=MARKUP)
    alone.add_typer(import_module(f"interfaces.cli.{line.room}").app)
    return cast("TyperGroup", get_command(alone)).commands[line.command]


class Contents(TyperGroup):
    """Knows of each command where it is and what it promises, until one of them is given."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.lines = {line.command: line for line in contents()}
        self.commands = {
            name: TyperCommand(name, short_help=line.promise, rich_help_panel=line.panel)
            for name, line in self.lines.items()
        }

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that was given, ready to be run; from here on libraries may want to log."""
        name, found, rest = super().resolve_command(ctx, args)
        if name is None:
            return None, found, rest
        log_warnings_only()
        return name, load(self.lines[name]), rest


def log_warnings_only() -> None:
    """Keep what libraries and steps log off the terminal, but for what somebody should know."""
    from interfaces.logging import configure_logging
    from interfaces.settings import Settings

    configure_logging(Settings(log_level="warning"))


app = typer.Typer(
    cls=Contents,
    name="avenants",
    help="Avenants of INAMI's mental-health conventions, from the circular to the termination.",
    epilog="Every command: avenants COMMAND --help. Settings: variables AVENANT_… or a TOML file.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=MARKUP,
)


@app.callback()
def avenants() -> None:
    """Avenants of INAMI's mental-health conventions, from the circular to the termination."""
