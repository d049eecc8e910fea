"""Whether a mail failed for its addressee, or only for somebody who got a copy."""

from collections.abc import Sequence
from email.utils import getaddresses

from activities.mailbox.delivery_reports import OfRecipient
from activities.mailbox.parsing import parse
from domain.state import Communication, NoticeOnFile
from journal.errors import EvidenceErased
from journal.evidence import Evidence


def addressee_failed(
    evidence: Evidence, sent: Communication | NoticeOnFile, failed: Sequence[OfRecipient]
) -> bool:
    """Whether one of those who will never get it is not merely named in its Cc.

    An address that the mail does not name is the addressee's, forwarded.
    """
    to, copies = named_in(evidence, sent)
    return any(one.recipient in to or one.recipient not in copies for one in failed)


def named_in(
    evidence: Evidence, sent: Communication | NoticeOnFile
) -> tuple[frozenset[str], frozenset[str]]:
    """The addressees and those who got copies, as the mail that left names them."""
    if sent.evidence is None:
        return frozenset(), frozenset()
    try:
        letter = parse(evidence.get(sent.evidence))
    except EvidenceErased:
        return frozenset(), frozenset()
    to, copies = (
        frozenset(address.lower() for _, address in getaddresses(list(letter.values(name))))
        for name in ("To", "Cc")
    )
    return to, copies
