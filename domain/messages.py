"""Messages that may be refusals: they hold the silence until a person has read them."""

from domain import facts as f
from domain.answering import register_refusal
from domain.commands import ConfirmRefusal, DismissMessage, RegisterRefusal, ReportPossibleRefusal
from domain.state import Convention, MessageOnFile, ProviderAvenant
from domain.turned import Turned, Why


def report_possible_refusal(
    avenant: ProviderAvenant, command: ReportPossibleRefusal
) -> tuple[f.ConventionFact, ...]:
    """A message came in; the same one again, or one that was registered already, is no news."""
    known = {m.evidence for m in avenant.messages} | {r.evidence for r in avenant.refusals}
    if command.evidence in known:
        return ()
    if not avenant.communications:
        raise Turned(Why.NOT_SENDING_YET, avenant=avenant.id)
    if command.received_on > command.today:
        raise Turned(Why.IN_THE_FUTURE, day=command.received_on, today=command.today)
    first = min(c.started_on for c in avenant.communications)
    if command.received_on < first:
        raise Turned(Why.BEFORE_SENDING, day=command.received_on, sent_on=first)
    dispatched = command.dispatched_on
    if dispatched is not None and dispatched > command.received_on:
        raise Turned(
            Why.DISPATCHED_AFTER_RECEIVED,
            dispatched_on=dispatched,
            received_on=command.received_on,
        )
    return (
        f.PossibleRefusalReceived(
            on=command.received_on,
            avenant=avenant.id,
            id=command.id,
            dispatched_on=dispatched,
            matched_by=command.matched_by,
            evidence=command.evidence,
            by=command.by,
        ),
    )


def confirm_refusal(
    convention: Convention, avenant: ProviderAvenant, command: ConfirmRefusal
) -> tuple[f.ConventionFact, ...]:
    """A person says that it is a refusal: registered with the days on which the message came.

    A day of dispatch before the sending proves nothing: the sender's clock was wrong.
    """
    message = message_on_file(avenant, command)
    first = min(c.started_on for c in avenant.communications)
    dispatched = message.dispatched_on
    if dispatched is not None and dispatched < first:
        dispatched = None
    elsewhere = command.addressed_to is not f.Recipient.NETWORK
    reached = command.network_received_on or command.today
    refusal = RegisterRefusal(
        today=command.today,
        by=command.by,
        avenant=avenant.id,
        id=command.id,
        received_on=reached if elsewhere else message.received_on,
        dispatched_on=dispatched,
        channel=f.AnswerChannel.EMAIL,
        addressed_to=command.addressed_to,
        received_there_on=message.received_on if elsewhere else None,
        by_representative=command.by_representative,
        names_convention=command.names_convention,
        evidence=message.evidence,
    )
    return (
        *settled(avenant, message, "confirmed", command),
        *register_refusal(convention, avenant, refusal),
    )


def dismiss_message(
    avenant: ProviderAvenant, command: DismissMessage
) -> tuple[f.ConventionFact, ...]:
    """A person says that it refuses nothing, and why."""
    if not command.reason.strip():
        raise Turned(Why.REASON_MISSING)
    return settled(avenant, message_on_file(avenant, command), "dismissed", command)


def message_on_file(
    avenant: ProviderAvenant, command: ConfirmRefusal | DismissMessage
) -> MessageOnFile:
    """The message, if it still waits for a person."""
    message = next((m for m in avenant.messages if m.id == command.message), None)
    if message is None:
        raise Turned(Why.NO_SUCH_MESSAGE, avenant=avenant.id, message=command.message)
    if message.settled:
        raise Turned(Why.MESSAGE_READ, avenant=avenant.id, message=command.message)
    return message


def settled(
    avenant: ProviderAvenant,
    message: MessageOnFile,
    outcome: f.ReadAs,
    command: ConfirmRefusal | DismissMessage,
) -> tuple[f.ConventionFact, ...]:
    """That somebody read it."""
    return (
        f.PossibleRefusalSettled(
            on=command.today,
            avenant=avenant.id,
            message=message.id,
            outcome=outcome,
            reason=command.reason,
            by=command.by,
        ),
    )
