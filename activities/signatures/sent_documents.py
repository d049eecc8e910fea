"""The documents that were sent, as they left, and to which of them a copy belongs."""

import hashlib
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default

from domain.state import Communication, NetworkAvenant
from domain.values import network_convention
from journal.errors import EvidenceErased
from journal.opening import Store
from journal.streams import load_convention

END = re.compile(rb"%%EOF(\r\n|\n|\r)?")
"""How each revision of a PDF ends (ISO 32000-2, 7.5.5)."""
MOST_ENDS = 200
"""Revisions at which a copy is compared; a copy signed by three has about ten."""


def sent_document(store: Store, communication: Communication) -> bytes | None:
    """The PDF that left with a communication, byte for byte, out of the evidence.

    None where the intent names no document, as those did that were sent before there were any, or
    where it was erased. Raises EvidenceDamaged.
    """
    if communication.evidence is None or not communication.documents:
        return None
    try:
        content = store.evidence.get(communication.evidence)
    except EvidenceErased:
        return None
    wanted = {document.sha256 for document in communication.documents}
    for part in _parts(content):
        if hashlib.sha256(part).hexdigest() in wanted and part.startswith(b"%PDF-"):
            return part
    return None


def documents_sent(store: Store, avenant: NetworkAvenant) -> Iterator[bytes]:
    """The documents of an avenant that left, the latest first."""
    for communication in reversed(avenant.communications):
        if communication.abandoned:
            continue
        found = sent_document(store, communication)
        if found is not None:
            yield found


def document_of(store: Store, copy: bytes) -> str | None:
    """The avenant to which a signed copy belongs: it begins with a document that was sent.

    Copies belong to documents, never to whoever sends them: one hospital may answer for several
    networks, and one director may sign for two.
    """
    ends = revision_hashes(copy)
    if not ends:
        return None
    for network in store.registers.networks():
        convention = load_convention(store.journal, network_convention(network.id))
        if convention is None:
            continue
        for avenant in convention.avenants:
            for communication in avenant.communications:
                if any(document.sha256 in ends for document in communication.documents):
                    return avenant.id
    return None


def revision_hashes(copy: bytes) -> frozenset[str]:
    """The hash of each beginning of a PDF that may itself be a whole PDF."""
    found: set[str] = set()
    running, done = hashlib.sha256(), 0
    for number, end in enumerate(END.finditer(copy)):
        if number == MOST_ENDS:
            break
        # With and without the end of its last line.
        for upto in sorted({end.start() + len(b"%%EOF"), end.end()}):
            running.update(copy[done:upto])
            done = upto
            found.add(running.hexdigest())
    return frozenset(found)


def _parts(content: bytes) -> Iterator[bytes]:
    """A document that is kept as such, or the parts of the message that carried it."""
    if content.startswith(b"%PDF-"):
        yield content
        return
    for part in message_from_bytes(content, policy=default).walk():
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            yield payload
