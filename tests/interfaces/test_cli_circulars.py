"""A circular is checked, launched once, corrected, withdrawn, passed on, at the terminal."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from interfaces.registers.invented import NetworkInfo, invent
from tests.interfaces.cli_office import (
    CELL,
    CIRCULAR,
    INFORMING,
    LAUNCHED_ON,
    Office,
    R,
    noon,
    point_to,
    run,
)

pytestmark = pytest.mark.slow


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """A new store with nothing in it."""
    point_to(tmp_path, monkeypatch)
    new = Office(tmp_path)
    with new.opened() as (_, clock):
        assert clock.now() == noon(LAUNCHED_ON)
    yield new
    new.close()


def changed(folder: Path, old: str, new: str, file: str = "circular.toml") -> Path:
    """A copy of the circular's folder in which something stands otherwise."""
    copy = folder / "changed"
    shutil.copytree(CIRCULAR, copy, dirs_exist_ok=True)
    text = (copy / file).read_text(encoding="utf-8")
    assert old in text
    (copy / file).write_text(text.replace(old, new), encoding="utf-8")
    return copy


def test_the_circular_of_march_2026_has_warnings_only_and_ends_with_3() -> None:
    result = run("check", CIRCULAR)
    assert result.code == 3
    assert "EMERGO" in result.out
    assert "0 errors" in result.err


def test_every_error_is_shown_at_once_with_file_and_line(tmp_path: Path) -> None:
    wrong = changed(tmp_path, "date = 2026-03-03", 'date = "soon"\nunknown = 1')
    result = run("check", wrong)
    assert result.code == 1
    assert "circular.toml:" in result.out
    assert len([line for line in result.out.splitlines() if ": error: " in line]) >= 2


def test_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    result = run("check", tmp_path / "nowhere")
    assert result.code == 1
    assert "is no folder" in result.out


def test_with_an_error_nothing_is_launched(office: Office, tmp_path: Path) -> None:
    wrong = changed(tmp_path, "date = 2026-03-03", 'date = "soon"')
    before = office.facts()
    result = run("launch", wrong, "--by", CELL)
    assert result.code == 1
    assert "Nothing was launched" in result.err
    assert office.facts() == before


def test_a_circular_launched_twice_says_that_it_is_launched_already(office: Office) -> None:
    before = office.facts()
    result = run("launch", CIRCULAR, "--by", CELL)
    assert result.code == 0, result.said
    assert "launched already, on 2 March 2026" in result.out
    assert office.facts() == before


def test_other_content_under_a_launched_reference_is_refused_with_what_differs(
    office: Office, tmp_path: Path
) -> None:
    other = changed(tmp_path, "escalate_after_days = 42", "escalate_after_days = 50")
    before = office.facts()
    result = run("launch", other, "--by", CELL)
    assert result.code == 1
    assert "reminders.escalate_after_days: “42” became “50”" in result.err
    assert "avenants correct 2026-001" in result.err
    assert office.facts() == before


def test_a_launched_reference_cannot_be_used_again_under_another_id(
    office: Office, tmp_path: Path
) -> None:
    other = changed(tmp_path, 'id = "2026-001"', 'id = "2026-002"')
    result = run("launch", other, "--by", CELL)
    assert result.code == 1
    assert "is that of 2026-001" in result.err


def test_no_network_may_be_missing_from_the_register(empty: Office) -> None:
    result = run("launch", CIRCULAR)
    assert result.code == 1
    assert "32 networks of the circular are not registered" in result.err
    assert "avenants import networks" in result.err


def test_a_dry_run_of_a_launch_says_how_many_are_written_to_and_records_nothing(
    empty: Office, office: Office
) -> None:
    point = pytest.MonkeyPatch()
    with point.context() as monkeypatch:
        point_to(empty.folder, monkeypatch)
        for register in ("networks", "providers", "staff"):
            run("import", register, office.folder / f"{register}.csv")
        before = empty.facts()
        result = run("launch", CIRCULAR, "--by", CELL, "--dry-run")
        assert result.code == 3
        assert "goes to 32 networks" in result.out
        assert "1 June 2026" in result.out
        assert empty.facts() == before


def test_a_coordinator_launches_nothing(office: Office) -> None:
    result = run("launch", INFORMING, "--by", office.coordinator("net-namur"))
    assert result.code == 1
    assert "may not do this" in result.err


def test_a_correction_closes_the_old_circular_and_launches_the_new_one(
    office: Office, tmp_path: Path
) -> None:
    new = changed(
        tmp_path,
        'id = "2026-001"\nreference = "Psy-Ort/2026/001"',
        'id = "2026-002"\nreference = "Psy-Ort/2026/002"\ncorrects = "2026-001"',
    )
    launched = run("launch", new, "--by", CELL)
    assert launched.code == 1
    assert "avenants correct 2026-001" in launched.err
    result = run("correct", R, new, "--by", CELL)
    assert result.code == 3, result.said
    types = [line["type"] for line in run("trail", R, "--format", "json").json]
    assert types == ["circular.launched", "circular.corrected"]
    assert run("correct", R, new, "--by", CELL).code == 0


def test_a_folder_that_does_not_say_what_it_corrects_is_told_what_to_write(office: Office) -> None:
    result = run("correct", R, CIRCULAR, "--by", CELL)
    assert result.code == 1
    assert 'corrects = "2026-001"' in result.err


def test_a_circular_is_withdrawn_once(office: Office) -> None:
    given = ("withdraw", R, "--reason", "taken back", "--by", CELL)
    assert run(*given).code == 0
    assert "recorded already" in run(*given).out
    added = run("add", "K00001", "--circular", R, "--by", CELL)
    assert added.code == 1
    assert "was withdrawn on 2 March 2026" in added.err
    assert run("withdraw", R, "--reason", " ", "--by", CELL).code == 1


def test_a_network_confirms_that_it_passed_a_circular_on(office: Office) -> None:
    launched = run("launch", INFORMING, "--by", CELL)
    assert launched.code in (0, 3), launched.said
    who = office.coordinator("net-namur")
    given = ("passed-on", "namur", "--circular", INFORMING.name, "--by", who)
    result = run(*given)
    assert result.code == 0, result.said
    assert "recorded already" in run(*given).out
    avenants = run("passed-on", "namur", "--circular", R, "--by", who)
    assert avenants.code == 1
    assert "does not ask to be passed on" in avenants.err
    assert run("add", "K00001", "--circular", INFORMING.name, "--by", CELL).code == 1


def test_a_convention_begun_after_the_launch_needs_a_word_on_its_text(office: Office) -> None:
    later = office.register(
        "providers", office.a_row("organisation", convention="K09001", began_on="2026-03-05")
    )
    imported = run("import", "providers", later, "--by", CELL)
    assert imported.code in (0, 3), imported.said
    office.is_on(date(2026, 3, 10))
    refused = run("add", "K09001", "--circular", R, "--by", CELL)
    assert refused.code == 1
    assert "--on-old-text" in refused.err
    result = run("add", "K09001", "--circular", R, "--by", CELL, "--on-old-text")
    assert result.code == 0, result.said


def test_a_network_that_the_register_calls_otherwise_stops_the_launch(
    empty: Office, tmp_path: Path
) -> None:
    from interfaces.circulars.folder import read_circular

    circular = read_circular(CIRCULAR).circular
    assert circular is not None
    swapped = [
        NetworkInfo(n.name, circular.networks[-1].kind, n.languages) for n in circular.networks
    ]
    files = invent(swapped, 1, seed=3).write(tmp_path)
    assert run("import", "networks", files["networks"]).code == 0
    result = run("launch", CIRCULAR)
    assert result.code == 1
    assert "another kind than the circular" in result.err
