"""A message that may be a refusal holds the silence, and never decides anything by itself."""

from uuid import UUID

from domain import facts as f
from domain.facts import TaskKind
from domain.intake import Intake
from domain.procedure import Waiting, next_for_provider
from domain.state import Contested, Refused
from domain.tasks import tasks_of
from domain.turned import Why
from domain.values import Channel
from tests.domain.builders import (
    ADMITTED,
    AUDITOR,
    SILENCE_KNOWN,
    TERMINATION,
    Case,
    a,
    a_prepared_avenant,
    a_provider_avenant,
    a_silent_avenant,
    april,
    confirm,
    dismiss,
    end_convention,
    given,
    mailbox_read,
    march,
    message,
    refuse,
    silence,
    withdraw,
)


def waits_for(case: Case, today: object = SILENCE_KNOWN) -> Waiting:
    assert case.convention is not None
    return next_for_provider(
        case.convention,
        case.provider(),
        cleared=True,
        intake=mailbox_read(march(1)),
        today=SILENCE_KNOWN,
    ).waiting_for


def test_silence_is_not_concluded_while_a_message_is_unread() -> None:
    case = a_provider_avenant().after(message(march(20)))
    case.stands("sent").when(silence()).then_turned_down(
        Why.MESSAGE_HELD, message=case.provider().held[0].id
    )
    assert waits_for(case) is Waiting.READING


def test_dismissed_with_a_reason_it_holds_no_more_and_the_silence_is_dated_as_without_it() -> None:
    case = a_provider_avenant().after(message(march(20)))
    case = case.after(dismiss(case, april(20)), silence(april(20)))
    case.stands("accepted_tacitly", concluded_on=SILENCE_KNOWN)


def test_confirmed_it_is_a_refusal_received_on_the_day_of_the_message() -> None:
    """Whenever a person came to read it."""
    case = a_provider_avenant(channel=Channel.EMAIL).after(message(march(20)))
    case = case.when(confirm(case, april(20)))
    case.then(
        a(f.PossibleRefusalSettled, outcome="confirmed"),
        a(
            f.RefusalRegistered,
            received_on=march(20),
            dispatched_on=march(20),
            evidence=message(march(20)).evidence,
        ),
        a(f.AvenantRefused, terminates_on=TERMINATION, registered_on=april(20)),
    )
    assert case.provider().held == ()


def test_confirmed_between_the_readings_it_is_contested_like_any_other() -> None:
    case = a_provider_avenant().after(message(april(4)))
    case = case.after(confirm(case, april(6)))
    assert isinstance(case.provider().standing, Contested)


def test_not_by_the_representative_it_is_contested() -> None:
    case = a_provider_avenant().after(message(march(20)))
    case = case.after(confirm(case, march(21), by_representative=False))
    assert isinstance(case.provider().standing, Contested)


def test_a_message_found_after_the_conclusion_rescinds_it_once_it_is_confirmed() -> None:
    """Both facts stay in the record."""
    case = a_silent_avenant().after(message(march(30), today=april(20)))
    case.stands("accepted_tacitly")
    case = case.after(confirm(case, april(21)))
    assert isinstance(case.provider().standing, Refused)
    assert len(case.told(f.SilenceConcluded)) == len(case.told(f.TacitAcceptanceRescinded)) == 1


def test_the_same_message_again_is_no_news() -> None:
    once = a_provider_avenant().after(message(march(20)))
    once.when(message(march(20))).then_nothing()
    once.after(dismiss(once, march(21))).when(message(march(20))).then_nothing()


def test_what_was_registered_by_hand_from_the_same_evidence_is_not_asked_again() -> None:
    by_hand = refuse(march(20))
    case = a_provider_avenant().after(by_hand)
    case.when(message(march(20), evidence=by_hand.evidence)).then_nothing()


def test_the_second_of_two_messages_still_holds() -> None:
    case = a_provider_avenant().after(message(march(20)))
    case = case.after(dismiss(case, march(21)), message(march(25)))
    case.when(silence()).then_turned_down(Why.MESSAGE_HELD)


def test_a_date_before_the_sending_proves_nothing() -> None:
    """The sender's clock was wrong; the message came when the server says."""
    case = a_provider_avenant().after(message(march(20), dispatched_on=march(1)))
    case = case.after(confirm(case, march(21)))
    assert case.told(f.RefusalRegistered)[0].dispatched_on is None


def test_a_convention_that_ends_meanwhile_is_not_concluded_over_an_unread_message() -> None:
    """Neither by silence that was complete before nobody had looked."""
    case = a_provider_avenant().after(message(march(20)), end_convention(april(25)))
    case.stands("lapsed").when(silence(april(25))).then_turned_down(Why.NO_WINDOW)
    withdrawn = a_provider_avenant().after(message(march(20)), withdraw(april(25)))
    withdrawn.stands("withdrawn").when(silence(april(25))).then_turned_down(Why.NO_WINDOW)


def test_it_is_a_task_for_the_network_until_the_last_day() -> None:
    case = a_provider_avenant().after(message(march(20)), message(march(22)))
    assert case.convention is not None
    tasks = [t for t in tasks_of(case.convention) if t.kind is TaskKind.CONFIRM]
    assert [(t.since, t.deadline) for t in tasks] == [(march(20), ADMITTED), (march(22), ADMITTED)]
    assert [t.about for t in tasks] == [m.id for m in case.provider().held]


def test_it_is_turned_down_with_what_is_wrong() -> None:
    case = a_provider_avenant().after(message(march(20)))
    read = case.after(dismiss(case, march(21)))
    read.when(confirm(read, march(22))).then_turned_down(Why.MESSAGE_READ)
    read.when(dismiss(read, march(22))).then_turned_down(Why.MESSAGE_READ)
    unknown = dismiss(case, march(21)).model_copy(update={"message": UUID(int=9)})
    case.when(unknown).then_turned_down(Why.NO_SUCH_MESSAGE, message=UUID(int=9))
    case.when(dismiss(case, march(21), reason=" ")).then_turned_down(Why.REASON_MISSING)
    case.when(dismiss(case, march(21)), AUDITOR).then_turned_down(Why.NOT_ALLOWED)
    case.when(message(march(25), today=march(24))).then_turned_down(Why.IN_THE_FUTURE)
    case.when(message(march(1), today=march(24))).then_turned_down(Why.BEFORE_SENDING)
    case.when(message(march(20), dispatched_on=march(21))).then_turned_down(
        Why.DISPATCHED_AFTER_RECEIVED
    )
    given(a_prepared_avenant()).when(message(march(2))).then_turned_down(Why.NOT_SENDING_YET)


def test_before_the_last_day_it_waits_as_ever() -> None:
    case = a_provider_avenant().after(message(march(20)))
    assert case.convention is not None
    following = next_for_provider(
        case.convention, case.provider(), cleared=True, intake=Intake(), today=march(20)
    )
    assert following.waiting_for is Waiting.ANSWER
