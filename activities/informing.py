"""Sending a circular that only informs: dispatched and recorded, no window, no signature."""

from activities.correspondence import Correspondence
from activities.desk import Desk, NotInTheJournal
from activities.kept import keep
from activities.letters import render
from activities.recording import step_command
from domain.circular import Circular
from domain.circular_facts import CircularFact, InformationSent, InformationStarted
from domain.templates import TemplateKind
from domain.values import ENGINE, Channel, avenant_id, network_convention
from journal.envelope import Context, Recorded
from journal.handling import handle
from journal.people import NetworkParty
from journal.streams import circular_from, circular_stream


def inform(desk: Desk, circular_id: str, circular: Circular, network: str) -> None:
    """Inform one network, once: the mail is kept, then the intent, the mail, and that it left."""
    stream = circular_stream(circular_id)
    life = circular_from(desk.store.journal.read(stream))
    if life is None or network in life.informed:
        return
    begun = next((i for i in life.informing if i.network == network), None)
    day = begun.on if begun else desk.today()
    letter = correspondence(desk, circular_id, circular, network).model_copy(update={"day": day})
    document = render(letter, desk.office)
    if begun is None:
        party = desk.network_party(network)
        keep(desk, document, party)
        begun = InformationStarted(
            on=day,
            circular=circular_id,
            network=network,
            recipient=party,
            message_id=document.message_id,
            content_hash=document.content_hash,
        )
        append(desk, circular_id, begun, f"inform {network}")
    desk.post.deliver(document.message_id, document.content, document.envelope)
    sent = InformationSent(
        on=day, circular=circular_id, network=network, message_id=document.message_id
    )
    append(desk, circular_id, sent, f"informed {network}")


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
