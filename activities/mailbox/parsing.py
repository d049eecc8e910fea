"""A message as it is needed here. Whatever the bytes are, nothing is raised.

Two of the standard library's parsers read it: the old one, which takes anything apart, and the
strict one, which some headers crash (an empty group in `From`, on Python 3.11). What the strict one
cannot read is told apart as unreadable, with what the old one found, and a person looks.
"""

import re
from collections.abc import Iterator, Sequence
from email import message_from_bytes, policy
from email.header import Header
from email.message import Message
from typing import cast

from activities.mailbox.delivery_reports import DeliveryReport, report_in
from domain.values import Value

RECIPIENTS = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc", "Resent-To")
"""Where the address to which it was sent may stand, what the server wrote first."""
READ_STRICTLY = ("From", "Sender", "Reply-To", "To", "Cc", "Subject", "Date", "Content-Type")
LONGEST_HEADER = 20_000
"""Characters of a header that is read strictly: that takes minutes for much longer ones."""
MOST_PARTS = 1_000
OPENED = "disposition-notification"
"""A report that somebody opened the mail (RFC 8098), which tells nothing of its delivery."""
_MESSAGE_ID = re.compile(r"<[^<>\s]{3,300}>")


class Attachment(Value):
    """A part of a message that is a file, decoded."""

    media_type: str
    content: bytes


class Letter(Value):
    """What is needed of a message to say what it is and whose."""

    headers: tuple[tuple[str, str], ...] = ()
    """Names in small letters, values on one line, in the order in which they stand."""
    attachments: tuple[Attachment, ...] = ()
    media_type: str = "text/plain"
    report_type: str = ""
    report: DeliveryReport | None = None
    unreadable: str | None = None
    """Why a machine cannot read it, None for what it can."""

    def values(self, *names: str) -> tuple[str, ...]:
        """Every value of these headers, those of the first name first."""
        wanted = [name.lower() for name in names]
        return tuple(value for name in wanted for header, value in self.headers if header == name)

    def value(self, name: str) -> str:
        """The first value of a header, empty where there is none."""
        return next(iter(self.values(name)), "")

    def is_report(self) -> bool:
        """Whether it is a report on delivery, and not only calls itself one."""
        return self.report is not None

    def recipients(self) -> tuple[str, ...]:
        """The headers that may say to which address it was sent."""
        return self.values(*RECIPIENTS)

    def thread(self) -> tuple[str, ...]:
        """The Message-IDs that it answers, the nearest first, each once."""
        answered = _MESSAGE_ID.findall(" ".join(self.values("In-Reply-To")))
        earlier = _MESSAGE_ID.findall(" ".join(self.values("References")))
        return tuple(dict.fromkeys([*answered, *reversed(earlier)]))


def parse(raw: bytes) -> Letter:
    """The message that these bytes are; `unreadable` where they are none."""
    try:
        message = message_from_bytes(raw, policy=policy.compat32)
        headers = tuple(headers_of(message))
    except Exception as error:  # noqa: BLE001 - what anybody may send must stop nobody
        return Letter(unreadable=f"no message could be made of it ({type(error).__name__})")
    try:
        return Letter(
            headers=headers,
            attachments=tuple(attachments_of(message)),
            media_type=message.get_content_type(),
            report_type=str(message.get_param("report-type", "")).lower(),
            report=report_in(message),
            unreadable=unreadable(raw, headers),
        )
    except Exception as error:  # noqa: BLE001 - what anybody may send must stop nobody
        return Letter(headers=headers, unreadable=f"its parts make no sense ({_name(error)})")


def headers_of(message: Message) -> Iterator[tuple[str, str]]:
    """Names and values; bytes that belong to no character become a question mark of Unicode."""
    for name, value in message.raw_items():
        yield plain(name).lower(), plain(value)


def plain(value: object) -> str:
    """A header's value on one line, and in characters that can be stored."""
    text = str(value) if not isinstance(value, Header) else value.encode()
    return " ".join(text.encode("utf-8", "replace").decode("utf-8", "replace").split())


def attachments_of(message: Message) -> Iterator[Attachment]:
    """Every part that is neither a container nor text for reading, decoded."""
    for number, part in enumerate(message.walk(), start=1):
        if number > MOST_PARTS:
            msg = f"more than {MOST_PARTS} parts"
            raise ValueError(msg)
        if part.is_multipart() or part.get_content_maintype() == "text":
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content:
            yield Attachment(media_type=part.get_content_type(), content=content)


def unreadable(raw: bytes, headers: Sequence[tuple[str, str]]) -> str | None:
    """Why the strict parser cannot read the head of a message; None where it can."""
    if not headers:
        return "it has no headers"
    strictly = {name.lower() for name in READ_STRICTLY}
    too_long = [n for n, value in headers if n in strictly and len(value) > LONGEST_HEADER]
    if too_long:
        return f"its header {too_long[0]} is longer than {LONGEST_HEADER} characters"
    head = raw[: head_length(raw)]
    try:
        strict = message_from_bytes(head, policy=policy.default)
        for name in READ_STRICTLY:
            for value in cast("list[object]", strict.get_all(name, [])):
                str(value)
    except Exception as error:  # noqa: BLE001 - what anybody may send must stop nobody
        return f"its headers make no sense ({_name(error)})"
    return None


def head_length(raw: bytes) -> int:
    """How many bytes stand before the empty line that ends the headers."""
    ends = [at for mark in (b"\r\n\r\n", b"\n\n") if (at := raw.find(mark)) >= 0]
    return min(ends, default=len(raw))


def _name(error: Exception) -> str:
    return type(error).__name__
