"""Running a command: whatever goes wrong ends in a sentence and an exit code."""

import errno
import os
import sys
import traceback
from collections.abc import Sequence

from interfaces.cli.commands import app
from interfaces.cli.exits import Exit, Stop
from interfaces.cli.screen import remark, say_no_more, use_any_encoding

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
NO_ROOM = (
    "What was to be written found no room ({reason}): make some, or name another place, and give "
    "the command again. What was recorded stays recorded."
)


def run(arguments: Sequence[str] | None) -> int:
    """Give one command and give its exit code."""
    use_any_encoding()
    given = sys.argv[1:] if arguments is None else arguments
    for one in given:
        if not is_text(one) and not os.path.exists(one):  # noqa: PTH110 - a long one is no path
            remark(
                f"{one} is not written in UTF-8: let the terminal, or the program that gives the "
                "command, write UTF-8. Nothing was done."
            )
            return Exit.USAGE
    return written(carried_out(arguments))


def carried_out(arguments: Sequence[str] | None) -> int:
    """Give the command and give its exit code; what it says may still be on its way."""
    try:
        app(args=None if arguments is None else list(arguments), prog_name="avenants")
    except SystemExit as end:
        if end.code == Exit.INTERRUPTED:
            raise KeyboardInterrupt from end
        if isinstance(end.__context__, BrokenPipeError):
            # Whoever read our output has enough of it: that is no failure.
            return Exit.OK
        return end.code if isinstance(end.code, int) else Exit.FAILURE
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - a person at a terminal gets a sentence
        return explain(error)
    return Exit.OK


def written(code: int) -> int:
    """Let go of what was said; a command whose answer found no room has failed."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has enough of it, and what came of the command stays true.
        say_no_more()
    except OSError as error:
        say_no_more()
        remark(NO_ROOM.format(reason=error.strerror))
        return code or Exit.FAILURE
    return code


def is_text(argument: str) -> bool:
    """Whether what a terminal gave is text; names in another encoding come with stray signs."""
    try:
        argument.encode()
    except UnicodeEncodeError:
        return False
    return True


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
    if isinstance(error, OSError) and error.errno in FULL:
        return Stop(Exit.FAILURE, NO_ROOM.format(reason=error.strerror))
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
