"""How a reader says what is wrong with a cell, or with a file as a whole."""


class BadCell(ValueError):
    """A cell cannot be taken: what is wrong with it, and what to do."""

    def __init__(self, what: str, remedy: str) -> None:
        """Say both without quoting a name, an address or a number of a person."""
        super().__init__(f"{what}; {remedy}")
        self.what = what
        self.remedy = remedy


class BadFile(ValueError):
    """A file cannot be read as a table at all: what is wrong with it, and what to do."""

    def __init__(self, what: str, remedy: str, row: int | None = None) -> None:
        """Say both, and the row if it is known where the reading stopped."""
        super().__init__(f"{what}; {remedy}")
        self.what = what
        self.remedy = remedy
        self.row = row
