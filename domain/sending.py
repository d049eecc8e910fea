"""Preparing, sending, resending, bouncing: how an avenant reaches its addressee."""

from datetime import date

from domain import facts as f
from domain.answers import answered_by
from domain.commands import (
    AbandonSending,
    BeginSending,
    DoubtSending,
    PrepareAvenant,
    RecordSent,
    RecordSentOutside,
    RegisterBounce,
    RequestResend,
    RetryStopped,
    StopSending,
)
from domain.state import (
    Avenant,
    AwaitingAnswer,
    Communication,
    Convention,
    Lapsed,
    NetworkAvenant,
    Prepared,
    ProviderAvenant,
    Sending,
    Superseded,
    Terminated,
    Undeliverable,
    Withdrawn,
)
from domain.terms import Window, window
from domain.turned import Turned, Why
from domain.values import ENGINE, AvenantKind, Channel, PartyKind, Value

CLOSED = (Withdrawn, Superseded, Lapsed, Terminated)


class NextSending(Value):
    """The communication that ought to be made now."""

    ordinal: int
    purpose: f.Purpose
    channel: Channel


def next_sending(convention: Convention, avenant: Avenant) -> NextSending | None:
    """The communication that is due, if none is in flight; None when nothing is to be sent."""
    if avenant.in_flight is not None or isinstance(avenant.standing, CLOSED):
        return None
    ordinal = len(avenant.communications) + 1
    channel = convention.channel if isinstance(avenant, ProviderAvenant) else Channel.EMAIL
    if avenant.resend is not None:
        asked = avenant.resend
        return NextSending(ordinal=ordinal, purpose=asked.purpose, channel=asked.channel)
    if isinstance(avenant.standing, Prepared):
        return NextSending(ordinal=ordinal, purpose=f.Purpose.FIRST, channel=channel)
    if isinstance(avenant.standing, Sending) and avenant.communications:
        last = avenant.communications[-1]
        if last.abandoned:
            return NextSending(ordinal=ordinal, purpose=f.Purpose.NEW_DAY, channel=last.channel)
    return None


def prepare(convention: Convention, command: PrepareAvenant) -> tuple[f.ConventionFact, ...]:
    """An avenant for a convention in force; none for one that ended before the sending."""
    known = convention.avenant(command.avenant)
    if known is not None:
        if known.content == command.content:
            return ()
        raise Turned(Why.ALREADY_PREPARED, avenant=command.avenant)
    ended = convention.ended
    if ended is not None and ended.on <= command.today:
        raise Turned(Why.CONVENTION_ENDED, convention=convention.id, on=ended.on)
    terminated = [a.terminated_on for a in convention.provider_avenants if a.terminated_on]
    if terminated:
        raise Turned(Why.CONVENTION_ENDED, convention=convention.id, on=min(terminated))
    if convention.began_on > command.today:
        raise Turned(Why.BEGUN_LATER, convention=convention.id, on=convention.began_on)
    is_network = convention.party_kind is PartyKind.NETWORK
    if is_network is not (command.kind is AvenantKind.NETWORK):
        raise Turned(Why.WRONG_KIND, avenant=command.avenant)
    return (
        f.AvenantPrepared(
            on=command.today,
            avenant=command.avenant,
            circular=command.circular,
            kind=command.kind,
            content=command.content,
            rules=command.rules,
            in_force_from=max(command.entry_into_force, convention.began_on),
            supersedes=command.supersedes,
        ),
    )


def begin(
    convention: Convention, avenant: Avenant, command: BeginSending
) -> tuple[f.ConventionFact, ...]:
    """The intent for the communication that is due today."""
    due = next_sending(convention, avenant)
    if due is None or due.ordinal != command.ordinal:
        raise Turned(Why.NOTHING_TO_SEND, avenant=avenant.id, status=avenant.standing.status)
    return (
        f.SendingStarted(
            on=command.today,
            avenant=avenant.id,
            ordinal=command.ordinal,
            purpose=command.purpose,
            channel=command.channel,
            language=convention.language,
            recipient=convention.party,
            message_id=command.message_id,
            content_hash=command.content_hash,
            evidence=command.evidence,
            documents=command.documents,
        ),
    )


def doubt(avenant: Avenant, command: DoubtSending) -> tuple[f.ConventionFact, ...]:
    """Nobody can tell whether it left: a person finds out, and nothing is sent meanwhile."""
    communication = avenant.communication(command.ordinal)
    if communication is None:
        raise Turned(Why.NO_SUCH_COMMUNICATION, avenant=avenant.id, of=command.ordinal)
    if communication.doubtful or not communication.in_flight:
        return ()
    return (
        f.SendingDoubtful(
            on=command.today, avenant=avenant.id, ordinal=command.ordinal, why=command.why
        ),
    )


def stop(avenant: Avenant, command: StopSending) -> tuple[f.ConventionFact, ...]:
    """It cannot be made: a person mends what is wrong. Told once for each reason."""
    if avenant.stopped_by == command.why:
        return ()
    return (f.SendingStopped(on=command.today, avenant=avenant.id, why=command.why),)


def retry(avenant: Avenant, command: RetryStopped) -> tuple[f.ConventionFact, ...]:
    """A person mended what stopped it; should it stop again, that is another task."""
    if avenant.stopped_by is None:
        raise Turned(Why.NOT_STOPPED, avenant=avenant.id)
    return (f.RetryRequested(on=command.today, avenant=avenant.id, by=command.by),)


def abandon(avenant: Avenant, command: AbandonSending) -> tuple[f.ConventionFact, ...]:
    """Give up an intent that was never known to leave.

    A person does so only for one of which the engine cannot tell whether it left.
    """
    communication = avenant.communication(command.ordinal)
    if communication is None:
        raise Turned(Why.NO_SUCH_COMMUNICATION, avenant=avenant.id, of=command.ordinal)
    if communication.abandoned:
        return ()
    if communication.bounced_on is not None:
        came_back = communication.bounced_on
        raise Turned(Why.ALREADY_BOUNCED, avenant=avenant.id, of=command.ordinal, on=came_back)
    if communication.sent_on is not None:
        left = communication.sent_on
        raise Turned(Why.HAS_LEFT, avenant=avenant.id, of=command.ordinal, on=left)
    if command.by != ENGINE and not communication.doubtful:
        raise Turned(Why.NOT_DOUBTFUL, avenant=avenant.id, of=command.ordinal)
    if command.by != ENGINE and not command.reason.strip():
        raise Turned(Why.REASON_MISSING)
    return (
        f.SendingAbandoned(
            on=command.today,
            avenant=avenant.id,
            ordinal=command.ordinal,
            by=command.by,
            reason=command.reason,
        ),
    )


def record_sent(avenant: Avenant, command: RecordSent) -> tuple[f.ConventionFact, ...]:
    """The communication left, or the letter was posted: the window runs from that day.

    The day told in a letter comes from the day it was made for; the real posting day counts.
    """
    communication = the_one_sent(avenant, command)
    if communication.sent_on is not None:
        if communication.sent_on == command.on:
            return ()
        raise Turned(Why.SENT_ALREADY, avenant=avenant.id, on=communication.sent_on)
    if command.on > command.today:
        raise Turned(Why.IN_THE_FUTURE, day=command.on, today=command.today)
    if command.on < communication.started_on:
        raise Turned(Why.BEFORE_DOCUMENT, day=command.on, made_for=communication.started_on)
    return (
        f.Sent(
            on=command.on,
            avenant=avenant.id,
            ordinal=communication.ordinal,
            channel=communication.channel,
            window=window_of(avenant, command.on, communication.channel),
            id=command.id,
            by=command.by,
            purpose=communication.purpose,
            evidence=command.evidence,
            registered_number=command.registered_number,
        ),
    )


def the_one_sent(avenant: Avenant, command: RecordSent) -> Communication:
    """The communication named, or else the one in flight, or else the last that was sent."""
    if command.ordinal is not None:
        named = avenant.communication(command.ordinal)
        if named is None or named.abandoned:
            raise Turned(Why.NO_SUCH_COMMUNICATION, avenant=avenant.id, of=command.ordinal)
        return named
    found = avenant.in_flight or next(
        (c for c in reversed(avenant.communications) if c.sent_on), None
    )
    if found is None:
        raise Turned(Why.NOTHING_TO_SEND, avenant=avenant.id, status=avenant.standing.status)
    return found


def record_sent_outside(
    avenant: Avenant, command: RecordSentOutside
) -> tuple[f.ConventionFact, ...]:
    """An avenant sent before the system was there: its window runs from its own posting day."""
    retracted = avenant.in_flight is not None and avenant.in_flight.purpose is f.Purpose.OUTSIDE
    if not isinstance(avenant.standing, Prepared) and not retracted:
        raise Turned(Why.SENT_ALREADY, avenant=avenant.id, on=avenant.prepared_on)
    if command.on > command.today:
        raise Turned(Why.IN_THE_FUTURE, day=command.on, today=command.today)
    return (
        f.Sent(
            on=command.on,
            avenant=avenant.id,
            ordinal=1,
            channel=command.channel,
            window=window_of(avenant, command.on, command.channel),
            id=command.id,
            by=command.by,
            purpose=f.Purpose.OUTSIDE,
            evidence=command.evidence,
        ),
    )


def window_of(avenant: Avenant, sent_on: date, channel: Channel) -> Window | None:
    """The days that follow from the sending; a network avenant has none."""
    match avenant:
        case ProviderAvenant():
            return window(sent_on, channel, avenant.rules)
        case NetworkAvenant():
            return None


def last_begun(avenant: Avenant) -> Communication | None:
    """The last communication that was not given up: what comes back without a number is that."""
    return next((c for c in reversed(avenant.communications) if not c.abandoned), None)


def register_bounce(avenant: Avenant, command: RegisterBounce) -> tuple[f.ConventionFact, ...]:
    """A bounce names the communication it voids; an answer that was there already it leaves."""
    last = last_begun(avenant)
    if last is None:
        raise Turned(Why.NOT_SENDING_YET, avenant=avenant.id)
    of = command.of if command.of is not None else last.ordinal
    communication = avenant.communication(of)
    if communication is None or communication.abandoned:
        raise Turned(Why.NO_SUCH_COMMUNICATION, avenant=avenant.id, of=of)
    if communication.bounced_on is not None:
        raise Turned(Why.ALREADY_BOUNCED, avenant=avenant.id, of=of, on=communication.bounced_on)
    if communication.sent_on is None and communication.channel is Channel.LETTER:
        raise Turned(Why.NOT_POSTED_YET, avenant=avenant.id, of=of)
    if command.on > command.today:
        raise Turned(Why.IN_THE_FUTURE, day=command.on, today=command.today)
    began = communication.sent_on or communication.started_on
    if command.on < began:
        raise Turned(Why.BEFORE_SENDING, day=command.on, sent_on=began)
    return (
        f.BounceRegistered(
            on=command.on,
            avenant=avenant.id,
            of=of,
            reason=command.reason,
            answered_by=answered_by(avenant, of) if isinstance(avenant, ProviderAvenant) else (),
            id=command.id,
            by=command.by,
        ),
    )


def request_resend(avenant: Avenant, command: RequestResend) -> tuple[f.ConventionFact, ...]:
    """Another channel after a bounce; an identical copy otherwise, which restarts nothing."""
    if avenant.resend is not None and command.channel in (None, avenant.resend.channel):
        return ()
    facts: list[f.ConventionFact] = []
    match avenant.standing:
        case Undeliverable():
            other = Channel.LETTER if last_channel(avenant) is Channel.EMAIL else Channel.EMAIL
            channel, purpose = command.channel or other, f.Purpose.AFTER_BOUNCE
        case AwaitingAnswer():
            channel, purpose = command.channel or last_channel(avenant), f.Purpose.COPY
        case Sending() if avenant.in_flight and avenant.in_flight.channel is Channel.LETTER:
            ordinal = avenant.in_flight.ordinal
            facts.append(f.SendingAbandoned(on=command.today, avenant=avenant.id, ordinal=ordinal))
            channel, purpose = command.channel or Channel.LETTER, f.Purpose.NEW_DAY
        case Prepared() | Sending():
            raise Turned(Why.NOT_SENDING_YET, avenant=avenant.id)
        case _:
            raise Turned(Why.CLOSED, avenant=avenant.id, status=avenant.standing.status)
    facts.append(
        f.ResendRequested(
            on=command.today,
            avenant=avenant.id,
            channel=channel,
            purpose=purpose,
            by=command.by,
        )
    )
    return tuple(facts)


def last_channel(avenant: Avenant) -> Channel:
    """The channel of the last communication."""
    return avenant.communications[-1].channel
