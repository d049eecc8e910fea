"""What comes next for an avenant, and when: read off where it stands, never remembered."""

from datetime import date, timedelta
from enum import StrEnum

from domain.circular import Circular, Reminders
from domain.concluding import silence_unseen, termination_day
from domain.intake import Incomplete, Intake, completeness
from domain.notices import escalation_day, overtaken, owed, reminder_days
from domain.sending import next_sending
from domain.signing import may_cascade
from domain.state import (
    Avenant,
    AwaitingAnswer,
    Concluded,
    Contested,
    Convention,
    Lapsed,
    NetworkAvenant,
    Prepared,
    ProviderAvenant,
    Refused,
    Sending,
    Signed,
    Undeliverable,
    Withdrawn,
)
from domain.values import Channel, Value


class Step(StrEnum):
    """What the engine can do for an avenant."""

    SEND = "send"
    CONCLUDE = "conclude"
    TERMINATE = "terminate"
    REMIND = "remind"
    ADDRESS_PROVIDERS = "address_providers"


class Waiting(StrEnum):
    """What an avenant waits for, as a person reads it beside a timer."""

    NOTHING = "nothing"
    ITS_NETWORK = "its_network"
    POST = "post"
    POSTING = "posting"
    ANSWER = "answer"
    INTAKE = "intake"
    ADDRESS = "address"
    DECISION = "decision"
    READING = "reading"
    """A person to read a message that may be a refusal."""
    CLARITY = "clarity"
    """A person to find out whether a communication left."""
    TERMINATION = "termination"
    SIGNATURES = "signatures"
    COUNTERSIGNATURE = "countersignature"
    RELEASE = "release"
    MENDING = "mending"
    """A person to mend what no repetition mends."""


class Next(Value):
    """What comes next: the step, the day from which it is worth trying, and what for.

    Without a step only something from outside moves the avenant; `on` None is at once.
    """

    waiting_for: Waiting
    step: Step | None = None
    on: date | None = None
    until: date | None = None
    """The last day of what runs, where a person would ask for it."""

    @property
    def done(self) -> bool:
        """Whether nothing can come any more but a fact from outside."""
        return self.waiting_for in (Waiting.NOTHING, Waiting.ITS_NETWORK)


NOTHING = Next(waiting_for=Waiting.NOTHING)
TELL = Next(waiting_for=Waiting.POST, step=Step.CONCLUDE)
"""The addressee is owed a word about what was concluded; nobody waits for a date to get it."""


def next_for_provider(
    convention: Convention, avenant: ProviderAvenant, *, cleared: bool, intake: Intake, today: date
) -> Next:
    """What comes next for a provider avenant.

    `cleared` says whether its network may turn to its providers: without that nothing is sent.
    """
    sending = next_post(convention, avenant)
    if sending is not None:
        if isinstance(avenant.standing, Prepared) and not cleared:
            return Next(waiting_for=Waiting.ITS_NETWORK)
        return sending
    if owed(avenant, Reminders(), today) or overtaken(avenant, Reminders(), today):
        return TELL
    match avenant.standing:
        case AwaitingAnswer():
            return next_for_silence(avenant, intake, today)
        case Undeliverable():
            return Next(waiting_for=Waiting.ADDRESS)
        case Contested():
            return Next(waiting_for=Waiting.DECISION)
        case Refused():
            day = termination_day(convention)
            ended = convention.ended
            if day is None or (ended is not None and ended.on <= day):
                return NOTHING
            return Next(waiting_for=Waiting.TERMINATION, step=Step.TERMINATE, on=day, until=day)
        case Lapsed() | Withdrawn() if silence_unseen(convention, avenant, intake, today):
            return Next(waiting_for=Waiting.ANSWER, step=Step.CONCLUDE)
        case _:
            return NOTHING


def next_post(convention: Convention, avenant: Avenant) -> Next | None:
    """A communication to begin or to finish; None when there is none."""
    in_flight = avenant.in_flight
    if in_flight is not None and in_flight.doubtful:
        return Next(waiting_for=Waiting.CLARITY)
    if in_flight is not None and in_flight.channel is Channel.EMAIL:
        return Next(waiting_for=Waiting.POST, step=Step.SEND)
    if next_sending(convention, avenant) is not None:
        return Next(waiting_for=Waiting.POST, step=Step.SEND)
    if in_flight is not None and isinstance(avenant.standing, Sending):
        return Next(waiting_for=Waiting.POSTING)
    return None


def next_for_silence(avenant: ProviderAvenant, intake: Intake, today: date) -> Next:
    """Silence can be concluded once the last day is past and the post is known to be read."""
    opening = avenant.opening
    if opening is None or opening.last_days is None:
        return NOTHING
    last_day = opening.last_days[1]
    if today <= last_day:
        first = last_day + timedelta(days=1)
        return Next(waiting_for=Waiting.ANSWER, step=Step.CONCLUDE, on=first, until=last_day)
    if avenant.held:
        return Next(waiting_for=Waiting.READING, until=last_day)
    match completeness(last_day, intake, today):
        case Incomplete(look_again_on=day):
            return Next(waiting_for=Waiting.INTAKE, step=Step.CONCLUDE, on=day, until=last_day)
        case _:
            return Next(waiting_for=Waiting.ANSWER, step=Step.CONCLUDE, until=last_day)


def next_for_network(
    convention: Convention, avenant: NetworkAvenant, circular: Circular, today: date
) -> Next:
    """What comes next for a network avenant. No deadline is given and silence accepts nothing."""
    sending = next_post(convention, avenant)
    if sending is not None:
        return sending
    if overtaken(avenant, circular.reminders, today):
        return TELL
    match avenant.standing:
        case AwaitingAnswer():
            return next_reminder(avenant, circular, today)
        case Undeliverable():
            return Next(waiting_for=Waiting.ADDRESS)
        case Signed() | Concluded():
            return next_after_signing(avenant, circular)
        case _:
            return TELL if owed(avenant, circular.reminders, today) else NOTHING


def next_reminder(avenant: NetworkAvenant, circular: Circular, today: date) -> Next:
    """The next reminder, then the escalation, then only the network itself."""
    if owed(avenant, circular.reminders, today):
        return Next(waiting_for=Waiting.SIGNATURES, step=Step.REMIND)
    ahead = [day for _, day in reminder_days(avenant, circular.reminders) if day > today]
    escalation = escalation_day(avenant, circular.reminders)
    if escalation is not None and not avenant.escalated:
        ahead.append(max(escalation, today))
    if not ahead:
        return Next(waiting_for=Waiting.SIGNATURES)
    day = min(ahead)
    return Next(waiting_for=Waiting.SIGNATURES, step=Step.REMIND, on=day, until=day)


def next_after_signing(avenant: NetworkAvenant, circular: Circular) -> Next:
    """The countersignature, the coordinator's release, then the providers are addressed."""
    if avenant.addressed_on is not None:
        concluded = isinstance(avenant.standing, Concluded)
        return NOTHING if concluded else Next(waiting_for=Waiting.COUNTERSIGNATURE)
    if not may_cascade(avenant, circular.policies.cascade_on):
        return Next(waiting_for=Waiting.COUNTERSIGNATURE)
    if avenant.released_on is None and circular.policies.release == "coordinator":
        return Next(waiting_for=Waiting.RELEASE)
    return Next(waiting_for=Waiting.POST, step=Step.ADDRESS_PROVIDERS)


def cleared(avenant: NetworkAvenant | None, circular: Circular) -> bool:
    """Whether the network of that avenant may turn to its providers."""
    if avenant is None or not may_cascade(avenant, circular.policies.cascade_on):
        return False
    return avenant.released_on is not None or circular.policies.release == "automatic"
