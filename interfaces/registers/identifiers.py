"""Numbers with check digits, and addresses of e-mail and telephone."""

import re

from email_validator import EmailNotValidError, validate_email
from stdnum.be import bis, nn, vat
from stdnum.exceptions import InvalidChecksum, ValidationError

from domain.numbers import inami_number
from interfaces.registers.refusal import BadCell

_NATIONAL_DIGITS = 11
_COPY_AGAIN = "copy it again from its source"


def bce(text: str) -> str:
    """A BCE number as ten digits, written 0123.456.749 or 0123456749; nine gain their zero."""
    try:
        return vat.validate(text)
    except InvalidChecksum:
        raise BadCell("has check digits that do not fit", _COPY_AGAIN) from None
    except ValidationError:
        raise BadCell("is no BCE number: ten digits that begin with 0 or 1", _COPY_AGAIN) from None


def national_number(text: str) -> str:
    """A national register number or a bis number as eleven digits; lost zeros are put back."""
    compact = nn.compact(text)
    # Somebody born in 2000 to 2009 has up to two leading zeros, which number cells do not keep.
    digits = compact.zfill(_NATIONAL_DIGITS)
    if not re.fullmatch(r"[0-9]{9,11}", compact):
        raise BadCell("is no national number: eleven digits", _COPY_AGAIN)
    if nn.is_valid(digits) or bis.is_valid(digits):
        return digits
    raise BadCell(
        "is no national number: its date of birth or its check digits do not fit", _COPY_AGAIN
    )


def inami(text: str) -> str:
    """An INAMI number as eight or eleven digits."""
    try:
        return inami_number(text)
    except ValueError as trouble:
        raise BadCell(f"is no INAMI number: it {trouble}", _COPY_AGAIN) from None


def email(text: str) -> str:
    """The address of one mailbox, such as a mail server takes it; no look-up on the network."""
    if re.search(r"[,;<>\s]", text):
        raise BadCell(
            "is not one bare e-mail address", "write one address, without name, spaces or brackets"
        )
    try:
        # The reserved .test names are the only ones that invented people may have.
        checked = validate_email(
            text,
            check_deliverability=False,
            allow_smtputf8=False,
            test_environment=True,
            strict=True,
        )
    except EmailNotValidError:
        raise BadCell("is no e-mail address that mail can be sent to", "correct it") from None
    if checked.ascii_email is None:
        raise BadCell("is no e-mail address that mail can be sent to", "correct it")
    return checked.ascii_email


def phone(text: str) -> str:
    """A telephone number as its owner writes it."""
    digits = re.sub(r"[ ./()-]", "", text)
    if not re.fullmatch(r"\+?[0-9]{6,15}", digits):
        raise BadCell("is no telephone number", "write it like +32 400 00 01 23")
    return text
