"""Killed 200 times in all between intent and fact, in a process of its own.

Each kill forks, and who forks may not have loaded what runs threads of its own: in this process
other tests have.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
CAMPAIGN = Path(__file__).with_name("killed_sending.py")


@pytest.mark.parametrize("way", ["mail_server", "folder"])
def test_killed_100_times_on_each_way_every_communication_is_sent_once(
    way: str, tmp_path: Path
) -> None:
    """One `Sent`, one Message-ID, identical bytes; a failure says with which seed to repeat it."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"),
            *("-p", "no:xdist", f"--basetemp={tmp_path / 'campaign'}", "-k", way, str(CAMPAIGN)),
        ],
        cwd=ROOT,
        env={k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")},
        capture_output=True,
        text=True,
        timeout=540,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert "1 passed" in done.stdout
