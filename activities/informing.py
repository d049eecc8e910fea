"""Sending a circular that only informs: dispatched and recorded, no window, no signature."""

from collections.abc import Callable, Sequence
from datetime import date

from activities.correspondence import Correspondence, Rendered
from activities.desk import Desk, NotInTheJournal
from activities.envelopes import envelope_in, return_address
from activities.kept import keep
from activities.letters import render
from activities.post import PostDoubtful, PostGivenUp, PostRefused
from activities.recording import Door, step_command
from domain.circular import Circular
from domain.circular_facts import CircularFact, CircularLife, InformationStarted
from domain.facts import NoticeFailure
from domain.informing import begin, fail, sent, to_begin, under_way
from domain.templates import TemplateKind
from domain.values import ENGINE, Channel, avenant_id, network_convention
from journal.envelope import Context, Recorded
from journal.handling import handle
from journal.opening import Store
from journal.people import NetworkParty
from journal.streams import circular_from, circular_stream, load_circular

Follow = Callable[[CircularLife], Sequence[CircularFact]]
"""What follows for a circular as it stands."""


def inform(desk: Desk, circular_id: str, circular: Circular, network: str) -> None:
    """Inform one network, once: the mail is kept, then the intent, the mail, and that it left.

    What the post refuses, or nobody can tell of, is recorded too, and left to a person. Of a
    circular that was taken back nothing leaves any more.
    """
    life = load_circular(desk.store.journal, circular_id)
    if life is not None and life.withdrawn_on is None and to_begin(life, network):
        life = start(desk, life, circular, network)
    begun = under_way(life, network) if life is not None else None
    if life is None or begun is None:
        return
    try:
        if life.withdrawn_on is None:
            carry(desk, life, circular, begun)
        elif not desk.post.give_up(begun.message_id):
            left(desk, life, begun, begun.on)
    except PostGivenUp:
        # Taken back in this moment.
        return
    except PostRefused as error:
        failed(desk, life.id, begun.message_id, "refused", error.reason)
    except PostDoubtful as error:
        failed(desk, life.id, begun.message_id, "doubtful", error.why)


def start(desk: Desk, life: CircularLife, circular: Circular, network: str) -> CircularLife | None:
    """Write the mail, keep it, and record the intent; gives the circular as it then stands.

    Whoever was faster has begun it: then that is the intent.
    """
    ordinal = len(life.begun(network)) + 1
    letter = correspondence(desk, life.id, circular, network, ordinal, desk.today())
    document = render(letter, desk.office)
    party = desk.network_party(network)
    intent = InformationStarted(
        on=letter.day,
        circular=life.id,
        network=network,
        recipient=party,
        message_id=document.message_id,
        content_hash=document.content_hash,
        evidence=keep(desk, document, party),
    )
    append(desk, life.id, step(f"inform {network}", ordinal), lambda now: begin(now, intent))
    return load_circular(desk.store.journal, life.id)


def carry(desk: Desk, life: CircularLife, circular: Circular, begun: InformationStarted) -> None:
    """Let the very bytes of the intent leave, and record on which day they did."""
    on = begun.on
    if not desk.post.delivered(begun.message_id):
        ordinal = len(life.begun(begun.network))
        letter = correspondence(desk, life.id, circular, begun.network, ordinal, begun.on)
        document = as_begun(desk, begun, letter) or render(letter, desk.office)
        desk.post.deliver(document.message_id, document.content, document.envelope)
        on = desk.today()
    left(desk, life, begun, on)


def left(desk: Desk, life: CircularLife, begun: InformationStarted, on: date) -> None:
    """The fact that a mail left."""
    name = step(f"informed {begun.network}", len(life.begun(begun.network)))
    append(desk, life.id, name, lambda now: sent(now, begun, on))


def step(name: str, ordinal: int) -> str:
    """The name of a step; of the first mail to a network as it always was."""
    return name if ordinal == 1 else f"{name} {ordinal}"


def as_begun(desk: Desk, begun: InformationStarted, letter: Correspondence) -> Rendered | None:
    """The very bytes whose intent is recorded; None where it names none, as it once did."""
    if begun.evidence is None:
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
    desk: Desk, circular_id: str, circular: Circular, network: str, ordinal: int, day: date
) -> Correspondence:
    """What the information is written from."""
    row = desk.store.registers.network(network)
    party = desk.store.people.get_many([row.party]).get(row.party)
    if not isinstance(party, NetworkParty):
        msg = f"the people store does not know the network {network}"
        raise NotInTheJournal(msg)
    return Correspondence(
        avenant=avenant_id(circular_id, network_convention(network)),
        ordinal=ordinal,
        kind=TemplateKind.INFORMATION,
        channel=Channel.EMAIL,
        language=row.languages[0],
        day=day,
        rehearsal=desk.store.rehearsal,
        circular=circular,
        network=network,
        network_kind=row.kind,
        network_party=party,
        recipient=party,
    )


def append(
    desk: Desk,
    circular_id: str,
    step: str,
    follow: Callable[[CircularLife], Sequence[CircularFact]],
) -> None:
    """What follows for the circular as it stands in that moment, once."""

    def append_it(history: tuple[Recorded, ...]) -> Sequence[CircularFact]:
        life = circular_from(history)
        return follow(life) if life is not None else ()

    context = Context(
        command_id=step_command(circular_id, step, "once"),
        actor=ENGINE,
        channel="workflow",
        correlation=circular_id,
    )
    handle(desk.store.journal, circular_stream(circular_id), append_it, context)
