"""The command line `avenants`: every command, and how each of them ends."""

import sys
from collections.abc import Sequence

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Give one command; gives its exit code. Whatever happens, nobody sees a traceback.

    0 done, 1 failure, 2 wrong usage, 3 done but somebody must look, 4 not found, 5 verification
    failed, 130 interrupted.
    """
    try:
        # What takes time to import is imported here, where an interruption is caught.
        from interfaces.cli.running import run

        return run(arguments)
    except KeyboardInterrupt:
        sys.stderr.write("\nInterrupted: what was not finished was not recorded.\n")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has enough of it.
        from interfaces.cli.screen import say_no_more

        say_no_more()
        return 0


if __name__ == "__main__":
    sys.exit(main())
