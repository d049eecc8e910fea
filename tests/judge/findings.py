"""What a judge has to say against a report."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One disagreement: about whom, in which field, what was due and what was found."""

    about: str
    field: str
    expected: object
    found: object

    def __str__(self) -> str:
        """One line for a terminal."""
        return f"{self.about}: {self.field}: expected {self.expected!r}, found {self.found!r}"
