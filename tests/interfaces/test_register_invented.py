"""The invented office: the same seed, the same people, and nothing that a reader would refuse."""

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.values import slug
from interfaces.registers.invented import Cells, coordinator_id, invent
from interfaces.registers.reading import plan_file
from journal.opening import open_store
from journal.registration import apply_import
from tests.interfaces import register_files as files
from tests.journal.orchard import orchard


def test_the_same_seed_invents_the_same_office_and_another_seed_another() -> None:
    assert invent(files.NETWORKS, 40, 1) == invent(files.NETWORKS, 40, 1)
    assert invent(files.NETWORKS, 40, 1) != invent(files.NETWORKS, 40, 2)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_is_invented_is_imported_without_a_word(tmp_path: Path, seed: int) -> None:
    paths = invent(files.NETWORKS, 240, seed).write(tmp_path)
    with open_store(f"sqlite:///{tmp_path / 'store.db'}", facts=orchard()) as store:
        for register, path in paths.items():
            plan = plan_file(register, path, store.registers)
            assert (plan.problems, plan.warnings) == ((), ())
            at = datetime(2026, 3, 2, tzinfo=UTC)
            apply_import(plan, store.registers, recorded_at=at, by="inami.cell")
        assert store.registers.staff("inami.official").networks == ()
        assert len(store.registers.conventions_of("namur")) > 40
        assert store.registers.also_held("K00001")[0].network != "namur"


def test_both_kinds_both_channels_and_all_three_languages_occur() -> None:
    rows = invent(files.NETWORKS, 240, 5).providers
    assert {row["party_kind"] for row in rows} == {"independent", "organisation"}
    assert {row["channel"] for row in rows} == {"email", "letter"}
    assert {row["language"] for row in rows} == {"fr", "nl", "de"}
    assert [row["convention"] for row in rows[:2]] == ["K00001", "K00002"]
    assert all(date.fromisoformat(row["began_on"]) < date(2026, 1, 1) for row in rows)


@given(st.integers(0, 2**32), st.integers(2, 120))
def test_somebody_has_conventions_in_two_networks_and_nobody_two_in_one(
    seed: int, count: int
) -> None:
    rows = invent(files.NETWORKS, count, seed).providers
    held = Counter(row["national_number"] for row in rows if "national_number" in row)
    assert max(held.values()) == 2
    in_one = Counter((row["national_number"], row["network"]) for row in _independents(rows))
    assert max(in_one.values()) == 1


def _independents(rows: tuple[Cells, ...]) -> list[Mapping[str, str]]:
    return [row for row in rows if "national_number" in row]


def test_every_network_has_a_coordinator_whose_id_begins_with_a_letter() -> None:
    staff = {row["staff"]: row for row in files.OFFICE.staff}
    assert {"inami.cell", "inami.second", "inami.official", "auditor"} <= set(staff)
    for network in files.NETWORKS:
        assert staff[coordinator_id(slug(network.name))]["networks"] == network.name
    assert coordinator_id("107-brabant-wallon") == "brabant-wallon.coord"
