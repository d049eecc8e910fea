"""Whatever is wrong with the machine, the store or the settings ends in a sentence."""

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from interfaces.cli.exits import Exit, Stop
from interfaces.cli.running import explain
from journal.errors import StoreFull
from journal.faults import FULL
from tests.interfaces.cli_office import CELL, Office, point_to, run

pytestmark = pytest.mark.slow

COMMAND = (sys.executable, "-m", "interfaces.cli.main")


def test_a_store_of_a_newer_version_is_left_alone(office: Office) -> None:
    with sqlite3.connect(office.folder / "avenants.sqlite") as database:
        database.execute("UPDATE store SET version = 99")
    result = run("list")
    assert result.code == 1
    assert "install the newer program" in result.err


def test_a_data_folder_that_cannot_be_made_says_which_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("x")
    point_to(in_the_way, monkeypatch)
    result = run("list")
    assert result.code == 1
    assert "AVENANT_DATA" in result.err


def test_a_file_that_is_no_store_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    point_to(tmp_path, monkeypatch)
    (tmp_path / "avenants.sqlite").write_bytes(b"a letter, not a database " * 100)
    result = run("list")
    assert result.code == 1
    assert "no store" in result.err
    assert (tmp_path / "avenants.sqlite").read_bytes().startswith(b"a letter")


def test_a_database_that_does_not_answer_says_so_without_its_password(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    point_to(tmp_path, monkeypatch)
    monkeypatch.setenv("AVENANT_DATABASE_URL", "postgresql://office:s3cret@127.0.0.1:1/avenants")
    result = run("list")
    assert result.code == 1
    assert "does not answer" in result.err
    assert "s3cret" not in result.said


def test_an_address_that_is_none_says_what_to_write(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    point_to(tmp_path, monkeypatch)
    monkeypatch.setenv("AVENANT_DATABASE_URL", "mysql://office@127.0.0.1/avenants")
    result = run("list")
    assert result.code == 1
    assert "postgresql://user@host/name" in result.err


def test_a_full_disk_is_a_sentence_and_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert explain(StoreFull(FULL)) is Exit.FAILURE
    assert "free some and try again" in capsys.readouterr().err


def test_a_mistake_of_the_program_is_one_line_and_no_traceback(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert explain(ZeroDivisionError("secret detail")) is Exit.FAILURE
    said = capsys.readouterr().err
    assert "ZeroDivisionError" in said
    assert "secret detail" not in said
    assert "Traceback" not in said


def test_a_stop_says_all_its_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    assert explain(Stop(Exit.NOT_FOUND, "one", "two")) is Exit.NOT_FOUND
    assert capsys.readouterr().err == "one\ntwo\n"


def test_a_setting_that_does_not_exist_is_said_with_what_was_meant(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AVENANT_DATABSE_URL", "x")
    result = run("list")
    assert result.code == 1
    assert "did you mean AVENANT_DATABASE_URL?" in result.err


def test_commands_that_need_no_store_make_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    point_to(tmp_path / "none", monkeypatch)
    assert run("term", "2026-03-03").code == 0
    assert run("version").code == 0
    assert "_AVENANTS_COMPLETE" in run("completion", "bash").out
    assert not (tmp_path / "none").exists()


def test_a_rehearsal_says_so_on_every_screen_that_shows_its_store(office: Office) -> None:
    office.sent()
    for command in (("list",), ("tasks",), ("trail", "K00001")):
        assert "REHEARSAL: nothing of this is real" in run(*command).err
    assert "[REHEARSAL]" in run("trail", "2026-001.K00001").out


def interrupted(*arguments: object, release: Callable[[], None] | None = None) -> tuple[int, str]:
    """Give a command, press Ctrl-C once it works on its store; its exit code and what it said."""
    process = subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        # A run in the background begins with Ctrl-C ignored, and hands that on.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no threads
    )
    assert process.stderr is not None
    first = process.stderr.readline()
    assert "REHEARSAL" in first, first + process.stderr.read()
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(0.5)
    process.send_signal(signal.SIGINT)
    if release is not None:
        release()
    _, said = process.communicate(timeout=120)
    return process.returncode, said


@pytest.mark.slow
def test_ctrl_c_ends_with_130_without_a_traceback_and_records_nothing(office: Office) -> None:
    avenant = office.sent()
    before = office.facts()
    held = sqlite3.connect(office.folder / "avenants.sqlite", isolation_level=None)
    held.execute("BEGIN IMMEDIATE")
    code, said = interrupted(
        *("refuse", avenant, "--received-on", "2026-03-06", "--channel", "email", "--by", CELL),
        *("--evidence", office.paper()),
        release=held.close,
    )
    assert code == 130, said
    assert "Interrupted" in said
    assert "Traceback" not in said
    assert office.facts() == before


@pytest.mark.slow
def test_ctrl_c_while_an_import_runs_leaves_all_of_it_or_nothing(office: Office) -> None:
    row = office.a_row("organisation")
    many = (row | {"convention": f"M{n:05d}"} for n in range(6000))
    file = office.register("providers", *many)
    code, said = interrupted("import", "providers", file, "--by", CELL)
    assert code == 130, said
    assert "Traceback" not in said
    with office.opened() as (store, _):
        network = store.registers.convention(row["convention"]).network
        page = store.registers.conventions_of(network, "M", 9000)
        assert len([one for one in page if one.id.startswith("M")]) in (0, 6000)
    again = run("import", "providers", file, "--by", CELL)
    assert again.code in (0, 3), again.said
    with office.opened() as (store, _):
        assert not store.registers.changes.waiting()


@pytest.mark.slow
def test_whoever_stops_reading_ends_the_command_quietly(office: Office) -> None:
    """However much was still to come."""
    assert office.folder.is_dir()
    trail = f"{sys.executable} -m interfaces.cli.main trail inami.cell --format json"
    shell = f"set -o pipefail; {trail} | head -c 1"
    done = subprocess.run(["/bin/bash", "-c", shell], capture_output=True, timeout=120, check=False)
    assert (done.returncode, done.stdout) == (0, b"[")
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("shell", "code", "said"),
    [("--format pdf | head -c 5", 0, ""), ("--format csv > /dev/full", 1, "found no room")],
)
def test_an_output_that_takes_no_more_is_no_mistake_of_the_program(
    office: Office, shell: str, code: int, said: str
) -> None:
    office.sent()
    command = f"{sys.executable} -m interfaces.cli.main trail 2026-001.K00001 {shell}"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, timeout=120, check=False)
    told = done.stderr.decode().partition("\n")[2]
    assert (done.returncode, said in told) == (code, True)
    assert not any(word in told for word in ("None", "Traceback", "Exception", "mistake"))
