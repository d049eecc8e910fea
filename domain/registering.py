"""What is registered about a convention itself, and what a second person takes back."""

from domain import facts as f
from domain.commands import (
    EndConvention,
    RegisterConvention,
    RequestRetraction,
    Retract,
    SettleTask,
)
from domain.concluding import termination_day
from domain.state import Avenant, Convention, Refused, Terminated
from domain.tasks import tasks_of
from domain.turned import Turned, Why
from domain.values import ENGINE


def register_convention(
    convention: Convention | None, command: RegisterConvention
) -> tuple[f.ConventionFact, ...]:
    """A convention enters the record, or its entry changes; the same again changes nothing."""
    if convention is None:
        return (
            f.ConventionRegistered(
                on=command.began_on,
                convention=command.convention,
                network=command.network,
                kind=command.kind,
                party=command.party,
                party_kind=command.party_kind,
                channel=command.channel,
                language=command.language,
            ),
        )
    entry = (command.party, command.party_kind, command.channel, command.language)
    known = (convention.party, convention.party_kind, convention.channel, convention.language)
    if entry == known:
        return ()
    return (
        f.ConventionUpdated(
            on=command.today,
            party=command.party,
            party_kind=command.party_kind,
            channel=command.channel,
            language=command.language,
        ),
    )


def end_convention(convention: Convention, command: EndConvention) -> tuple[f.ConventionFact, ...]:
    """The convention ended by notice, death, agreement or expiry, once."""
    ended = convention.ended
    if ended is not None:
        if ended.on == command.on and ended.cause is command.cause:
            return ()
        raise Turned(Why.ENDED_EARLIER, convention=convention.id, on=ended.on)
    if command.on < convention.began_on:
        raise Turned(Why.BEGUN_LATER, convention=convention.id, on=convention.began_on)
    if command.on > command.today:
        raise Turned(Why.IN_THE_FUTURE, day=command.on, today=command.today)
    refused = [
        a for a in convention.provider_avenants if isinstance(a.standing, Refused | Terminated)
    ]
    day = termination_day(convention)
    if refused and day is not None and day <= command.on:
        raise Turned(Why.ENDS_BY_REFUSAL, convention=convention.id, on=day)
    return (f.ConventionEnded(on=command.on, cause=command.cause, id=command.id, by=command.by),)


def request_retraction(
    convention: Convention, command: RequestRetraction
) -> tuple[f.ConventionFact, ...]:
    """Somebody sees a mistake, the own one perhaps: a second person is asked to retract it."""
    if not command.reason.strip():
        raise Turned(Why.REASON_MISSING)
    line = next((r for r in convention.registrations if r.id == command.retracts), None)
    if line is None:
        raise Turned(Why.UNKNOWN_REGISTRATION, registration=command.retracts)
    if line.retracted:
        raise Turned(Why.ALREADY_RETRACTED, registration=command.retracts)
    if line.asked_on is not None:
        return ()
    return (
        f.RetractionRequested(
            on=command.today, retracts=command.retracts, reason=command.reason, by=command.by
        ),
    )


def retract(convention: Convention, command: Retract) -> tuple[f.ConventionFact, ...]:
    """A mistaken registration is taken back by a second person, with a reason."""
    if not command.reason.strip():
        raise Turned(Why.REASON_MISSING)
    line = next((r for r in convention.registrations if r.id == command.retracts), None)
    if line is None:
        raise Turned(Why.UNKNOWN_REGISTRATION, registration=command.retracts)
    if line.retracted:
        raise Turned(Why.ALREADY_RETRACTED, registration=command.retracts)
    if line.by == ENGINE:
        raise Turned(Why.NOT_ALLOWED, by=command.by, role="", command=line.type)
    if line.by == command.by:
        raise Turned(Why.SAME_PERSON, by=command.by)
    return (
        f.RegistrationRetracted(
            on=command.today, retracts=command.retracts, reason=command.reason, by=command.by
        ),
    )


def settle_task(
    convention: Convention, avenant: Avenant, command: SettleTask
) -> tuple[f.ConventionFact, ...]:
    """A person did what the task asked; tasks with a command of their own are not settled so."""
    settleable = (f.TaskKind.CONTINUITY, f.TaskKind.BILLED_SESSIONS)
    open_ones = {t.kind for t in tasks_of(convention) if t.avenant == avenant.id}
    if command.task not in settleable or command.task not in open_ones:
        raise Turned(Why.NO_SUCH_TASK, avenant=avenant.id, task=command.task)
    return (
        f.TaskSettled(
            on=command.today,
            avenant=avenant.id,
            task=command.task,
            note=command.note,
            by=command.by,
        ),
    )
