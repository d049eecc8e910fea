"""What providers answer, registered at the terminal: every day that can be wrong is refused."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from domain import commands as c
from domain.facts import Outcome
from domain.values import Channel
from interfaces.cli.evidence_file import LARGEST
from tests.interfaces.cli_office import CELL, SENT_ON, Office, run

pytestmark = pytest.mark.slow


def test_a_refusal_in_time_is_recorded_with_the_day_on_which_the_convention_ends(
    office: Office,
) -> None:
    avenant = office.sent()
    office.is_on(date(2026, 4, 2))
    result = office.refuse(avenant, "2026-04-02")
    assert result.code == 0, result.said
    assert "1 June 2026" in result.out
    assert "31 May 2026" in result.out
    assert office.status(avenant) == "refused"


def test_a_refusal_between_the_readings_ends_with_3_and_names_the_command_that_decides_it(
    office: Office,
) -> None:
    avenant = office.sent()
    office.is_on(date(2026, 4, 8))
    result = office.refuse(avenant, "2026-04-07")
    assert result.code == 3, result.said
    assert f"avenants decide {avenant}" in result.err
    assert office.status(avenant) == "contested"


def test_a_refusal_out_of_time_is_on_file_ends_with_3_and_says_that_it_changes_nothing(
    office: Office,
) -> None:
    avenant = office.sent()
    office.is_on(date(2026, 4, 20))
    result = office.refuse(avenant, "2026-04-20")
    assert result.code == 3
    assert "out of time" in result.err
    assert office.status(avenant) == "sent"


def test_a_refusal_not_by_the_representative_waits_for_a_person(office: Office) -> None:
    avenant = office.sent()
    office.is_on(date(2026, 3, 20))
    result = office.refuse(avenant, "2026-03-19", "--by-representative", "no")
    assert result.code == 3
    assert office.status(avenant) == "contested"


def test_a_day_before_the_sending_is_refused_with_the_day_of_the_sending(office: Office) -> None:
    avenant = office.sent()
    result = office.refuse(avenant, "2026-03-05")
    assert result.code == 1
    assert "6 March 2026" in result.err
    assert "check the day" in result.err


def test_a_day_in_the_future_of_the_engine_s_clock_is_refused(office: Office) -> None:
    avenant = office.sent()
    result = office.refuse(avenant, "2026-03-07")
    assert result.code == 1
    assert "is not past (today: 6 March 2026)" in result.err


def test_dispatched_after_received_is_refused(office: Office) -> None:
    avenant = office.sent()
    office.is_on(date(2026, 3, 20))
    result = office.refuse(avenant, "2026-03-10", "--dispatched-on", "2026-03-11")
    assert result.code == 1
    assert "correct one of the two days" in result.err


@pytest.mark.parametrize("day", ["2026-02-30", "20260303", "3 March", "2026-W10-2", ""])
def test_what_is_no_day_is_wrong_usage_and_shows_how_a_day_is_written(
    office: Office, day: str
) -> None:
    result = office.refuse("K00001", day)
    assert result.code == 2
    assert "2026-03-31" in result.err


def test_missing_evidence_says_so_and_records_nothing(office: Office) -> None:
    avenant = office.sent()
    before = office.facts()
    result = office.refuse(avenant, "2026-03-06", "--evidence", office.folder / "none.pdf")
    assert result.code == 1
    assert "does not exist: check the path" in result.err
    assert office.facts() == before


def test_empty_evidence_says_so(office: Office) -> None:
    avenant = office.sent()
    result = office.refuse(avenant, "2026-03-06", "--evidence", office.paper(b""))
    assert result.code == 1
    assert "is empty: save" in result.err


def test_a_folder_is_no_evidence(office: Office) -> None:
    avenant = office.sent()
    result = office.refuse(avenant, "2026-03-06", "--evidence", office.folder)
    assert result.code == 1
    assert "is a folder: give one file" in result.err


def test_huge_evidence_says_how_much_is_kept(office: Office) -> None:
    avenant = office.sent()
    huge = office.folder / "huge.pdf"
    with huge.open("wb") as file:
        file.truncate(LARGEST + 1)
    result = office.refuse(avenant, "2026-03-06", "--evidence", huge)
    assert result.code == 1
    assert "26 MiB, more than the 25 MiB" in result.err


def test_unreadable_evidence_says_why(office: Office) -> None:
    avenant = office.sent()
    result = office.refuse(avenant, "2026-03-06", "--evidence", "/proc/self/mem")
    assert result.code == 1
    assert "cannot be read" in result.err


def test_a_device_is_no_evidence(office: Office) -> None:
    avenant = office.sent()
    result = office.refuse(avenant, "2026-03-06", "--evidence", "/dev/null")
    assert result.code == 1
    assert "no ordinary file" in result.err


def test_the_same_evidence_twice_is_one_refusal(office: Office) -> None:
    avenant = office.sent()
    paper = office.paper()
    first = office.refuse(avenant, "2026-03-06", "--evidence", paper)
    before = office.facts()
    again = office.refuse(avenant, "2026-03-06", "--evidence", paper)
    assert (first.code, again.code) == (0, 0)
    assert "recorded already" in again.out
    assert office.facts() == before


def test_the_same_evidence_with_other_days_names_the_registration_to_retract(
    office: Office,
) -> None:
    avenant = office.sent()
    paper = office.paper()
    office.is_on(date(2026, 3, 10))
    office.refuse(avenant, "2026-03-07", "--evidence", paper)
    result = office.refuse(avenant, "2026-03-08", "--evidence", paper)
    assert result.code == 1
    assert "avenants retract " in result.err


def test_the_same_refusal_from_two_people_at_once_is_one_refusal(office: Office) -> None:
    avenant = office.sent()
    paper = office.paper()
    before = office.facts()

    with ThreadPoolExecutor(2) as people:
        done = [
            people.submit(refuse_quietly, avenant, paper, who)
            for who in (CELL, office.coordinator("K00001"))
        ]
        codes = [one.result() for one in done]
    assert codes == [0, 0]
    assert office.facts() == before + 2


def refuse_quietly(avenant: str, paper: object, who: str) -> int:
    """Register a refusal without catching the output, which threads share."""
    from interfaces.cli.main import main

    return main(
        [
            *("refuse", avenant, "--received-on", "2026-03-06", "--channel", "email"),
            *("--evidence", str(paper), "--by", who),
        ]
    )


def test_refusals_of_two_avenants_of_one_convention_at_once_both_stand(office: Office) -> None:
    first = office.sent("K00001")
    second = office.sent("K00001", on=date(2026, 3, 9), circular="2026-777")
    papers = [office.paper(b"one"), office.paper(b"two")]
    office.is_on(date(2026, 3, 9))

    def give(pair: tuple[str, object]) -> int:
        return refuse_quietly_on(pair[0], pair[1], "2026-03-09")

    with ThreadPoolExecutor(2) as people:
        codes = list(people.map(give, zip((first, second), papers, strict=True)))
    assert codes == [0, 0]
    assert {office.status(first), office.status(second)} == {"refused"}


def refuse_quietly_on(avenant: str, paper: object, day: str) -> int:
    """Register a refusal of that day without catching the output."""
    from interfaces.cli.main import main

    return main(
        [
            *("refuse", avenant, "--received-on", day, "--channel", "email"),
            *("--evidence", str(paper), "--by", CELL),
        ]
    )


def test_a_refusal_of_an_avenant_not_yet_sent_names_the_way_for_older_sendings(
    office: Office,
) -> None:
    avenant = office.prepared("K00001")
    result = office.refuse(avenant, "2026-03-02")
    assert result.code == 1
    assert "avenants sent-outside" in result.err


def test_a_refusal_of_a_withdrawn_avenant_says_that_it_is_closed(office: Office) -> None:
    avenant = office.sent()
    office.give(c.WithdrawAvenant(today=SENT_ON, avenant=avenant, on=SENT_ON), avenant)
    office.is_on(date(2026, 3, 10))
    result = office.refuse(avenant, "2026-03-10")
    assert result.code == 1
    assert "is closed (withdrawn)" in result.err


def test_a_refusal_of_a_terminated_avenant_says_that_it_is_closed(office: Office) -> None:
    avenant = office.sent()
    office.refuse(avenant, "2026-03-06")
    office.is_on(date(2026, 6, 1))
    office.give(c.Terminate(today=date(2026, 6, 1), avenant=avenant), avenant)
    result = office.refuse(avenant, "2026-06-01")
    assert result.code == 1
    assert "is closed (terminated)" in result.err


def test_an_acceptance_after_a_refusal_is_recorded_and_the_refusal_stands(office: Office) -> None:
    avenant = office.sent()
    office.refuse(avenant, "2026-03-06")
    office.is_on(date(2026, 3, 10))
    result = run(
        *("accept", avenant, "--received-on", "2026-03-10", "--channel", "email", "--by", CELL)
    )
    assert result.code == 3
    assert "refusal received on 6 March 2026 is on file" in result.err
    assert office.status(avenant) == "refused"


def test_an_acceptance_given_twice_is_one_acceptance(office: Office) -> None:
    avenant = office.sent()
    given = (
        *("accept", avenant, "--received-on", "2026-03-06", "--channel", "email", "--by", CELL),
        *("--evidence", office.paper()),
    )
    assert run(*given).code == 0
    before = office.facts()
    again = run(*given)
    assert again.code == 0
    assert "recorded already" in again.out
    assert office.facts() == before
    assert office.status(avenant) == "accepted"


def test_an_acceptance_that_was_retracted_may_be_given_again(office: Office) -> None:
    avenant = office.sent()
    given = (
        *("accept", avenant, "--received-on", "2026-03-06", "--channel", "email", "--by", CELL),
        *("--evidence", office.paper()),
    )
    number = number_in(run(*given).out)
    retracted = run("retract", number, "--reason", "the other office", "--by", "inami.second")
    assert retracted.code == 0, retracted.said
    assert office.status(avenant) == "sent"
    assert run(*given).code == 0
    assert office.status(avenant) == "accepted"


def number_in(out: str) -> str:
    """The number of the registration that was shown."""
    return next(line for line in out.splitlines() if "Number of this" in line).split(": ")[1]


def test_a_withdrawal_without_effect_is_on_file_and_ends_with_3(office: Office) -> None:
    avenant = office.sent()
    office.refuse(avenant, "2026-03-06")
    office.is_on(date(2026, 3, 10))
    result = run(
        *("withdraw-refusal", avenant, "--reached-on", "2026-03-10", "--agreed", "no"),
        *("--by", CELL),
    )
    assert result.code == 3
    assert office.status(avenant) == "refused"


def test_a_withdrawal_to_which_the_network_agrees_opens_the_avenant_again(office: Office) -> None:
    avenant = office.sent()
    office.refuse(avenant, "2026-03-06")
    office.is_on(date(2026, 3, 10))
    result = run(
        *("withdraw-refusal", avenant, "--reached-on", "2026-03-10", "--agreed", "yes"),
        *("--by", CELL),
    )
    assert result.code == 0, result.said
    assert office.status(avenant) == "sent"


@pytest.mark.parametrize(("outcome", "status"), [("refusal", "refused"), ("acceptance", "sent")])
def test_a_contested_refusal_is_decided_either_way(
    office: Office, outcome: str, status: str
) -> None:
    avenant = office.sent()
    office.is_on(date(2026, 4, 8))
    office.refuse(avenant, "2026-04-07")
    result = run(
        *("decide", avenant, "--outcome", outcome, "--reason", "the postmark"),
        *("--by", office.coordinator("K00001")),
    )
    assert result.code == 0, result.said
    assert office.status(avenant) == status


def test_nothing_is_decided_where_nothing_is_contested(office: Office) -> None:
    avenant = office.sent()
    result = run("decide", avenant, "--outcome", "refusal", "--reason", "x", "--by", CELL)
    assert result.code == 1
    assert "no contested refusal" in result.err


def test_a_decision_without_a_reason_is_refused(office: Office) -> None:
    avenant = office.sent()
    result = run("decide", avenant, "--outcome", "refusal", "--reason", " ", "--by", CELL)
    assert result.code == 1
    assert "--reason" in result.err


def test_an_extension_past_the_termination_is_refused_with_its_day(office: Office) -> None:
    avenant = office.sent()
    result = run("extend", avenant, "--until", "2026-06-01", "--reason", "strike", "--by", CELL)
    assert result.code == 1
    assert "1 June 2026" in result.err


def test_an_extension_moves_the_last_day(office: Office) -> None:
    avenant = office.sent()
    result = run("extend", avenant, "--until", "2026-04-20", "--reason", "strike", "--by", CELL)
    assert result.code == 0, result.said
    assert "20 April 2026" in result.out


def test_an_extension_is_not_for_a_coordinator(office: Office) -> None:
    avenant = office.sent()
    result = run(
        *("extend", avenant, "--until", "2026-04-20", "--reason", "strike"),
        *("--by", office.coordinator("K00001")),
    )
    assert result.code == 1
    assert "may not do this" in result.err


def test_a_refusal_registered_after_the_conclusion_says_that_the_silence_was_none(
    office: Office,
) -> None:
    from domain.intake import Intake, Watermark

    avenant = office.sent()
    office.is_on(date(2026, 4, 15))
    read = (Watermark(through=date(2026, 4, 7), known_on=date(2026, 4, 8)),)
    office.give(
        c.ConcludeSilence(
            today=date(2026, 4, 15), avenant=avenant, intake=Intake(mailbox=read, post=read)
        ),
        avenant,
    )
    assert office.status(avenant) == "accepted_tacitly"
    result = office.refuse(avenant, "2026-04-01")
    assert result.code == 3
    assert "tacit acceptance" in result.err
    assert office.status(avenant) == "refused"


def test_a_refusal_registered_after_its_termination_day_asks_for_the_billed_sessions(
    office: Office,
) -> None:
    avenant = office.sent()
    office.is_on(date(2026, 6, 10))
    result = office.refuse(avenant, "2026-04-01")
    assert result.code == 3
    assert "billed_sessions" in result.err


def test_a_letter_may_be_refused_until_the_later_last_day(office: Office) -> None:
    avenant = office.sent("K00001", channel=Channel.LETTER)
    office.is_on(date(2026, 4, 8))
    assert office.refuse(avenant, "2026-04-08").code == 3
    assert office.status(avenant) == "contested"


def test_who_decides_is_the_network_s_coordinator_or_inami_never_an_auditor(office: Office) -> None:
    avenant = office.sent()
    office.is_on(date(2026, 4, 8))
    office.refuse(avenant, "2026-04-07")
    result = run(
        *("decide", avenant, "--outcome", Outcome.REFUSAL, "--reason", "x", "--by", "auditor")
    )
    assert result.code == 1
    assert "ask somebody who may" in result.err
