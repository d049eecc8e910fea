"""Reading a mailbox without changing it: which messages lie there, their bytes and their days.

The folder is opened for reading only and bodies are peeked at, so that nothing is marked as seen:
people may read the same mailbox. A server's answer that makes no sense is a MailboxUnreachable.
"""

import imaplib
import re
import ssl
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime, timedelta
from threading import Event
from typing import Any, NamedTuple

from imap_tools import (
    BaseMailBox,
    ImapToolsError,
    MailBox,
    MailBoxStartTls,
    MailBoxUnencrypted,
)

from activities.mailbox.access import MailboxAccess
from activities.mailbox.internal_date import MONTHS, internal_date
from journal.evidence import LARGEST

PATIENCE = 60.0
"""Seconds in which a server must answer."""
PIECE = 16 * 1024 * 1024
"""Bytes that are fetched at once of a message that is larger than evidence may be."""
LISTED_AT_ONCE = 200
LOOK_UP = 1.0
"""Seconds after which a wait looks whether it is to end."""
TROUBLE = (OSError, imaplib.IMAP4.error, ImapToolsError)
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_UID = re.compile(rb"\bUID (\d+)")
_RECEIVED = re.compile(rb'INTERNALDATE "([^"]+)"')


class MailboxUnreachable(Exception):
    """The mailbox cannot be read now: server, folder or password; nothing is lost by trying later.

    The message says which mailbox and why, never the password.
    """


class Listed(NamedTuple):
    """A message as the server lists it; `size` in bytes, `received_at` its INTERNALDATE."""

    uid: int
    size: int
    received_at: datetime


class OpenMailbox:
    """A folder that is open for reading. Not for several threads at once."""

    def __init__(self, box: BaseMailBox, access: MailboxAccess) -> None:
        self._box = box
        self._name = access.id
        self._criteria = since(access.since)
        with self._trouble():
            box.folder.set(access.folder, readonly=True)  # pyright: ignore[reportUnknownMemberType]
            self.uidvalidity = self._uidvalidity()

    def uids(self) -> list[int]:
        """Every message that lies there and counts, in the order in which they came."""
        with self._trouble():
            self._told_of_more()
            return sorted(int(uid) for uid in self._box.uids(self._criteria))

    def listed(self, uids: Sequence[int]) -> Iterator[Listed]:
        """Size and day of these messages; one that was taken away meanwhile is left out."""
        for start in range(0, len(uids), LISTED_AT_ONCE):
            page = uids[start : start + LISTED_AT_ONCE]
            found = [
                self._listed(said) for said, _ in self._fetch(page, "RFC822.SIZE INTERNALDATE")
            ]
            known = {one.uid: one for one in found if one is not None}
            self._must_be_gone(set(page) - set(known))
            yield from (known[uid] for uid in page if uid in known)

    def content(self, uid: int) -> bytes | None:
        """The bytes of a message as they lie there; None if it was taken away meanwhile."""
        told = self._fetch([uid], "BODY.PEEK[]")
        body = next((body for _, body in told if body is not None), None)
        if body is None:
            self._must_be_gone({uid})
        return body

    def pieces(self, uid: int) -> Iterator[bytes]:
        """The bytes of a message too large to be held at once, one piece after the other."""
        start = 0
        while True:
            part = f"BODY.PEEK[]<{start}.{PIECE}>"
            piece = next((body for _, body in self._fetch([uid], part) if body), None)
            if not piece:
                return
            yield piece
            start += len(piece)

    def wait(self, seconds: float, stop: Event) -> None:
        """Wait until the server tells of something new, or that long, or until told to stop.

        A server without IDLE (RFC 2177) tells nothing: it is asked again after that long. What was
        told beside an answer since the messages were listed is not told again.
        """
        if self._told_of_more():
            return
        if "IDLE" not in self._box.client.capabilities:
            stop.wait(seconds)
            return
        with self._trouble(), self._box.idle as idle:
            wait_in_steps(seconds, stop, lambda step: bool(idle.poll(timeout=step)))

    def _told_of_more(self) -> bool:
        """Whether the server told, beside an answer, that messages came; told once."""
        _, said = self._box.client.response("EXISTS")
        return bool(said) and said[-1] is not None

    def _fetch(self, uids: Sequence[int], parts: str) -> Iterator[tuple[bytes, bytes | None]]:
        """What the server says of each message, and the literal that goes with it."""
        with self._trouble():
            named = ",".join(map(str, uids))
            status, answer = self._box.client.uid("FETCH", named, f"(UID {parts})")
        if status != "OK":
            raise MailboxUnreachable(f"The mailbox {self._name} gives no messages: {status}.")
        yield from told(answer)

    def _listed(self, said: bytes) -> Listed | None:
        """None for what was not asked for: a server may tell of changed flags at any time."""
        uid, size, received = (p.search(said) for p in (_UID, _SIZE, _RECEIVED))
        at = internal_date(received[1]) if received else None
        if uid is None or size is None or at is None:
            return None
        return Listed(int(uid[1]), int(size[1]), at)

    def _must_be_gone(self, uids: set[int]) -> None:
        """What the server keeps to itself must have been taken away: else it is not yet read."""
        if uids and not uids.isdisjoint(self.uids()):
            raise MailboxUnreachable(
                f"The server of the mailbox {self._name} lists messages that it does not give: "
                "it is asked again later."
            )

    def _uidvalidity(self) -> int:
        _, said = self._box.client.response("UIDVALIDITY")
        value = said[0] if said else None
        if not isinstance(value, bytes) or not value.isdigit():
            raise MailboxUnreachable(
                f"The server of the mailbox {self._name} gives no UIDVALIDITY, without which "
                "messages cannot be told apart: ask its administrator."
            )
        return int(value)

    @contextmanager
    def _trouble(self) -> Generator[None]:
        try:
            yield
        except TROUBLE as error:
            raise unreachable(self._name, error) from error


@contextmanager
def opened(access: MailboxAccess) -> Generator[OpenMailbox]:
    """The mailbox, logged in and open for reading; raises MailboxUnreachable."""
    try:
        box = _connected(access)
    except TROUBLE as error:
        raise unreachable(access.id, error) from error
    try:
        try:
            log_in(box, access)
        except TROUBLE as error:
            raise MailboxUnreachable(
                f"The mailbox {access.id} does not let {access.host} be entered: check user and "
                "password."
            ) from error
        yield OpenMailbox(box, access)
    finally:
        with suppress(*TROUBLE):
            box.logout()  # pyright: ignore[reportUnknownMemberType] - the library's tuple
        with suppress(*TROUBLE):
            # A connection that broke off is not closed by saying goodbye.
            box.client.shutdown()


def log_in(box: BaseMailBox, access: MailboxAccess) -> None:
    """Enter as that user; a password in any script where the server takes one (RFC 4616)."""
    enter = box.login_utf8 if "AUTH=PLAIN" in box.client.capabilities else box.login
    enter(access.user, access.password.get_secret_value(), initial_folder=None)


def told(answer: Sequence[Any]) -> Iterator[tuple[bytes, bytes | None]]:
    """The answer to a FETCH as one pair for each message: what is said, and its literal.

    A message with a literal comes as a tuple and then the rest of its line.
    """
    said, literal = b"", None
    for part in answer:
        match part:
            case (bytes(before), bytes(body)):
                said, literal = said + before, body
            case bytes(rest):
                yield said + rest, literal
                said, literal = b"", None
            case _:
                continue


def is_too_large(size: int) -> bool:
    """Whether a message of so many bytes is more than one piece of evidence may be."""
    return size > LARGEST


def since(day: date | None) -> str:
    """What is asked of the server: all, or what came from a day on (RFC 3501 §6.4.4).

    Servers count days in a zone of their own: the eve is asked for too, so that nothing is missed.
    """
    if day is None:
        return "ALL"
    eve = day - timedelta(days=1)
    return f"SINCE {eve.day}-{MONTHS[eve.month - 1].title()}-{eve.year}"


def wait_in_steps(seconds: float, stop: Event, happened: Callable[[float], bool]) -> None:
    """Wait in short steps, so that an end is noticed soon."""
    left = seconds
    while left > 0 and not stop.is_set():
        step = min(LOOK_UP, left)
        if happened(step):
            return
        left -= step


def unreachable(name: str, error: Exception) -> MailboxUnreachable:
    """What went wrong in a sentence; never what was sent, which may hold the password."""
    return MailboxUnreachable(
        f"The mailbox {name} cannot be read ({type(error).__name__}): it is tried again. Check "
        "host, port, security and folder, and whether the server runs."
    )


def _connected(access: MailboxAccess) -> BaseMailBox:
    match access.security:
        case "tls":
            return MailBox(access.host, access.port, PATIENCE, ssl_context=_trusting(access))
        case "starttls":
            return MailBoxStartTls(
                access.host, access.port, PATIENCE, ssl_context=_trusting(access)
            )
        case "none":
            return MailBoxUnencrypted(access.host, access.port, PATIENCE)


def _trusting(access: MailboxAccess) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=access.ca_file)
