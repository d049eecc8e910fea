"""A command begins at once: what it does not need is not imported. No stopwatch is asked."""

import subprocess
import sys

import pytest

SAY = """
import contextlib, io, sys
from interfaces.cli.main import main
with contextlib.redirect_stdout(io.StringIO()):
    assert main({command!r}) == 0
print(*sys.modules)
"""
SCREENS = "from importlib import import_module as i\nimport sys\n{imports}\nprint(*sys.modules)"
LONG = {"pydantic", "sqlalchemy", "cryptography", "structlog", "eventsourcing", "babel"}
"""What a query needs, and help does not."""
LONGER = {
    "aiohttp", "aiosmtplib", "holidays", "imap_tools", "jinja2", "psycopg", "psycopg_pool",
    "pyhanko", "python_calamine", "stdnum", "temporalio", "typst", "xlsxwriter",
}  # fmt: skip
"""What only some commands need, each for what it does."""


def imported(program: str) -> set[str]:
    """The modules and packages that are there at the end of a program."""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    return {name.partition(".")[0] for name in done.stdout.split()}


def test_help_imports_no_room_and_nothing_that_takes_long() -> None:
    there = imported(SAY.format(command=["--help"]))
    assert "typer" in there
    assert not there & (LONG | LONGER | {"domain", "journal", "activities", "audit"})


@pytest.mark.slow
@pytest.mark.parametrize("room", ["looking", "boards", "trails", "answers"])
def test_a_command_imports_what_it_needs_and_no_more(room: str) -> None:
    modules = ("interfaces.logging", "journal.opening", f"interfaces.cli.{room}")
    there = imported(SCREENS.format(imports="\n".join(f"i({name!r})" for name in modules)))
    assert there >= LONG - {"babel"}
    assert not there & LONGER
