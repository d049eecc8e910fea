"""Signed copies that came by mail: each is examined for the avenant whose document it is."""

from collections.abc import Callable

import structlog

from activities.mailbox.classifying import is_signed_pdf
from activities.mailbox.following import Examine, Incoming
from activities.mailbox.matching import Match
from activities.signatures.receiving import Examiner, NothingToCompare, examine_copy_for
from activities.signatures.sent_documents import document_of
from domain.office import ENGINE_ITSELF
from domain.state import NetworkAvenant
from domain.turned import NotPossible
from journal.opening import Store

log = structlog.get_logger(__name__)


def examining(read: Callable[[], Examiner]) -> Examine:
    """What examines the copies in a message, with trust and mandates as they are by then.

    Lists of revocations are renewed while a process runs: so they are read for each message.
    """

    def examine(store: Store, incoming: Incoming, match: Match) -> str | None:
        examiner = read()
        signed = [one.content for one in incoming.letter.attachments if is_signed_pdf(one)]
        done = [examined(store, examiner, incoming, match, copy) for copy in signed]
        return next((avenant for avenant in done if avenant is not None), None)

    return examine


def examined(
    store: Store, examiner: Examiner, incoming: Incoming, match: Match, copy: bytes
) -> str | None:
    """The avenant for which a copy was examined and its verdict recorded; None for a person.

    A copy belongs to the document that it begins with; only one that begins with none is taken for
    the answer to the mail that its token or thread names.
    """
    avenant = document_of(store, copy) or answered(match)
    if avenant is None:
        return None
    try:
        found = examine_copy_for(
            store,
            examiner,
            avenant,
            copy,
            incoming.received_on,
            actor=ENGINE_ITSELF,
            door="mailbox",
        )
    except NothingToCompare:
        log.warning("copy_not_comparable", message=str(incoming.id), avenant=avenant)
        return None
    if isinstance(found, NotPossible):
        log.warning("copy_turned_down", message=str(incoming.id), why=found.why.value)
        return None
    return avenant


def answered(match: Match) -> str | None:
    """The first network avenant that a message answers."""
    of_networks = (
        one.avenant for one in match.concerned if isinstance(one.avenant, NetworkAvenant)
    )
    return next((avenant.id for avenant in of_networks), None)
