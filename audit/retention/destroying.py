"""Which documents go when a file is destroyed: those that nothing else in the record rests on."""

from collections.abc import Iterator
from typing import Any

from pydantic_core import from_json

from audit.dossier.documents import NAMING
from audit.mailboxes import mailbox_names
from audit.seals.evidence import PIECES
from audit.views.fact_index import FactIndex
from audit.views.marks import Kind, Mark
from domain.access import AboutPerson
from domain.mailbox import MessageAssigned, MessageKept
from domain.values import split_avenant_id
from journal.envelope import Recorded
from journal.errors import EvidenceUnknown
from journal.opening import Store
from journal.streams import convention_stream, mailbox_stream


def documents_to_destroy(store: Store, avenant: str) -> tuple[str, ...]:
    """The addresses of everything kept for this avenant alone that is still there.

    What a fact about another avenant, or about the circular, names too stays where it is; who has
    looked at a document rests nothing on it.
    """
    index = FactIndex(store)
    index.catch_up()
    own = {one.event_id for one in _own(store, avenant)}
    named = {address for one in _own(store, avenant) for address in _addresses(one)}
    alone = [
        address
        for address in sorted(named)
        if all(
            one.event_id in own or isinstance(one.fact, AboutPerson)
            for one in index.each([Mark(Kind.DOCUMENT, address)])
        )
    ]
    return tuple(found for address in alone for found in _there(store, address))


def messages_about(store: Store, avenant: str) -> tuple[str, ...]:
    """The ids of the messages of its file: who says that one is about another takes it out."""
    return tuple(
        str(one.fact.id) for one in _own(store, avenant) if isinstance(one.fact, MessageKept)
    )


def _own(store: Store, avenant: str) -> Iterator[Recorded]:
    """The facts about the avenant itself, and the messages that are about it."""
    for one in store.journal.read(convention_stream(split_avenant_id(avenant)[1])):
        if getattr(one.fact, "avenant", None) == avenant:
            yield one
    for mailbox in mailbox_names(store):
        yield from _messages(store.journal.read(mailbox_stream(mailbox)), avenant)


def _messages(history: tuple[Recorded, ...], avenant: str) -> Iterator[Recorded]:
    whose = {
        one.fact.message: one.fact.avenant
        for one in history
        if isinstance(one.fact, MessageAssigned)
    }
    for one in history:
        if isinstance(one.fact, MessageKept) and (
            whose.get(one.fact.id, one.fact.avenant) == avenant
        ):
            yield one


def _addresses(one: Recorded) -> Iterator[str]:
    for name in NAMING:
        address: Any = getattr(one.fact, name, None)
        if isinstance(address, str) and name != "content":
            yield address


def _there(store: Store, address: str) -> Iterator[str]:
    """The item, and the pieces that it lists, where they are still there."""
    try:
        item = store.evidence.describe(address)
    except EvidenceUnknown:
        return
    if item.erased:
        return
    if item.media_type == PIECES:
        yield from from_json(store.evidence.get(address))["pieces"]
    yield address
