"""What networks do with their avenant: sign, send a wrong copy, decline, release the sending."""

from datetime import date
from uuid import UUID, uuid5

from domain import facts as f
from domain.commands import (
    Countersign,
    DeclineAvenant,
    EscalateUnsigned,
    ExamineCopy,
    RecordProvidersAddressed,
    RegisterSignature,
    RegisterWrongCopy,
    ReleaseSending,
    RenewEvidence,
)
from domain.state import (
    AwaitingAnswer,
    Concluded,
    NetworkAvenant,
    Sending,
    Signed,
    Undeliverable,
)
from domain.turned import Turned, Why

ASKED = (Sending, AwaitingAnswer, Undeliverable)


def register_signature(
    avenant: NetworkAvenant, command: RegisterSignature
) -> tuple[f.ConventionFact, ...]:
    """A director signed, perhaps in both capacities; signed by both the network has signed."""
    if isinstance(avenant.standing, Signed | Concluded):
        if command.evidence is None or not avenant.signatures:
            raise Turned(Why.CLOSED, avenant=avenant.id, status=avenant.standing.status)
        return ()
    must_be_asked(avenant)
    must_be_a_past_day(avenant, command.received_on, command.today)
    return (
        f.SignatureRegistered(
            on=command.received_on,
            avenant=avenant.id,
            id=command.id,
            capacities=command.capacities,
            evidence=command.evidence,
            by=command.by,
        ),
    )


def examine_copy(avenant: NetworkAvenant, command: ExamineCopy) -> tuple[f.ConventionFact, ...]:
    """The verdict on a copy, and what follows: a signature, a wrong copy, or a person who looks.

    A copy of an avenant that is signed already is examined for the record and changes nothing.
    """
    if any(c.evidence == command.evidence for c in avenant.copies):
        return ()
    over = isinstance(avenant.standing, Signed | Concluded)
    if not over:
        must_be_asked(avenant)
    must_be_a_past_day(avenant, command.received_on, command.today)
    examined = f.SignedCopyExamined(
        on=command.received_on,
        avenant=avenant.id,
        id=command.id,
        verdict=command.verdict,
        reasons=command.reasons,
        capacities=command.capacities,
        evidence=command.evidence,
        report=command.report,
        by=command.by,
    )
    return (examined,) if over else (examined, *what_a_copy_is_worth(avenant, command))


def what_a_copy_is_worth(
    avenant: NetworkAvenant, command: ExamineCopy
) -> tuple[f.ConventionFact, ...]:
    """The registration that follows from a verdict; its id follows from the examination's."""
    of = registration_of(command.id, command.verdict)
    match command.verdict:
        case f.CopyVerdict.ACCEPTED | f.CopyVerdict.PARTLY_SIGNED if command.capacities:
            signature = RegisterSignature(
                today=command.today,
                by=command.by,
                avenant=avenant.id,
                id=of,
                received_on=command.received_on,
                capacities=command.capacities,
                evidence=command.evidence,
            )
            return register_signature(avenant, signature)
        case f.CopyVerdict.REFUSED:
            wrong = RegisterWrongCopy(
                today=command.today,
                by=command.by,
                avenant=avenant.id,
                id=of,
                received_on=command.received_on,
                reason=", ".join(command.reasons) or command.verdict,
                evidence=command.evidence,
            )
            return register_wrong_copy(avenant, wrong)
        case _:
            return ()


def registration_of(examination: UUID, verdict: f.CopyVerdict) -> UUID:
    """The id of what was registered by an examination with that verdict."""
    return uuid5(examination, verdict)


def renew_evidence(avenant: NetworkAvenant, command: RenewEvidence) -> tuple[f.ConventionFact, ...]:
    """The signed copy with another timestamp takes the place of the one it was made from."""
    if avenant.signed_copy == command.evidence:
        return ()
    if avenant.signed_copy is None or avenant.signed_copy != command.replaces:
        raise Turned(Why.NOT_THE_SIGNED_COPY, avenant=avenant.id)
    return (
        f.EvidenceRenewed(
            on=command.today,
            avenant=avenant.id,
            replaces=command.replaces,
            evidence=command.evidence,
            by=command.by,
        ),
    )


def register_wrong_copy(
    avenant: NetworkAvenant, command: RegisterWrongCopy
) -> tuple[f.ConventionFact, ...]:
    """What came back does not hold: recorded with the reason, and the network is asked again."""
    must_have_reason(command.reason)
    must_be_asked(avenant)
    must_be_a_past_day(avenant, command.received_on, command.today)
    return (
        f.WrongCopyRegistered(
            on=command.received_on,
            avenant=avenant.id,
            id=command.id,
            reason=command.reason,
            evidence=command.evidence,
            by=command.by,
        ),
    )


def countersign(avenant: NetworkAvenant, command: Countersign) -> tuple[f.ConventionFact, ...]:
    """Signed by all three the network avenant is concluded."""
    if isinstance(avenant.standing, Concluded):
        return ()
    signed_on = avenant.signed_on
    if not isinstance(avenant.standing, Signed) or signed_on is None:
        raise Turned(Why.NOT_SIGNED, avenant=avenant.id, status=avenant.standing.status)
    if command.on > command.today:
        raise Turned(Why.IN_THE_FUTURE, day=command.on, today=command.today)
    if command.on < signed_on:
        raise Turned(Why.BEFORE_SENDING, day=command.on, sent_on=signed_on)
    return (
        f.AvenantConcluded(
            on=command.on, avenant=avenant.id, by=command.by, evidence=command.evidence
        ),
    )


def decline(avenant: NetworkAvenant, command: DeclineAvenant) -> tuple[f.ConventionFact, ...]:
    """The network will not sign; only its own word says so, silence never does."""
    must_have_reason(command.reason)
    must_be_asked(avenant)
    must_be_a_past_day(avenant, command.on, command.today)
    return (
        f.AvenantDeclined(
            on=command.on, avenant=avenant.id, id=command.id, reason=command.reason, by=command.by
        ),
    )


def release(avenant: NetworkAvenant, command: ReleaseSending) -> tuple[f.ConventionFact, ...]:
    """The coordinator lets the sending begin, once the avenant is concluded (or signed)."""
    if avenant.released_on is not None:
        return ()
    if not may_cascade(avenant, command.policy):
        raise Turned(Why.NOT_CONCLUDED, avenant=avenant.id, status=avenant.standing.status)
    return (f.SendingReleased(on=command.today, avenant=avenant.id, by=command.by),)


def may_cascade(avenant: NetworkAvenant, policy: str) -> bool:
    """Whether the providers of the network may be told (domain page, 3: policy `cascade_on`)."""
    if isinstance(avenant.standing, Concluded):
        return True
    return policy == "signed" and isinstance(avenant.standing, Signed)


def escalate(avenant: NetworkAvenant, command: EscalateUnsigned) -> tuple[f.ConventionFact, ...]:
    """INAMI is told that reminders were of no use; nothing is assumed from silence."""
    if avenant.escalated or not isinstance(avenant.standing, AwaitingAnswer):
        return ()
    return (f.UnsignedEscalated(on=command.today, avenant=avenant.id),)


def addressed(
    avenant: NetworkAvenant, command: RecordProvidersAddressed
) -> tuple[f.ConventionFact, ...]:
    """The sending to the providers has begun; said once."""
    if avenant.addressed_on is not None:
        return ()
    return (
        f.ProvidersAddressed(on=command.today, avenant=avenant.id, providers=command.providers),
    )


def must_be_asked(avenant: NetworkAvenant) -> None:
    """Only an avenant that was sent and is still open can be answered by the network."""
    if not isinstance(avenant.standing, ASKED):
        why = Why.CLOSED if avenant.communications else Why.NOT_SENDING_YET
        raise Turned(why, avenant=avenant.id, status=avenant.standing.status)


def must_be_a_past_day(avenant: NetworkAvenant, day: date, today: date) -> None:
    """Between the sending and today."""
    first = min(c.started_on for c in avenant.communications)
    if day > today:
        raise Turned(Why.IN_THE_FUTURE, day=day, today=today)
    if day < first:
        raise Turned(Why.BEFORE_SENDING, day=day, sent_on=first)


def must_have_reason(reason: str) -> None:
    """Whoever refuses a copy or declines says why."""
    if not reason.strip():
        raise Turned(Why.REASON_MISSING)
