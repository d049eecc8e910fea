"""What a registered answer is worth: the rules on days, senders, acceptances and withdrawals."""

from datetime import date
from enum import Enum
from uuid import UUID

from domain.facts import Contest, Outcome, Recipient
from domain.state import AcceptanceOnFile, ProviderAvenant, RefusalOnFile, WithdrawalOnFile
from domain.terms import window


class Worth(Enum):
    """What a refusal is worth, beside being contested."""

    VALID = "valid"
    OUT_OF_TIME = "out_of_time"
    DISMISSED = "dismissed"
    PENDING = "pending"


def worth(refusal: RefusalOnFile, avenant: ProviderAvenant) -> Worth | Contest:
    """What a refusal is worth with everything that is on file."""
    judged = worth_if_maintained(refusal, avenant)
    too_late = would_terminate_on(avenant) if judged is Worth.VALID else date.max
    withdrawn = any(
        w.reached_on < too_late and has_effect(w, refusal, avenant) for w in avenant.withdrawals
    )
    return Worth.DISMISSED if withdrawn else judged


def worth_if_maintained(refusal: RefusalOnFile, avenant: ProviderAvenant) -> Worth | Contest:
    """What a refusal is worth, leaving withdrawals aside."""
    if refusal.decision is None:
        return undecided_worth(refusal, avenant)
    return Worth.VALID if refusal.decision.outcome is Outcome.REFUSAL else Worth.DISMISSED


def undecided_worth(refusal: RefusalOnFile, avenant: ProviderAvenant) -> Worth | Contest:
    """The rule on refusals that no person has decided.

    Received up to the announced last day it counts; up to the admitted one, or dispatched by
    then, it is contested; later it is out of time. Whatever came from somebody else, or does not
    say which convention is meant, or went to the wrong address, is contested whenever it came.
    """
    if answers_undeliverable(avenant, refusal.received_on):
        return Contest.UNDELIVERABLE
    days = avenant.opening.last_days if avenant.opening else None
    if days is None:
        return Worth.PENDING
    if not refusal.by_representative:
        return Contest.NOT_THE_PROVIDER
    if not refusal.names_convention:
        return Contest.CONVENTION_UNCLEAR
    if refusal.addressed_to is not Recipient.NETWORK:
        return Contest.WRONG_ADDRESSEE
    return timeliness(refusal, avenant, *days)


def timeliness(
    refusal: RefusalOnFile, avenant: ProviderAvenant, announced: date, admitted: date
) -> Worth | Contest:
    """In time, between the readings, held up on its way, or out of time."""
    if refusal.received_on > admitted:
        dispatched = refusal.dispatched_on
        held_up = dispatched is not None and dispatched <= admitted
        return Contest.HELD_UP if held_up else Worth.OUT_OF_TIME
    if any(a.received_on <= refusal.received_on for a in express_acceptances(avenant)):
        return Contest.AFTER_ACCEPTANCE
    return Worth.VALID if refusal.received_on <= announced else Contest.BETWEEN_THE_READINGS


def has_effect(
    withdrawal: WithdrawalOnFile, refusal: RefusalOnFile, avenant: ProviderAvenant
) -> bool:
    """Whether a withdrawal undoes that refusal.

    It does if it reached the network on an earlier day than the refusal, or if the network
    agrees; in both cases before the termination, of which there is none while the refusal is
    contested. A refusal that was written after the withdrawal had arrived is a new one, and so is
    one received the same day and registered later.
    """
    if withdrawal.reached_on < refusal.received_on:
        return overtook(withdrawal, refusal, avenant)
    known_before = withdrawal.id not in refusal.registered_after
    return withdrawal.agreed and (withdrawal.reached_on > refusal.received_on or known_before)


def overtook(
    withdrawal: WithdrawalOnFile, refusal: RefusalOnFile, avenant: ProviderAvenant
) -> bool:
    """Whether a withdrawal that came on an earlier day takes back that very refusal.

    Where the day of dispatch is not known, a withdrawal that already answered an older refusal is
    spent on it.
    """
    if refusal.dispatched_on is not None:
        return refusal.dispatched_on <= withdrawal.reached_on
    return all(r.received_on > withdrawal.reached_on for r in avenant.refusals)


def would_terminate_on(avenant: ProviderAvenant) -> date:
    """The day on which a refusal of this avenant ends the convention.

    It follows from the communication to which the window belongs; where all of them bounced, from
    the last one.
    """
    spoken = avenant.opening or avenant.communications[-1]
    days = spoken.window or window(spoken.started_on, spoken.channel, avenant.rules)
    return days.terminates_on


def earliest_valid(avenant: ProviderAvenant) -> RefusalOnFile | None:
    """Of several refusals the earliest valid one, by the day received, counts."""
    valid = [r for r in avenant.refusals if worth(r, avenant) is Worth.VALID]
    return min(valid, key=lambda r: r.received_on, default=None)


def contested(avenant: ProviderAvenant) -> tuple[tuple[RefusalOnFile, Contest], ...]:
    """The refusals that wait for a person, each with the reason."""
    judged = ((r, worth(r, avenant)) for r in avenant.refusals)
    return tuple((r, w) for r, w in judged if isinstance(w, Contest))


def reopened_on(avenant: ProviderAvenant) -> date | None:
    """The day on which a decision or a withdrawal last let the avenant wait on, if one did."""
    days = [d.on for r in (*avenant.refusals, *avenant.acceptances) for d in r.decisions]
    days += [
        w.reached_on
        for w in avenant.withdrawals
        if any(has_effect(w, r, avenant) for r in avenant.refusals)
    ]
    return max(days, default=None)


def express_acceptances(avenant: ProviderAvenant) -> tuple[AcceptanceOnFile, ...]:
    """The acceptances that count; one of an undeliverable avenant does once it is decided so."""
    return tuple(
        a
        for a in avenant.acceptances
        if (
            a.decision.outcome is Outcome.ACCEPTANCE
            if a.decision
            else not answers_undeliverable(avenant, a.received_on)
        )
    )


def contested_acceptances(avenant: ProviderAvenant) -> tuple[AcceptanceOnFile, ...]:
    """The acceptances that wait for a person: those of an undeliverable avenant."""
    return tuple(
        a
        for a in avenant.acceptances
        if a.decision is None and answers_undeliverable(avenant, a.received_on)
    )


def answers_undeliverable(avenant: ProviderAvenant, received_on: date) -> bool:
    """Whether on that day only bounced communications had left.

    An answer is valid from the intent on (`SendingStarted`), also of one abandoned since, which
    may have left.
    """
    alive = [c.started_on for c in avenant.communications if not c.void]
    return not alive or received_on < min(alive)


def answered_by(avenant: ProviderAvenant, ordinal: int) -> tuple[UUID, ...]:
    """The answers that a bounce of that communication would come too late for."""
    if avenant.opening is None or avenant.opening.ordinal != ordinal:
        return ()
    refusals = [
        r.id
        for r in avenant.refusals
        if worth(r, avenant) not in (Worth.OUT_OF_TIME, Worth.DISMISSED, Contest.UNDELIVERABLE)
    ]
    return (*refusals, *(a.id for a in express_acceptances(avenant)))
