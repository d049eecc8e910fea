"""Posting, bouncing, sending again, at the terminal."""

from datetime import date

import pytest

from domain.values import Channel
from tests.interfaces.cli_office import CELL, SENT_ON, Office, run

pytestmark = pytest.mark.slow


def test_the_window_of_a_letter_runs_from_the_day_it_was_really_posted(office: Office) -> None:
    avenant = office.sending("K00001", Channel.LETTER)
    office.is_on(date(2026, 3, 4))
    result = run("posted", avenant, "--on", "2026-03-04", "--by", CELL)
    assert result.code == 0, result.said
    assert "4 March 2026" in result.out
    assert office.status(avenant) == "sent"


def test_many_letters_are_posted_from_a_list_and_one_bad_line_stops_no_other(
    office: Office,
) -> None:
    letters = [office.sending(f"K0000{n}", Channel.LETTER) for n in (1, 2, 3)]
    listed = office.paper("\n".join(["# posted today", *letters, "", "K77777"]).encode())
    result = run("posted", "--from", listed, "--on", "2026-03-02", "--by", CELL)
    assert result.code == 4
    assert "K77777: No avenant fits" in result.err
    assert "1 of 4 could not be recorded" in result.err
    assert {office.status(letter) for letter in letters} == {"sent"}


def test_the_same_posting_again_changes_nothing(office: Office) -> None:
    avenant = office.sending("K00001", Channel.LETTER)
    given = ("posted", avenant, avenant, "--on", "2026-03-02", "--by", CELL)
    assert run(*given).code == 0
    before = office.facts()
    again = run(*given)
    assert again.code == 0
    assert "recorded already" in again.out
    assert office.facts() == before


def test_another_posting_day_names_the_way_to_take_the_first_back(office: Office) -> None:
    avenant = office.sending("K00001", Channel.LETTER)
    office.is_on(date(2026, 3, 4))
    run("posted", avenant, "--on", "2026-03-03", "--by", CELL)
    result = run("posted", avenant, "--on", "2026-03-04", "--by", CELL)
    assert result.code == 1
    assert "avenants retract" in result.err


def test_a_letter_cannot_have_left_before_its_document_was_made(office: Office) -> None:
    office.is_on(date(2026, 3, 4))
    avenant = office.sending("K00001", Channel.LETTER)
    result = run("posted", avenant, "--on", "2026-03-03", "--by", CELL)
    assert result.code == 1
    assert "dated 4 March 2026" in result.err


def test_an_e_mail_is_not_posted_by_hand(office: Office) -> None:
    avenant = office.sending("K00001", Channel.EMAIL)
    result = run("posted", avenant, "--on", "2026-03-02", "--by", CELL)
    assert result.code == 1
    assert "`posted` is for letters" in result.err


def test_posting_nothing_is_wrong_usage(office: Office) -> None:
    assert run("posted", "--on", "2026-03-02", "--by", CELL).code == 2


def test_after_a_bounce_no_window_runs_and_the_next_command_is_named(office: Office) -> None:
    avenant = office.sent()
    result = run("bounce", avenant, "--on", SENT_ON, "--reason", "no such mailbox", "--by", CELL)
    assert result.code == 0, result.said
    assert "avenants resend" in result.out
    assert office.status(avenant) == "undeliverable"


def test_a_second_bounce_of_the_same_communication_says_so(office: Office) -> None:
    avenant = office.sent()
    run("bounce", avenant, "--on", SENT_ON, "--reason", "x", "--by", CELL)
    result = run("bounce", avenant, "--on", SENT_ON, "--reason", "x", "--by", CELL)
    assert result.code == 1
    assert "bounced on 6 March 2026" in result.err


def test_a_communication_that_never_was_cannot_bounce(office: Office) -> None:
    avenant = office.sent()
    result = run("bounce", avenant, "--on", SENT_ON, "--reason", "x", "--by", CELL, "--of", 7)
    assert result.code == 1
    assert "no communication 7" in result.err


def test_a_dry_run_of_a_resend_records_nothing(office: Office) -> None:
    avenant = office.sent()
    before = office.facts()
    result = run("resend", avenant, "--by", CELL, "--dry-run")
    assert result.code == 0
    assert "a copy restarts nothing" in result.out
    assert "nothing was recorded or sent" in result.err
    assert office.facts() == before


def test_a_resend_asked_for_twice_is_asked_for_once(office: Office) -> None:
    avenant = office.sent()
    run("bounce", avenant, "--on", SENT_ON, "--reason", "x", "--by", CELL)
    assert run("resend", avenant, "--channel", "letter", "--by", CELL).code == 0
    before = office.facts()
    assert run("resend", avenant, "--channel", "letter", "--by", CELL).code == 0
    assert office.facts() == before


def test_what_was_sent_outside_the_system_has_its_window_from_its_own_day(office: Office) -> None:
    office.is_on(SENT_ON)
    avenant = office.prepared("K00001")
    given = (
        *("sent-outside", avenant, "--on", "2026-03-03", "--channel", "letter", "--by", CELL),
        *("--evidence", office.paper(b"receipt")),
    )
    assert run(*given).code == 0
    assert office.status(avenant) == "sent"
    assert "recorded already" in run(*given).out


def test_what_was_sent_already_cannot_have_been_sent_outside(office: Office) -> None:
    avenant = office.sent()
    result = run(
        *("sent-outside", avenant, "--on", "2026-03-03", "--channel", "letter", "--by", CELL),
        *("--evidence", office.paper(b"receipt")),
    )
    assert result.code == 1
    assert "has a sending already" in result.err
