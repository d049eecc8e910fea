"""Notices that did not arrive, or of which nobody knows: a person sees to them, the days stay."""

from typing import get_args

import pytest

from domain import commands as c
from domain import facts as f
from domain.circular import Reminders
from domain.facts import Notice, NoticeFailure, TaskKind
from domain.notices import owed
from domain.tasks import tasks_of
from domain.turned import Why
from domain.values import Channel
from tests.domain.builders import (
    ANNA,
    AVENANT,
    COORDINATOR,
    Case,
    a,
    a_provider_avenant,
    a_silent_avenant,
    april,
    march,
    number,
    refuse,
)

MESSAGE_ID = "<n1@namur.test>"


def refused_and_told() -> Case:
    """A provider who refused, and to whom the confirmation was sent."""
    case = a_provider_avenant().after(refuse(march(10)))
    (due,) = owed(case.provider(), Reminders(), march(10))
    return case.after(
        c.BeginNotice(
            today=march(10),
            avenant=AVENANT,
            notice=due.notice,
            about=due.about,
            channel=Channel.EMAIL,
            message_id=MESSAGE_ID,
            content_hash="bytes",
        ),
        c.RecordNoticeSent(today=march(10), avenant=AVENANT, message_id=MESSAGE_ID),
    )


def failed(how: NoticeFailure = "returned", message_id: str = MESSAGE_ID) -> c.FailNotice:
    return c.FailNotice(
        today=march(11), avenant=AVENANT, message_id=message_id, how=how, reason="5.1.1"
    )


def seen_to(again: Channel | None, reason: str = "by hand") -> c.SettleNotice:
    return c.SettleNotice(today=march(12), by=ANNA, avenant=AVENANT, again=again, reason=reason)


def kinds(case: Case) -> list[TaskKind]:
    assert case.convention is not None
    return [task.kind for task in tasks_of(case.convention)]


def due(case: Case) -> list[Notice]:
    return [one.notice for one in owed(case.provider(), Reminders(), april(1))]


@pytest.mark.parametrize("how", get_args(NoticeFailure))
def test_a_confirmation_that_failed_is_a_task_and_changes_nothing_else(how: NoticeFailure) -> None:
    told = refused_and_told()
    assert kinds(told) == []
    case = told.after(failed(how))
    assert kinds(case) == [TaskKind.TELL]
    assert due(case) == [], "it is never told again by itself"
    assert case.provider().standing == told.provider().standing
    case.when(failed(how)).then_nothing()


@pytest.mark.parametrize("how", get_args(NoticeFailure))
def test_a_person_has_it_told_again_by_letter_once(how: NoticeFailure) -> None:
    case = refused_and_told().after(failed(how))
    case = case.when(seen_to(Channel.LETTER), COORDINATOR)
    case.then(a(f.NoticeSettled, again=Channel.LETTER, reason="by hand", message_id=MESSAGE_ID))
    assert kinds(case) == []
    assert due(case) == [Notice.REFUSAL_CONFIRMATION]
    again = c.BeginNotice(
        today=march(12),
        avenant=AVENANT,
        notice=Notice.REFUSAL_CONFIRMATION,
        about=case.provider().notices[0].about,
        channel=Channel.LETTER,
        message_id="<n2@namur.test>",
        content_hash="other bytes",
        evidence="0" * 64,
    )
    told = c.PostNotice(
        today=march(12), avenant=AVENANT, id=number("p"), message_id="<n2@namur.test>", on=march(12)
    )
    done = case.after(again, told)
    assert due(done) == []
    done.when(again).then_nothing()
    assert kinds(done.after(failed(message_id="<n2@namur.test>"))) == [TaskKind.TELL]


def test_or_says_that_the_addressee_knows() -> None:
    case = refused_and_told().after(failed("doubtful")).when(seen_to(None), COORDINATOR)
    assert (kinds(case), due(case)) == ([], [])
    case.when(seen_to(None), COORDINATOR).then_turned_down(Why.NO_NOTICE_FAILED)


def test_why_is_said_and_nothing_is_seen_to_that_did_not_fail() -> None:
    case = refused_and_told()
    case.when(seen_to(Channel.LETTER), COORDINATOR).then_turned_down(Why.NO_NOTICE_FAILED)
    case.when(failed(message_id="<nobody@namur.test>")).then_turned_down(Why.OUT_OF_TURN)
    unsaid = case.after(failed()).when(seen_to(Channel.LETTER, " "), COORDINATOR)
    unsaid.then_turned_down(Why.REASON_MISSING)


@pytest.mark.parametrize(
    ("how", "rescission_is_told"), [("returned", False), ("refused", False), ("doubtful", True)]
)
def test_what_a_later_fact_overtook_is_no_task_and_who_may_know_is_told_of_the_rescission(
    how: NoticeFailure, *, rescission_is_told: bool
) -> None:
    about = "silence 2026-04-15"
    case = a_silent_avenant().after(
        c.BeginNotice(
            today=april(15),
            avenant=AVENANT,
            notice=Notice.TACIT_ACCEPTANCE,
            about=about,
            channel=Channel.EMAIL,
            message_id=MESSAGE_ID,
            content_hash="bytes",
        ),
        c.RecordNoticeSent(today=april(15), avenant=AVENANT, message_id=MESSAGE_ID),
        failed(how).model_copy(update={"today": april(16)}),
    )
    assert kinds(case) == [TaskKind.TELL]
    case = case.after(refuse(march(30), today=april(20)))
    assert TaskKind.TELL not in kinds(case)
    assert (Notice.RESCINDED in due(case)) is rescission_is_told
