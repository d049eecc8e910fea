"""A mail that something overtook between its intent and its fact: it left, or it never will."""

import pytest

from domain import commands as c
from domain import facts as f
from domain.circular import Reminders
from domain.facts import Notice
from domain.intake import Intake
from domain.notices import overtaken, owed
from domain.procedure import TELL, Next, next_for_provider
from domain.turned import Why
from domain.values import Channel
from tests.domain.builders import AVENANT, Case, a, a_silent_avenant, april, march, refuse

MESSAGE_ID = "<n1@namur.test>"
LEFT = c.RecordNoticeSent(today=april(20), avenant=AVENANT, message_id=MESSAGE_ID)
GIVEN_UP = c.AbandonNotice(today=april(20), avenant=AVENANT, message_id=MESSAGE_ID)


def begin(channel: Channel = Channel.EMAIL, message_id: str = MESSAGE_ID) -> c.BeginNotice:
    return c.BeginNotice(
        today=april(15),
        avenant=AVENANT,
        notice=Notice.TACIT_ACCEPTANCE,
        about="silence 2026-04-15",
        channel=channel,
        message_id=message_id,
        content_hash=message_id,
    )


def refused_meanwhile() -> Case:
    """Begun on 15 April; on 20 April a refusal of March is registered, and nobody knows more."""
    return a_silent_avenant().after(begin(), refuse(march(30), today=april(20)))


def due(case: Case) -> list[Notice]:
    return [one.notice for one in owed(case.provider(), Reminders(), april(20))]


def unknown(case: Case) -> list[str]:
    return [n.message_id for n in overtaken(case.provider(), Reminders(), april(20))]


def coming(case: Case) -> Next:
    assert case.convention is not None
    return next_for_provider(
        case.convention, case.provider(), cleared=True, intake=Intake(), today=april(20)
    )


def test_nobody_asks_what_became_of_a_mail_that_is_still_owed() -> None:
    begun = a_silent_avenant().after(begin())
    assert (unknown(begun), due(begun)) == ([], [Notice.TACIT_ACCEPTANCE])


def test_one_that_was_overtaken_keeps_the_avenant_at_work_until_its_end_is_known() -> None:
    case = refused_meanwhile()
    told = case.after(
        c.BeginNotice(
            today=april(20),
            avenant=AVENANT,
            notice=Notice.REFUSAL_CONFIRMATION,
            about=owed(case.provider(), Reminders(), april(20))[0].about,
            channel=Channel.EMAIL,
            message_id="<n2@namur.test>",
            content_hash="other bytes",
        ),
        LEFT.model_copy(update={"message_id": "<n2@namur.test>"}),
    )
    assert (unknown(told), due(told)) == ([MESSAGE_ID], [])
    assert coming(told) == TELL
    given_up = told.after(GIVEN_UP)
    assert (unknown(given_up), due(given_up)) == ([], [])
    assert coming(given_up) != TELL


def test_whoever_got_it_is_told_of_the_rescission() -> None:
    case = refused_meanwhile()
    assert Notice.RESCINDED not in due(case)
    case = case.when(LEFT)
    case.then(a(f.NoticeSent, message_id=MESSAGE_ID))
    assert (unknown(case), Notice.RESCINDED in due(case)) == ([], True)


def test_where_it_never_leaves_there_is_nothing_to_rescind() -> None:
    case = refused_meanwhile().when(GIVEN_UP)
    case.then(a(f.NoticeAbandoned, message_id=MESSAGE_ID, notice=Notice.TACIT_ACCEPTANCE))
    assert (unknown(case), due(case)) == ([], [Notice.REFUSAL_CONFIRMATION])
    case.when(GIVEN_UP).then_nothing()
    case.when(LEFT).then_turned_down(Why.OUT_OF_TURN)


def test_what_is_owed_again_later_is_begun_anew_under_another_name() -> None:
    case = a_silent_avenant().after(begin(), GIVEN_UP)
    assert due(case) == [Notice.TACIT_ACCEPTANCE]
    case = case.when(begin(message_id="<n2@namur.test>"))
    case.then(a(f.NoticeStarted, message_id="<n2@namur.test>"))


@pytest.mark.parametrize("end", [LEFT, GIVEN_UP])
def test_nothing_is_said_of_a_mail_that_nobody_began(end: c.AnyCommand) -> None:
    a_silent_avenant().when(end).then_turned_down(Why.OUT_OF_TURN)


def test_what_left_is_not_given_up() -> None:
    a_silent_avenant().after(begin(), LEFT).when(GIVEN_UP).then_nothing()
