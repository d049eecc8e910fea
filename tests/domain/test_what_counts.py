"""When several things happen to one avenant or one convention: which of them counts."""

from datetime import date

import pytest

from domain import facts as f
from domain.commands import RegisterWithdrawal
from domain.facts import Contest, Outcome
from domain.turned import Why
from domain.values import Channel
from tests.domain.builders import (
    ADMITTED,
    ANNOUNCED,
    AVENANT,
    CORRECTED,
    SECOND,
    SILENCE_KNOWN,
    TERMINATION,
    a,
    a_prepared_avenant,
    a_provider_avenant,
    a_silent_avenant,
    abandon,
    accept,
    april,
    begin,
    bounce,
    convention,
    decide_for,
    end_convention,
    extend,
    given,
    july,
    june,
    march,
    may,
    posted,
    prepare,
    refuse,
    resend,
    retract,
    sending,
    sent_again,
    silence,
    supersede,
    take_back,
    terminate,
    two_avenants,
    withdraw,
)

# -- which communication the window belongs to ------------------------------------------------


def test_the_window_belongs_to_the_first_communication_that_did_not_bounce() -> None:
    """Of three communications the first came back: the second opens the window, not the third."""
    case = a_provider_avenant(channel=Channel.EMAIL).after(
        bounce(march(4)),
        *sent_again(march(9), Channel.LETTER),
        *sent_again(march(20), Channel.LETTER, ordinal=3),
    )
    opening = case.stands("sent").avenant().opening
    assert opening is not None
    assert (opening.ordinal, opening.sent_on, opening.channel) == (2, march(9), Channel.LETTER)


def test_a_letter_counts_from_the_day_on_which_it_was_really_posted() -> None:
    """Made for 27 February and posted on 3 March: the days are those of 3 March."""
    case = given(a_prepared_avenant()).after(begin(date(2026, 2, 27))).when(posted(march(3)))
    (sent,) = case.told(f.Sent)
    assert (sent.window.announced_last_day, sent.window.terminates_on) == (ANNOUNCED, TERMINATION)


def test_a_bounce_voids_the_communication_that_it_names() -> None:
    """The copy came back, the first letter did not: the window of the first goes on."""
    given(a_provider_avenant()).after(*sent_again(march(9), Channel.EMAIL)).when(
        bounce(march(10), of=2)
    ).then(a(f.BounceRegistered, of=2)).stands("sent")


def test_a_bounce_that_comes_late_rescinds_a_tacit_acceptance() -> None:
    """Nobody was silent who was never reached; both facts stay in the record."""
    case = given(a_silent_avenant()).when(bounce(april(20)))
    case.then(
        a(f.BounceRegistered, of=1),
        a(f.TacitAcceptanceRescinded, concluded_on=SILENCE_KNOWN),
        a(f.AvenantUndeliverable),
    )
    assert len(case.told(f.SilenceConcluded)) == 1


def test_a_late_bounce_of_one_copy_leaves_the_window_of_the_other_to_run_its_course() -> None:
    """The first communication turns out void: silence is concluded anew over the copy's window."""
    case = a_provider_avenant().after(*sent_again(march(20), Channel.LETTER), silence())
    case = case.after(bounce(april(20))).stands("sent")
    case.when(silence(april(21))).then_turned_down(Why.WINDOW_OPEN, until=april(27))


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        ([accept(march(10))], "accepted"),
        ([refuse(march(10))], "refused"),
        ([refuse(ADMITTED)], "contested"),
        ([refuse(march(10)), terminate()], "terminated"),
    ],
    ids=["acceptance", "refusal", "contested", "termination"],
)
def test_a_bounce_never_takes_back_an_answer(answers: list, status: str) -> None:
    """Whoever answered a communication has received it."""
    given(a_provider_avenant()).after(*answers).when(bounce(june(2))).stands(status)


def test_a_bounce_counts_after_all_when_the_answer_before_it_was_a_mistake() -> None:
    """The refusal was another provider's: nothing shows any more that this letter arrived."""
    case = a_provider_avenant().after(refuse(march(10)), bounce(march(12))).stands("refused")
    case.after(retract(case, f.RefusalRegistered, march(16))).stands("undeliverable")


def test_an_answered_communication_keeps_its_window_when_it_bounces() -> None:
    """Decided for acceptance after the bounce, the avenant waits on as sent."""
    case = a_provider_avenant().after(refuse(ADMITTED), bounce(april(8)))
    case.after(decide_for(Outcome.ACCEPTANCE, april(9))).stands("sent")


def test_a_bounce_that_was_a_mistake_gives_the_window_back() -> None:
    """A refusal that looked like an answer to an undeliverable avenant is then an ordinary one."""
    case = a_provider_avenant().after(bounce(march(9)), refuse(march(5), march(10)))
    case.stands("contested", why=(Contest.UNDELIVERABLE,))
    case.after(retract(case, f.BounceRegistered, march(11))).stands("refused")


def test_an_identical_copy_restarts_nothing() -> None:
    """The copy of 20 March moves neither the last day nor the termination."""
    case = a_provider_avenant().after(*sent_again(march(20), Channel.LETTER))
    case.when(silence()).then(a(f.SilenceConcluded, last_day=ADMITTED))
    case.when(refuse(april(10))).then(a(f.RefusalRegistered)).stands("sent")
    case.when(refuse(march(25))).stands("refused", terminates_on=TERMINATION)


def test_a_corrected_text_is_a_new_avenant_that_supersedes_the_old_one() -> None:
    """The new one has its own window; the old one is history, answered or not."""
    case = a_provider_avenant().after(
        withdraw(march(16), corrected=True),
        prepare(CORRECTED, today=march(16), supersedes=AVENANT),
        *sending(march(17), avenant=CORRECTED),
        supersede(march(17)),
    )
    case.stands("superseded", by=CORRECTED).stands("sent", CORRECTED)
    opening = case.avenant(CORRECTED).opening
    assert opening is not None
    assert opening.sent_on == march(17)


# -- intents ----------------------------------------------------------------------------------


def test_a_document_not_sent_on_its_day_is_made_anew_under_a_new_intent() -> None:
    """The first intent is given up by a fact; the second communication has its own number."""
    case = given(a_prepared_avenant(Channel.EMAIL)).after(begin(march(2), Channel.EMAIL))
    case = case.after(
        abandon(march(3)), begin(march(3), Channel.EMAIL, ordinal=2), posted(march(3), ordinal=2)
    )
    opening = case.stands("sent").avenant().opening
    assert opening is not None
    assert (opening.ordinal, opening.sent_on) == (2, march(3))


def test_the_document_for_another_channel_is_made_anew_as_well() -> None:
    """After a bounce the letter missed its day: it is due again, and not a person's task."""
    case = a_provider_avenant(channel=Channel.EMAIL).after(
        bounce(march(4)),
        resend(march(5), Channel.LETTER),
        begin(march(5), ordinal=2, purpose=f.Purpose.AFTER_BOUNCE),
        abandon(march(6), ordinal=2),
    )
    case.stands("sending").when(begin(march(6), ordinal=3, purpose=f.Purpose.NEW_DAY)).then(
        a(f.SendingStarted, ordinal=3)
    )


def test_if_the_earlier_document_may_have_left_the_days_are_reckoned_from_the_later() -> None:
    """A refusal of what was given up on 2 March is judged by the window of 3 March."""
    case = given(a_prepared_avenant()).after(
        begin(march(2)), refuse(march(2)), abandon(march(3)), begin(march(3), ordinal=2)
    )
    case.stands("sending").when(posted(march(3), ordinal=2)).stands(
        "refused", received_on=march(2), terminates_on=TERMINATION
    )


# -- refusals before the sending is on record -------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "status"),
    [({}, "refused"), ({"by_representative": False}, "contested")],
    ids=["valid", "contested"],
)
def test_a_refusal_that_overtakes_our_own_sent_is_classified_when_sent_is_recorded(
    changes: dict, status: str
) -> None:
    """Valid from the recorded intent on; what it is worth is said once the window is known."""
    case = given(a_prepared_avenant()).after(begin(march(3)))
    case = case.when(refuse(march(3), **changes)).then(a(f.RefusalRegistered)).stands("sending")
    case.when(posted(march(3))).stands(status)


@pytest.mark.parametrize("outcome", Outcome)
def test_answers_to_an_undeliverable_avenant_are_contested_and_never_lost(
    outcome: Outcome,
) -> None:
    """A refusal of what came back waits for a person, who can still let it count."""
    case = a_provider_avenant().after(bounce(march(9))).when(refuse(march(10)))
    case = case.stands("contested", why=(Contest.UNDELIVERABLE,))
    case = case.after(decide_for(outcome, march(11)))
    if outcome is Outcome.REFUSAL:
        case.stands("refused", terminates_on=TERMINATION)
    else:
        case.stands("undeliverable")


@pytest.mark.parametrize(
    ("outcome", "status"), [(Outcome.ACCEPTANCE, "accepted"), (Outcome.REFUSAL, "undeliverable")]
)
def test_an_acceptance_of_an_undeliverable_avenant_is_contested_too(
    outcome: Outcome, status: str
) -> None:
    """What exactly was accepted, nobody knows before a person has looked."""
    case = a_provider_avenant().after(bounce(march(9)), accept(march(10))).stands("contested")
    case.after(decide_for(outcome, march(11))).stands(status)


def test_an_answer_to_what_bounced_stays_contested_when_another_communication_arrives() -> None:
    """Silence is not concluded over it."""
    case = a_provider_avenant(channel=Channel.EMAIL).after(
        bounce(march(4)), *sent_again(march(9), Channel.LETTER), refuse(march(5), march(10))
    )
    case.stands("contested", why=(Contest.UNDELIVERABLE,))
    case.when(silence(may(4))).then_turned_down(Why.NO_WINDOW)


def test_a_refusal_during_a_sending_that_bounces_is_not_lost() -> None:
    """The intent was recorded, the refusal came, then the mail came back: contested."""
    intent = begin(march(3), Channel.EMAIL)
    given(a_prepared_avenant()).after(intent, refuse(march(4))).when(bounce(march(5))).stands(
        "contested", why=(Contest.UNDELIVERABLE,)
    )


# -- the order of answers ---------------------------------------------------------------------


@pytest.mark.parametrize("acceptance_first", [True, False], ids=["acceptance", "refusal"])
@pytest.mark.parametrize(
    ("refused_on", "status"),
    [(march(9), "refused"), (march(10), "contested"), (march(11), "contested")],
    ids=["day-before", "same-day", "day-after"],
)
def test_answers_are_ordered_by_the_day_received_and_not_by_the_day_registered(
    refused_on: date, status: str, *, acceptance_first: bool
) -> None:
    """Accepted on 10 March: a refusal of the day before stands, a later one is contested."""
    answers = [accept(march(10), march(20)), refuse(refused_on, march(20))]
    case = a_provider_avenant().after(*(answers if acceptance_first else reversed(answers)))
    case.stands(status)


@pytest.mark.parametrize("earlier_first", [True, False])
def test_of_several_refusals_the_earliest_valid_one_counts(*, earlier_first: bool) -> None:
    """By the day received; one that is contested is not the earliest valid one."""
    refusals = [refuse(march(10), march(20)), refuse(march(12), march(20))]
    case = a_provider_avenant().after(refuse(march(5), by_representative=False))
    case.after(*(refusals if earlier_first else reversed(refusals))).stands(
        "refused", received_on=march(10)
    )


# -- after a decision or a withdrawal ---------------------------------------------------------


def test_decided_for_acceptance_the_avenant_is_accepted_if_it_had_been_expressly() -> None:
    """Accepted on 10 March, refused on 11 March, decided for the acceptance."""
    case = a_provider_avenant().after(accept(march(10)), refuse(march(11)))
    case.after(decide_for(Outcome.ACCEPTANCE, march(12))).stands("accepted", received_on=march(10))


def test_decided_for_acceptance_the_avenant_else_waits_on_and_becomes_accepted_tacitly() -> None:
    """The decision accepts nothing by itself."""
    case = a_provider_avenant().after(refuse(march(10), by_representative=False))
    case = case.after(decide_for(Outcome.ACCEPTANCE, march(12))).stands("sent")
    case.when(silence()).stands("accepted_tacitly", concluded_on=SILENCE_KNOWN)


def test_a_refusal_withdrawn_with_effect_leaves_an_express_acceptance() -> None:
    """Refused on 9 March, accepted on 10 March; the network agrees to the withdrawal."""
    case = a_provider_avenant().after(refuse(march(9)), accept(march(10))).stands("refused")
    case.after(take_back(march(12), agreed=True)).stands("accepted")


def test_a_refusal_withdrawn_with_effect_lets_the_avenant_wait_on() -> None:
    """Silence is concluded later, and never dated before the withdrawal."""
    case = a_provider_avenant().after(refuse(march(10)), take_back(may(4), agreed=True))
    case.stands("sent").when(silence(may(4))).then(a(f.SilenceConcluded, on=may(4)))


@pytest.mark.parametrize(
    ("withdrawal", "status"),
    [
        (take_back(march(9), agreed=False), "sent"),
        (take_back(march(10), agreed=False), "refused"),
        (take_back(march(11), agreed=False), "refused"),
        (take_back(march(10), agreed=True), "sent"),
        (take_back(may(31), agreed=True), "sent"),
    ],
    ids=["overtook", "same-day", "later", "same-day-agreed", "last-day-agreed"],
)
def test_a_withdrawal_has_effect_if_it_came_earlier_or_the_network_agrees(
    withdrawal: RegisterWithdrawal, status: str
) -> None:
    """The refusal was posted on 9 March and received on 10 March."""
    case = a_provider_avenant()
    if withdrawal.reached_on < march(10):
        case = case.after(withdrawal, refuse(march(10), dispatched_on=march(9)))
    else:
        case = case.after(refuse(march(10), dispatched_on=march(9)), withdrawal)
    case.stands(status)


@pytest.mark.parametrize("ended", [True, False], ids=["terminated", "about-to-be"])
def test_a_withdrawal_has_no_effect_any_more_once_the_convention_is_terminated(
    *, ended: bool
) -> None:
    """Whether the termination is on record or a moment away makes no difference."""
    case = a_provider_avenant().after(refuse(march(10)))
    case = case.after(terminate()) if ended else case
    case.when(take_back(TERMINATION, agreed=True)).then_turned_down(
        Why.PAST_TERMINATION, day=TERMINATION
    )


def test_a_withdrawal_that_had_overtaken_its_refusal_undoes_even_a_termination() -> None:
    """It reached the network in March and was registered in June: there was no refusal."""
    case = a_provider_avenant().after(refuse(march(10), dispatched_on=march(9)), terminate())
    case.when(take_back(march(9), agreed=False, today=june(3))).then(
        a(f.RefusalWithdrawalRegistered),
        a(f.TerminationRescinded, terminated_on=TERMINATION),
        a(f.AvenantRestored, to="sent"),
    )


@pytest.mark.parametrize("dispatched_on", [march(13), None], ids=["written-later", "unknown"])
def test_a_new_refusal_after_an_agreed_withdrawal_is_a_new_refusal(
    dispatched_on: date | None,
) -> None:
    """The withdrawal of 12 March answered the refusal of 10 March and not that of 14 March."""
    case = a_provider_avenant().after(refuse(march(10)), take_back(march(12), agreed=True))
    case.stands("sent").after(refuse(march(14), dispatched_on=dispatched_on)).stands(
        "refused", received_on=march(14)
    )


# -- contested refusals and conclusions -------------------------------------------------------


def test_a_contested_refusal_after_the_conclusion_makes_contested_and_rescinds_nothing() -> None:
    """Received between the readings, registered when silence was concluded already."""
    case = given(a_silent_avenant()).when(refuse(ADMITTED, april(20)))
    case.then(
        a(f.RefusalRegistered), a(f.AvenantContested, why=(Contest.BETWEEN_THE_READINGS,))
    ).stands("contested")


def test_only_the_decision_rescinds_the_tacit_acceptance() -> None:
    """Decided for refusal it goes; decided for acceptance it is what it was."""
    case = given(a_silent_avenant()).after(refuse(ADMITTED, april(20)))
    case.when(decide_for(Outcome.REFUSAL, april(22))).then(
        a(f.ContestedRefusalDecided),
        a(f.TacitAcceptanceRescinded, concluded_on=SILENCE_KNOWN),
        a(f.AvenantRefused, received_on=ADMITTED, terminates_on=TERMINATION),
    )
    case.when(decide_for(Outcome.ACCEPTANCE, april(22))).then(
        a(f.ContestedRefusalDecided), a(f.AvenantRestored, to="accepted_tacitly")
    ).stands("accepted_tacitly", concluded_on=SILENCE_KNOWN)


def test_nothing_is_concluded_while_a_refusal_is_contested() -> None:
    """Neither silence nor a termination."""
    case = a_provider_avenant().after(refuse(march(10), by_representative=False))
    case.when(silence(may(4))).then_turned_down(Why.NO_WINDOW)
    case.when(terminate()).then_turned_down(Why.NOT_REFUSED)


# -- extensions -------------------------------------------------------------------------------

UNTIL = april(20)


@pytest.mark.parametrize(
    ("received_on", "dispatched_on", "status"),
    [
        (ADMITTED, None, "refused"),
        (UNTIL, None, "refused"),
        (april(21), UNTIL, "contested"),
        (april(21), april(21), "sent"),
    ],
)
def test_an_extension_takes_the_place_of_both_thresholds(
    received_on: date, dispatched_on: date | None, status: str
) -> None:
    """Extended until 20 April there is no band between two readings any more."""
    case = a_provider_avenant().after(extend(UNTIL, on=april(2)))
    case.after(refuse(received_on, dispatched_on=dispatched_on)).stands(status)


def test_an_extension_leaves_the_reported_days_and_the_termination_as_they_were() -> None:
    """The stored window is never touched, and silence lasts until the new day."""
    case = a_provider_avenant()
    before = case.told(f.Sent)[0].window
    case = case.after(extend(UNTIL, on=april(2)))
    opening = case.avenant().opening
    assert opening is not None
    assert opening.window == before
    case.when(silence(april(17))).then_turned_down(Why.WINDOW_OPEN, until=UNTIL)
    case.when(refuse(april(17))).stands("refused", terminates_on=TERMINATION)


@pytest.mark.parametrize(
    ("until", "why"),
    [
        (TERMINATION, Why.PAST_TERMINATION),
        (june(2), Why.PAST_TERMINATION),
        (ADMITTED, Why.NOT_AN_EXTENSION),
    ],
)
def test_an_extension_must_precede_the_termination_day(until: date, why: Why) -> None:
    """And it must be one: the last day it takes the place of lies before it."""
    given(a_provider_avenant()).when(extend(until, on=april(2))).then_turned_down(why)


def test_the_extension_before_counts_again_when_the_last_one_was_a_mistake() -> None:
    """Extended twice, and the second time for the wrong provider."""
    case = a_provider_avenant().after(extend(april(13), on=april(2)), extend(UNTIL, on=april(3)))
    case = case.after(retract(case, f.WindowExtended, april(6)))
    case.when(silence(april(13))).then_turned_down(Why.WINDOW_OPEN, until=april(13))


def test_a_window_over_which_silence_was_concluded_is_not_extended() -> None:
    """Nor while a refusal is contested that was registered after the conclusion."""
    for case in (a_silent_avenant(), a_silent_avenant().after(refuse(ADMITTED, april(16)))):
        case.when(extend(may(4), on=april(17))).then_turned_down(Why.ALREADY_CONCLUDED)


# -- several avenants of one convention -------------------------------------------------------


def test_the_termination_is_the_earliest_among_those_refused() -> None:
    """Refused both: the convention ends once, on 1 June, for both of them."""
    case = two_avenants().after(refuse(april(3), avenant=SECOND), refuse(march(10)))
    case.when(terminate(avenant=SECOND)).then(
        a(f.AvenantTerminated, avenant=AVENANT, on=TERMINATION),
        a(f.AvenantTerminated, avenant=SECOND, on=TERMINATION),
    )


def test_an_avenant_that_nobody_refused_brings_no_termination_nearer() -> None:
    """The first avenant was accepted: the refusal of the second ends the convention on 1 July."""
    case = two_avenants().after(accept(march(10)), refuse(april(20), avenant=SECOND))
    case.when(terminate(avenant=SECOND)).then_turned_down(Why.TERMINATION_AHEAD, day=july(1))


def test_the_open_windows_of_the_others_lapse_with_the_termination() -> None:
    """The second avenant was sent in May and nobody had answered it yet."""
    case = two_avenants(second=may(20)).after(refuse(march(10)), terminate())
    case.stands("terminated").stands("lapsed", SECOND, cause=f.EndCause.REFUSAL)


def test_an_avenant_that_was_concluded_before_the_termination_stays_as_it_is() -> None:
    """Accepted expressly in April, the convention ended in June."""
    case = two_avenants().after(accept(april(3), avenant=SECOND), refuse(march(10)), terminate())
    case.stands("accepted", SECOND)


def test_a_lapsed_window_opens_again_when_the_termination_is_rescinded() -> None:
    """The refusal had been registered under the wrong provider."""
    case = two_avenants(second=may(20)).after(refuse(march(10)), terminate())
    case = case.after(retract(case, f.RefusalRegistered, june(2)))
    case.stands("sent").stands("sent", SECOND)


def test_the_day_of_the_other_refusal_counts_when_the_earlier_one_falls_away() -> None:
    """Both refused and ended on 1 June; the first refusal was a mistake: 1 July it is."""
    case = two_avenants().after(refuse(april(3), avenant=SECOND), refuse(march(10)), terminate())
    case = case.after(retract(case, f.RefusalRegistered, june(2)))
    case.stands("sent").stands("refused", SECOND, terminates_on=july(1))
    case.when(terminate(july(1), SECOND)).stands("terminated", SECOND, terminated_on=july(1))


def test_an_earlier_termination_found_out_later_takes_the_place_of_the_recorded_one() -> None:
    """The convention was ended on 1 July; then a refusal of March turns up: it was 1 June."""
    case = two_avenants().after(
        silence(), refuse(april(20), avenant=SECOND), terminate(july(1), SECOND)
    )
    case = case.after(refuse(march(10), july(6)), terminate(july(6)))
    case.stands("terminated", terminated_on=TERMINATION)
    case.stands("terminated", SECOND, terminated_on=TERMINATION)


# -- the end of a convention for another cause ------------------------------------------------


@pytest.mark.parametrize("cause", [f.EndCause.NOTICE, f.EndCause.DEATH, f.EndCause.AGREEMENT])
def test_an_end_before_the_conclusion_lapses_the_avenant(cause: f.EndCause) -> None:
    """Nobody who is silent afterwards has accepted."""
    case = given(a_provider_avenant()).when(end_convention(march(20), cause=cause))
    case.stands("lapsed", cause=cause).when(silence()).then_turned_down(Why.NO_WINDOW)


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        ([accept(march(10))], "accepted"),
        ([refuse(march(10))], "refused"),
        ([silence()], "accepted_tacitly"),
        ([silence(), refuse(april(16), dispatched_on=april(6))], "contested"),
    ],
    ids=["accepted", "refused", "tacit", "contested-after-tacit"],
)
def test_after_the_conclusion_the_state_stays(answers: list, status: str) -> None:
    """Concluded in March or April, ended on 18 May."""
    given(a_provider_avenant()).after(*answers).when(end_convention(may(18))).stands(status)


@pytest.mark.parametrize("known_on", [april(17), may(4)], ids=["at-once", "later"])
def test_while_a_refusal_was_contested_a_later_acceptance_had_concluded_nothing(
    known_on: date,
) -> None:
    """Ended on 17 April, before the refusal was withdrawn: lapsed, whenever that became known."""
    answers = [refuse(march(18), by_representative=False), accept(march(30))]
    ended, taken_back = end_convention(april(17), known_on), take_back(april(29), agreed=True)
    case = a_provider_avenant().after(*answers)
    case = case.after(ended) if known_on < taken_back.today else case.after(taken_back, ended)
    case.stands("lapsed")


def test_the_end_of_a_refused_convention_is_the_earlier_day() -> None:
    """Ended by notice before its termination, it is not terminated as well."""
    case = a_provider_avenant().after(refuse(march(10)), end_convention(may(18)))
    case.when(terminate()).then_turned_down(Why.ENDED_EARLIER, on=may(18)).stands("refused")


def test_it_makes_no_difference_when_the_earlier_end_became_known() -> None:
    """Known only after the termination, it takes that back."""
    case = a_provider_avenant().after(refuse(march(10)), terminate())
    case.when(end_convention(may(18), june(3))).then(
        a(f.ConventionEnded),
        a(f.TerminationRescinded, terminated_on=TERMINATION),
        a(f.AvenantRefused),
    )


def test_a_convention_that_was_terminated_does_not_end_again_later() -> None:
    """The earlier of two ends is the end."""
    given(a_provider_avenant()).after(refuse(march(10)), terminate()).when(
        end_convention(june(8))
    ).then_turned_down(Why.ENDS_BY_REFUSAL, on=TERMINATION)


@pytest.mark.parametrize(("refused_on", "status"), [(march(19), "refused"), (ADMITTED, "lapsed")])
def test_a_refusal_registered_after_the_end_counts_by_the_day_it_was_received(
    refused_on: date, status: str
) -> None:
    """Died on 7 April: what was received in time before it had concluded the avenant."""
    case = a_provider_avenant().after(end_convention(ADMITTED)).stands("lapsed")
    case.when(refuse(refused_on, april(20))).stands(status)


def test_an_answer_that_comes_after_the_end_is_turned_down() -> None:
    """There is no convention left to refuse for."""
    given(a_provider_avenant()).after(end_convention(march(20))).when(
        refuse(march(21))
    ).then_turned_down(Why.CLOSED, on=march(20))


def test_a_change_of_address_ends_nothing() -> None:
    """Nor does another channel: the window runs on."""
    case = given(a_provider_avenant()).when(convention(channel=Channel.EMAIL, today=march(20)))
    case.then(a(f.ConventionUpdated, channel=Channel.EMAIL)).stands("sent")


# -- a circular withdrawn ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        ([], "withdrawn"),
        ([accept(march(10))], "accepted"),
        ([refuse(march(10))], "refused"),
        ([refuse(march(10), by_representative=False)], "contested"),
        ([silence()], "accepted_tacitly"),
        ([silence(), refuse(april(16), dispatched_on=april(6))], "contested"),
    ],
    ids=["open", "accepted", "refused", "contested", "tacit", "contested-after-tacit"],
)
def test_a_circular_withdrawn_closes_open_windows_only(answers: list, status: str) -> None:
    """Whatever was answered by 4 May stays answered."""
    given(a_provider_avenant()).after(*answers).when(withdraw(may(4))).stands(status)


def test_refused_and_not_yet_terminated_the_termination_stands_by_default() -> None:
    """The policy's default asks nobody."""
    case = a_provider_avenant().after(refuse(march(10)), withdraw(may(4)), terminate())
    case.stands("terminated", terminated_on=TERMINATION)


@pytest.mark.parametrize(
    ("outcome", "status"), [(Outcome.REFUSAL, "refused"), (Outcome.ACCEPTANCE, "withdrawn")]
)
def test_or_a_person_decides_per_convention(outcome: Outcome, status: str) -> None:
    """With the other policy somebody says whether the refusal still ends the convention."""
    case = a_provider_avenant().after(refuse(march(10)), withdraw(may(4), ask_refused=True))
    case = case.stands("contested", why=(Contest.CIRCULAR_WITHDRAWN,))
    case.after(decide_for(outcome, may(5))).stands(status)


def test_what_was_withdrawn_does_not_lapse_afterwards() -> None:
    """Of two things that close an avenant the earlier one counts."""
    given(a_provider_avenant()).after(withdraw(march(16)), end_convention(march(20))).stands(
        "withdrawn"
    )
    given(a_provider_avenant()).after(end_convention(march(16)), withdraw(march(20))).stands(
        "lapsed"
    )


def test_a_refusal_that_came_before_the_withdrawal_is_not_lost_with_it() -> None:
    """Received on 10 March, the circular withdrawn on 16 March, registered on 20 March."""
    case = a_provider_avenant().after(withdraw(march(16)))
    case.when(refuse(march(10), march(20))).stands("refused")
    case.when(refuse(march(10), march(20), by_representative=False)).stands("contested")
    case.when(refuse(march(17), march(20))).then_turned_down(Why.CLOSED, on=march(16))


# -- what is null and what is the legal day ---------------------------------------------------


def test_the_termination_has_its_legal_day_even_when_it_is_registered_later() -> None:
    """Recorded on 9 June, it counts from 1 June."""
    given(a_provider_avenant()).after(refuse(march(10))).when(terminate(june(9))).then(
        a(f.AvenantTerminated, on=TERMINATION)
    ).stands("terminated", terminated_on=TERMINATION, received_on=march(10))


def test_no_day_of_termination_stands_where_no_refusal_does() -> None:
    """It goes with the refusal that was withdrawn, and so does the day that was received."""
    case = a_provider_avenant().after(refuse(march(10))).stands("refused", received_on=march(10))
    standing = case.after(take_back(march(12), agreed=True)).avenant().standing
    assert not hasattr(standing, "terminates_on")
    assert not hasattr(standing, "received_on")


def test_the_convention_is_terminated_on_its_day_and_not_before() -> None:
    """First of the third month after the sending."""
    case = a_provider_avenant().after(refuse(march(10)))
    case.when(terminate(may(31))).then_turned_down(Why.TERMINATION_AHEAD, day=TERMINATION)
    case.when(terminate()).then(a(f.AvenantTerminated, on=TERMINATION))


# -- a posting that was registered wrongly ----------------------------------------------------


def test_a_posting_retracted_and_registered_anew_opens_its_own_window() -> None:
    """Posted on 6 March and not on 3 March: refusals and silence follow the true day."""
    case = a_provider_avenant().after(refuse(april(4))).stands("contested")
    case = case.after(retract(case, f.Sent, april(8))).stands("sending")
    case = case.after(posted(march(6), today=april(8)))
    case.stands("refused", received_on=april(4), terminates_on=TERMINATION)


def test_silence_over_a_posting_that_was_retracted_is_rescinded() -> None:
    """And cannot be concluded before the window of the true posting is over."""
    case = given(a_silent_avenant())
    case = case.when(retract(case, f.Sent, april(16)))
    case = case.then(
        a(f.RegistrationRetracted), a(f.TacitAcceptanceRescinded), a(f.AvenantRestored)
    )
    case = case.after(posted(april(1), today=april(16))).stands("sent")
    case.when(silence(april(17))).then_turned_down(Why.WINDOW_OPEN)
