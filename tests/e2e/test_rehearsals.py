"""The demo, whole: real server, worker and relay, and a judge that shares nothing with us."""

import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
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


OPTIONS = ("--providers", "30", "--seed", "1", "--start", "2026-02-28")


@dataclass(frozen=True)
class Played:
    """A rehearsal, its report and where its record lies."""

    report: dict[str, Any]
    store: Path


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """A rehearsal through the folder, of a month that ends on three days."""
    return play(tmp_path_factory.mktemp("folder"), *OPTIONS)


def play(folder: Path, *options: str) -> Played:
    """Play the demo in that folder."""
    report = rehearse(folder, *options)
    (store,) = (folder / "data").glob("rehearsal-*/avenants.sqlite")
    return Played(report, store.parent)


def test_the_judge_agrees_with_every_outcome_of_a_rehearsal(played: Played) -> None:
    """Every state and every date follows from the acts, by the text of the domain alone."""
    report = played.report
    assert [str(finding) for finding in judge(report).findings] == []
    states = Counter(a["state"] for a in report["avenants"])
    assert states["concluded"] == 31
    assert {a["state"] for a in report["avenants"]} <= FINAL
    acts = Counter(act["act"] for act in report["scenario"])
    assert {"bounced", "sent_again", "decided", "extended", "retracted"} <= set(acts)
    # It ends sealed: what was played can be verified at once, none of it waits for a seal.
    seals = told(played.store, "verify", "--format", "json")
    assert (seals["anchored"], seals["uncovered"], seals["findings"]) == (True, 0, [])


@pytest.mark.usefixtures("mail_servers")
def test_by_real_mail_everything_ends_as_through_the_folder(tmp_path: Path, played: Played) -> None:
    """Sent by SMTP, refused, bounced and answered through mailboxes that are really read."""
    real = play(tmp_path, *OPTIONS, "--mail", "real")
    assert [str(finding) for finding in judge(real.report).findings] == []
    assert real.report["avenants"] == played.report["avenants"]
    came = Counter(one["kind"] for one in told(real.store, "messages", "--format", "json"))
    assert came["delivery_report"] > 0
    assert came["possible_refusal"] > 0
