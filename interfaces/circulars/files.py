"""Reading the files of a folder: only plain files inside it, of a decent size, in UTF-8."""

import stat
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from interfaces.circulars.problems import MANIFEST, Findings

KIB = 1024
MANIFEST_LIMIT = 256 * KIB
TABLE_LIMIT = 1024 * KIB
TEXT_LIMIT = 64 * KIB

_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file is named, for a problem with the name rather than with the content."""

    file: str = MANIFEST
    line: int = 1


class Refused(Exception):
    """A file of the folder cannot be used; says why and what to do."""

    def __init__(self, message: str, remedy: str, line: int | None = None) -> None:
        super().__init__(message)
        self.message, self.remedy, self.line = message, remedy, line


@dataclass(frozen=True, slots=True)
class Folder:
    """A circular's folder, and where to write down what is wrong with its files."""

    root: Path
    findings: Findings

    def text(self, name: str, limit: int, named: Place) -> str | None:
        """The text of a file, with plain newlines; None, and a problem, when it cannot be used."""
        try:
            content = _bytes_of(self._inside(name), limit)
            return _utf8(content).replace("\r\n", "\n")
        except (Refused, OSError) as error:
            self._write_down(error, name, named)
            return None

    def names(self, name: str, named: Place) -> tuple[str, ...] | None:
        """What lies in a subfolder, in order; None, and a problem, when it cannot be used."""
        try:
            return tuple(sorted(file.name for file in self._inside(name).iterdir()))
        except (Refused, OSError) as error:
            self._write_down(error, name, named)
            return None

    def has(self, name: str) -> bool:
        """Whether something of that name lies in the folder, whatever it is."""
        return (self.root / name).exists()

    def _write_down(self, error: Refused | OSError, name: str, named: Place) -> None:
        """What is wrong inside a file stands there; what is wrong with its name, where it is."""
        match error:
            case Refused(line=int() as line):
                self.findings.error(name, line, f"{name!r} {error.message}", error.remedy)
            case Refused():
                self.findings.error(
                    named.file, named.line, f"{name!r} {error.message}", error.remedy
                )
            case FileNotFoundError():
                said = f"{name!r} is missing"
                self.findings.error(named.file, named.line, said, "add it, or correct the name")
            case _:
                said = f"{name!r} cannot be read: {error.strerror or error}"
                self.findings.error(named.file, named.line, said, "check its name and its rights")

    def _inside(self, name: str) -> Path:
        """The path of a file of the folder. Raises `Refused` when the name leads elsewhere."""
        parts = PurePosixPath(name).parts
        if (
            not parts
            or ".." in parts
            or "\\" in name
            or "\x00" in name
            or PurePosixPath(name).is_absolute()
            or PureWindowsPath(name).drive
        ):
            raise Refused("leaves the folder", "name a file inside the circular's folder")
        path = self.root
        for part in parts:
            path = path / part
            if path.is_symlink():
                raise Refused(
                    "is or goes through a symbolic link", "put the file itself into the folder"
                )
        return path


def _bytes_of(path: Path, limit: int) -> bytes:
    """The content of a plain file. Raises `Refused` or `OSError` for anything else."""
    if not stat.S_ISREG(path.lstat().st_mode):
        raise Refused("is no plain file", "put a text file there")
    with path.open("rb") as file:
        content = file.read(limit + 1)
    if len(content) > limit:
        raise Refused(
            f"is larger than {limit // KIB} KiB", "shorten it: a circular is text and tables", 1
        )
    return content


def _utf8(content: bytes) -> str:
    """The text of a file. Raises `Refused`, with the line, when it is not plain UTF-8."""
    remedy = "save it as UTF-8 without byte order mark"
    if content.startswith(_UTF8_MARK):
        raise Refused("begins with a byte order mark", remedy, 1)
    if content.startswith(_UTF16_MARKS):
        raise Refused("is UTF-16, not UTF-8", remedy, 1)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Refused(f"is not UTF-8 (byte {error.start + 1})", remedy, line) from error
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise Refused("holds a null character", "save it as plain text", line)
    return text
