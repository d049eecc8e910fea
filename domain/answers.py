"""What a registered refusal is worth: the rules on days, senders, acceptances and withdrawals."""

from datetime import date
from enum import Enum

from domain.facts import Contest, Outcome, Recipient
from domain.state import ProviderAvenant, RefusalOnFile, WithdrawalOnFile


class Worth(Enum):
    """What a refusal is worth, beside being contested."""

    VALID = "valid"
    OUT_OF_TIME = "out_of_time"
    DISMISSED = "dismissed"
    PENDING = "pending"


def worth(refusal: RefusalOnFile, avenant: ProviderAvenant) -> Worth | Contest:
    """What a refusal is worth with everything that is on file."""
    if any(has_effect(w, refusal, avenant) for w in avenant.withdrawals):
        return Worth.DISMISSED
    match refusal.decided:
        case Outcome.REFUSAL:
            return Worth.VALID
        case Outcome.ACCEPTANCE:
            return Worth.DISMISSED
        case None:
            return undecided_worth(refusal, avenant)


def undecided_worth(refusal: RefusalOnFile, avenant: ProviderAvenant) -> Worth | Contest:
    """The rule on refusals that no person has decided.

    Received up to the announced last day it counts; up to the admitted one, or dispatched by
    then, it is contested; later it is out of time. Whatever came from somebody else, or does not
    say which convention is meant, or went to the wrong address, is contested whenever it came.
    """
    if refusal.to_undeliverable:
        return Contest.UNDELIVERABLE
    judged = avenant.communication(refusal.against)
    days = judged.last_days if judged else None
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
    if any(a.received_on <= refusal.received_on for a in avenant.acceptances):
        return Contest.AFTER_ACCEPTANCE
    return Worth.VALID if refusal.received_on <= announced else Contest.BETWEEN_THE_READINGS


def has_effect(
    withdrawal: WithdrawalOnFile, refusal: RefusalOnFile, avenant: ProviderAvenant
) -> bool:
    """Whether a withdrawal undoes that refusal.

    It does if it reached the network on an earlier day than the refusal, or if the network
    agrees, and in both cases before the termination. A refusal that was written after the
    withdrawal had arrived is a new one, and so is one received the same day and registered later.
    """
    judged = avenant.communication(refusal.against)
    if judged and judged.window and withdrawal.reached_on >= judged.window.terminates_on:
        return False
    if withdrawal.reached_on < refusal.received_on:
        written = refusal.dispatched_on
        return written is None or written <= withdrawal.reached_on
    if not withdrawal.agreed:
        return False
    known_before = avenant.withdrawals.index(withdrawal) >= refusal.registered_after
    return withdrawal.reached_on > refusal.received_on or known_before


def earliest_valid(avenant: ProviderAvenant) -> RefusalOnFile | None:
    """Of several refusals the earliest valid one, by the day received, counts."""
    valid = [r for r in avenant.refusals if worth(r, avenant) is Worth.VALID]
    return min(valid, key=lambda r: r.received_on, default=None)


def contested(avenant: ProviderAvenant) -> tuple[tuple[RefusalOnFile, Contest], ...]:
    """The refusals that wait for a person, each with the reason."""
    judged = ((r, worth(r, avenant)) for r in avenant.refusals)
    return tuple((r, w) for r, w in judged if isinstance(w, Contest))


def judging_communication(avenant: ProviderAvenant, received_on: date) -> int | None:
    """Ordinal of the communication whose window judges a refusal received on that day.

    None while it is still being sent. An answer that came before the communication that stands,
    or while none stood, answers an undeliverable one: see `answers_undeliverable`.
    """
    opening = avenant.opening
    if opening is None or answers_undeliverable(avenant, received_on):
        return None
    return opening.ordinal


def answers_undeliverable(avenant: ProviderAvenant, received_on: date) -> bool:
    """Whether on that day only bounced communications had left.

    A refusal is valid from the intent on (`SendingStarted`), also of one abandoned since, which
    may have left.
    """
    alive = [c.started_on for c in avenant.communications if c.bounced_on is None]
    return not alive or received_on < min(alive)
