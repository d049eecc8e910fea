"""Informing a network: begun and sent once, failed, and what a person may say of it."""

from datetime import date

from domain.circular_facts import (
    CircularLife,
    InformationFailed,
    InformationSent,
    InformationSettled,
    InformationStarted,
)
from domain.facts import NoticeFailure
from domain.turned import Turned, Why


def under_way(life: CircularLife, network: str) -> InformationStarted | None:
    """The mail to that network whose end is not recorded, if there is one."""
    begun = life.begun(network)
    open_still = to_inform(life, network) and not life.to_begin_anew(network)
    return begun[-1] if begun and open_still else None


def to_begin(life: CircularLife, network: str) -> bool:
    """Whether a mail to that network is to be begun."""
    return to_inform(life, network) and under_way(life, network) is None


def to_inform(life: CircularLife, network: str) -> bool:
    """Whether that network is still to be informed, and no person sees to it."""
    return network not in life.informed and life.waits_for_person(network) is None


def begin(life: CircularLife, intent: InformationStarted) -> tuple[InformationStarted, ...]:
    """The intent to inform a network; none once the circular was taken back, or another is begun.

    What was true when the mail was made may not be so when it is recorded.
    """
    stands = life.withdrawn_on is None
    return (intent,) if stands and to_begin(life, intent.network) else ()


def sent(life: CircularLife, begun: InformationStarted, on: date) -> tuple[InformationSent, ...]:
    """That mail left; nothing where it is known by now to have failed, or that it was recorded.

    A report that it came back may be read before its sender is there to say that it left.
    """
    if under_way(life, begun.network) != begun:
        return ()
    return (
        InformationSent(
            on=on, circular=life.id, network=begun.network, message_id=begun.message_id
        ),
    )


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
