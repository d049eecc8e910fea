"""A bag (BagIt, RFC 8493): files below `data/`, lists of their hashes, and who made it.

It is written beside its place and moved there whole; a bag is never added to.
"""

import re
import shutil
from collections.abc import Iterator, Mapping
from hashlib import sha256, sha512
from pathlib import Path
from typing import NamedTuple

from audit.bags.refusals import BagRefused
from audit.dossier.standalone import Finding

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
DECLARED, INFO = "bagit.txt", "bag-info.txt"
MANIFEST, TAG_MANIFEST = "manifest-sha512.txt", "tagmanifest-sha512.txt"
_LINE = re.compile(r"([0-9a-f]{128}) [ *](\S.*)")
_READ = 1024 * 1024


class Written(NamedTuple):
    """What a bag holds: its fingerprint (SHA-256 of the tag manifest), files and bytes."""

    fingerprint: str
    files: int
    size: int


class BagWriter:
    """Writes a bag, one file after the other; nothing is there until `finish`."""

    def __init__(self, folder: Path) -> None:
        """A bag that will lie at `folder`, where nothing may be yet; raises BagRefused."""
        self._folder = folder
        if folder.name in {"", ".."}:
            raise BagRefused(f"{folder} is no name of a new folder: name one.")
        self._unfinished = folder.with_name(f"{folder.name}.unfinished")
        self._hashes: dict[str, str] = {}
        self._size = 0
        for there in (folder, self._unfinished):
            if _is_there(there):
                raise BagRefused(f"{there} is there already: name a new folder, or move it away.")
        self._make(self._unfinished / "data")

    def put(self, name: str, content: bytes) -> None:
        """Write a file of the payload; `name` is its path below `data/`."""
        path = f"data/{name}"
        self._make((self._unfinished / path).parent)
        self._write(path, content)
        self._hashes[path] = sha512(content).hexdigest()
        self._size += len(content)

    def finish(self, info: Mapping[str, str]) -> Written:
        """Write the lists and put the bag in its place; `info` stands in bag-info.txt."""
        told = {**info, "Payload-Oxum": f"{self._size}.{len(self._hashes)}"}
        tags = {
            DECLARED: DECLARATION,
            INFO: "".join(f"{name}: {text}\n" for name, text in told.items()).encode(),
            MANIFEST: _listed(self._hashes),
        }
        for name, content in tags.items():
            self._write(name, content)
        tag_manifest = _listed(
            {name: sha512(content).hexdigest() for name, content in tags.items()}
        )
        self._write(TAG_MANIFEST, tag_manifest)
        try:
            self._unfinished.rename(self._folder)
        except OSError as error:
            raise BagRefused(f"{self._folder} cannot be made ({error.strerror}).") from error
        return Written(sha256(tag_manifest).hexdigest(), len(self._hashes), self._size)

    def give_up(self) -> None:
        """Take away what was written."""
        shutil.rmtree(self._unfinished, ignore_errors=True)

    def _make(self, folder: Path) -> None:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise BagRefused(f"{folder} cannot be made ({error.strerror}).") from error

    def _write(self, path: str, content: bytes) -> None:
        try:
            (self._unfinished / path).write_bytes(content)
        except OSError as error:
            raise BagRefused(
                f"{self._unfinished / path} cannot be written ({error.strerror}): make room, or "
                "name another folder."
            ) from error


def _is_there(folder: Path) -> bool:
    try:
        return folder.exists() or folder.is_symlink()
    except OSError as error:
        raise BagRefused(f"{folder} cannot be made ({error.strerror}).") from error


def is_bag(folder: Path) -> bool:
    """Whether a folder says that it is a bag."""
    return (folder / DECLARED).is_file()


def bag_findings(folder: Path) -> Iterator[Finding]:
    """What of a bag is not as it was written: RFC 8493, section 3, complete and valid."""
    if (folder / DECLARED).read_bytes() != DECLARATION:
        yield Finding("changed", DECLARED)
    payload = _read_list(folder / MANIFEST)
    tags = _read_list(folder / TAG_MANIFEST)
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    for name in sorted({DECLARED, INFO, MANIFEST} - tags.keys()):
        yield Finding("file that is not listed", name)
    for name in sorted(there - payload.keys() - tags.keys() - {TAG_MANIFEST}):
        yield Finding("file that is not listed", name)
    for name, hashed in sorted({**payload, **tags}.items()):
        if name not in there:
            yield Finding("file missing", name)
        elif _hash(folder / name) != hashed:
            yield Finding("changed", name)


def fingerprint_of(folder: Path) -> str:
    """The fingerprint of a bag, as the record has it."""
    return sha256((folder / TAG_MANIFEST).read_bytes()).hexdigest()


def _listed(hashes: Mapping[str, str]) -> bytes:
    return "".join(f"{hashed}  {name}\n" for name, hashed in sorted(hashes.items())).encode()


def _read_list(file: Path) -> dict[str, str]:
    """The hashes that a list has; empty where there is none."""
    if not file.is_file():
        return {}
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    found = (_LINE.fullmatch(line) for line in lines)
    return {match[2]: match[1] for match in found if match}


def _hash(file: Path) -> str:
    digest = sha512()
    with file.open("rb") as opened:
        while part := opened.read(_READ):
            digest.update(part)
    return digest.hexdigest()
