"""What providers answer, and what people decide about it."""

from datetime import date

from domain import facts as f
from domain.commands import (
    DecideContested,
    ExtendWindow,
    RegisterAcceptance,
    RegisterRefusal,
    RegisterWithdrawal,
)
from domain.concluding import termination_day
from domain.standing import conclusion
from domain.state import (
    Accepted,
    AcceptedTacitly,
    AwaitingAnswer,
    Contested,
    Convention,
    Lapsed,
    Prepared,
    ProviderAvenant,
    RefusalOnFile,
    Refused,
    Superseded,
    Terminated,
    Withdrawn,
)
from domain.turned import Turned, Why


def register_refusal(
    convention: Convention, avenant: ProviderAvenant, command: RegisterRefusal
) -> tuple[f.ConventionFact, ...]:
    """A written refusal is recorded as it came in; the same evidence again changes nothing."""
    known = next((r for r in avenant.refusals if r.evidence == command.evidence), None)
    if known is not None:
        return already_known(avenant, known, command)
    must_be_answerable(convention, avenant, command.received_on, command.today)
    if command.dispatched_on is not None:
        if command.dispatched_on > command.received_on:
            raise Turned(
                Why.DISPATCHED_AFTER_RECEIVED,
                dispatched_on=command.dispatched_on,
                received_on=command.received_on,
            )
        must_not_precede(avenant, command.dispatched_on)
    there = command.received_there_on
    if there is not None and there > command.received_on:
        raise Turned(
            Why.DISPATCHED_AFTER_RECEIVED, dispatched_on=there, received_on=command.received_on
        )
    return (
        f.RefusalRegistered(
            on=command.received_on,
            avenant=avenant.id,
            id=command.id,
            received_on=command.received_on,
            dispatched_on=command.dispatched_on,
            channel=command.channel,
            by_representative=command.by_representative,
            names_convention=command.names_convention,
            addressed_to=command.addressed_to,
            received_there_on=there,
            evidence=command.evidence,
            by=command.by,
        ),
    )


def already_known(
    avenant: ProviderAvenant, known: RefusalOnFile, command: RegisterRefusal
) -> tuple[f.ConventionFact, ...]:
    """The same letter with the same days is the same refusal; with other days it is a mistake."""
    same = (
        known.received_on == command.received_on
        and known.dispatched_on == command.dispatched_on
        and known.by_representative == command.by_representative
        and known.names_convention == command.names_convention
        and known.addressed_to == command.addressed_to
    )
    if same:
        return ()
    raise Turned(
        Why.EVIDENCE_KNOWN,
        avenant=avenant.id,
        registration=known.id,
        received_on=known.received_on,
    )


def register_acceptance(
    convention: Convention, avenant: ProviderAvenant, command: RegisterAcceptance
) -> tuple[f.ConventionFact, ...]:
    """An express acceptance. After a refusal it is recorded, and the refusal stands."""
    if command.evidence is not None and any(
        a.evidence == command.evidence and a.received_on == command.received_on
        for a in avenant.acceptances
    ):
        return ()
    must_be_answerable(convention, avenant, command.received_on, command.today)
    return (
        f.AcceptanceRegistered(
            on=command.received_on,
            avenant=avenant.id,
            id=command.id,
            channel=command.channel,
            evidence=command.evidence,
            by=command.by,
        ),
    )


def register_withdrawal(
    convention: Convention, avenant: ProviderAvenant, command: RegisterWithdrawal
) -> tuple[f.ConventionFact, ...]:
    """The provider takes the refusal back; the network's agreement must precede the termination.

    The agreement is as old as its registration: whether the termination was recorded a moment
    sooner or later makes no difference. A withdrawal may overtake its refusal; nobody agrees to
    one that is not known.
    """
    must_not_be_prepared(avenant)
    must_be_past(avenant, command.reached_on, command.today)
    match avenant.standing:
        case Withdrawn() | Superseded() | Lapsed():
            raise Turned(Why.CLOSED, avenant=avenant.id, status=avenant.standing.status)
        case _:
            must_precede_the_end(convention, command)
    if command.agreed and not avenant.refusals:
        raise Turned(Why.NOTHING_REFUSED, avenant=avenant.id)
    return (
        f.RefusalWithdrawalRegistered(
            on=command.reached_on,
            avenant=avenant.id,
            id=command.id,
            agreed=command.agreed,
            evidence=command.evidence,
            by=command.by,
        ),
    )


def decide_contested(
    avenant: ProviderAvenant, command: DecideContested
) -> tuple[f.ConventionFact, ...]:
    """A person says what the contested refusals are worth, with a reason."""
    if not command.reason.strip():
        raise Turned(Why.REASON_MISSING)
    if not isinstance(avenant.standing, Contested):
        raise Turned(Why.NOTHING_CONTESTED, avenant=avenant.id, status=avenant.standing.status)
    contested = {*avenant.standing.refusals, *avenant.standing.acceptances}
    if command.seen is not None and not contested <= set(command.seen):
        raise Turned(Why.MORE_CAME_IN, avenant=avenant.id)
    return (
        f.ContestedRefusalDecided(
            on=command.today,
            avenant=avenant.id,
            id=command.id,
            refusals=avenant.standing.refusals,
            acceptances=avenant.standing.acceptances,
            concluded_on=conclusion(avenant, avenant.standing),
            outcome=command.outcome,
            reason=command.reason,
            by=command.by,
        ),
    )


def extend_window(avenant: ProviderAvenant, command: ExtendWindow) -> tuple[f.ConventionFact, ...]:
    """A later last day for an open window; the termination day does not move."""
    if not command.reason.strip():
        raise Turned(Why.REASON_MISSING)
    match avenant.standing:
        case AwaitingAnswer():
            pass
        case Contested() if conclusion(avenant, avenant.standing) is None:
            pass
        case Accepted() | AcceptedTacitly() | Refused() | Contested():
            raise Turned(Why.ALREADY_CONCLUDED, avenant=avenant.id, status=avenant.standing.status)
        case _:
            raise Turned(Why.NO_WINDOW, avenant=avenant.id, status=avenant.standing.status)
    opening = avenant.opening
    if opening is None or opening.window is None or opening.last_days is None:
        raise Turned(Why.NO_WINDOW, avenant=avenant.id, status=avenant.standing.status)
    if command.until <= opening.last_days[1]:
        raise Turned(Why.NOT_AN_EXTENSION, until=command.until, last_day=opening.last_days[1])
    if command.until >= opening.window.terminates_on:
        raise Turned(Why.PAST_TERMINATION, day=opening.window.terminates_on)
    return (
        f.WindowExtended(
            on=command.today,
            avenant=avenant.id,
            id=command.id,
            ordinal=opening.ordinal,
            until=command.until,
            reason=command.reason,
            by=command.by,
        ),
    )


def must_precede_the_end(convention: Convention, command: RegisterWithdrawal) -> None:
    """A withdrawal, and the network's agreement to it, come before the convention has ended."""
    counts_from = command.today if command.agreed else command.reached_on
    day = termination_day(convention)
    if day is not None and day <= counts_from:
        raise Turned(Why.PAST_TERMINATION, day=day)
    ended = convention.ended
    if ended is not None and ended.on <= counts_from:
        raise Turned(Why.CONVENTION_ENDED, convention=convention.id, on=ended.on)


# -- what makes an answer possible ------------------------------------------------------------


def must_be_answerable(
    convention: Convention, avenant: ProviderAvenant, received_on: date, today: date
) -> None:
    """An answer needs an avenant that was on its way, and that was not closed before it came."""
    must_not_be_prepared(avenant)
    must_be_past(avenant, received_on, today)
    closed_on = closing_day(convention, avenant)
    if closed_on is not None and received_on > closed_on:
        raise Turned(Why.CLOSED, avenant=avenant.id, status=avenant.standing.status, on=closed_on)


def closing_day(convention: Convention, avenant: ProviderAvenant) -> date | None:
    """The day after which an answer to a closed avenant comes too late; None while it is open.

    An answer that came before that day and is registered later must not be lost: it is recorded,
    and what follows is decided by the days.
    """
    match avenant.standing:
        case Terminated():
            return date.min
        case Withdrawn() | Superseded():
            return avenant.closing.on if avenant.closing else None
        case Lapsed():
            ended = [e.on for e in convention.endings]
            ended += [a.terminated_on for a in convention.provider_avenants if a.terminated_on]
            return min(ended, default=None)
        case _:
            return None


def must_not_be_prepared(avenant: ProviderAvenant) -> None:
    """Nobody can answer what nobody was told; an import of older sendings comes first."""
    if isinstance(avenant.standing, Prepared) or not avenant.communications:
        raise Turned(Why.NOT_SENDING_YET, avenant=avenant.id)


def must_be_past(avenant: ProviderAvenant, day: date, today: date) -> None:
    """A day on which something was received lies between the sending and today."""
    if day > today:
        raise Turned(Why.IN_THE_FUTURE, day=day, today=today)
    must_not_precede(avenant, day)


def must_not_precede(avenant: ProviderAvenant, day: date) -> None:
    """Nothing about an avenant can be older than its first intent."""
    first = min(c.started_on for c in avenant.communications)
    if day < first:
        raise Turned(Why.BEFORE_SENDING, day=day, sent_on=first)
