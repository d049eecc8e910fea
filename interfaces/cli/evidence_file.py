"""Evidence as it comes from the disk: read whole, or refused with what to do."""

import mimetypes
from pathlib import Path

from interfaces.cli.exits import Stop
from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say

LARGEST = 25 * 1024 * 1024
"""Bytes; a scan or a message of an office is far below."""
TYPES = {".eml": "message/rfc822", ".msg": "application/vnd.ms-outlook"}


def keep(session: Session, path: Path, party: str | None = None) -> str:
    """Store a file as evidence of that party; the same file again has the same address.

    Without a party it concerns no person, as what was published does, and lies open.
    """
    content = read(session, path)
    evidence = session.store.evidence
    if party is None:
        return evidence.put(content, media_type(path))
    return evidence.put_again(content, media_type(path), party)


def read(session: Session, path: Path) -> bytes:
    """The bytes of a file; stops for one that is missing, no file, unreadable, empty or huge."""
    try:
        if path.is_dir():
            raise session.stop(Say.EVIDENCE_FOLDER, file=path)
        if not path.is_file():
            raise _missing(session, path)
        size = path.stat().st_size
        if size > LARGEST:
            raise session.stop(Say.EVIDENCE_HUGE, file=path, size=_mib(size), largest=_mib(LARGEST))
        content = path.read_bytes()
    except OSError as error:
        raise session.stop(Say.EVIDENCE_UNREADABLE, file=path, reason=error.strerror) from error
    if not content:
        raise session.stop(Say.EVIDENCE_EMPTY, file=path)
    return content


def _missing(session: Session, path: Path) -> Stop:
    what = Say.EVIDENCE_NO_FILE if path.exists() else Say.EVIDENCE_MISSING
    return session.stop(what, file=path)


def _mib(size: int) -> str:
    return f"{-(-size // (1024 * 1024))} MiB"


def media_type(path: Path) -> str:
    """What the file's name says it is."""
    known = TYPES.get(path.suffix.lower())
    return known or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
