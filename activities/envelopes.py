"""To whom an e-mail goes and where its answers and delivery reports come back."""

from email.parser import BytesHeaderParser
from email.policy import SMTP
from types import MappingProxyType

from activities.correspondence import Correspondence, Office
from activities.post import Envelope
from activities.tokens import ReplyTokens
from domain.templates import TemplateKind

_LONGEST_LOCAL_PART = 64
_COMMUNICATION, _NOTICE = "c", "n"
_LETTER_OF = MappingProxyType(
    {
        TemplateKind.NETWORK_AVENANT: _COMMUNICATION,
        TemplateKind.PROVIDER_AVENANT: _COMMUNICATION,
        TemplateKind.INFORMATION: "i",
    }
)


def envelope_of(letter: Correspondence, office: Office) -> Envelope:
    """The envelope of an e-mail: its addressee, the copies, and a sender that names the mail."""
    return Envelope(sender=return_address(letter, office), recipients=letter.addresses())


def envelope_in(content: bytes, sender: str) -> Envelope:
    """The envelope of an e-mail that was written before, to those whom it names itself.

    An address that has changed since does not change to whom an intent goes.
    """
    headers = BytesHeaderParser(policy=SMTP).parsebytes(content)
    named = (
        mailbox.addr_spec
        for name in ("To", "Cc")
        for header in headers.get_all(name, ())
        for mailbox in header.addresses
    )
    return Envelope(sender=sender, recipients=tuple(dict.fromkeys(named)))


def return_address(letter: Correspondence, office: Office) -> str:
    """The office's address with the token of this mail: where delivery reports come back."""
    return _with_token(office.address, letter, office)


def reply_address(letter: Correspondence, office: Office) -> str:
    """Where the answer goes, with the token of this mail if answers may have one."""
    address = letter.reply_to(office)
    return _with_token(address, letter, office) if office.reply_tokens else address


def part_of(letter: Correspondence) -> str:
    """Which mail of its avenant it is, as tokens name it: c1, n2."""
    return f"{_LETTER_OF.get(letter.kind, _NOTICE)}{letter.ordinal}"


def _with_token(address: str, letter: Correspondence, office: Office) -> str:
    """The address with a token, or as it is where that would be longer than mail allows."""
    local, at, domain = address.rpartition("@")
    if office.token_key is None or not at:
        return address
    marked = f"{local}+{ReplyTokens(office.token_key).token(letter.avenant, part_of(letter))}"
    return f"{marked}@{domain}" if len(marked) <= _LONGEST_LOCAL_PART else address
