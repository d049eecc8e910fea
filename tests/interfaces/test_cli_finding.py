"""What a person types is found, or the message says what to type."""

import pytest

from tests.interfaces.cli_office import CELL, Office, run

pytestmark = pytest.mark.slow


def test_an_unknown_avenant_ends_with_4_and_says_where_to_look(office: Office) -> None:
    result = office.refuse("2026-001.K99999", "2026-03-02")
    assert result.code == 4
    assert "avenants list" in result.err


def test_an_avenant_is_found_by_the_number_of_its_convention(office: Office) -> None:
    office.sent("K00001")
    assert office.refuse("K00001", "2026-03-06").code == 0


def test_an_avenant_is_found_by_a_unique_beginning(office: Office) -> None:
    office.sent("K00011")
    assert office.refuse("2026-001.K0001", "2026-03-06").code == 0


def test_a_beginning_that_fits_several_lists_them_and_records_nothing(office: Office) -> None:
    office.sent("K00001")
    office.sent("K00002")
    before = office.facts()
    result = office.refuse("2026-001.K0000", "2026-03-06")
    assert result.code == 1
    assert "2026-001.K00001, 2026-001.K00002" in result.err
    assert office.facts() == before


def test_a_convention_with_two_avenants_does_not_say_which(office: Office) -> None:
    office.sent("K00001")
    office.prepared("K00001", circular="2026-777")
    result = office.refuse("K00001", "2026-03-06")
    assert result.code == 1
    assert "2026-777.K00001" in result.err


def test_an_empty_argument_fits_nothing(office: Office) -> None:
    office.sent("K00001")
    assert office.refuse("", "2026-03-06").code == 4


def test_wild_cards_are_only_characters(office: Office) -> None:
    office.sent("K00001")
    assert office.refuse("%", "2026-03-06").code == 4
    assert office.refuse("2026-001.K0000_", "2026-03-06").code == 4


def test_an_unknown_person_ends_with_4_and_names_the_import(office: Office) -> None:
    office.sent("K00001")
    result = run(
        *("accept", "K00001", "--received-on", "2026-03-06", "--channel", "email"),
        *("--by", "nobody"),
    )
    assert result.code == 4
    assert "avenants import staff" in result.err


def test_a_name_that_fits_several_people_lists_them(office: Office) -> None:
    office.sent("K00001")
    result = run(
        *("accept", "K00001", "--received-on", "2026-03-06", "--channel", "email", "--by", "inami")
    )
    assert result.code == 1
    assert "inami.cell, inami.official, inami.second" in result.err


def test_a_coordinator_of_another_network_is_refused_and_told_who_may(office: Office) -> None:
    office.sent("K00001")
    result = run(
        *("accept", "K00001", "--received-on", "2026-03-06", "--channel", "email"),
        *("--by", office.coordinator("K00002")),
    )
    assert result.code == 1
    assert "coordinator, or INAMI" in result.err


def test_who_acts_may_be_named_once_for_all_in_a_variable(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.sent("K00001")
    monkeypatch.setenv("AVENANT_BY", CELL)
    result = run("accept", "K00001", "--received-on", "2026-03-06", "--channel", "email")
    assert result.code == 0, result.said


def test_a_circular_is_found_by_its_official_reference_too(office: Office) -> None:
    office.sent("K00001")
    by_reference = run("list", "--circular", "Psy-Ort/2026/001", "--format", "json")
    assert [row["avenant"] for row in by_reference.json] == ["2026-001.K00001"]
    assert run("list", "--circular", "Psy-Xyz/2026/001").code == 4
    assert run("list", "--circular", "../2026-001").code == 4


def test_an_unknown_network_ends_with_4(office: Office) -> None:
    assert run("tasks", "--network", "atlantis").code == 4


def test_a_typo_in_a_command_is_wrong_usage(office: Office) -> None:
    assert run("refuze", "K00001").code == 2


def test_a_missing_option_is_wrong_usage_and_named(office: Office) -> None:
    result = run("refuse", "K00001", "--received-on", "2026-03-06")
    assert result.code == 2
    assert "Missing option" in result.err
