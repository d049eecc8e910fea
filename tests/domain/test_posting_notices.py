"""Notices on paper: they wait on the posting list until a person says on which day they left."""

import pytest

from domain import commands as c
from domain import facts as f
from domain.circular import Reminders
from domain.facts import Notice, TaskKind
from domain.notices import owed
from domain.posting import letters_to_post
from domain.tasks import Task, tasks_of
from domain.turned import Why
from domain.values import Channel
from tests.domain.builders import (
    ANNA,
    AVENANT,
    BRAM,
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

LETTER = "<n1@namur.test>"


def written(case: Case, on: int, evidence: str | None = "0" * 64) -> Case:
    """The notice that is due, as a letter on the posting list."""
    (due,) = owed(case.provider(), Reminders(), march(on))
    return case.after(
        c.BeginNotice(
            today=march(on),
            avenant=AVENANT,
            notice=due.notice,
            about=due.about,
            channel=Channel.LETTER,
            message_id=LETTER,
            content_hash="bytes",
            evidence=evidence,
        )
    )


def refused_on_paper() -> Case:
    return written(a_provider_avenant().after(refuse(march(10))), 10)


def posted(on: int, today: int = 20, registered_number: str | None = None) -> c.PostNotice:
    return c.PostNotice(
        today=march(today),
        by=ANNA,
        avenant=AVENANT,
        id=number("posted", on),
        message_id=LETTER,
        on=march(on),
        registered_number=registered_number,
    )


def tasks(case: Case) -> list[Task]:
    assert case.convention is not None
    return list(tasks_of(case.convention))


def due(case: Case) -> list[Notice]:
    return [one.notice for one in owed(case.provider(), Reminders(), april(20))]


def test_a_letter_is_a_task_until_somebody_says_on_which_day_it_was_posted() -> None:
    case = refused_on_paper()
    (task,) = tasks(case)
    assert (task.kind, task.letter) == (TaskKind.POST, "n1")
    assert (task.since, task.deadline) == (march(10), None)
    assert due(case) == [], "the engine does not write it again"
    case = case.when(posted(12, registered_number="RR 1"), COORDINATOR)
    case.then(a(f.NoticePosted, on=march(12), by=ANNA, registered_number="RR 1"))
    assert (tasks(case), due(case)) == ([], [])
    assert case.provider().notices[0].posted_on == march(12)
    case.when(posted(12), COORDINATOR).then_nothing()
    case.when(posted(13), COORDINATOR).then_turned_down(Why.SENT_ALREADY, on=march(12))


def test_the_engine_cannot_say_that_a_letter_left() -> None:
    case = refused_on_paper()
    message_id = case.provider().notices[0].message_id
    told = c.RecordNoticeSent(today=march(11), avenant=AVENANT, message_id=message_id)
    case.when(told).then_turned_down(Why.OUT_OF_TURN)


@pytest.mark.parametrize(
    ("on", "why"), [(9, Why.BEFORE_DOCUMENT), (21, Why.IN_THE_FUTURE)], ids=["before", "ahead"]
)
def test_a_day_that_cannot_be_is_turned_down(on: int, why: Why) -> None:
    refused_on_paper().when(posted(on), COORDINATOR).then_turned_down(why)


def test_a_posting_that_was_a_mistake_is_retracted_and_the_letter_waits_again() -> None:
    case = refused_on_paper().after(posted(12))
    taken_back = c.Retract(
        today=march(21), retracts=number("posted", 12), reason="it lies here", by=BRAM
    )
    case = case.after(taken_back)
    assert [task.kind for task in tasks(case)] == [TaskKind.POST]
    assert tasks(case.after(posted(13, today=22))) == []


def test_what_was_overtaken_waits_no_more_but_counts_if_it_was_posted_all_the_same() -> None:
    """A rescission is told to those who may have got the notice of the acceptance."""
    silent = a_silent_avenant()
    (announced,) = owed(silent.provider(), Reminders(), april(15))
    case = silent.after(
        c.BeginNotice(
            today=april(15),
            avenant=AVENANT,
            notice=announced.notice,
            about=announced.about,
            channel=Channel.LETTER,
            message_id=LETTER,
            content_hash="bytes",
            evidence="0" * 64,
        )
    )
    assert [one.letter for one in letters_to_post(case.provider())] == ["n1"]
    case = case.after(refuse(march(30), today=april(20)))
    assert letters_to_post(case.provider()) == ()
    assert Notice.RESCINDED not in due(case)
    case = case.after(posted(16).model_copy(update={"today": april(21), "on": april(16)}))
    assert Notice.RESCINDED in due(case)


@pytest.mark.parametrize("was_posted", [False, True], ids=["on the list", "brought back"])
def test_a_letter_to_a_wrong_address_is_told_again_when_a_person_names_it(
    *, was_posted: bool
) -> None:
    case = refused_on_paper()
    case = case.after(posted(12)) if was_posted else case
    again = c.SettleNotice(
        today=march(22), by=ANNA, avenant=AVENANT, again=Channel.EMAIL, reason="moved"
    )
    case.when(again, COORDINATOR).then_turned_down(Why.NO_NOTICE_FAILED)
    named = again.model_copy(update={"notice": Notice.REFUSAL_CONFIRMATION})
    case = case.when(named, COORDINATOR).then(a(f.NoticeSettled, again=Channel.EMAIL))
    assert tasks(case) == []
    assert due(case) == [Notice.REFUSAL_CONFIRMATION]


def test_letters_of_records_that_called_them_sent_are_not_asked_for() -> None:
    """Before, a letter counted as told once it lay on the list; whether it left, nobody knows."""
    case = written(a_provider_avenant().after(refuse(march(10))), 10)
    notice = case.provider().notices[0]
    old = f.NoticeSent(
        on=march(10),
        avenant=AVENANT,
        notice=notice.notice,
        about=notice.about,
        message_id=LETTER,
    )
    assert tasks(Case((*case.facts, old))) == []
