"""The demo, whole: real server, worker and relay, and a judge that shares nothing with us."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.judge.verdict import judge

pytestmark = [pytest.mark.e2e, pytest.mark.temporal, pytest.mark.slow]

ROOT = Path(__file__).parents[2]
AVENANTS = Path(sys.executable).with_name("avenants")
FINAL = {
    "accepted",
    "accepted_tacitly",
    "terminated",
    "lapsed",
    "concluded",
    # What waits for a person: the network that never signs, and its providers.
    "prepared",
    "sent",
}


def rehearse(folder: Path, *options: str) -> dict[str, Any]:
    """Play the demo in that folder and give its report."""
    report = folder / "report.json"
    done = subprocess.run(
        [AVENANTS, "demo", "--exit", "--report", report, *options],
        cwd=ROOT,
        env={**os.environ, "AVENANT_DATA": str(folder / "data")},
        capture_output=True,
        text=True,
        timeout=540,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    assert done.stdout == ""
    assert "rehearsal" in done.stderr
    return json.loads(report.read_text(encoding="utf-8"))


def told(data: Path, *command: str) -> Any:
    """What a command says about a rehearsal, as JSON."""
    done = subprocess.run(
        [AVENANTS, *command],
        env={**os.environ, "AVENANT_DATA": str(data)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("seed", "start"), [("1", "2026-02-28"), ("2", "2026-03-06")], ids=["28 February", "6 March"]
)
def test_the_judge_agrees_with_every_outcome_of_a_rehearsal(
    tmp_path: Path, seed: str, start: str
) -> None:
    """Every state and every date follows from the acts, by the text of the domain alone."""
    report = rehearse(tmp_path, "--providers", "70", "--seed", seed, "--start", start)
    assert [str(finding) for finding in judge(report).findings] == []
    states = Counter(a["state"] for a in report["avenants"])
    assert states["concluded"] == 31
    assert {a["state"] for a in report["avenants"]} <= FINAL
    acts = Counter(act["act"] for act in report["scenario"])
    assert {"bounced", "sent_again", "decided", "extended", "retracted"} <= set(acts)
    (store,) = (tmp_path / "data").glob("rehearsal-*/avenants.sqlite")
    # It ends sealed: what was played can be verified at once, none of it waits for a seal.
    seals = told(store.parent, "verify", "--format", "json")
    assert (seals["anchored"], seals["uncovered"], seals["findings"]) == (True, 0, [])


@pytest.mark.usefixtures("mail_servers")
def test_by_real_mail_everything_ends_as_through_the_folder(tmp_path: Path) -> None:
    """Sent by SMTP, refused, bounced and answered through mailboxes that are really read."""
    by_mail, by_folder = tmp_path / "mail", tmp_path / "folder"
    by_mail.mkdir()
    by_folder.mkdir()
    real = rehearse(by_mail, "--providers", "30", "--seed", "3", "--mail", "real")
    folder = rehearse(by_folder, "--providers", "30", "--seed", "3")
    assert [str(finding) for finding in judge(real).findings] == []
    assert real["avenants"] == folder["avenants"]
    (store,) = (by_mail / "data").glob("rehearsal-*/avenants.sqlite")
    came = Counter(one["kind"] for one in told(store.parent, "messages", "--format", "json"))
    assert came["delivery_report"] > 0
    assert came["possible_refusal"] > 0
