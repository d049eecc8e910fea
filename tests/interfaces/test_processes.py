"""Starting the processes of one machine: what is in the way is named, with what to do."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from interfaces.running.processes import HOST, Machine, free_port

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
AVENANTS = Path(sys.executable).with_name("avenants")


def run(folder: Path, *command: str | Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """One of our commands with that data folder."""
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "AVENANT_DATA": str(folder), **settings},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def taken() -> Iterator[int]:
    """A port at which somebody else listens."""
    with socket.create_server((HOST, 0)) as other:
        yield int(other.getsockname()[1])


@pytest.mark.parametrize("setting", ["TEMPORAL_PORT", "TEMPORAL_UI_PORT"])
def test_a_port_in_use_is_named_with_the_setting_that_changes_it(
    tmp_path: Path, taken: int, setting: str
) -> None:
    free = {f"AVENANT_{name}": str(free_port(0)) for name in ("TEMPORAL_PORT", "TEMPORAL_UI_PORT")}
    done = run(tmp_path, AVENANTS, "up", **{**free, f"AVENANT_{setting}": str(taken)})
    assert done.returncode == 1
    assert f"Port {taken} is in use" in done.stderr
    assert f"AVENANT_{setting}" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("role", ["worker", "relay"])
def test_without_a_temporal_server_a_process_says_so_and_what_to_do(
    tmp_path: Path, role: str
) -> None:
    nobody = free_port(0)
    done = run(
        tmp_path,
        sys.executable,
        "-m",
        "worker",
        role,
        AVENANT_TEMPORAL_ADDRESS=f"{HOST}:{nobody}",
    )
    assert done.returncode == 1
    assert f"{HOST}:{nobody}" in done.stderr
    assert "avenants up" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_data_folder_that_cannot_be_is_refused_before_anything_starts(tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("no folder", encoding="utf-8")
    for command in ("up", "demo"):
        done = run(tmp_path / "a file" / "data", AVENANTS, command)
        assert done.returncode == 1, done.stderr
        assert "AVENANT_DATA" in done.stderr
        assert "Traceback" not in done.stderr


def test_leaving_a_machine_ends_what_it_started_and_nothing_else(tmp_path: Path) -> None:
    with Machine(tmp_path, {}) as machine:
        own = machine.start("sleeper", ["sleep", "300"])
        assert own.runs
        assert machine.fallen() is None
    assert not own.runs


def test_a_process_that_ends_by_itself_is_noticed_with_its_last_words(tmp_path: Path) -> None:
    with Machine(tmp_path, {}) as machine:
        fallen = machine.start_python("hasty", "this_module_does_not_exist")
        deadline = time.monotonic() + 30
        while machine.fallen() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        assert machine.fallen() is fallen
        assert "this_module_does_not_exist" in fallen.last_words()


@pytest.mark.temporal
def test_up_stays_until_it_is_told_to_end_and_then_leaves_nothing_behind(tmp_path: Path) -> None:
    """Ctrl-C, or a plain request to end, stops Temporal, worker and relay with it."""
    ports = {"AVENANT_TEMPORAL_PORT": free_port(0), "AVENANT_TEMPORAL_UI_PORT": free_port(0)}
    up = subprocess.Popen(
        [AVENANTS, "up"],
        cwd=ROOT,
        env={
            **os.environ,
            "AVENANT_DATA": str(tmp_path),
            **{name: str(port) for name, port in ports.items()},
        },
        stderr=subprocess.PIPE,
        text=True,
    )
    assert up.stderr is not None
    said = ""
    for line in up.stderr:
        said += line
        if "Ctrl-C ends it" in line:
            break
    assert f":{ports['AVENANT_TEMPORAL_UI_PORT']}" in said
    up.send_signal(signal.SIGTERM)
    up.communicate(timeout=60)
    assert up.returncode == 0
    with socket.socket() as probe:
        assert probe.connect_ex((HOST, ports["AVENANT_TEMPORAL_PORT"])) != 0
