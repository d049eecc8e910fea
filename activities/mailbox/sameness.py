"""Whether two messages are one letter that was delivered twice."""

import hashlib

from activities.mailbox.keeping import kept_message
from activities.mailbox.parsing import Letter, head_length, parse
from domain.state import ProviderAvenant
from journal.errors import EvidenceErased
from journal.evidence import Evidence

_SAME_IN = ("message-id", "date", "from", "subject")


def is_on_file(
    evidence: Evidence, avenant: ProviderAvenant, letter: Letter, raw: bytes, day: object
) -> bool:
    """Whether that very letter came in already for this avenant, not later than that day.

    Servers deliver twice when an answer is lost on the way: the traces they write differ, what
    the sender wrote does not. The same words in another message are another message.
    """
    mark = letter_mark(letter, raw)
    if mark is None:
        return False
    return any(
        _mark_of(evidence, one.evidence) == mark
        for one in avenant.messages
        if str(one.received_on) <= str(day)
    )


def letter_mark(letter: Letter, raw: bytes) -> str | None:
    """A hash of what the sender wrote; None where the sender gave it no Message-ID."""
    if not letter.value("Message-ID"):
        return None
    said = "\n".join(letter.value(name) for name in _SAME_IN)
    body = raw[head_length(raw) :].strip()
    return hashlib.sha256(said.encode() + b"\n\n" + body).hexdigest()


def _mark_of(evidence: Evidence, address: str) -> str | None:
    try:
        raw = b"".join(kept_message(evidence, address))
    except EvidenceErased:
        return None
    return letter_mark(parse(raw), raw)
