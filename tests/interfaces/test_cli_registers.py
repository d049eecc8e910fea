"""Registers come in from files, whole or not at all, at the terminal."""

from datetime import date

import pytest

from journal.streams import load_convention
from tests.interfaces.cli_office import CELL, Office, run

pytestmark = pytest.mark.slow


def test_the_same_file_again_changes_nothing(office: Office) -> None:
    before = office.facts()
    result = run("import", "providers", office.folder / "providers.csv", "--by", CELL)
    assert result.code in (0, 3), result.said
    assert "0 new rows, 0 changed" in result.out
    assert office.facts() == before


def test_what_is_imported_stands_in_the_journal_as_conventions(office: Office) -> None:
    with office.opened() as (store, _):
        for convention in ("net-namur", "K00001", "K00040"):
            assert load_convention(store.journal, convention) is not None
        assert not store.registers.changes.waiting()


def test_a_provider_in_an_unknown_network_is_reported_by_its_row_and_nothing_is_imported(
    office: Office,
) -> None:
    first, second, *_ = office.rows("providers")
    bad = office.register("providers", first | {"network": "ATLANTIS"}, second)
    before = office.facts()
    result = run("import", "providers", bad, "--by", CELL)
    assert result.code == 1
    assert "row 2, column network" in result.err
    assert "nothing was imported" in result.err
    assert office.facts() == before


def test_a_changed_national_number_is_another_person_and_is_refused(office: Office) -> None:
    bad = office.register("providers", office.a_row("independent", national_number="85021290054"))
    result = run("import", "providers", bad, "--by", CELL)
    assert result.code == 1
    assert "the national number of its person" in result.err
    assert "85021290054" not in result.said


@pytest.mark.slow
def test_a_register_of_100001_rows_says_to_split_it(office: Office) -> None:
    header = (office.folder / "staff.csv").read_text(encoding="utf-8").splitlines()[0]
    big = office.paper((header + "\n" + "x,,,,,\n" * 100_001).encode(), "big.csv")
    result = run("import", "staff", big, "--by", CELL)
    assert result.code == 1
    assert "more than 100,000 rows" in result.err
    assert "split it" in result.err


def test_a_file_that_is_not_there_says_so(office: Office) -> None:
    result = run("import", "providers", office.folder / "none.csv", "--by", CELL)
    assert result.code == 1
    assert "is not there" in result.err


def test_a_dry_run_of_an_import_imports_nothing(office: Office) -> None:
    new = office.register("providers", office.a_row("organisation", convention="K09001"))
    result = run("import", "providers", new, "--by", CELL, "--dry-run")
    assert "1 new rows" in result.out
    assert run("lapse", "K09001", "--cause", "notice", "--on", "2026-03-01", "--by", CELL).code == 4


def test_an_end_that_has_come_reaches_the_journal_and_one_ahead_on_its_day(office: Office) -> None:
    first, second, *_ = office.rows("providers")
    ended = office.register(
        "providers", first | {"ended_on": "2026-02-01"}, second | {"ended_on": "2026-04-01"}
    )
    result = run("import", "providers", ended, "--by", CELL)
    assert "1 conventions have an end still to come" in result.err
    numbers = [first["convention"], second["convention"]]
    assert ended_on(office, numbers[0]) == date(2026, 2, 1)
    assert ended_on(office, numbers[1]) is None
    office.is_on(date(2026, 4, 1))
    run("import", "providers", ended, "--by", CELL)
    assert ended_on(office, numbers[1]) == date(2026, 4, 1)


def ended_on(office: Office, convention: str) -> date | None:
    """The end of a convention as the journal knows it."""
    with office.opened() as (store, _):
        found = load_convention(store.journal, convention)
    assert found is not None
    return found.ended.on if found.ended else None


def test_once_inami_s_staff_is_registered_an_import_needs_a_name(office: Office) -> None:
    result = run("import", "providers", office.folder / "providers.csv")
    assert result.code == 2
    assert "--by: inami.cell" in result.err


def test_a_coordinator_imports_nothing(office: Office) -> None:
    who = office.coordinator("net-namur")
    result = run("import", "providers", office.folder / "providers.csv", "--by", who)
    assert result.code == 1


def test_a_register_that_does_not_exist_is_wrong_usage(office: Office) -> None:
    assert run("import", "patients", office.folder / "providers.csv").code == 2


def test_an_import_that_died_before_its_facts_is_finished_by_the_next_command(
    office: Office,
) -> None:
    from interfaces.registers.reading import plan_file
    from journal.registration import apply_import

    new = office.register("providers", office.a_row("organisation", convention="K09001"))
    with office.opened() as (store, clock):
        plan = plan_file("providers", new, store.registers)
        apply_import(plan, store.registers, recorded_at=clock.now(), by=CELL)
        assert load_convention(store.journal, "K09001") is None
    assert run("add", "K09001", "--circular", "2026-001", "--by", CELL).code == 0
    assert office.status("2026-001.K09001") == "prepared"
