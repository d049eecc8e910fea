"""How a command ends: its exit code, and the sentence with which it stops."""

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes, for ever."""

    OK = 0
    FAILURE = 1
    USAGE = 2
    LOOK = 3
    """Done, but with something a person must look at."""
    NOT_FOUND = 4
    VERIFICATION = 5
    INTERRUPTED = 130


class Stop(Exception):
    """Ends a command with sentences for the person who gave it; nothing else is shown."""

    def __init__(self, code: Exit, *sentences: str) -> None:
        self.code = code
        self.sentences = sentences
        super().__init__("; ".join(sentences))
