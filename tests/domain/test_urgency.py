"""Who is reminded of what waits for a person, and when INAMI is told."""

from datetime import date

import pytest

from domain.facts import TaskKind
from domain.tasks import Task
from domain.urgency import TaskPolicy, Urgency, is_told
from domain.values import Role
from tests.domain.builders import AVENANT, april, march

POLICY = TaskPolicy(remind_after_days=3, escalate_after_days=10)


@pytest.mark.parametrize(
    ("today", "deadline", "urgency"),
    [
        (march(3), None, Urgency.WAITS),
        (march(5), None, Urgency.WAITS),
        (march(6), None, Urgency.REMINDED),
        (march(12), None, Urgency.REMINDED),
        (march(13), None, Urgency.ESCALATED),
        (march(4), march(4), Urgency.WAITS),
        (march(5), march(4), Urgency.ESCALATED),
    ],
)
def test_it_grows_with_the_days_and_a_missed_deadline_is_escalated_at_once(
    today: date, deadline: date | None, urgency: Urgency
) -> None:
    assert POLICY.urgency(march(3), deadline, today) is urgency


def a_task(role: Role) -> Task:
    return Task(kind=TaskKind.DECIDE, avenant=AVENANT, network="namur", role=role, since=april(1))


def test_a_coordinator_is_told_of_the_own_network_only() -> None:
    task = a_task(Role.COORDINATOR)
    assert is_told(task, Role.COORDINATOR, ("namur",), Urgency.REMINDED)
    assert not is_told(task, Role.COORDINATOR, ("liege",), Urgency.ESCALATED)
    assert not is_told(task, Role.COORDINATOR, ("namur",), Urgency.WAITS)
    assert not is_told(a_task(Role.INAMI), Role.COORDINATOR, ("namur",), Urgency.REMINDED)


def test_inami_is_told_of_its_own_and_of_what_a_coordinator_left_lying() -> None:
    assert is_told(a_task(Role.INAMI), Role.INAMI, (), Urgency.REMINDED)
    assert not is_told(a_task(Role.COORDINATOR), Role.INAMI, (), Urgency.REMINDED)
    assert is_told(a_task(Role.COORDINATOR), Role.INAMI, (), Urgency.ESCALATED)


def test_an_auditor_is_never_written_to() -> None:
    assert not is_told(a_task(Role.INAMI), Role.AUDITOR, (), Urgency.ESCALATED)
