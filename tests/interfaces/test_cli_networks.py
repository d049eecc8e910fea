"""Networks sign, decline and release their sending, at the terminal."""

from datetime import date

import pytest

from tests.interfaces.cli_office import CELL, NAMUR, SENT_ON, Office, Result, run

pytestmark = pytest.mark.slow

SIGNED = b"signed copy"


def sign(office: Office, avenant: str = NAMUR, content: bytes = SIGNED, by: str = CELL) -> Result:
    """Register a signed copy of both directors."""
    return run(
        *("sign", avenant, "--received-on", SENT_ON, "--by", by),
        *("--evidence", office.paper(content)),
    )


def concluded(office: Office) -> None:
    """The avenant of Namur, signed by all three on the day of the sending."""
    office.sent("net-namur")
    assert sign(office).code == 0
    assert run("countersign", NAMUR, "--by", "inami.official").code == 0


def test_signed_by_both_directors_it_waits_for_the_countersignature(office: Office) -> None:
    office.sent("net-namur")
    result = sign(office)
    assert result.code == 0, result.said
    assert "avenants countersign" in result.out
    assert office.status(NAMUR) == "signed"


def test_one_signature_alone_signs_nothing(office: Office) -> None:
    office.sent("net-namur")
    result = run(
        *("sign", NAMUR, "--received-on", SENT_ON, "--by", CELL, "--capacity", "b4"),
        *("--evidence", office.paper(SIGNED)),
    )
    assert result.code == 0, result.said
    assert office.status(NAMUR) == "sent"


def test_the_same_signed_copy_twice_is_one_signature(office: Office) -> None:
    office.sent("net-namur")
    sign(office)
    before = office.facts()
    again = sign(office)
    assert again.code == 0
    assert "recorded already" in again.out
    assert office.facts() == before


def test_a_copy_that_another_network_signed_is_refused_and_named(office: Office) -> None:
    office.sent("net-namur")
    office.sent("net-emergo")
    sign(office)
    result = sign(office, "2026-001.net-emergo")
    assert result.code == 1
    assert f"that of {NAMUR}" in result.err
    assert office.status("2026-001.net-emergo") == "sent"


def test_a_copy_that_names_another_network_s_avenant_is_refused(office: Office) -> None:
    office.sent("net-namur")
    reply = b"In-Reply-To: <2026-001.net-emergo.1.network_avenant@avenants.example>"
    result = sign(office, content=reply)
    assert result.code == 1
    assert "that of 2026-001.net-emergo" in result.err


def test_a_network_is_meant_by_its_name_too(office: Office) -> None:
    office.sent("net-namur")
    assert sign(office, "NAMUR").code == 0


def test_a_provider_signs_nothing(office: Office) -> None:
    office.sent("K00001")
    result = sign(office, "K00001")
    assert result.code == 1
    assert "not of that kind" in result.err


def test_signatures_are_registered_by_inami(office: Office) -> None:
    office.sent("net-namur")
    result = sign(office, by=office.coordinator("net-namur"))
    assert result.code == 1
    assert "may not do this" in result.err


def test_an_unsigned_avenant_is_not_countersigned(office: Office) -> None:
    office.sent("net-namur")
    result = run("countersign", NAMUR, "--by", CELL)
    assert result.code == 1
    assert "avenants sign" in result.err


def test_a_wrong_copy_is_on_file_and_the_network_still_asked(office: Office) -> None:
    office.sent("net-namur")
    result = run(
        *("wrong-copy", NAMUR, "--received-on", SENT_ON, "--reason", "page 2", "--by", CELL)
    )
    assert result.code == 0, result.said
    assert office.status(NAMUR) == "sent"


def test_a_network_that_declines_says_why(office: Office) -> None:
    office.sent("net-namur")
    missing = run("decline", NAMUR, "--on", SENT_ON, "--reason", "", "--by", CELL)
    assert missing.code == 1
    result = run("decline", NAMUR, "--on", SENT_ON, "--reason", "the board", "--by", CELL)
    assert result.code == 0, result.said
    assert office.status(NAMUR) == "declined"


def test_nothing_is_released_before_all_three_have_signed(office: Office) -> None:
    office.sent("net-namur")
    sign(office)
    result = run("release", "namur", "--circular", "2026-001", "--by", CELL)
    assert result.code == 1
    assert "avenants countersign" in result.err


def test_a_release_shows_who_is_written_to_and_the_days_that_follow(office: Office) -> None:
    concluded(office)
    result = run(
        *("release", "namur", "--circular", "2026-001", "--by", office.coordinator("net-namur"))
    )
    assert result.code == 0, result.said
    assert "providers by e-mail" in result.out
    assert "1 June 2026" in result.out
    again = run("release", "namur", "--circular", "2026-001", "--by", CELL)
    assert again.code == 0
    assert "recorded already" in again.out


def test_a_dry_run_of_a_release_shows_the_days_and_records_nothing(office: Office) -> None:
    concluded(office)
    before = office.facts()
    result = run("release", "namur", "--circular", "2026-001", "--by", CELL, "--dry-run")
    assert result.code == 0
    assert "1 June 2026" in result.out
    assert office.facts() == before


def test_on_the_last_working_day_of_a_month_the_release_warns_of_the_next_one(
    office: Office,
) -> None:
    concluded(office)
    office.is_on(date(2026, 3, 31))
    result = run("release", "namur", "--circular", "2026-001", "--by", CELL)
    assert result.code == 3
    assert "on 1 June 2026, what leaves on 1 April 2026 only on 1 July 2026" in result.err


def test_waiting_over_the_end_of_a_month_is_told_with_both_days(office: Office) -> None:
    concluded(office)
    office.is_on(date(2026, 4, 1))
    result = run("release", "namur", "--circular", "2026-001", "--by", CELL)
    assert result.code == 3
    assert "on 1 June 2026, now on 1 July 2026" in result.err


def test_another_network_s_coordinator_releases_nothing(office: Office) -> None:
    concluded(office)
    result = run(
        *("release", "namur", "--circular", "2026-001", "--by", office.coordinator("net-emergo"))
    )
    assert result.code == 1
    assert "does not coordinate network namur" in result.err
