"""Silence, termination, withdrawal of a circular: what ends an avenant without an answer."""

from datetime import date

from domain import facts as f
from domain.answers import reopened_on
from domain.commands import ConcludeSilence, SupersedeAvenant, Terminate, WithdrawAvenant
from domain.intake import Complete, Incomplete, Intake, completeness
from domain.standing import by_the_answers, end_apart_from, termination
from domain.state import (
    AcceptedTacitly,
    Avenant,
    AwaitingAnswer,
    Convention,
    Lapsed,
    ProviderAvenant,
    Refused,
    Terminated,
    Withdrawn,
)
from domain.turned import Turned, Why


def conclude_silence(
    convention: Convention, avenant: ProviderAvenant, command: ConcludeSilence
) -> tuple[f.ConventionFact, ...]:
    """Silence accepts once nothing that came in time can still be unread.

    The conclusion is dated the day on which that was so, and never before the avenant was last
    open: a decision or an agreed withdrawal may be younger than the reading of the post. A message
    that may be a refusal, and that nobody has read, holds it.
    """
    if isinstance(avenant.standing, AcceptedTacitly):
        return ()
    complete = silence_unseen(convention, avenant, command.intake, command.today)
    if complete is None:
        complete = silence_due(avenant, command.intake, command.today)
    days = avenant.opening.last_days if avenant.opening else None
    if days is None:
        raise Turned(Why.NO_WINDOW, avenant=avenant.id, status=avenant.standing.status)
    return (
        f.SilenceConcluded(
            on=complete.on,
            avenant=avenant.id,
            last_day=days[1],
            post_known_by=complete.post_known_by,
        ),
    )


def silence_due(avenant: ProviderAvenant, intake: Intake, today: date) -> Complete:
    """Since when nothing can still come for the window that is open."""
    opening = avenant.opening
    if not isinstance(avenant.standing, AwaitingAnswer) or not opening or not opening.last_days:
        raise Turned(Why.NO_WINDOW, avenant=avenant.id, status=avenant.standing.status)
    if avenant.held:
        raise Turned(Why.MESSAGE_HELD, avenant=avenant.id, message=avenant.held[0].id)
    last_day = opening.last_days[1]
    if today <= last_day:
        raise Turned(Why.WINDOW_OPEN, until=last_day)
    match completeness(last_day, intake, today):
        case Incomplete() as incomplete:
            raise Turned(
                Why.INTAKE_INCOMPLETE,
                missing=incomplete.missing,
                look_again_on=incomplete.look_again_on,
            )
        case Complete() as complete:
            return since_last_open(avenant, complete)


def silence_unseen(
    convention: Convention, avenant: ProviderAvenant, intake: Intake, today: date
) -> Complete | None:
    """Silence that was complete when the avenant was closed, though nobody had looked by then.

    Which of two things that fall on one day is recorded first must not change the outcome, and
    neither must an engine that stood still for a week.
    """
    closed_on = day_closed(convention, avenant)
    opening = avenant.opening
    if closed_on is None or opening is None or opening.last_days is None or avenant.held:
        return None
    if not isinstance(by_the_answers(avenant), AwaitingAnswer):
        return None
    found = completeness(opening.last_days[1], intake, today)
    if isinstance(found, Incomplete):
        return None
    complete = since_last_open(avenant, found)
    return complete if complete.on <= closed_on else None


def day_closed(convention: Convention, avenant: ProviderAvenant) -> date | None:
    """The day on which the end of the convention or of the circular closed an open avenant."""
    if not isinstance(avenant.standing, Lapsed | Withdrawn):
        return None
    ended = end_apart_from(convention, avenant)
    days = [ended.on] if ended else []
    days += [avenant.closing.on] if avenant.closing else []
    return min(days, default=None)


def since_last_open(avenant: ProviderAvenant, complete: Complete) -> Complete:
    """The same, but never since a day before the last refusal fell away."""
    on = max(complete.on, reopened_on(avenant) or complete.on)
    return Complete(on=on, post_known_by=complete.post_known_by)


def termination_day(convention: Convention) -> date | None:
    """The day on which the convention ends by a refusal: the earliest among those refused."""
    due = termination(convention)
    return due.on if due else None


def terminate(
    convention: Convention, avenant: ProviderAvenant, command: Terminate
) -> tuple[f.ConventionFact, ...]:
    """The convention ends on the first day of the third month after the sending (art. 24 §2).

    All refused avenants of the convention end with it on the earliest day among them. One that
    ended earlier for another cause is not ended again.
    """
    if isinstance(avenant.standing, Terminated):
        return ()
    if not isinstance(avenant.standing, Refused):
        raise Turned(Why.NOT_REFUSED, avenant=avenant.id, status=avenant.standing.status)
    due = termination(convention)
    if due is None:
        on = convention.ended.on if convention.ended else ""
        raise Turned(Why.ENDED_EARLIER, convention=convention.id, on=on)
    if command.today < due.on:
        raise Turned(Why.TERMINATION_AHEAD, day=due.on)
    return tuple(
        f.AvenantTerminated(
            on=due.on,
            avenant=a.id,
            refusal=a.standing.refusal,
            received_on=a.standing.received_on,
        )
        for a in convention.provider_avenants
        if isinstance(a.standing, Refused) and a.id in due.avenants
    )


def withdraw_avenant(avenant: Avenant, command: WithdrawAvenant) -> tuple[f.ConventionFact, ...]:
    """The circular is closed for this avenant; whether it still was open, the days say."""
    if avenant.closing is not None:
        return ()
    must_not_be_ahead(command)
    return (
        f.ClosingRegistered(
            on=command.on,
            avenant=avenant.id,
            corrected=command.corrected,
            ask_refused=command.ask_refused,
        ),
    )


def supersede_avenant(avenant: Avenant, command: SupersedeAvenant) -> tuple[f.ConventionFact, ...]:
    """The corrected text was sent; whoever refused the old one is asked whether that stands."""
    if avenant.closing is not None and avenant.closing.superseded_by is not None:
        return ()
    must_not_be_ahead(command)
    return (
        f.ClosingRegistered(
            on=command.on,
            avenant=avenant.id,
            corrected=True,
            ask_refused=True,
            superseded_by=command.superseded_by,
        ),
    )


def must_not_be_ahead(command: WithdrawAvenant | SupersedeAvenant) -> None:
    """An avenant is closed on a day that has come."""
    if command.on > command.today:
        raise Turned(Why.IN_THE_FUTURE, day=command.on, today=command.today)
