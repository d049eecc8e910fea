"""An e-mail as RFC 5322 and MIME want it, from the same input always the same bytes.

It is put together here from the standard library's encoders: its EmailMessage parses every header
anew and costs more than all else that a sending needs. The tests read every mail with it.
"""

import re
from binascii import b2a_base64, b2a_qp
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from email.charset import QP, Charset
from email.header import Header
from email.utils import format_datetime
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple
from zoneinfo import ZoneInfo

from activities.correspondence import Correspondence, Office
from activities.envelopes import reply_address
from activities.wording import REHEARSAL, one_line
from domain.values import AvenantKind

_BRUSSELS = ZoneInfo("Europe/Brussels")
_OFFICE_OPENS = time(9)
_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_LONGEST_ADDRESS = 254
_LONGEST_NAME = 120
_LONGEST_SUBJECT = 250
_CRLF = "\r\n"
_BASE64_LINE = 76
_NEEDS_ENCODING = re.compile(r'[^\x20-\x7e]|=\?|["\\]')
_UTF_8 = Charset("utf-8")
_UTF_8.header_encoding = QP


class NoUsableAddress(ValueError):
    """An e-mail cannot be addressed; the message does not repeat whose address it is."""


class Attachment(NamedTuple):
    """A PDF that goes with an e-mail; `name` is plain ASCII."""

    name: str
    content: bytes


def email_bytes(
    letter: Correspondence,
    office: Office,
    message_id: str,
    subject: str,
    text: str,
    attached: Sequence[Attachment] = (),
) -> bytes:
    """The communication as an e-mail: its text is the body; raises NoUsableAddress."""
    head = _CRLF.join(_head(letter, office, message_id, subject)) + _CRLF
    if not attached:
        return head.encode("ascii") + _body(text)
    # No line of an encoded text can begin so: "=" is always followed by two digits there.
    boundary = f"=_{sha256(message_id.encode()).hexdigest()[:32]}"
    head += f'Content-Type: multipart/mixed; boundary="{boundary}"{_CRLF}'
    opening = f"{_CRLF}--{boundary}{_CRLF}".encode("ascii")
    closing = f"{_CRLF}--{boundary}--{_CRLF}".encode("ascii")
    parts = (_body(text), *(_pdf(one) for one in attached))
    return head.encode("ascii") + b"".join(opening + part for part in parts) + closing


def _head(letter: Correspondence, office: Office, message_id: str, subject: str) -> Iterator[str]:
    is_network = letter.avenant_kind() is AvenantKind.NETWORK
    speaker = office.name if is_network else letter.network_name()
    first, *copies = _addresses(letter)
    yield "From: " + _mailbox(letter, speaker, office.address)
    yield "Reply-To: " + _mailbox(letter, speaker, reply_address(letter, office))
    yield "To: " + _mailbox(letter, letter.recipient_name(), first)
    if copies:
        yield "Cc: " + f",{_CRLF} ".join(_mailbox(letter, "", copy) for copy in copies)
    yield "Subject: " + _subject(letter, subject)
    yield "Date: " + format_datetime(datetime.combine(letter.day, _OFFICE_OPENS, _BRUSSELS))
    yield "Message-ID: " + message_id
    yield "Content-Language: " + letter.language.value
    # An answering machine stays silent then (RFC 3834); a person's answer is what counts.
    yield "Auto-Submitted: auto-generated"
    yield "X-Avenant: " + letter.avenant
    if letter.rehearsal:
        yield "X-Avenant-Rehearsal: yes"
    yield "MIME-Version: 1.0"


def _body(text: str) -> bytes:
    """A text with the headers that say how it is written."""
    headers = (
        'Content-Type: text/plain; charset="utf-8"',
        "Content-Transfer-Encoding: quoted-printable",
    )
    encoded = b2a_qp(text.replace("\n", _CRLF).encode(), istext=True)
    return (_CRLF.join(headers) + _CRLF + _CRLF).encode("ascii") + encoded


def _pdf(attachment: Attachment) -> bytes:
    """A PDF with the headers that say so, and under which name it is attached."""
    headers = (
        f'Content-Type: application/pdf; name="{attachment.name}"',
        "Content-Transfer-Encoding: base64",
        f'Content-Disposition: attachment; filename="{attachment.name}"',
    )
    return (_CRLF.join(headers) + _CRLF + _CRLF).encode("ascii") + _base64(attachment.content)


def _base64(content: bytes) -> bytes:
    """As `base64.encodebytes` does it line by line, with the ends of line that mail has."""
    encoded = b2a_base64(content, newline=False)
    starts = range(0, len(encoded), _BASE64_LINE)
    return b"".join([encoded[at : at + _BASE64_LINE] + b"\r\n" for at in starts])


def _addresses(letter: Correspondence) -> tuple[str, ...]:
    addresses = letter.addresses()
    if not addresses:
        raise NoUsableAddress(
            f"{letter.avenant}: the addressee has no e-mail address: "
            "import one with the register, or send a letter"
        )
    return addresses


def _mailbox(letter: Correspondence, name: str, address: str) -> str:
    if not _ADDRESS.fullmatch(address) or len(address) > _LONGEST_ADDRESS:
        raise NoUsableAddress(
            f"{letter.avenant}: an e-mail address of this communication is ill-formed: "
            "correct it in the register (a domain with accents in its xn-- form)"
        )
    shown = one_line(name)[:_LONGEST_NAME].rstrip()
    if not shown:
        return address
    quoted = _encoded(shown) if _NEEDS_ENCODING.search(shown) else f'"{shown}"'
    return f"{quoted}{_CRLF} <{address}>"


def _subject(letter: Correspondence, title: str) -> str:
    mark = f"[{REHEARSAL[letter.language]}] " if letter.rehearsal else ""
    subject = (mark + one_line(title))[:_LONGEST_SUBJECT].rstrip()
    return _encoded(subject) if _NEEDS_ENCODING.search(subject) else subject


@lru_cache(maxsize=1024)
def _encoded(words: str) -> str:
    """Words that are not plain ASCII as RFC 2047 writes them, in lines that mail may have."""
    return Header(words, _UTF_8, header_name="Reply-To").encode(linesep=_CRLF)
