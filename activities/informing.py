"""Sending a circular that only informs: dispatched and recorded, no window, no signature."""

from activities.correspondence import Correspondence, Rendered
from activities.desk import Desk, NotInTheJournal
from activities.envelopes import envelope_in, return_address
from activities.kept import keep
from activities.letters import render
from activities.post import PostDoubtful, PostRefused
from activities.recording import Door, step_command
from domain.circular import Circular
from domain.circular_facts import CircularFact, InformationSent, InformationStarted
from domain.facts import NoticeFailure
from domain.informing import fail
from domain.templates import TemplateKind
from domain.values import ENGINE, Channel, avenant_id, network_convention
from journal.envelope import Context, Recorded
from journal.handling import handle
from journal.opening import Store
from journal.people import NetworkParty
from journal.streams import circular_from, circular_stream


def inform(desk: Desk, circular_id: str, circular: Circular, network: str) -> None:
    """Inform one network, once: the mail is kept, then the intent, the mail, and that it left.

    What the post refuses, or nobody can tell of, is recorded too, and left to a person.
    """
    life = circular_from(desk.store.journal.read(circular_stream(circular_id)))
    if life is None or network in life.informed or life.waits_for_person(network):
        return
    all_begun = life.begun(network)
    begun = all_begun[-1] if all_begun and not life.to_begin_anew(network) else None
    ordinal = max(1, len(all_begun)) if begun else len(all_begun) + 1
    letter = correspondence(desk, circular_id, circular, network).model_copy(
        update={"day": begun.on if begun else desk.today(), "ordinal": ordinal}
    )
    document = as_begun(desk, begun, letter) or render(letter, desk.office)
    if begun is None:
        party = desk.network_party(network)
        begun = InformationStarted(
            on=letter.day,
            circular=circular_id,
            network=network,
            recipient=party,
            message_id=document.message_id,
            content_hash=document.content_hash,
            evidence=keep(desk, document, party),
        )
        append(desk, circular_id, begun, step(f"inform {network}", ordinal))
    try:
        desk.post.deliver(document.message_id, document.content, document.envelope)
    except PostRefused as error:
        failed(desk, life.id, begun.message_id, "refused", error.reason)
        return
    except PostDoubtful as error:
        failed(desk, life.id, begun.message_id, "doubtful", error.why)
        return
    sent = InformationSent(
        on=letter.day, circular=circular_id, network=network, message_id=document.message_id
    )
    append(desk, circular_id, sent, step(f"informed {network}", ordinal))


def step(name: str, ordinal: int) -> str:
    """The name of a step; of the first mail to a network as it always was."""
    return name if ordinal == 1 else f"{name} {ordinal}"


def as_begun(
    desk: Desk, begun: InformationStarted | None, letter: Correspondence
) -> Rendered | None:
    """The very bytes whose intent is recorded; None where there is none, or it names none."""
    if begun is None or begun.evidence is None:
        return None
    content = desk.store.evidence.get(begun.evidence)
    return Rendered(
        message_id=begun.message_id,
        content=content,
        content_hash=begun.content_hash,
        envelope=envelope_in(content, return_address(letter, desk.office)),
        documents=(),
    )


def failed(desk: Desk, circular: str, message_id: str, how: NoticeFailure, reason: str) -> None:
    """Record that a mail that informs did not arrive, or may not have."""
    record_failure(desk.store, circular, message_id, how, reason, door="workflow")


def record_failure(
    store: Store,
    circular: str,
    message_id: str,
    how: NoticeFailure,
    reason: str,
    *,
    door: Door,
) -> bool:
    """The same, whoever says so; whether the mail is one of that circular."""
    known = False

    def follow(history: tuple[Recorded, ...]) -> tuple[CircularFact, ...]:
        nonlocal known
        life = circular_from(history)
        if life is None:
            return ()
        known = any(one.message_id == message_id for one in life.informing)
        return fail(life, message_id, how, reason, store.clock.today())

    context = Context(
        command_id=step_command(circular, "information failed", message_id),
        actor=ENGINE,
        channel=door,
        correlation=circular,
    )
    handle(store.journal, circular_stream(circular), follow, context)
    return known


def correspondence(
    desk: Desk, circular_id: str, circular: Circular, network: str
) -> Correspondence:
    """What the information is written from."""
    row = desk.store.registers.network(network)
    party = desk.store.people.get(row.party)
    if not isinstance(party, NetworkParty):
        msg = f"the people store does not know the network {network}"
        raise NotInTheJournal(msg)
    return Correspondence(
        avenant=avenant_id(circular_id, network_convention(network)),
        ordinal=1,
        kind=TemplateKind.INFORMATION,
        channel=Channel.EMAIL,
        language=row.languages[0],
        day=desk.today(),
        rehearsal=desk.store.rehearsal,
        circular=circular,
        network=network,
        network_kind=row.kind,
        network_party=party,
        recipient=party,
    )


def append(desk: Desk, circular_id: str, fact: CircularFact, step: str) -> None:
    """One fact about the circular, once."""

    def append_it(history: tuple[Recorded, ...]) -> tuple[CircularFact, ...]:  # noqa: ARG001
        return (fact,)

    context = Context(
        command_id=step_command(circular_id, step, "once"),
        actor=ENGINE,
        channel="workflow",
        correlation=circular_id,
    )
    handle(desk.store.journal, circular_stream(circular_id), append_it, context)
