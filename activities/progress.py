"""What a step answers: where the avenant stands, what comes next and how long until then."""

from datetime import UTC, date, datetime, time, timedelta

from activities.contracts import Progress
from activities.desk import Desk, View
from domain.procedure import Next, Step, Waiting, cleared, next_for_network, next_for_provider
from domain.state import (
    NetworkAvenant,
    ProviderAvenant,
    Refused,
    Terminated,
)
from domain.tasks import needs_person
from domain.values import avenant_id, network_convention
from journal.clock import BRUSSELS
from journal.streams import load_convention, load_intake

MORNING = time(6)
"""When a day's work begins, in Brussels: conclusions, reminders and terminations of that day."""

WAITS_FOR = {
    Waiting.NOTHING: "nothing more",
    Waiting.ITS_NETWORK: "its network to sign and to release the sending",
    Waiting.POST: "the post to take it",
    Waiting.POSTING: "the network to post the letter",
    Waiting.ANSWER: "an answer: acceptance window until {until}",
    Waiting.INTAKE: "the network's post of up to {until} to be read",
    Waiting.ADDRESS: "another address or channel",
    Waiting.DECISION: "a person to decide the contested refusal",
    Waiting.READING: "a person to read a message that may be a refusal",
    Waiting.CLARITY: "a person to find out whether the last sending left",
    Waiting.TERMINATION: "the convention to end on {until}",
    Waiting.SIGNATURES: "both directors to sign",
    Waiting.COUNTERSIGNATURE: "the Committee's signature",
    Waiting.MENDING: "a person to mend what stops it",
    Waiting.RELEASE: "the coordinator to release the sending to the providers",
}


def progress(desk: Desk, avenant: str) -> Progress:
    """Where the avenant stands, read anew."""
    view = desk.view(avenant)
    return progress_of(desk, view, next_of(desk, view))


def next_of(desk: Desk, view: View) -> Next:
    """What comes next for that avenant."""
    match view.avenant:
        case NetworkAvenant() as avenant:
            return next_for_network(view.convention, avenant, view.circular, view.today)
        case ProviderAvenant() as avenant:
            unsent = not avenant.communications
            intake = load_intake(desk.store.journal, view.convention.network)
            return next_for_provider(
                view.convention,
                avenant,
                cleared=network_cleared(desk, view) if unsent else True,
                intake=intake,
                today=view.today,
            )


def network_cleared(desk: Desk, view: View) -> bool:
    """Whether the network may turn to its providers: concluded, and released if need be."""
    own = network_convention(view.convention.network)
    convention = load_convention(desk.store.journal, own)
    avenant = convention.avenant(avenant_id(view.avenant.circular, own)) if convention else None
    return isinstance(avenant, NetworkAvenant) and cleared(avenant, view.circular)


def progress_of(desk: Desk, view: View, coming: Next) -> Progress:
    """The answer of a step."""
    status = view.avenant.standing.status
    mark = "REHEARSAL: " if desk.store.rehearsal else ""
    waits_for = WAITS_FOR[coming.waiting_for].format(until=in_words(coming.until))
    return Progress(
        status=status,
        waiting_for=coming.waiting_for,
        step=coming.step,
        wait=wait_until(coming, desk.now()),
        until=coming.until,
        done=coming.done,
        needs_person=needs_person(view.convention, view.avenant.id),
        window_ends=window_ends(view),
        terminates_on=terminates_on(view),
        waits_for=waits_for,
        stands=f"{mark}{status.replace('_', ' ')}; waits for {waits_for}",
        brief=isinstance(view.avenant, ProviderAvenant) and coming.step is Step.CONCLUDE,
    )


def wait_until(coming: Next, now: datetime) -> timedelta | None:
    """How long until the step is worth trying; None when only the outside can move it."""
    if coming.step is None:
        return None
    if coming.on is None:
        return timedelta(0)
    # Two times of one zone are subtracted as if no hour was ever lost or won: hence UTC.
    return max(timedelta(0), morning_of(coming.on).astimezone(UTC) - now)


def morning_of(day: date) -> datetime:
    """When that day's work begins."""
    return datetime.combine(day, MORNING, BRUSSELS)


def window_ends(view: View) -> datetime | None:
    """The end of the last day on which a refusal can still count, for a person to filter by."""
    opening = view.avenant.opening
    days = opening.last_days if opening else None
    if days is None:
        return None
    return datetime.combine(days[1] + timedelta(days=1), time(0), BRUSSELS)


def terminates_on(view: View) -> datetime | None:
    """The day on which the convention ends, while a refusal stands."""
    match view.avenant.standing:
        case Refused(terminates_on=day) | Terminated(terminated_on=day):
            return datetime.combine(day, time(0), BRUSSELS)
        case _:
            return None


def in_words(day: date | None) -> str:
    """A day as a person reads it in the Temporal UI: 7 April 2026."""
    return f"{day.day} {day:%B %Y}" if day else ""
