"""A register as a person imports it: file after file, into a real store."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from interfaces.registers import reading
from interfaces.registers.reading import plan_file
from journal.opening import Store, open_store
from journal.people import Independent, NetworkParty
from journal.register_changes import RegisterName
from journal.registration import ImportPlan, ImportRefused, apply_import
from tests.interfaces import register_files as files
from tests.journal.orchard import orchard

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
SAMPLES = Path(reading.__file__).parent / "samples"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new store in a file."""
    with open_store(f"sqlite:///{tmp_path / 'store' / 'store.db'}", facts=orchard()) as opened:
        yield opened


def imported(store: Store, register: RegisterName, path: Path) -> ImportPlan:
    """Import a file as the command does."""
    plan = plan_file(register, path, store.registers)
    apply_import(plan, store.registers, recorded_at=MONDAY, by="inami.cell")
    return plan


def test_the_sample_files_import_without_a_word_and_a_second_time_change_nothing(
    store: Store,
) -> None:
    for register in ("networks", "providers", "staff"):
        first = imported(store, register, SAMPLES / f"{register}.csv")
        assert (first.problems, first.warnings) == ((), ())
        assert first.added
        again = imported(store, register, SAMPLES / f"{register}.csv")
        assert (again.added, again.changed, again.unchanged) == ((), (), len(first.added))


def test_the_sample_spreadsheet_says_what_the_sample_csv_says(store: Store) -> None:
    imported(store, "networks", SAMPLES / "networks.csv")
    csv_first = imported(store, "providers", SAMPLES / "providers.csv")
    then = imported(store, "providers", SAMPLES / "providers.xlsx")
    assert (then.added, then.changed, then.unchanged) == ((), (), len(csv_first.added))


def test_one_bad_row_keeps_the_whole_file_out(store: Store, tmp_path: Path) -> None:
    imported(store, "networks", SAMPLES / "networks.csv")
    path = files.csv_file(
        tmp_path / "p.csv", [files.an_independent(), files.an_organisation(network="NOWHERE")]
    )
    with pytest.raises(ImportRefused):
        imported(store, "providers", path)
    assert store.registers.conventions_of("namur") == []


def test_a_provider_before_its_network_is_told_to_import_the_network_first(
    store: Store, tmp_path: Path
) -> None:
    path = files.csv_file(tmp_path / "p.csv", [files.an_independent()])
    (problem,) = plan_file("providers", path, store.registers).problems
    assert problem.sentence().endswith("import the network first")


def test_a_changed_row_is_an_update_and_a_missing_one_stays(store: Store, tmp_path: Path) -> None:
    imported(store, "networks", SAMPLES / "networks.csv")
    both = [files.an_independent(), files.an_organisation()]
    imported(store, "providers", files.csv_file(tmp_path / "p.csv", both))
    moved = [files.an_independent(address="place du Moulin-Rêvé 3, 1199 Mousseville", phone="")]
    plan = imported(store, "providers", files.csv_file(tmp_path / "p.csv", moved))
    assert [change.fields for change in plan.changed] == [("person.address", "person.phone")]
    assert [row.id for row in store.registers.conventions_of("namur")] == ["K00001", "K00002"]
    party = store.registers.convention("K00001").party
    addresses = [
        version.person.address
        for version in store.people.history(party)
        if isinstance(version.person, Independent)
    ]
    assert addresses == [both[0]["address"], moved[0]["address"]]


def test_a_changed_national_number_is_refused_with_the_way_out(
    store: Store, tmp_path: Path
) -> None:
    imported(store, "networks", SAMPLES / "networks.csv")
    imported(store, "providers", files.csv_file(tmp_path / "p.csv", [files.an_independent()]))
    other = files.an_independent(national_number=files.ANOTHER_NUMBER)
    plan = plan_file("providers", files.csv_file(tmp_path / "p.csv", [other]), store.registers)
    (problem,) = plan.problems
    assert (problem.row, problem.column) == (2, "national_number")
    assert "stays with whom it was concluded" in problem.what
    assert "ended_on" in problem.remedy
    assert files.ANOTHER_NUMBER not in problem.sentence()


def test_faults_of_cells_and_faults_against_the_register_come_in_the_order_of_the_rows(
    store: Store, tmp_path: Path
) -> None:
    imported(store, "networks", SAMPLES / "networks.csv")
    imported(store, "providers", files.csv_file(tmp_path / "p.csv", [files.an_independent()]))
    rows = [
        files.an_independent(national_number=files.ANOTHER_NUMBER),
        files.an_organisation(bce="1"),
    ]
    plan = plan_file("providers", files.csv_file(tmp_path / "p.csv", rows), store.registers)
    assert [problem.row for problem in plan.problems] == [2, 3]


def test_a_network_may_change_its_director(store: Store, tmp_path: Path) -> None:
    imported(store, "networks", SAMPLES / "networks.csv")
    with (SAMPLES / "networks.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0]["b4_director"] = "Hector Hautefontaine"
    plan = imported(store, "networks", files.csv_file(tmp_path / "n.csv", rows))
    assert [change.fields for change in plan.changed] == [("person.b4",)]
    party = store.people.get(store.registers.network("namur").party)
    assert isinstance(party, NetworkParty)
    assert party.b4.director == "Hector Hautefontaine"
