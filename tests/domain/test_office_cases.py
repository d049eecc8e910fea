"""What an office meets: each case that is not about documents, mailboxes or erasure."""

from datetime import date
from typing import Any

import pytest

from domain import facts as f
from domain.bindings import binding
from domain.commands import RecordSentOutside, SettleTask
from domain.facts import Contest, Recipient, TaskKind
from domain.procedure import Waiting, next_for_provider
from domain.tasks import tasks_of
from domain.turned import Why
from domain.values import Channel, PartyKind
from tests.domain.builders import (
    ADMITTED,
    ANNA,
    AVENANT,
    CORRECTED,
    INAMI,
    SECOND,
    SENT,
    SILENCE_KNOWN,
    TERMINATION,
    Case,
    a,
    a_network_avenant,
    a_prepared_avenant,
    a_provider_avenant,
    a_silent_avenant,
    accept,
    april,
    bounce,
    convention,
    decide_for,
    end_convention,
    extend,
    given,
    june,
    mailbox_read,
    march,
    may,
    number,
    prepare,
    refuse,
    resend,
    retract,
    sending,
    sent_again,
    sign,
    silence,
    supersede,
    terminate,
    two_avenants,
    withdraw,
    wrong_copy,
)


def tasks(case: Case) -> set[TaskKind]:
    assert case.convention is not None
    return {task.kind for task in tasks_of(case.convention)}


def test_a_refusal_registered_late_and_received_in_time_rescinds_the_tacit_acceptance() -> None:
    """The termination day is the one it would have been."""
    given(a_silent_avenant()).when(refuse(march(30), may(4))).then(
        a(f.RefusalRegistered, received_on=march(30)),
        a(f.TacitAcceptanceRescinded, concluded_on=SILENCE_KNOWN),
        a(f.AvenantRefused, received_on=march(30), terminates_on=TERMINATION),
    )


def test_if_the_termination_day_has_passed_a_person_settles_the_sessions_billed_since() -> None:
    """Registered on 8 June: sessions of a week were billed under a convention that had ended."""
    case = given(a_silent_avenant()).after(refuse(march(30), june(8)), terminate(june(8)))
    case.stands("terminated", terminated_on=TERMINATION)
    assert TaskKind.BILLED_SESSIONS in tasks(case)
    in_time = a_provider_avenant().after(refuse(march(30)), terminate())
    assert TaskKind.BILLED_SESSIONS not in tasks(in_time)


def test_after_a_bounce_no_window_runs_and_a_task_asks_for_another_channel() -> None:
    """Undeliverable is not silent."""
    case = given(a_provider_avenant(channel=Channel.EMAIL)).when(bounce(march(4)))
    case.stands("undeliverable").when(silence(may(4))).then_turned_down(Why.NO_WINDOW)
    assert tasks(case) == {TaskKind.RESEND}
    case.when(resend(march(5))).then(a(f.ResendRequested, channel=Channel.LETTER))


def test_the_first_valid_communication_after_the_bounce_opens_the_window() -> None:
    """A letter of 9 March: its days, not those of the e-mail that came back."""
    case = a_provider_avenant(channel=Channel.EMAIL).after(
        bounce(march(4)), *sent_again(march(9), Channel.LETTER)
    )
    case.when(refuse(march(30))).stands("refused", terminates_on=TERMINATION)
    opening = case.avenant().opening
    assert opening is not None
    assert opening.sent_on == march(9)


def test_a_letter_returned_as_unknown_at_the_address_makes_the_avenant_undeliverable() -> None:
    """The network registers what the postman wrote on it."""
    given(a_provider_avenant()).when(bounce(march(12))).stands("undeliverable")


def test_a_letter_unclaimed_or_refused_at_the_door_is_for_a_person_to_judge() -> None:
    """Nothing follows by itself: a person registers it as a bounce, or lets the window run."""
    case = a_provider_avenant()
    case.when(silence()).stands("accepted_tacitly")
    unclaimed = bounce(march(25)).model_copy(update={"reason": "unclaimed"})
    case.when(unclaimed).then(
        a(f.BounceRegistered, reason="unclaimed", by=ANNA), a(f.AvenantUndeliverable)
    )


def test_an_identical_copy_sent_again_restarts_nothing() -> None:
    """On request, for somebody who lost the letter."""
    case = a_provider_avenant().after(*sent_again(march(24), Channel.EMAIL)).stands("sent")
    case.when(silence()).then(a(f.SilenceConcluded, last_day=ADMITTED))


def test_a_corrected_text_is_a_new_avenant_and_who_refused_the_old_one_is_asked() -> None:
    """A person asks whether the refusal stands; until then nothing ends."""
    case = a_provider_avenant().after(
        refuse(march(10)),
        prepare(CORRECTED, today=march(16), supersedes=AVENANT),
        *sending(march(17), avenant=CORRECTED),
    )
    case = case.when(supersede(march(17)))
    case.stands("contested", why=(Contest.TEXT_CORRECTED,)).stands("sent", CORRECTED)
    assert tasks(case) == {TaskKind.DECIDE}
    case.after(decide_for(f.Outcome.REFUSAL, march(18))).stands("refused")
    case.after(decide_for(f.Outcome.ACCEPTANCE, march(18))).stands("superseded", by=CORRECTED)


@pytest.mark.parametrize("cause", [f.EndCause.DEATH, f.EndCause.NOTICE, f.EndCause.EXPIRY])
def test_a_deceased_provider_or_an_ended_convention_never_accepts(cause: f.EndCause) -> None:
    """Known late, it takes back even a tacit acceptance that was concluded in between."""
    open_one = given(a_provider_avenant()).after(end_convention(march(20), cause=cause))
    open_one.stands("lapsed").when(silence()).then_turned_down(Why.NO_WINDOW)
    given(a_silent_avenant()).when(end_convention(march(20), may(4), cause)).then(
        a(f.ConventionEnded),
        a(f.TacitAcceptanceRescinded),
        a(f.AvenantLapsed, on=march(20), cause=cause),
    )


def test_a_convention_that_ended_before_the_sending_gets_no_avenant() -> None:
    """And one that was prepared already is not sent."""
    ended = given().after(convention(), end_convention(march(2)))
    ended.when(prepare(today=march(3))).then_turned_down(Why.CONVENTION_ENDED, on=march(2))
    case = a_prepared_avenant().after(end_convention(march(2))).stands("lapsed")
    case.when(sending(SENT)[0]).then_turned_down(Why.NOTHING_TO_SEND)


def test_a_convention_begun_after_the_launch_is_added_with_its_own_window() -> None:
    """In force for it from its own beginning; sent when it is sent."""
    case = given().after(convention(began_on=april(20)), prepare(today=may(4)), *sending(may(5)))
    (prepared,) = case.told(f.AvenantPrepared)
    assert prepared.in_force_from == april(20)
    opening = case.stands("sent").avenant().opening
    assert opening is not None
    assert opening.sent_on == may(5)


def test_a_convention_that_has_not_begun_gets_no_avenant_yet() -> None:
    """There is nothing to amend before it begins."""
    given().after(convention(began_on=april(20))).when(prepare(today=march(3))).then_turned_down(
        Why.BEGUN_LATER, on=april(20)
    )


def test_while_the_network_does_not_sign_its_providers_get_nothing() -> None:
    """They are listed as prepared, with no dates, and wait for their network."""
    case = a_prepared_avenant().stands("prepared")
    assert case.convention is not None
    assert case.avenant().opening is None
    following = next_for_provider(
        case.convention, case.provider(), cleared=False, intake=mailbox_read(SENT), today=may(4)
    )
    assert following.waiting_for is Waiting.ITS_NETWORK
    assert following.step is None


def test_a_copy_that_is_not_the_document_sent_is_refused_with_the_reasons() -> None:
    """It is on record, the network is asked again, and its true signature still counts."""
    case = given(a_network_avenant()).when(wrong_copy(march(20)))
    case = case.then(a(f.WrongCopyRegistered, reason="page two was changed"))
    case.stands("sent", "2026-001.net-namur").when(sign(march(25))).stands(
        "signed", "2026-001.net-namur"
    )


def test_a_circular_withdrawn_after_the_sending_closes_the_open_windows() -> None:
    """As withdrawn: nobody's silence is concluded any more, and everybody addressed is told."""
    case = given(a_provider_avenant()).when(withdraw(march(20)))
    case = case.then(a(f.ClosingRegistered), a(f.AvenantWithdrawn, on=march(20)))
    case.when(silence()).then_turned_down(Why.NO_WINDOW)


def test_a_second_avenant_while_a_first_window_is_open_runs_beside_it() -> None:
    """Each has its own days and its own answer."""
    case = two_avenants().after(accept(april(3)))
    case.stands("accepted").stands("sent", SECOND)
    case.when(silence(april(20), SECOND)).then_turned_down(Why.WINDOW_OPEN)


def test_an_avenant_sent_outside_the_system_runs_from_its_own_posting_day() -> None:
    """With the evidence of the posting."""
    outside = RecordSentOutside(
        today=march(20),
        by=ANNA,
        avenant=AVENANT,
        id=number("outside"),
        on=SENT,
        channel=Channel.LETTER,
        evidence="scan:receipt",
    )
    case = given(a_prepared_avenant()).when(outside)
    case = case.then(a(f.Sent, on=SENT, purpose=f.Purpose.OUTSIDE, evidence="scan:receipt"))
    case.stands("sent").when(silence()).then(a(f.SilenceConcluded, last_day=ADMITTED))
    again = outside.model_copy(update={"on": march(4), "id": number("outside again")})
    case.when(again).then_turned_down(Why.SENT_ALREADY)
    case.after(retract(case, f.Sent, march(23)), again).stands("sent")


@pytest.mark.parametrize("recipient", [Recipient.INAMI, Recipient.COLLECTING_INSTITUTION])
def test_a_refusal_sent_to_the_wrong_address_is_recorded_with_both_days(
    recipient: Recipient,
) -> None:
    """Theirs and the network's; a person decides what it is worth."""
    refusal = refuse(march(12), addressed_to=recipient, received_there_on=march(10))
    given(a_provider_avenant()).when(refusal).then(
        a(f.RefusalRegistered, received_there_on=march(10), received_on=march(12)),
        a(f.AvenantContested, why=(Contest.WRONG_ADDRESSEE,)),
    )


def test_a_refusal_proven_on_its_way_but_held_up_is_contested() -> None:
    """Postmarked on the last day, delivered after a strike."""
    given(a_provider_avenant()).when(refuse(april(20), dispatched_on=ADMITTED)).stands(
        "contested", why=(Contest.HELD_UP,)
    )


@pytest.mark.parametrize(
    ("received_on", "dispatched_on", "status"),
    [
        (april(3), None, "refused"),
        (april(4), None, "contested"),
        (april(7), None, "contested"),
        (april(8), april(7), "contested"),
        (april(8), april(8), "sent"),
        (april(8), None, "sent"),
    ],
)
def test_a_refusal_is_judged_by_the_day_received_and_the_day_dispatched(
    received_on: date, dispatched_on: date | None, status: str
) -> None:
    """Announced until 3 April, admitted until 7 April; out of time it is only recorded."""
    case = given(a_provider_avenant()).when(refuse(received_on, dispatched_on=dispatched_on))
    assert len(case.told(f.RefusalRegistered)) == 1
    case.stands(status)


@pytest.mark.parametrize("received_on", [march(10), may(4)], ids=["in-time", "out-of-time"])
@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"by_representative": False}, Contest.NOT_THE_PROVIDER),
        ({"names_convention": False}, Contest.CONVENTION_UNCLEAR),
    ],
)
def test_a_refusal_by_somebody_else_or_of_nobody_knows_what_is_contested_whenever_it_came(
    received_on: date, changes: dict[str, Any], why: Contest
) -> None:
    """Also after the last day."""
    case = given(a_provider_avenant()).when(refuse(received_on, **changes))
    case.stands("contested", why=(why,))


def test_an_outage_near_the_end_extends_the_window_with_a_reason() -> None:
    """By somebody who may: INAMI, not the network."""
    case = given(a_provider_avenant()).when(extend(april(20), on=april(2)), INAMI)
    case.then(a(f.WindowExtended, until=april(20), reason="the mailbox was down for two days"))
    blank = extend(april(20), on=april(2)).model_copy(update={"reason": " "})
    given(a_provider_avenant()).when(blank, INAMI).then_turned_down(Why.REASON_MISSING)


def test_a_wrong_registration_is_retracted_by_a_second_person_and_both_facts_stay() -> None:
    """The refusal was another provider's."""
    case = a_provider_avenant().after(refuse(march(10)))
    case.when(retract(case, f.RefusalRegistered, march(12), by=ANNA)).then_turned_down(
        Why.SAME_PERSON
    )
    case = case.when(retract(case, f.RefusalRegistered, march(12)))
    case.then(a(f.RegistrationRetracted), a(f.AvenantRestored, to="sent"))
    assert len(case.told(f.RefusalRegistered)) == len(case.told(f.RegistrationRetracted)) == 1


def test_at_the_termination_the_network_sees_to_the_patients_in_treatment() -> None:
    """A task for its coordinator, until somebody says that it is done."""
    case = a_provider_avenant().after(refuse(march(10)), terminate())
    assert tasks(case) == {TaskKind.CONTINUITY}
    done = SettleTask(
        today=june(4), by=ANNA, avenant=AVENANT, task=TaskKind.CONTINUITY, note="taken over"
    )
    assert tasks(case.after(done)) == set()


def test_an_organisation_is_one_convention_for_which_its_representative_answers() -> None:
    """One refusal, one termination, whoever else works there."""
    case = given().after(convention(party_kind=PartyKind.ORGANISATION), prepare(), *sending(SENT))
    case.after(refuse(march(10), by_representative=False)).stands("contested")
    case.after(refuse(march(10))).stands("refused")


def test_the_unamended_text_governs_whoever_refused_until_the_termination() -> None:
    """In force, and not under the avenant; from 1 June not at all."""
    case = a_provider_avenant().after(refuse(march(10)), terminate())
    assert case.convention is not None
    before, after = (binding(case.convention, day) for day in (may(31), TERMINATION))
    assert (before.in_force, before.avenants) == (True, ())
    assert (after.in_force, after.ends_on) == (False, TERMINATION)
