"""Running a command: whatever goes wrong ends in a sentence and an exit code."""

import os
import sys
import traceback
from collections.abc import Sequence

from interfaces.cli.commands import app
from interfaces.cli.exits import Exit, Stop
from interfaces.cli.screen import remark, use_any_encoding


def run(arguments: Sequence[str] | None) -> int:
    """Give one command and give its exit code."""
    use_any_encoding()
    try:
        app(args=None if arguments is None else list(arguments), prog_name="avenants")
    except SystemExit as end:
        if end.code == Exit.INTERRUPTED:
            raise KeyboardInterrupt from end
        return end.code if isinstance(end.code, int) else Exit.FAILURE
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - a person at a terminal gets a sentence
        return explain(error)
    sys.stdout.flush()
    return Exit.OK


def explain(error: Exception) -> Exit:
    """Say what went wrong and what to do; gives the exit code."""
    match expected(error):
        case Stop(code=code, sentences=sentences):
            for said in sentences:
                remark(said)
            return code
        case None:
            return surprise(error)
        case known:
            remark(str(known))
            return Exit.FAILURE


def expected(error: Exception) -> Exception | None:
    """The error as one of those that have a sentence of their own; None for a mistake of ours."""
    from domain.frozen import NotFrozen
    from interfaces.settings import SettingsRefused
    from journal.errors import StoreError
    from journal.faults import fault

    if isinstance(error, Stop | StoreError | SettingsRefused | NotFrozen):
        return error
    return fault(error)


def surprise(error: Exception) -> Exit:
    """A mistake of the program: one line, and the whole story only for who asks."""
    if os.environ.get("AVENANT_LOG_LEVEL", "").lower() == "debug":
        remark("".join(traceback.format_exception(error)))
    remark(
        f"The program made a mistake ({type(error).__name__}) and stopped; nothing was half "
        "recorded. Set AVENANT_LOG_LEVEL=debug, give the command again and report what it says."
    )
    return Exit.FAILURE
