"""Several real processes that begin at the same moment."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

PATIENCE = 180
"""Seconds; a loaded machine starts twelve interpreters in far less."""


class Crowd:
    """Processes that stand at the line until they are let go."""

    def __init__(self, acts: Sequence[Sequence[str]]) -> None:
        self._processes = [
            subprocess.Popen(
                [sys.executable, "-m", "tests.journal.actor", *act],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for act in acts
        ]
        for process in self._processes:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n", process.communicate()[1]

    def go(self) -> None:
        for process in self._processes:
            assert process.stdin is not None
            process.stdin.write("\n")
            process.stdin.flush()

    @property
    def running(self) -> bool:
        return any(process.poll() is None for process in self._processes)

    def results(self) -> list[str]:
        """What each one printed; an error of any is an error here."""
        printed: list[str] = []
        for process in self._processes:
            out, err = process.communicate(timeout=PATIENCE)
            assert process.returncode == 0, err
            printed.append(out)
        return printed

    def end(self) -> None:
        for process in self._processes:
            process.kill()
            process.communicate()


@contextmanager
def crowd(acts: Sequence[Sequence[str]]) -> Iterator[Crowd]:
    """The processes of these acts, ready; none is left behind."""
    people = Crowd(acts)
    try:
        yield people
    finally:
        people.end()
