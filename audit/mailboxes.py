"""What came into the mailboxes, and what of it waits for a person."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from audit.rows import TaskRow
from audit.settling import command_for
from audit.subjects import events
from domain.facts import TaskKind
from domain.mailbox import MessageInMailbox, MessageKind
from domain.tasks import Task
from domain.values import Role, Value, is_network_convention, split_avenant_id
from journal.faults import faults
from journal.opening import Store
from journal.streams import load_mailbox, mailbox_stream


class MessageRow(Value):
    """A message that is kept: its days, what it was taken for, and whom it concerns.

    `matched_by` is `person` where somebody said whom it concerns. `waits_for` is `assign` where
    nobody knows that yet, `confirm` where somebody has to read it, else empty.
    """

    message: UUID
    mailbox: str
    received_on: date
    dispatched_on: date | None
    kind: MessageKind
    avenant: str | None
    matched_by: str
    waits_for: str
    evidence: str | None


def mailbox_names(store: Store) -> list[str]:
    """Every mailbox of which the journal knows anything."""
    name, first = events.c.originator_id, mailbox_stream("")
    query = select(name).where(name >= first, name < first + "\U0010ffff").distinct()
    with faults(), store.engine.connect() as connection:
        return sorted(str(one).removeprefix(first) for one in connection.scalars(query))


def messages(
    store: Store, held: Sequence[UUID] = (), mailbox: str | None = None
) -> list[MessageRow]:
    """Every kept message, by mailbox in the order in which they were kept.

    `held` are those that a person has to read: the tasks of their avenants name them.
    """
    reading = frozenset(held)
    return [
        row_of(name, one, reading)
        for name in mailbox_names(store)
        if mailbox in {None, name}
        for one in load_mailbox(store.journal, name).messages
    ]


def row_of(mailbox: str, one: MessageInMailbox, held: frozenset[UUID]) -> MessageRow:
    """A message as a listing shows it."""
    kept, said = one.kept, one.assigned
    waits_for = "assign" if needs_assigning(one) else "confirm" if kept.id in held else ""
    return MessageRow(
        message=kept.id,
        mailbox=mailbox,
        received_on=kept.on,
        dispatched_on=kept.dispatched_on,
        kind=kept.kind,
        avenant=kept.avenant if said is None else said.avenant,
        matched_by=kept.matched_by if said is None else "person",
        waits_for=waits_for,
        evidence=kept.evidence,
    )


def needs_assigning(one: MessageInMailbox) -> bool:
    """Whether a person has to say whom it concerns.

    A report on delivery that names no mail of ours may be about one all the same. So may what a
    network writes: that it will not sign, or what a provider wrote to it. Neither keeps a day
    unread, since a network's own silence accepts nothing.
    """
    kept = one.kept
    report = kept.kind is MessageKind.DELIVERY_REPORT and kept.avenant is None
    words = kept.kind is MessageKind.OTHER and of_a_network(kept.avenant)
    return one.waits or ((report or words) and one.assigned is None)


def of_a_network(avenant: str | None) -> bool:
    """Whether that is the avenant of a network's own convention."""
    return avenant is not None and is_network_convention(split_avenant_id(avenant)[1])


def message_tasks(
    store: Store, served: Mapping[str, Sequence[str]], network: str | None = None
) -> list[TaskRow]:
    """A task for each message of which nobody knows whom it concerns.

    It is the coordinator's where the mailbox serves one network alone, else INAMI's. With a
    network, those of the mailboxes that serve it.
    """
    return [
        TaskRow(**dict(task), command=command_for(task))
        for name in mailbox_names(store)
        if network is None or network in served.get(name, ())
        for task in tasks_in(store, name, served.get(name, ()))
    ]


def tasks_in(store: Store, mailbox: str, networks: Sequence[str]) -> Iterator[Task]:
    """The tasks that one mailbox gives."""
    own = networks[0] if len(networks) == 1 else None
    for one in load_mailbox(store.journal, mailbox).messages:
        if needs_assigning(one):
            yield Task(
                kind=TaskKind.ASSIGN,
                avenant="",
                network=own or "",
                role=Role.COORDINATOR if own else Role.INAMI,
                since=one.kept.on,
                about=one.kept.id,
            )
