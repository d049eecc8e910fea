"""Several avenants of one convention, networks, and the model for stateful tests."""

from datetime import date

import pytest

from .naive import NaiveConvention
from .scenes import (
    NETWORK,
    OTHER,
    K,
    accepted,
    again,
    bounced,
    done,
    outcome,
    refused,
    retracted,
    sent,
    taken_back,
    told,
)

BOTH = [sent("03-03"), sent("04-20", avenant=OTHER)]  # ends on 1 June, ends on 1 July


def test_windows_of_two_avenants_run_side_by_side() -> None:
    assert told(*BOTH, refused("05-04", avenant=OTHER), of=K)[0] == "accepted_tacitly"
    assert told(*BOTH, refused("05-04", avenant=OTHER), of=OTHER) == (
        "terminated",
        "05-04",
        "07-01",
    )


def test_the_termination_is_the_earliest_among_those_refused() -> None:
    acts = [*BOTH, refused("03-20"), refused("05-04", avenant=OTHER)]
    assert told(*acts, of=K) == ("terminated", "03-20", "06-01")
    assert told(*acts, of=OTHER) == ("terminated", "05-04", "06-01")


def test_windows_open_at_the_termination_lapse() -> None:
    acts = [sent("03-03"), sent("05-20", avenant=OTHER), refused("03-20")]
    assert told(*acts, of=OTHER) == ("lapsed", None, None)
    assert told(*acts, of=OTHER, on=date(2026, 5, 31)) == ("sent", None, None)
    expressly = accepted("05-25", avenant=OTHER)
    assert told(*acts, expressly, of=OTHER) == ("accepted", None, None)


def test_a_withdrawal_comes_too_late_once_another_avenant_ended_the_convention() -> None:
    acts = [*BOTH, refused("03-20"), refused("05-04", avenant=OTHER)]
    late = taken_back("06-10", avenant=OTHER)
    assert told(*acts, late, of=OTHER) == ("terminated", "05-04", "06-01")


def test_another_convention_of_the_same_provider_is_left_alone() -> None:
    elsewhere = "2026-001.K00124"
    acts = [sent(), sent(avenant=elsewhere), refused("03-20")]
    assert told(*acts, of=elsewhere) == ("accepted_tacitly", None, None)


@pytest.mark.parametrize(
    ("acts", "state"),
    [
        ([], "prepared"),
        ([sent(avenant=NETWORK)], "sent"),
        ([sent(avenant=NETWORK), bounced("03-04", avenant=NETWORK)], "undeliverable"),
        (
            [
                sent(avenant=NETWORK),
                bounced("03-04", avenant=NETWORK),
                again("03-05", avenant=NETWORK),
            ],
            "sent",
        ),
        ([sent(avenant=NETWORK), done("wrong_copy", "03-10", NETWORK)], "sent"),
        (
            [
                sent(avenant=NETWORK),
                done("wrong_copy", "03-10", NETWORK),
                done("signed", "03-12", NETWORK),
            ],
            "signed",
        ),
        ([sent(avenant=NETWORK), done("declined", "03-10", NETWORK)], "declined"),
        ([sent(avenant=NETWORK), done("withdrawn", "03-10", NETWORK)], "withdrawn"),
        (
            [
                sent(avenant=NETWORK),
                done("signed", "03-10", NETWORK),
                done("bounced", "03-11", NETWORK) | {"of": 1},
                done("countersigned", "03-12", NETWORK),
                done("released", "03-13", NETWORK),
                done("withdrawn", "03-20", NETWORK),
            ],
            "concluded",
        ),
        (
            [
                sent(avenant=NETWORK),
                done("signed", "03-10", NETWORK),
                retracted("03-11", 1, NETWORK),
            ],
            "sent",
        ),
    ],
)
def test_a_network_is_never_taken_to_agree(acts: list[dict[str, object]], state: str) -> None:
    found = outcome(*acts, of=NETWORK)
    assert found["state"] == state
    assert found["announced_last_day"] is found["admitted_last_day"] is None
    assert found["terminates_on"] is found["terminated_on"] is None


def test_a_network_shows_the_communication_that_reached_it() -> None:
    acts = [sent(avenant=NETWORK), bounced("03-04", avenant=NETWORK)]
    assert outcome(*acts, of=NETWORK)["sent_on"] is None
    found = outcome(*acts, again("03-05", "letter", NETWORK), of=NETWORK)
    assert (found["sent_on"], found["channel"]) == ("2026-03-05", "letter")


def test_the_model_answers_for_each_avenant_as_acts_are_done() -> None:
    model = NaiveConvention(K)
    assert model.outcome(date(2026, 3, 2))[K]["state"] == "prepared"
    model.do({"avenant": K, "act": "sent", "on": date(2026, 3, 3), "channel": "email"})
    mistake = model.do(refused("03-20"))
    assert model.outcome(date(2026, 3, 21))[K]["terminates_on"] == "2026-06-01"
    model.do(retracted("03-22", mistake))
    model.do(sent("03-25", avenant=OTHER))
    found = model.outcome(date(2026, 4, 4), intake_through=date(2026, 4, 3))
    assert {avenant: fields["state"] for avenant, fields in found.items()} == {
        K: "accepted_tacitly",
        OTHER: "sent",
    }


def test_the_model_takes_no_act_of_unknown_form() -> None:
    with pytest.raises(ValueError, match="unknown act 'shouted'"):
        NaiveConvention(K).do(done("shouted", "03-03"))
    with pytest.raises(ValueError, match="lacks 'channel'"):
        NaiveConvention(K).do(done("sent", "03-03"))


def test_a_convention_ends_on_the_earliest_day_it_was_said_to_end() -> None:
    ends = [done("ended_otherwise", "05-20"), done("ended_otherwise", "04-20")]
    found = outcome(sent(), refused("03-20"), *ends)
    assert (found["terminates_on"], found["terminated_on"]) == ("2026-04-20", "2026-04-20")


def test_a_refusal_received_on_the_day_of_the_end_is_not_too_late() -> None:
    acts = [*BOTH, refused("03-20"), done("ended_otherwise", "05-04")]
    assert told(*acts, refused("05-04", avenant=OTHER), of=OTHER)[0] == "terminated"
    assert told(*acts, refused("05-05", avenant=OTHER), of=OTHER) == ("lapsed", None, None)
