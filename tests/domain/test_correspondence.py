"""Doubtful sendings, examined copies, notices, retractions that need a second person."""

import pytest

from domain import facts as f
from domain.circular import Reminders
from domain.commands import BeginNotice, Countersign, RecordNoticeSent, RenewEvidence
from domain.facts import Capacity, CopyFault, CopyVerdict, Notice, Outcome, TaskKind
from domain.notices import owed
from domain.procedure import Waiting, next_for_provider
from domain.state import Sending
from domain.tasks import Task, tasks_of
from domain.turned import Why
from domain.values import Channel
from tests.domain.builders import (
    ANNA,
    AVENANT,
    CELL,
    COORDINATOR,
    NETWORK_AVENANT,
    TERMINATION,
    Case,
    a,
    a_network_avenant,
    a_prepared_avenant,
    a_provider_avenant,
    a_silent_avenant,
    abandon,
    april,
    ask_to_retract,
    begin,
    bounce,
    countersign,
    decide_for,
    doubt,
    end_convention,
    examined,
    extend,
    given,
    mailbox_read,
    march,
    posted,
    refuse,
    retract,
    sign,
)

BOTH = tuple(Capacity)


def tasks(case: Case) -> list[Task]:
    assert case.convention is not None
    return list(tasks_of(case.convention))


# -- a sending of which nobody can tell whether it left ---------------------------------------


def a_doubtful_sending() -> Case:
    return given(a_prepared_avenant(Channel.EMAIL)).after(
        begin(march(3), Channel.EMAIL), doubt(march(3))
    )


def test_nothing_more_is_sent_until_a_person_has_found_out() -> None:
    case = a_doubtful_sending()
    assert case.convention is not None
    following = next_for_provider(
        case.convention,
        case.provider(),
        cleared=True,
        intake=mailbox_read(march(1)),
        today=march(4),
    )
    assert (following.waiting_for, following.step) == (Waiting.CLARITY, None)
    assert [t.kind for t in tasks(case)] == [TaskKind.CLEAR_UP]


def test_it_left_says_a_person_and_the_window_runs_from_that_day() -> None:
    case = a_doubtful_sending().after(posted(march(3), today=march(9)))
    case.stands("sent")
    assert tasks(case) == []
    assert case.told(f.Sent)[0].window.sent_on == march(3)


def test_it_never_left_says_a_person_and_it_is_made_anew() -> None:
    case = a_doubtful_sending()
    said = {"by": ANNA, "reason": "not in the log"}
    silent = abandon(march(9)).model_copy(update={"by": ANNA})
    case.when(silent, COORDINATOR).then_turned_down(Why.REASON_MISSING)
    gone = case.when(abandon(march(9)).model_copy(update=said), COORDINATOR)
    gone.then(a(f.SendingAbandoned, ordinal=1))
    assert isinstance(gone.provider().standing, Sending)
    gone.after(begin(march(9), Channel.EMAIL, ordinal=2, purpose=f.Purpose.NEW_DAY))


def test_a_person_gives_up_only_what_is_doubtful() -> None:
    sure = given(a_prepared_avenant(Channel.EMAIL)).after(begin(march(3), Channel.EMAIL))
    given_up = abandon(march(3)).model_copy(update={"by": ANNA})
    sure.when(given_up, COORDINATOR).then_turned_down(Why.NOT_DOUBTFUL, of=1)


def test_doubt_is_told_once_and_never_of_what_is_known() -> None:
    a_doubtful_sending().when(doubt(march(4))).then_nothing()
    a_provider_avenant().when(doubt(march(4))).then_nothing()
    a_provider_avenant().when(doubt(march(4), 2)).then_turned_down(Why.NO_SUCH_COMMUNICATION)


# -- copies that came back --------------------------------------------------------------------


def test_an_accepted_copy_signs_for_the_network() -> None:
    case = a_network_avenant().when(examined(march(9), CopyVerdict.ACCEPTED, *BOTH))
    case.then(
        a(f.SignedCopyExamined, verdict=CopyVerdict.ACCEPTED, report="report:copy:one"),
        a(f.SignatureRegistered, capacities=BOTH, evidence="copy:one"),
        a(f.AvenantSigned),
    )


def test_a_partly_signed_copy_waits_for_the_rest() -> None:
    first = examined(march(9), CopyVerdict.PARTLY_SIGNED, Capacity.B4)
    rest = examined(march(11), CopyVerdict.ACCEPTED, *BOTH, evidence="copy:two")
    case = a_network_avenant().after(first)
    case.stands("sent", NETWORK_AVENANT)
    case.after(rest).stands("signed", NETWORK_AVENANT)


def test_a_refused_copy_asks_the_network_again() -> None:
    case = a_network_avenant().when(
        examined(march(9), CopyVerdict.REFUSED, reasons=(CopyFault.REVOKED,))
    )
    case.then(
        a(f.SignedCopyExamined, reasons=(CopyFault.REVOKED,)),
        a(f.WrongCopyRegistered, reason="revoked", evidence="copy:one"),
    )
    due = owed(case.network(), Reminders(), march(9))
    assert [o.notice for o in due] == [Notice.REMINDER]


def test_a_copy_that_nobody_can_judge_waits_for_a_person_who_then_signs_or_refuses() -> None:
    case = a_network_avenant().after(
        examined(march(9), CopyVerdict.PERSON_LOOKS, reasons=(CopyFault.UNCONFIRMED_SIGNER,))
    )
    case.stands("sent", NETWORK_AVENANT)
    (task,) = tasks(case)
    assert (task.kind, task.since) == (TaskKind.EXAMINE, march(9))
    looked = sign(march(9), *BOTH).model_copy(update={"evidence": "copy:one"})
    assert TaskKind.EXAMINE not in {t.kind for t in tasks(case.after(looked))}


def test_the_same_copy_twice_is_examined_once() -> None:
    once = a_network_avenant().after(examined(march(9), CopyVerdict.REFUSED))
    once.when(examined(march(9), CopyVerdict.REFUSED)).then_nothing()


def test_a_copy_after_the_signature_changes_nothing_and_is_on_file() -> None:
    case = a_network_avenant().after(sign(march(9)))
    case = case.when(examined(march(10), CopyVerdict.REFUSED, evidence="copy:two"))
    case.then(a(f.SignedCopyExamined)).stands("signed", NETWORK_AVENANT)


def test_the_concluded_copy_is_evidence_and_its_timestamp_is_renewed() -> None:
    by_all = countersign(march(10)).model_copy(update={"evidence": "copy:all"})
    case = a_network_avenant().after(sign(march(9)), by_all)
    case.after(renewal("copy:all", "copy:renewed"))
    twice = case.after(renewal("copy:all", "copy:renewed"))
    assert twice.network().signed_copy == "copy:renewed"
    twice.when(renewal("copy:all", "copy:renewed")).then_nothing()
    twice.when(renewal("copy:all", "copy:other")).then_turned_down(Why.NOT_THE_SIGNED_COPY)
    bare = a_network_avenant().after(sign(march(9)), countersign(march(10)))
    bare.when(renewal("copy:all", "copy:other")).then_turned_down(Why.NOT_THE_SIGNED_COPY)


def renewal(replaces: str, evidence: str) -> RenewEvidence:
    return RenewEvidence(
        today=april(1), by=CELL, avenant=NETWORK_AVENANT, replaces=replaces, evidence=evidence
    )


def test_a_countersignature_without_a_file_is_still_one() -> None:
    plain = Countersign(today=march(10), by=CELL, avenant=NETWORK_AVENANT, on=march(10))
    case = a_network_avenant().after(sign(march(9)), plain)
    assert case.network().signed_copy is None


# -- what an addressee is owed a word about ---------------------------------------------------


def notices(case: Case) -> list[Notice]:
    return [o.notice for o in owed(case.provider(), Reminders(), april(30))]


def test_a_contested_refusal_is_told_and_so_is_its_decision() -> None:
    """The decision says itself what it means for the convention: no second letter the same day."""
    case = a_provider_avenant().after(refuse(april(4)))
    assert notices(case) == [Notice.CONTESTED]
    for outcome in Outcome:
        assert notices(case.after(decide_for(outcome, april(8)))) == [Notice.DECIDED]


def test_a_refusal_out_of_time_is_told() -> None:
    late = a_silent_avenant().after(refuse(april(16), dispatched_on=april(14)))
    assert Notice.OUT_OF_TIME in notices(late)


def test_an_extension_is_told_each_time() -> None:
    once = a_provider_avenant().after(extend(april(20), on=april(2)))
    assert notices(once) == [Notice.EXTENDED]
    twice = once.after(extend(april(28), on=april(3)))
    assert notices(twice) == [Notice.EXTENDED, Notice.EXTENDED]


def test_a_rescission_is_told_to_whoever_was_told_of_the_acceptance() -> None:
    quick = a_silent_avenant().after(refuse(march(30), today=april(20)))
    assert notices(quick) == [Notice.REFUSAL_CONFIRMATION], "nobody had been told yet"
    told = a_silent_avenant().after(*told_of_silence(), refuse(march(30), today=april(20)))
    assert notices(told) == [Notice.RESCINDED, Notice.REFUSAL_CONFIRMATION]


def told_of_silence() -> tuple[BeginNotice, RecordNoticeSent]:
    about = "silence 2026-04-15"
    return (
        BeginNotice(
            today=april(15),
            avenant=AVENANT,
            notice=Notice.TACIT_ACCEPTANCE,
            about=about,
            channel=Channel.LETTER,
            message_id="<notice@namur.test>",
            content_hash="bytes",
        ),
        RecordNoticeSent(today=april(15), avenant=AVENANT, message_id="<notice@namur.test>"),
    )


@pytest.mark.parametrize(
    ("cause", "due"),
    [(f.EndCause.NOTICE, [Notice.LAPSED]), (f.EndCause.DEATH, [])],
    ids=["notice", "death"],
)
def test_a_lapse_is_told_but_nobody_is_written_to_about_a_death(
    cause: f.EndCause, due: list[Notice]
) -> None:
    case = a_provider_avenant().after(end_convention(march(20), cause=cause))
    assert notices(case) == due


def test_a_lapse_before_anything_was_said_is_not_told() -> None:
    silent = a_prepared_avenant().after(end_convention(march(20), cause=f.EndCause.NOTICE))
    assert notices(silent) == []


def test_a_bounced_answerless_avenant_is_owed_nothing() -> None:
    assert notices(a_provider_avenant().after(bounce(march(9)))) == []


# -- a retraction that needs a second person --------------------------------------------------


def test_whoever_made_a_mistake_asks_a_second_person() -> None:
    case = a_provider_avenant().after(refuse(march(10)))
    asked = case.when(ask_to_retract(case, f.RefusalRegistered, march(11)))
    asked.then(a(f.RetractionRequested, by=ANNA)).stands("refused", terminates_on=TERMINATION)
    second = [t for t in tasks(asked) if t.kind is TaskKind.SECOND]
    assert [t.about for t in second] == [case.told(f.RefusalRegistered)[0].id]
    asked.when(ask_to_retract(asked, f.RefusalRegistered, march(12))).then_nothing()
    done = asked.after(retract(asked, f.RefusalRegistered, march(12)))
    done.stands("sent")
    assert [t for t in tasks(done) if t.kind is TaskKind.SECOND] == []
    done.when(ask_to_retract(done, f.RefusalRegistered, march(13))).then_turned_down(
        Why.ALREADY_RETRACTED
    )
