"""Our own documents that come back as they left: in copies of our mail, and in answers to it.

They bear INAMI's seal, and are no signed copies for that.
"""

import hashlib

from activities.mailbox.classifying import is_signed_pdf
from activities.mailbox.parsing import Letter
from domain.values import network_convention
from journal.opening import Store
from journal.streams import load_convention


def without_ours(store: Store, letter: Letter) -> Letter:
    """The letter without what is attached to it byte for byte as we sent it."""
    if not any(is_signed_pdf(one) for one in letter.attachments):
        return letter
    ours = documents_sent(store)
    left = [
        one for one in letter.attachments if hashlib.sha256(one.content).hexdigest() not in ours
    ]
    return letter.model_copy(update={"attachments": tuple(left)})


def documents_sent(store: Store) -> frozenset[str]:
    """The hash of every document that was sent to a network."""
    found: set[str] = set()
    for network in store.registers.networks():
        convention = load_convention(store.journal, network_convention(network.id))
        for avenant in convention.avenants if convention else ():
            for sent in avenant.communications:
                found.update(document.sha256 for document in sent.documents)
    return frozenset(found)
