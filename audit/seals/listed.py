"""The list beside a checkpoint: every fact since the one before, so that a change can be placed."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from audit.seals.leaves import Row, leaf_of, stream_of


class Listed(NamedTuple):
    """A sealed fact: its position, version and stream, and its leaf hash in hex."""

    position: int
    version: str
    leaf: str
    stream: str

    @property
    def place(self) -> str:
        """How a person finds it."""
        return f"position {self.position}, {self.stream} version {self.version}"


def listed(row: Row) -> Listed:
    """A stored fact as it is listed."""
    return Listed(row[0], str(row[1]), leaf_of(row).hex(), stream_of(row))


def written(rows: Sequence[Row], leaves: Sequence[bytes]) -> bytes:
    """The list of these rows, whose leaf hashes are given, as a file: a fact a line."""
    lines = [
        f"{row[0]} {row[1]} {leaf.hex()} {stream_of(row)}\n"
        for row, leaf in zip(rows, leaves, strict=True)
    ]
    return "".join(lines).encode("utf-8")


def read_list(content: bytes) -> Iterator[Listed]:
    """The facts of a file whose hash is the one that was signed."""
    for line in content.decode("utf-8").splitlines():
        position, version, leaf, stream = line.split(" ", 3)
        yield Listed(int(position), version, leaf, stream)
