"""What waits for a person, and until when."""

from datetime import date

import pytest

from domain.commands import EscalateUnsigned, RecordSent, RetryStopped, StopSending
from domain.facts import Outcome, RetryRequested, SendingStopped, TaskKind
from domain.tasks import Task, needs_person, tasks_of
from domain.turned import Why
from domain.values import Channel, Role
from tests.domain.builders import (
    ANNA,
    AVENANT,
    COORDINATOR,
    NETWORK_AVENANT,
    SENT,
    TERMINATION,
    Case,
    a,
    a_network_avenant,
    a_prepared_avenant,
    a_provider_avenant,
    a_silent_avenant,
    accept,
    april,
    begin,
    bounce,
    countersign,
    decide_for,
    given,
    june,
    march,
    number,
    refuse,
    release,
    resend,
    sign,
    terminate,
)


def only_task(case: Case) -> Task:
    assert case.convention is not None
    (task,) = tasks_of(case.convention)
    return task


def test_a_contested_refusal_waits_for_the_coordinator_until_the_termination_day() -> None:
    """Since the first contested refusal was received."""
    case = a_provider_avenant().after(
        refuse(march(12), by_representative=False), refuse(march(10), by_representative=False)
    )
    task = only_task(case)
    assert (task.kind, task.role) == (TaskKind.DECIDE, Role.COORDINATOR)
    assert (task.since, task.deadline) == (march(10), TERMINATION)
    assert case.convention is not None
    assert needs_person(case.convention, AVENANT)


def test_a_contested_acceptance_waits_for_the_coordinator_too() -> None:
    """It answered what had bounced."""
    case = a_provider_avenant().after(bounce(march(9)), accept(march(10)))
    assert only_task(case).kind is TaskKind.DECIDE
    decided = case.after(decide_for(Outcome.ACCEPTANCE, march(11)))
    assert decided.convention is not None
    assert tasks_of(decided.convention) == ()


def test_a_letter_made_today_waits_to_be_posted_today() -> None:
    task = only_task(given(a_prepared_avenant()).after(begin(SENT)))
    assert (task.kind, task.since, task.deadline) == (TaskKind.POST, SENT, SENT)


def test_a_bounce_waits_for_another_address_until_somebody_asks_for_a_sending() -> None:
    case = a_provider_avenant(channel=Channel.EMAIL).after(bounce(march(4)))
    assert only_task(case).kind is TaskKind.RESEND
    asked = case.after(resend(march(5)))
    assert asked.convention is not None
    assert tasks_of(asked.convention) == ()


@pytest.mark.parametrize("known_on", [TERMINATION, june(8)])
def test_a_refusal_known_only_at_the_termination_leaves_billed_sessions_to_settle(
    known_on: date,
) -> None:
    case = a_silent_avenant().after(refuse(march(30), known_on), terminate(known_on))
    assert case.convention is not None
    kinds = {task.kind for task in tasks_of(case.convention)}
    assert kinds == {TaskKind.CONTINUITY, TaskKind.BILLED_SESSIONS}


def test_a_silent_network_is_chased_by_inami_once_reminders_were_of_no_use() -> None:
    case = a_network_avenant().after(EscalateUnsigned(today=april(20), avenant=NETWORK_AVENANT))
    task = only_task(case)
    assert (task.kind, task.role, task.since) == (TaskKind.CHASE, Role.INAMI, SENT)


def test_a_signed_network_avenant_waits_for_the_leading_official() -> None:
    task = only_task(a_network_avenant().after(sign(march(10))))
    assert (task.kind, task.role, task.since) == (TaskKind.COUNTERSIGN, Role.INAMI, march(10))


def test_a_concluded_one_waits_for_the_coordinator_to_release_the_sending() -> None:
    case = a_network_avenant().after(sign(march(10)), countersign(march(11)))
    task = only_task(case)
    assert (task.kind, task.role) == (TaskKind.RELEASE, Role.COORDINATOR)
    assert case.after(release(march(12))).convention is not None


def test_nothing_waits_where_only_time_has_to_pass() -> None:
    """An open window and a coming termination are nobody's task."""
    for case in (a_provider_avenant(), a_provider_avenant().after(refuse(march(10)))):
        assert case.convention is not None
        assert tasks_of(case.convention) == ()


def test_a_posting_settles_the_task_to_post() -> None:
    case = given(a_prepared_avenant()).after(begin(SENT))
    posted = RecordSent(today=march(4), avenant=AVENANT, id=number("posting"), on=march(4))
    done = case.after(posted)
    assert done.convention is not None
    assert tasks_of(done.convention) == ()


def test_what_was_mended_is_tried_again_at_once_and_is_a_task_again_if_it_stops_again() -> None:
    stopped = StopSending(today=march(3), avenant=AVENANT, why="no address")
    retry = RetryStopped(today=march(4), by=ANNA, avenant=AVENANT)
    fresh = given(a_prepared_avenant())
    fresh.when(retry, COORDINATOR).then_turned_down(Why.NOT_STOPPED)
    case = fresh.after(stopped)
    assert case.convention is not None
    assert [task.kind for task in tasks_of(case.convention)] == [TaskKind.MEND]
    mended = case.when(retry, COORDINATOR).then(a(RetryRequested, by=ANNA))
    assert mended.convention is not None
    assert tasks_of(mended.convention) == ()
    again = mended.when(stopped)
    again.then(a(SendingStopped))
