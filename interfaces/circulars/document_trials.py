"""Trying documents before anybody gets one: in a process of its own, within bounds of time.

A source may loop for long without being wrong, and a thread that compiles cannot be stopped; so
what a folder holds is compiled elsewhere until it has passed.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from domain.templates import DocumentSource
from interfaces.circulars.document_specimens import Trial

SECONDS = 30
"""For all trials of a circular together; those that ship take two."""
MEMORY = 2 * 1024**3
"""Bytes of address space; a document takes some eighty million."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a source, or worth a look."""

    file: str
    line: int
    message: str
    serious: bool


def tried(
    documents: Sequence[DocumentSource], trials: Sequence[Trial], seconds: float = SECONDS
) -> tuple[Finding, ...]:
    """What compiling each trial says; what does not end in time is said, and ends there."""
    given = {
        "documents": [source.model_dump(mode="json") for source in documents],
        "trials": trials,
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "interfaces.circulars.trial_process", str(MEMORY), str(seconds)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with process:
        try:
            said, _ = process.communicate(json.dumps(given).encode(), timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            said, _ = process.communicate()
    return _read(said, trials, ended=process.returncode == 0)


def _read(said: bytes, trials: Sequence[Trial], *, ended: bool) -> tuple[Finding, ...]:
    """The findings that were written line by line; the trial that was begun last never ended."""
    found: list[Finding] = []
    begun = 0
    for line in said.splitlines():
        row = json.loads(line)
        if "begun" in row:
            begun = int(row["begun"])
        else:
            found.append(Finding(row["file"], row["line"], row["message"], row["serious"]))
    if not ended:
        path, _ = trials[begun]
        message = "compiling it takes longer, or more memory, than any document may"
        found.append(Finding(path, 1, message, serious=True))
    return tuple(dict.fromkeys(found))
