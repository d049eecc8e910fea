"""The messages that came in about an avenant, and what people said of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from uuid import UUID

from audit.dossier.stored import Stored, stored_facts
from audit.mailboxes import mailbox_names
from domain.mailbox import MessageAssigned, MessageKept
from journal.opening import Store
from journal.streams import mailbox_stream

Messages = Callable[[str], Iterable[Stored]]
"""The facts of mailboxes that are about an avenant."""


def messages_of_one(store: Store) -> Messages:
    """Looks through the mailboxes for each avenant that is asked for."""

    def about(avenant: str) -> Iterator[Stored]:
        named = f'"avenant":"{avenant}"'.encode()
        for mailbox in mailbox_names(store):
            facts = stored_facts(store, mailbox_stream(mailbox), lambda state: named in state)
            yield from by_avenant(facts).get(avenant, ())

    return about


def messages_of_many(store: Store) -> Messages:
    """Reads every mailbox once, for a bag of many files."""
    found: dict[str, list[Stored]] = defaultdict(list)
    for mailbox in mailbox_names(store):
        facts = stored_facts(store, mailbox_stream(mailbox), lambda _: True)
        for avenant, about in by_avenant(facts).items():
            found[avenant] += about
    return lambda avenant: found.get(avenant, [])


def by_avenant(facts: Iterable[Stored]) -> dict[str, list[Stored]]:
    """The facts of one mailbox by the avenants that they are about, by token or by a person."""
    whose: dict[UUID, set[str]] = defaultdict(set)
    kept = list(facts)
    for one in kept:
        match one.recorded.fact:
            case MessageKept() as fact if fact.avenant is not None:
                whose[fact.id].add(fact.avenant)
            case MessageAssigned() as fact if fact.avenant is not None:
                whose[fact.message].add(fact.avenant)
            case _:
                pass
    found: dict[str, list[Stored]] = defaultdict(list)
    for one in kept:
        match one.recorded.fact:
            case MessageKept() as fact:
                about = whose[fact.id]
            case MessageAssigned() as fact:
                about = whose[fact.message]
            case _:
                continue
        for avenant in about:
            found[avenant].append(one)
    return found
