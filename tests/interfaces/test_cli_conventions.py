"""Conventions end, are added, and mistakes about them are taken back, at the terminal."""

from datetime import date

import pytest

from domain import commands as c
from tests.interfaces.cli_office import CELL, SECOND, SENT_ON, Office, run

pytestmark = pytest.mark.slow


def number_in(out: str) -> str:
    """The number of the registration that was shown."""
    return next(line for line in out.splitlines() if "Number of this" in line).split(": ")[1]


def test_a_convention_that_ends_otherwise_lapses_what_is_open(office: Office) -> None:
    avenant = office.sent()
    given = ("lapse", "K00001", "--cause", "death", "--on", SENT_ON, "--by", CELL)
    result = run(*given)
    assert result.code == 0, result.said
    assert "death" in result.out
    assert office.status(avenant) == "lapsed"
    assert "recorded already" in run(*given).out


def test_an_end_by_a_refusal_is_registered_as_a_refusal(office: Office) -> None:
    office.sent()
    result = run("lapse", "K00001", "--cause", "refusal", "--on", SENT_ON, "--by", CELL)
    assert result.code == 2
    assert "avenants refuse" in result.err


def test_an_end_in_the_future_is_refused(office: Office) -> None:
    office.sent()
    result = run("lapse", "K00001", "--cause", "notice", "--on", "2026-12-31", "--by", CELL)
    assert result.code == 1


def test_an_unknown_convention_ends_with_4(office: Office) -> None:
    result = run("lapse", "K99999", "--cause", "notice", "--on", "2026-03-01", "--by", CELL)
    assert result.code == 4


def test_a_mistake_is_taken_back_by_a_second_person_only(office: Office) -> None:
    avenant = office.sent()
    number = number_in(office.refuse(avenant, SENT_ON).out)
    alone = run("retract", number, "--reason", "wrong provider", "--by", CELL)
    assert alone.code == 1
    assert "another person has to take it back" in alone.err
    assert office.status(avenant) == "refused"
    second = run("retract", number, "--reason", "wrong provider", "--by", SECOND)
    assert second.code == 0, second.said
    assert office.status(avenant) == "sent"
    again = run("retract", number, "--reason", "wrong provider", "--by", SECOND)
    assert again.code == 1
    assert "taken back already" in again.err


def test_a_mistake_is_found_by_the_number_of_its_event_too(office: Office) -> None:
    avenant = office.sent()
    office.refuse(avenant, SENT_ON)
    lines = run("trail", avenant, "--format", "json").json
    event = next(x["event_id"] for x in lines if x["type"] == "avenant.refusal-registered")
    result = run("retract", event, "--avenant", avenant, "--reason", "x", "--by", SECOND)
    assert result.code == 0, result.said


def test_what_only_followed_cannot_be_taken_back_by_itself(office: Office) -> None:
    avenant = office.sent()
    office.refuse(avenant, SENT_ON)
    lines = run("trail", avenant, "--format", "json").json
    event = next(x["event_id"] for x in lines if x["type"] == "avenant.refused")
    result = run("retract", event, "--reason", "x", "--by", SECOND)
    assert result.code == 1
    assert "take back the one from which it followed" in result.err


def test_a_number_that_nothing_has_ends_with_4(office: Office) -> None:
    number = "00000000-0000-4000-8000-000000000000"
    assert run("retract", number, "--reason", "x", "--by", CELL).code == 4


def test_a_number_that_is_none_is_wrong_usage(office: Office) -> None:
    assert run("retract", "the-last-one", "--reason", "x", "--by", CELL).code == 2


def test_the_tasks_after_a_termination_are_settled_with_a_note(office: Office) -> None:
    avenant = office.sent()
    office.refuse(avenant, SENT_ON)
    office.is_on(date(2026, 6, 1))
    office.give(c.Terminate(today=date(2026, 6, 1), avenant=avenant), avenant)
    tasks = run("tasks", "--format", "json").json
    assert [task["kind"] for task in tasks if task["avenant"] == avenant] == ["continuity"]
    assert "--task continuity" in tasks[-1]["command"]
    result = run("settle", avenant, "--task", "continuity", "--note", "done", "--by", CELL)
    assert result.code == 0, result.said
    assert not [t for t in run("tasks", "--format", "json").json if t["avenant"] == avenant]


def test_a_task_that_is_not_open_cannot_be_settled(office: Office) -> None:
    avenant = office.sent()
    result = run("settle", avenant, "--task", "continuity", "--note", "done", "--by", CELL)
    assert result.code == 1
    assert "avenants tasks" in result.err


def test_a_forgotten_convention_is_added_to_a_launched_circular(office: Office) -> None:
    result = run("add", "K00005", "--circular", "2026-001", "--by", CELL)
    assert result.code == 0, result.said
    assert office.status("2026-001.K00005") == "prepared"
    assert "recorded already" in run("add", "K00005", "--circular", "2026-001", "--by", CELL).out


def test_an_unregistered_convention_is_not_added(office: Office) -> None:
    result = run("add", "K99999", "--circular", "2026-001", "--by", CELL)
    assert result.code == 4
    assert "avenants import" in result.err


def test_what_concerns_a_circular_is_done_by_inami(office: Office) -> None:
    result = run(*("add", "K00005", "--circular", "2026-001", "--by", office.coordinator("K00005")))
    assert result.code == 1
    assert "may not do this" in result.err


def test_once_staff_is_registered_somebody_has_to_be_named(office: Office) -> None:
    result = run("add", "K00005", "--circular", "2026-001")
    assert result.code == 2
    assert "inami.cell" in result.err


def test_the_intake_is_complete_only_through_a_day_that_is_over(office: Office) -> None:
    office.is_on(SENT_ON)
    who = office.coordinator("net-namur")
    today = run("intake-complete", "namur", "--mailbox-through", SENT_ON, "--by", who)
    assert today.code == 1
    assert "is not over" in today.err
    ahead = run("intake-complete", "namur", "--post-through", "2026-12-31", "--by", who)
    assert ahead.code == 1
    assert "is not past" in ahead.err
    given = ("intake-complete", "namur", "--mailbox-through", "2026-03-05", "--by", who)
    assert run(*given).code == 0
    before = office.facts()
    assert "recorded already" in run(*given).out
    assert office.facts() == before


def test_the_intake_is_a_matter_of_the_own_network(office: Office) -> None:
    who = office.coordinator("net-emergo")
    result = run("intake-complete", "namur", "--mailbox-through", "2026-03-01", "--by", who)
    assert result.code == 1
    assert run("intake-complete", "namur", "--by", CELL).code == 2
