"""The folder of seals: checkpoints outside the database, each written once and for ever.

`00000007.json` is the seventh checkpoint, `00000007-1234.facts` the list of its facts, up to the
1,234th of all, `00000007.tsr` a timestamp over the first of these files.
"""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp
from typing import NamedTuple

from audit.seals.checkpoint import Checkpoint, Sealed, read_sealed
from audit.seals.refusals import SealsRefused

UNFINISHED = ".unfinished"
_CHECKPOINT = re.compile(r"(\d{8})\.json")
_MODE = 0o640
LARGEST_CHECKPOINT = 64 * 1024
"""Bytes; a checkpoint has about two thousand."""


class Kept(NamedTuple):
    """A file that is called like a checkpoint, and what it holds if it holds one."""

    number: int
    file: Path
    sealed: Sealed | None


class SealsFolder:
    """Where checkpoints lie, at best on a disk that whoever changes the database cannot write."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def numbers(self) -> list[int]:
        """The numbers of the checkpoints that are there, rising."""
        try:
            names = [file.name for file in self.path.iterdir()] if self.path.exists() else []
        except OSError as error:
            raise SealsRefused(self._refusal(error)) from error
        found = (_CHECKPOINT.fullmatch(name) for name in names)
        return sorted(int(match[1]) for match in found if match)

    def kept(self) -> Iterator[Kept]:
        """Every checkpoint, the first one first, one at a time."""
        for number in self.numbers():
            yield self.read(number)

    def read(self, number: int) -> Kept:
        """The checkpoint of that number."""
        file = self.file(number)
        content = self._read(file)
        small = content is not None and len(content) <= LARGEST_CHECKPOINT
        return Kept(number, file, read_sealed(content) if content and small else None)

    def last(self) -> Sealed | None:
        """The last checkpoint, None before the first; raises SealsRefused if it is damaged."""
        numbers = self.numbers()
        if not numbers:
            return None
        kept = self.read(numbers[-1])
        if kept.sealed is None or not kept.sealed.holds:
            raise SealsRefused(f"{kept.file} is no checkpoint any more: run `avenants verify`.")
        return kept.sealed

    def file(self, number: int) -> Path:
        """Where a checkpoint lies."""
        return self.path / f"{number:08d}.json"

    def list_file(self, checkpoint: Checkpoint) -> Path:
        """Where the list of its facts lies."""
        return self.path / f"{checkpoint.number:08d}-{checkpoint.size}.facts"

    def facts(self, checkpoint: Checkpoint) -> bytes | None:
        """The list of its facts, None if it is not there."""
        return self._read(self.list_file(checkpoint))

    def token(self, number: int) -> bytes | None:
        """The timestamp over a checkpoint, None if it has none."""
        return self._read(self.token_file(number))

    def token_file(self, number: int) -> Path:
        """Where the timestamp over a checkpoint lies."""
        return self.path / f"{number:08d}.tsr"

    def put(self, sealed: Sealed, facts: bytes) -> bool:
        """Write a checkpoint and its list; False if another sealer was faster."""
        one = sealed.checkpoint
        # The list first: a checkpoint that is there has its list.
        self._put(self.list_file(one), facts)
        if self.facts(one) != facts:
            raise SealsRefused(
                f"{self.list_file(one)} lists other facts than the database holds: run `avenants "
                "verify`, and put the file aside if it was left by a sealer that was killed."
            )
        return self._put(self.file(one.number), sealed.content)

    def put_token(self, number: int, token: bytes) -> bool:
        """Write a timestamp beside its checkpoint."""
        return self._put(self.token_file(number), token)

    def _put(self, target: Path, content: bytes) -> bool:
        """Write a file whole or not at all, on the disk when this returns; never over another."""
        try:
            unfinished = self.path / UNFINISHED
            unfinished.mkdir(mode=0o750, parents=True, exist_ok=True)
            return _put_whole(unfinished, target, content)
        except OSError as error:
            raise SealsRefused(self._refusal(error)) from error

    def _read(self, file: Path) -> bytes | None:
        try:
            return file.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise SealsRefused(self._refusal(error)) from error

    def _refusal(self, error: OSError) -> str:
        return (
            f"The folder of seals {self.path} cannot be read or written ({error.strerror}): give "
            "this user the right to, or name another folder with AVENANT_SEALS_FOLDER."
        )


def _put_whole(unfinished: Path, target: Path, content: bytes) -> bool:
    handle, name = mkstemp(dir=unfinished)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fchmod(file.fileno(), _MODE)
            os.fsync(file.fileno())
        # A link never replaces what is there, unlike a renaming.
        new = False
        with suppress(FileExistsError):
            target.hardlink_to(name)
            new = True
    finally:
        Path(name).unlink(missing_ok=True)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return new
