"""What is wrong with a circular's folder: where, and what to do about it."""

from dataclasses import dataclass, field
from enum import StrEnum

from domain.circular import Circular

MANIFEST = "circular.toml"


class Severity(StrEnum):
    """An error stops the launch; a warning asks a person to look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, with its file (inside the folder), line (from 1) and remedy."""

    severity: Severity
    file: str
    line: int
    message: str
    remedy: str

    def __str__(self) -> str:
        """The problem as one line: file, line, what is wrong, what to do."""
        return f"{self.file}:{self.line}: {self.severity}: {self.message} ({self.remedy})"


@dataclass(frozen=True, slots=True)
class CircularCheck:
    """What reading a folder gave: the circular, unless there are errors, and every problem."""

    circular: Circular | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What must be mended before anything can be launched."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What a person should look at; it blocks nothing."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.WARNING)

    @property
    def exit_code(self) -> int:
        """0 clean, 1 with errors, 3 with warnings only: what `avenants check` ends with."""
        if self.errors:
            return 1
        return 3 if self.problems else 0


@dataclass(slots=True)
class Findings:
    """Where every part of the reader writes down what it finds, so that nothing stops the rest."""

    found: list[Problem] = field(default_factory=list[Problem])

    def error(self, file: str, line: int, message: str, remedy: str) -> None:
        """Write down something that stops the launch."""
        self.found.append(Problem(Severity.ERROR, file, line, message, remedy))

    def warning(self, file: str, line: int, message: str, remedy: str) -> None:
        """Write down something that a person should look at."""
        self.found.append(Problem(Severity.WARNING, file, line, message, remedy))

    def in_order(self) -> tuple[Problem, ...]:
        """Every problem once, `circular.toml` first, then by file and line."""
        unique = dict.fromkeys(self.found)
        return tuple(sorted(unique, key=lambda p: (p.file != MANIFEST, p.file, p.line)))
