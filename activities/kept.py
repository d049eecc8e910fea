"""The very bytes that leave: kept as evidence before the intent, taken from there for a repeat."""

from activities.correspondence import Correspondence, Rendered
from activities.desk import Desk
from activities.envelopes import envelope_in, return_address
from domain.state import Communication, NoticeOnFile
from domain.values import Channel


def keep(desk: Desk, document: Rendered, party: str) -> str:
    """Keep the bytes as evidence of that party and give their address, before an intent names it.

    Raises EvidenceErased once the party was erased.
    """
    return desk.store.evidence.put(document.content, document.media_type, of=party)


def kept(
    desk: Desk, begun: Communication | NoticeOnFile, letter: Correspondence
) -> Rendered | None:
    """The bytes whose intent is recorded, as they were made; None if the intent names none.

    Nothing is made anew for a repeat: what is sealed would be other bytes, and an address that
    changed since does not change to whom an intent goes. Raises EvidenceErased or EvidenceDamaged.
    """
    if begun.evidence is None:
        return None
    content = desk.store.evidence.get(begun.evidence)
    by_email = begun.channel is Channel.EMAIL
    return Rendered(
        message_id=begun.message_id,
        content=content,
        content_hash=begun.content_hash,
        envelope=envelope_in(content, return_address(letter, desk.office)) if by_email else None,
        documents=begun.documents,
    )
