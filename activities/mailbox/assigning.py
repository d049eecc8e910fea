"""A person says whom a message concerns: from then on it is as if a token had said so."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID, uuid4, uuid5

from activities.mailbox.keeping import give
from activities.recording import Door, record
from domain.commands import ReportPossibleRefusal
from domain.mailbox import MailboxFact, MessageAssigned, MessageInMailbox, MessageKind, mailbox_of
from domain.office import Actor
from domain.state import Avenant, ProviderAvenant
from domain.turned import NotPossible
from domain.values import split_avenant_id
from journal.envelope import Context, Recorded
from journal.handling import handle
from journal.opening import Store
from journal.streams import load_convention_of, mailbox_stream


class Assigning(NamedTuple):
    """What a person says: of which message, whom it concerns (nobody: None), and why."""

    mailbox: str
    message: MessageInMailbox
    avenant: Avenant | None
    reason: str


def assign(
    store: Store, said: Assigning, actor: Actor, door: Door
) -> tuple[Recorded, ...] | NotPossible:
    """Record what a person said of a message, and what follows for the avenant.

    First what follows, and that it is that party's, then the word itself: stopped in between, the
    message still waits. The domain may turn down what would follow; then nothing is recorded.
    """
    held: tuple[Recorded, ...] = ()
    evidence = said.message.kept.evidence
    if said.avenant is not None and evidence and may_refuse(said.message, said.avenant):
        answer = report(store, said, said.avenant, evidence, (actor, door))
        if isinstance(answer, NotPossible):
            return answer
        held = answer
    if said.avenant is not None and evidence:
        convention = load_convention_of(store.journal, said.avenant.id)
        if convention is not None:
            give(store.evidence, evidence, convention.party)
    return (*held, *keep_word(store, said, actor, door))


def may_refuse(message: MessageInMailbox, avenant: Avenant) -> bool:
    """Whether the silence on that avenant must be held: by all but a report on delivery."""
    of_provider = isinstance(avenant, ProviderAvenant)
    return of_provider and message.kept.kind is not MessageKind.DELIVERY_REPORT


def report(
    store: Store, said: Assigning, avenant: Avenant, evidence: str, by: tuple[Actor, Door]
) -> tuple[Recorded, ...] | NotPossible:
    """The message may refuse that avenant: its silence is held until somebody has read it."""
    (actor, door), kept = by, said.message.kept
    command = ReportPossibleRefusal(
        today=store.clock.today(),
        by=actor.id,
        avenant=avenant.id,
        id=kept.id,
        received_on=kept.on,
        dispatched_on=kept.dispatched_on,
        matched_by="person",
        evidence=evidence,
    )
    return record(
        store,
        split_avenant_id(avenant.id)[1],
        command,
        actor=actor,
        door=door,
        correlation=avenant.id,
        command_id=uuid5(kept.id, f"{avenant.id} {type(command).__name__} person"),
    )


def keep_word(store: Store, said: Assigning, actor: Actor, door: Door) -> tuple[Recorded, ...]:
    """Record the word itself; nothing where it was said before."""
    number: UUID = said.message.kept.id
    avenant = said.avenant.id if said.avenant is not None else None

    def decide(history: tuple[Recorded, ...]) -> Sequence[MailboxFact]:
        facts = [one.fact for one in history if isinstance(one.fact, MailboxFact)]
        known = next(m for m in mailbox_of(tuple(facts)).messages if m.kept.id == number)
        if known.assigned is not None and known.assigned.avenant == avenant:
            return ()
        return (
            MessageAssigned(
                on=store.clock.today(),
                mailbox=said.mailbox,
                message=number,
                avenant=avenant,
                reason=said.reason,
                by=actor.id,
            ),
        )

    context = Context(
        command_id=uuid4(),
        actor=actor.id,
        channel=door,
        correlation=f"mailbox:{said.mailbox}",
    )
    return handle(store.journal, mailbox_stream(said.mailbox), decide, context)
