"""What waits for a person: derived from where things stand, never stored."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from domain.facts import TaskKind
from domain.notices import failed_notices
from domain.posting import letters_to_post, notice_name
from domain.sending import CLOSED
from domain.state import (
    Avenant,
    AwaitingAnswer,
    Concluded,
    Contested,
    Convention,
    NetworkAvenant,
    ProviderAvenant,
    Sending,
    Signed,
    Terminated,
    Undeliverable,
)
from domain.values import Role, Value


class Task(Value):
    """Something that only a person can do."""

    kind: TaskKind
    avenant: str
    network: str
    role: Role
    """Who is to do it: the network's coordinator, or INAMI."""
    since: date
    deadline: date | None = None
    about: UUID | None = None
    """The message, copy or registration that it is about."""
    letter: str = ""
    """The letter or notice that it is about, as the posting list names it."""


def tasks_of(convention: Convention) -> tuple[Task, ...]:
    """Everything about this convention that waits for a person."""
    found: list[Task] = list(retractions_to_second(convention))
    for avenant in convention.avenants:
        match avenant:
            case ProviderAvenant():
                found.extend(provider_tasks(convention, avenant))
            case NetworkAvenant():
                found.extend(network_tasks(convention, avenant))
    return tuple(found)


def retractions_to_second(convention: Convention) -> Iterator[Task]:
    """Mistakes that whoever registered them cannot take back alone."""
    for line in convention.registrations:
        if line.asked_on is not None and not line.retracted:
            yield Task(
                kind=TaskKind.SECOND,
                avenant=line.avenant or (convention.avenants[-1].id if convention.avenants else ""),
                network=convention.network,
                role=Role.COORDINATOR,
                since=line.asked_on,
                about=line.id,
            )


def provider_tasks(convention: Convention, avenant: ProviderAvenant) -> tuple[Task, ...]:
    """Messages to read first, then what its standing asks of a person."""
    opening = avenant.opening
    last_day = opening.last_days[1] if opening and opening.last_days else None
    messages = (
        Task(
            kind=TaskKind.CONFIRM,
            avenant=avenant.id,
            network=convention.network,
            role=Role.COORDINATOR,
            since=message.received_on,
            deadline=last_day,
            about=message.id,
        )
        for message in avenant.held
    )
    return (
        *messages,
        *what_to_mend(convention, avenant, Role.COORDINATOR),
        *notices_to_tell(convention, avenant, Role.COORDINATOR),
        *posting_tasks(convention, avenant, Role.COORDINATOR),
        *provider_standing_tasks(convention, avenant),
    )


def what_to_mend(convention: Convention, avenant: Avenant, role: Role) -> tuple[Task, ...]:
    """What cannot be made until somebody finds an address, say, or corrects a name."""
    if avenant.stopped_by is None or isinstance(avenant.standing, CLOSED):
        return ()
    since = avenant.stopped_on or avenant.prepared_on
    return (
        Task(
            kind=TaskKind.MEND,
            avenant=avenant.id,
            network=convention.network,
            role=role,
            since=since,
        ),
    )


def notices_to_tell(convention: Convention, avenant: Avenant, role: Role) -> tuple[Task, ...]:
    """Notices that did not arrive, or may not have."""
    return tuple(
        Task(
            kind=TaskKind.TELL,
            avenant=avenant.id,
            network=convention.network,
            role=role,
            since=notice.failed_on or notice.started_on,
            letter=notice_name(avenant, notice),
        )
        for notice in failed_notices(avenant)
    )


def posting_tasks(convention: Convention, avenant: Avenant, role: Role) -> tuple[Task, ...]:
    """Letters to post. An avenant is made for one day; a notice has no day by which it must go."""
    return tuple(
        Task(
            kind=TaskKind.POST,
            avenant=avenant.id,
            network=convention.network,
            role=role,
            since=letter.written_on,
            deadline=letter.written_on if letter.notice is None else None,
            letter=letter.letter,
        )
        for letter in letters_to_post(avenant)
    )


def provider_standing_tasks(convention: Convention, avenant: ProviderAvenant) -> tuple[Task, ...]:
    """Contested refusals, missing addresses, letters to post, and what a termination leaves."""

    def task(kind: TaskKind, since: date, deadline: date | None = None, letter: str = "") -> Task:
        return Task(
            kind=kind,
            avenant=avenant.id,
            network=convention.network,
            role=Role.COORDINATOR,
            since=since,
            deadline=deadline,
            letter=letter,
        )

    in_flight = avenant.in_flight
    if in_flight is not None and in_flight.doubtful:
        letter = f"c{in_flight.ordinal}"
        return (task(TaskKind.CLEAR_UP, in_flight.started_on, letter=letter),)
    match avenant.standing:
        case Contested():
            waiting = {*avenant.standing.refusals, *avenant.standing.acceptances}
            answers = [*avenant.refusals, *avenant.acceptances]
            days = [a.received_on for a in answers if a.id in waiting]
            opening = avenant.opening
            deadline = opening.window.terminates_on if opening and opening.window else None
            return (task(TaskKind.DECIDE, min(days), deadline),)
        case Undeliverable() if avenant.resend is None:
            bounced = [c.bounced_on for c in avenant.communications if c.bounced_on]
            return (task(TaskKind.RESEND, max(bounced)),)
        case Terminated(terminated_on=day):
            left = [TaskKind.CONTINUITY]
            if avenant.refused_known_on is not None and avenant.refused_known_on >= day:
                left.append(TaskKind.BILLED_SESSIONS)
            return tuple(task(kind, day) for kind in left if kind not in avenant.settled)
        case _:
            return ()


def network_tasks(convention: Convention, avenant: NetworkAvenant) -> tuple[Task, ...]:
    """Notices to tell otherwise, then what its standing asks of a person."""
    return (
        *what_to_mend(convention, avenant, Role.INAMI),
        *notices_to_tell(convention, avenant, Role.INAMI),
        *posting_tasks(convention, avenant, Role.INAMI),
        *network_standing_tasks(convention, avenant),
    )


def network_standing_tasks(convention: Convention, avenant: NetworkAvenant) -> tuple[Task, ...]:
    """Networks to chase or reach, copies to countersign, sendings to release."""

    def task(
        kind: TaskKind, role: Role, since: date, about: UUID | None = None, letter: str = ""
    ) -> Task:
        return Task(
            kind=kind,
            avenant=avenant.id,
            network=convention.network,
            role=role,
            since=since,
            about=about,
            letter=letter,
        )

    in_flight = avenant.in_flight
    if in_flight is not None and in_flight.doubtful:
        letter = f"c{in_flight.ordinal}"
        return (task(TaskKind.CLEAR_UP, Role.INAMI, in_flight.started_on, letter=letter),)
    unclear = [c for c in avenant.copies if not c.settled]
    match avenant.standing:
        case AwaitingAnswer() | Sending() | Undeliverable() if unclear:
            return tuple(task(TaskKind.EXAMINE, Role.INAMI, c.received_on, c.id) for c in unclear)
        case AwaitingAnswer() if avenant.escalated:
            since = avenant.opening.sent_on if avenant.opening else None
            return (task(TaskKind.CHASE, Role.INAMI, since or avenant.prepared_on),)
        case Undeliverable() if avenant.resend is None:
            return (task(TaskKind.RESEND, Role.INAMI, avenant.prepared_on),)
        case Signed():
            return (task(TaskKind.COUNTERSIGN, Role.INAMI, avenant.signed_on or date.min),)
        case Concluded() if avenant.released_on is None and avenant.concluded_on is not None:
            return (task(TaskKind.RELEASE, Role.COORDINATOR, avenant.concluded_on),)
        case _:
            return ()


def needs_person(convention: Convention, avenant_id: str) -> bool:
    """Whether anything about that avenant waits for a person."""
    return any(t.avenant == avenant_id for t in tasks_of(convention))
