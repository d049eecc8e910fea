"""Two streams: data on the one, everything that is said about it on the other."""

import contextlib
import os
import sys


def show(line: str = "") -> None:
    """A line of data, or the answer to what was asked, on stdout."""
    sys.stdout.write(f"{line}\n")


def remark(line: str) -> None:
    """A line about it, on stderr: warnings, errors, what would be sent."""
    sys.stderr.write(f"{line}\n")


def plainly(text: str) -> str:
    """A text of somebody else on one line, without signs that steer a terminal."""
    from activities.wording import one_line

    return one_line(text)


def use_any_encoding() -> None:
    """Let no terminal's encoding break a name: what it cannot show is written as its code."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def say_no_more() -> None:
    """Send what is still to be said on stdout nowhere: nobody can have it."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
