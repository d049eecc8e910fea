"""What follows when a mail that informs a network fails, and what a person may say of it."""

from datetime import date

from domain.circular_facts import CircularLife, InformationFailed, InformationSettled
from domain.facts import NoticeFailure
from domain.turned import Turned, Why


def fail(
    life: CircularLife, message_id: str, how: NoticeFailure, reason: str, today: date
) -> tuple[InformationFailed, ...]:
    """That mail did not arrive, or may not have; told twice is told once.

    Nothing for a mail that is not the last one to its network, or that a person has seen to.
    """
    begun = next((one for one in life.informing if one.message_id == message_id), None)
    if begun is None or life.begun(begun.network)[-1] != begun:
        return ()
    if life.waits_for_person(begun.network) or message_id in life.settled:
        return ()
    return (
        InformationFailed(
            on=today,
            circular=life.id,
            network=begun.network,
            message_id=message_id,
            how=how,
            reason=reason,
        ),
    )


def settle(
    life: CircularLife, network: str, *, again: bool, reason: str, by: str, today: date
) -> tuple[InformationSettled, ...]:
    """A person sees to the mail that failed; raises Turned where none did, or without a reason."""
    failed = life.waits_for_person(network)
    if failed is None:
        raise Turned(Why.NO_NOTICE_FAILED, avenant=f"{life.id}, {network}")
    if not reason.strip():
        raise Turned(Why.REASON_MISSING)
    return (
        InformationSettled(
            on=today,
            circular=life.id,
            network=network,
            message_id=failed.message_id,
            again=again,
            reason=reason,
            by=by,
        ),
    )
