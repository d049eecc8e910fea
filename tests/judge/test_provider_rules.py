"""Every sentence about what counts for a provider, with a scenario that shows it."""

from datetime import date

import pytest

from .scenes import (
    K,
    accepted,
    again,
    bounced,
    decided,
    done,
    extended,
    outcome,
    refused,
    retracted,
    sent,
    taken_back,
    told,
)

# By e-mail on 6 March: announced 6 April (Easter Monday), admitted 7 April, ends on 1 June.
BAND = sent("03-06")
TACIT = ("accepted_tacitly", None, None)


def test_silence_accepts_and_shows_the_days_of_the_sending() -> None:
    assert outcome(sent("03-03", "letter")) == {
        "state": "accepted_tacitly",
        "channel": "letter",
        "sent_on": "2026-03-03",
        "announced_last_day": "2026-04-03",
        "admitted_last_day": "2026-04-07",
        "refusal_received_on": None,
        "terminates_on": None,
        "terminated_on": None,
    }


def test_a_refusal_ends_the_convention_on_the_first_of_the_third_month() -> None:
    assert outcome(sent(), refused("03-20")) == {
        "state": "terminated",
        "channel": "email",
        "sent_on": "2026-03-03",
        "announced_last_day": "2026-04-03",
        "admitted_last_day": "2026-04-03",
        "refusal_received_on": "2026-03-20",
        "terminates_on": "2026-06-01",
        "terminated_on": "2026-06-01",
    }


def test_a_convention_is_in_force_on_the_eve_of_its_termination() -> None:
    acts = [sent(), refused("03-20")]
    eve = outcome(*acts, on=date(2026, 5, 31))
    assert (eve["state"], eve["terminates_on"], eve["terminated_on"]) == (
        "refused",
        "2026-06-01",
        None,
    )
    assert outcome(*acts, on=date(2026, 6, 1))["state"] == "terminated"


@pytest.mark.parametrize(
    ("refusal", "due"),
    [
        (refused("04-06"), ("terminated", "04-06", "06-01")),
        (refused("04-07"), ("contested", "04-07", None)),
        (refused("04-08", "04-07"), ("contested", "04-08", None)),
        (refused("05-20", "04-01"), ("contested", "05-20", None)),
        (refused("04-08", "04-08"), TACIT),
        (refused("04-08") | {"dispatched_on": None}, TACIT),
        (refused("03-20", by_representative=False), ("contested", "03-20", None)),
        (refused("04-20", by_representative=False), ("contested", "04-20", None)),
    ],
)
def test_a_refusal_is_sure_contested_or_out_of_time_by_its_days(
    refusal: dict[str, object], due: tuple[str, str | None, str | None]
) -> None:
    assert told(BAND, refusal) == due


def test_a_contested_refusal_waits_for_its_decision() -> None:
    acts = [BAND, refused("04-07")]
    assert told(*acts, decided("04-20", "refusal")) == ("terminated", "04-07", "06-01")
    assert told(*acts, decided("04-20", "acceptance")) == TACIT


def test_decided_for_acceptance_an_express_acceptance_is_found_again() -> None:
    acts = [BAND, accepted("03-10"), refused("03-12"), decided("03-20", "acceptance")]
    assert told(*acts) == ("accepted", None, None)


def test_decided_for_acceptance_within_the_window_it_waits_on_as_sent() -> None:
    acts = [BAND, refused("03-12", by_representative=False), decided("03-20", "acceptance")]
    assert told(*acts, on=date(2026, 3, 21)) == ("sent", None, None)
    assert told(*acts, refused("03-25")) == ("terminated", "03-25", "06-01")


def test_silence_is_concluded_after_the_fifth_working_day_or_when_the_post_is_confirmed() -> None:
    assert outcome(sent(), on=date(2026, 4, 13))["state"] == "sent"
    assert outcome(sent(), on=date(2026, 4, 14))["state"] == "accepted_tacitly"
    confirmed = date(2026, 4, 3)
    assert outcome(sent(), on=date(2026, 4, 4), intake=confirmed)["state"] == "accepted_tacitly"
    assert outcome(sent(), on=date(2026, 4, 3), intake=confirmed)["state"] == "sent"


def test_a_refusal_received_in_time_but_registered_late_rescinds_the_tacit_acceptance() -> None:
    assert told(sent(), refused("04-01", registered="07-10")) == ("terminated", "04-01", "06-01")


def test_a_contested_refusal_registered_after_the_conclusion_makes_the_avenant_contested() -> None:
    acts = [BAND, refused("04-07", registered="05-04")]
    assert told(*acts) == ("contested", "04-07", None)
    assert told(*acts, decided("05-10", "refusal")) == ("terminated", "04-07", "06-01")


def test_an_acceptance_counts_from_the_day_received() -> None:
    assert told(sent(), accepted("03-10")) == ("accepted", None, None)
    assert told(sent(), accepted("03-10", "05-10")) == ("accepted", None, None)


def test_a_refusal_before_an_acceptance_stands_and_after_it_is_contested() -> None:
    assert told(sent(), refused("03-09"), accepted("03-10")) == ("terminated", "03-09", "06-01")
    assert told(sent(), accepted("03-10"), refused("03-11")) == ("contested", "03-11", None)
    assert told(sent(), accepted("03-10"), refused("03-10")) == ("contested", "03-10", None)


def test_answers_are_ordered_by_the_day_received_not_registered() -> None:
    late_refusal = refused("03-09", registered="03-20")
    assert told(sent(), accepted("03-10"), late_refusal) == ("terminated", "03-09", "06-01")
    late_acceptance = accepted("03-08", "03-20")
    assert told(sent(), refused("03-09"), late_acceptance) == ("contested", "03-09", None)


def test_of_several_refusals_the_earliest_valid_one_counts() -> None:
    late = refused("03-09", registered="03-25")
    assert told(sent(), refused("03-12"), late) == ("terminated", "03-09", "06-01")
    contested = refused("03-05", by_representative=False)
    assert told(sent(), contested, refused("03-12")) == ("terminated", "03-12", "06-01")


def test_a_refusal_out_of_time_beside_a_contested_one_determines_nothing() -> None:
    acts = [BAND, refused("04-09"), refused("04-07", registered="04-20")]
    assert told(*acts) == ("contested", "04-07", None)


def test_a_withdrawal_has_effect_when_agreed_and_before_the_termination() -> None:
    acts = [sent(), refused("03-20")]
    assert told(*acts, taken_back("05-31")) == TACIT
    assert told(*acts, taken_back("06-01")) == ("terminated", "03-20", "06-01")
    assert told(*acts, taken_back("03-25", agreed=False)) == ("terminated", "03-20", "06-01")


def test_a_withdrawal_that_came_before_the_refusal_needs_no_agreement() -> None:
    refusal = refused("03-20", "03-16")
    early = taken_back("03-18", agreed=False)
    assert told(sent(), refusal, early) == TACIT
    assert told(sent(), early, refusal) == TACIT
    same_day = taken_back("03-20", agreed=False)
    assert told(sent(), refusal, same_day) == ("terminated", "03-20", "06-01")


def test_a_refusal_written_after_a_withdrawal_is_a_new_one() -> None:
    acts = [sent(), refused("03-10"), taken_back("03-12"), refused("03-20")]
    assert told(*acts) == ("terminated", "03-20", "06-01")


def test_a_refusal_withdrawn_gives_back_the_express_acceptance() -> None:
    acts = [sent(), refused("03-09"), accepted("03-10"), taken_back("03-12")]
    assert told(*acts) == ("accepted", None, None)


def test_the_window_belongs_to_the_first_communication_that_did_not_bounce() -> None:
    found = outcome(sent(), bounced("03-04"), again("03-06", "letter"))
    assert (found["state"], found["sent_on"], found["channel"]) == (
        "accepted_tacitly",
        "2026-03-06",
        "letter",
    )
    assert told(sent(), bounced("03-04"), again("03-06"), refused("04-06"))[1] == "04-06"


def test_a_bounce_with_nothing_sent_after_it_leaves_the_avenant_undeliverable() -> None:
    found = outcome(sent(), bounced("03-04"))
    assert found == dict.fromkeys(found) | {"state": "undeliverable"}


def test_a_late_bounce_rescinds_a_tacit_acceptance_but_never_an_answer() -> None:
    late = bounced("05-04")
    assert told(sent(), late) == ("undeliverable", None, None)
    assert told(sent(), accepted("03-10"), late) == ("accepted", None, None)
    assert told(sent(), refused("03-10"), late) == ("terminated", "03-10", "06-01")
    assert told(BAND, refused("04-07"), late) == ("contested", "04-07", None)
    assert outcome(sent(), refused("03-10"), late)["sent_on"] == "2026-03-03"


def test_a_bounce_names_the_communication_it_voids() -> None:
    acts = [sent(), again("04-10"), bounced("04-11", of=2)]
    assert outcome(*acts)["sent_on"] == "2026-03-03"
    assert outcome(*acts[:2], bounced("04-11", of=1))["sent_on"] == "2026-04-10"


def test_an_identical_copy_restarts_nothing() -> None:
    acts = [sent(), again("03-30")]
    assert outcome(*acts)["announced_last_day"] == "2026-04-03"
    assert told(*acts, refused("04-20")) == TACIT


def test_answers_to_an_undeliverable_avenant_are_contested() -> None:
    lost = [sent(), bounced("03-04")]
    assert told(*lost, refused("03-10")) == ("contested", "03-10", None)
    assert told(*lost, refused("03-10"), again("03-12")) == ("contested", "03-10", None)
    assert told(*lost, accepted("03-10")) == ("contested", None, None)
    assert told(*lost, accepted("03-10"), decided("03-11", "acceptance"))[0] == "accepted"
    refusal = [refused("03-10"), decided("03-11", "refusal")]
    assert told(*lost, *refusal) == ("terminated", "03-10", "06-01")


def test_a_refusal_noted_before_our_own_sending_is_classified_with_it() -> None:
    early = refused("03-03")
    assert told(early, sent()) == ("terminated", "03-03", "06-01")
    assert told(early) == ("sending", None, None)


def test_an_extension_replaces_both_thresholds_and_moves_no_other_day() -> None:
    longer = extended("04-02", "04-20")
    assert told(BAND, longer, refused("04-20")) == ("terminated", "04-20", "06-01")
    assert told(BAND, longer, refused("04-21", "04-20")) == ("contested", "04-21", None)
    assert told(BAND, longer, refused("04-21")) == TACIT
    found = outcome(BAND, longer)
    assert (found["announced_last_day"], found["admitted_last_day"]) == ("2026-04-06", "2026-04-07")
    assert told(BAND, longer, on=date(2026, 4, 27))[0] == "sent"
    assert told(BAND, longer, on=date(2026, 4, 28))[0] == "accepted_tacitly"


def test_a_retracted_act_counts_no_more_and_a_retracted_retraction_does() -> None:
    acts = [sent(), refused("03-10"), retracted("03-12", 1)]
    assert told(*acts) == TACIT
    assert told(*acts, refused("03-14")) == ("terminated", "03-14", "06-01")
    assert told(*acts, retracted("03-13", 2)) == ("terminated", "03-10", "06-01")


def test_a_withdrawn_circular_closes_open_windows_only() -> None:
    withdrawn = done("withdrawn", "03-25")
    assert told(sent(), withdrawn) == ("withdrawn", None, None)
    assert outcome(sent(), withdrawn)["sent_on"] == "2026-03-03"
    assert told(sent(), accepted("03-10"), withdrawn) == ("accepted", None, None)
    assert told(sent(), refused("03-10"), withdrawn) == ("terminated", "03-10", "06-01")
    assert told(sent(), done("withdrawn", "04-14")) == TACIT
    assert told(BAND, refused("04-07"), done("withdrawn", "04-08"))[0] == "contested"


def test_after_a_withdrawn_circular_a_dropped_refusal_leaves_nothing_open() -> None:
    acts = [sent(), refused("03-10"), done("withdrawn", "03-25"), taken_back("03-28")]
    assert told(*acts) == ("withdrawn", None, None)


def test_the_end_of_a_convention_lapses_what_is_not_concluded() -> None:
    ended = done("ended_otherwise", "03-25")
    assert told(sent(), ended) == ("lapsed", None, None)
    assert told(sent(), bounced("03-04"), ended) == ("lapsed", None, None)
    assert told(sent(), accepted("03-10"), ended) == ("accepted", None, None)
    assert told(sent(), done("ended_otherwise", "04-14")) == TACIT
    assert told(BAND, refused("04-07"), done("ended_otherwise", "04-09"))[0] == "lapsed"


def test_a_refused_convention_ends_on_the_earlier_day() -> None:
    acts = [sent(), refused("03-10")]
    found = outcome(*acts, done("ended_otherwise", "04-25"))
    assert (found["state"], found["terminates_on"], found["terminated_on"]) == (
        "terminated",
        "2026-04-25",
        "2026-04-25",
    )
    assert told(*acts, done("ended_otherwise", "06-25")) == ("terminated", "03-10", "06-01")


def test_without_any_act_a_provider_is_prepared_and_has_no_dates() -> None:
    found = outcome(of=K)
    assert found == dict.fromkeys(found) | {"state": "prepared"}


def test_two_contested_refusals_show_the_earlier_and_are_decided_together() -> None:
    acts = [BAND, refused("04-08", "04-07"), refused("04-07")]
    assert told(*acts) == ("contested", "04-07", None)
    assert told(*acts, decided("04-20", "refusal")) == ("terminated", "04-07", "06-01")


def test_an_answer_on_the_day_of_a_new_sending_belongs_to_it() -> None:
    acts = [sent(), bounced("03-04"), again("03-10")]
    assert told(*acts, refused("03-10")) == ("terminated", "03-10", "06-01")
    assert told(*acts, refused("03-09", registered="03-12")) == ("contested", "03-09", None)


def test_an_acceptance_dropped_by_decision_counts_no_more() -> None:
    acts = [sent(), bounced("03-04"), accepted("03-05"), decided("03-06", "refusal")]
    assert told(*acts) == ("undeliverable", None, None)
    assert told(*acts, again("03-10")) == TACIT


def test_answers_received_after_a_window_was_withdrawn_count_for_nothing() -> None:
    closed = [sent(), done("withdrawn", "03-25")]
    assert told(*closed, refused("03-26")) == ("withdrawn", None, None)
    assert told(*closed, accepted("03-26")) == ("withdrawn", None, None)
    assert told(*closed, refused("03-25")) == ("terminated", "03-25", "06-01")


def test_what_was_concluded_before_a_contest_is_not_lapsed_by_a_later_end() -> None:
    late = refused("04-07", registered="04-15")  # concluded by silence on the same day
    ended = done("ended_otherwise", "04-20")
    assert told(BAND, late, ended) == ("contested", "04-07", None)
    assert told(BAND, late, ended, decided("04-25", "refusal")) == ("terminated", "04-07", "04-20")
    assert told(BAND, late, ended, decided("04-25", "acceptance")) == TACIT
    before = refused("04-07", registered="04-14")
    assert told(BAND, before, ended, decided("04-25", "refusal")) == ("lapsed", None, None)
    same_day = [sent(), accepted("03-10"), refused("03-10"), done("ended_otherwise", "03-15")]
    assert told(*same_day) == ("contested", "03-10", None)


def test_a_contest_keeps_an_avenant_open_until_its_decision() -> None:
    acts = [BAND, refused("04-07"), decided("05-10", "acceptance")]
    assert told(*acts, done("ended_otherwise", "05-09")) == ("lapsed", None, None)
    assert told(*acts, done("ended_otherwise", "05-10")) == TACIT
    again_contested = [refused("05-11", "04-01"), decided("05-20", "acceptance")]
    assert told(*acts, *again_contested, done("ended_otherwise", "05-19")) == ("lapsed", None, None)
