"""Files that are there whole or not at all, whoever is killed while writing them."""

import errno
import fcntl
import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp

from activities.post import PostUnavailable

UNFINISHED = ".unfinished"
"""Where a file lies while it is being written; nobody reads there."""

LOCK = ".lock"
"""Held, for the moment of a name's appearing, by whoever makes names in a folder."""

_ABANDONED_AFTER = 3600.0
_MODE = 0o640
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def make_folder(folder: Path) -> None:
    """Make a folder for whole files, and clear what killed processes left in it over an hour ago.

    Raises PostUnavailable when it cannot be made or written.
    """
    with said_plainly(folder):
        unfinished = folder / UNFINISHED
        unfinished.mkdir(mode=0o750, parents=True, exist_ok=True)
        _clear(unfinished)


@contextmanager
def alone(folder: Path) -> Generator[None]:
    """Nobody else makes names below the folder meanwhile, in this process or another."""
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, _MODE)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def put_whole(folder: Path, target: Path, content: bytes, *, unless: Path) -> bool:
    """Write a new file below the folder; what is there already stays as it is.

    The bytes are on the disk before the name appears. The name itself is only certain after
    `settle`. False, and no file, where there is a file `unless`.
    """
    handle, name = mkstemp(dir=folder / UNFINISHED)
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fchmod(file.fileno(), _MODE)
            os.fsync(file.fileno())
        with alone(folder):
            if unless.exists():
                return False
            # A link never replaces what is there, unlike a renaming.
            with suppress(FileExistsError):
                target.hardlink_to(unfinished)
        return True
    finally:
        unfinished.unlink(missing_ok=True)


def settle(folder: Path) -> None:
    """Return when the names in the folder are on the disk.

    Costs about 0.05 ms beside the 0.15 ms of the file itself, and without it a power cut could
    take back a mail that the record calls sent.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def said_plainly(folder: Path) -> Generator[None]:
    """Turn what the system says about files into PostUnavailable with a remedy."""
    try:
        yield
    except OSError as error:
        raise PostUnavailable(
            f"the folder {folder} takes no file ({error.strerror}): {_remedy(error.errno)}"
        ) from error


def _remedy(number: int | None) -> str:
    if number in _FULL:
        return "free some space; it will be tried again"
    if number in _FORBIDDEN:
        return "let the account that runs the worker write there; it will be tried again"
    return "look what lies at that place; it must be a folder on a disk that works"


def _clear(unfinished: Path) -> None:
    """Remove files that nobody can still be writing, judged by the disk's own clock."""
    handle, probe = mkstemp(dir=unfinished)
    now = os.fstat(handle).st_mtime
    os.close(handle)
    Path(probe).unlink(missing_ok=True)
    for left in unfinished.iterdir():
        with suppress(FileNotFoundError):
            if now - left.stat().st_mtime > _ABANDONED_AFTER:
                left.unlink()
