"""The units for one server without containers."""

import re
import shutil
import sys
import warnings
from pathlib import Path

import pytest

from interfaces.settings import READ_ELSEWHERE, Settings
from tests.deploy.installation import DEPLOY, ran
from worker import GRACE, ROLES

UNITS = DEPLOY / "systemd"
ROLE = {
    "avenants-migrate": "migrate",
    "avenants-worker": "worker",
    "avenants-relay": "relay",
    "avenants-intake": "intake",
    "avenants-remind": "remind",
    "avenants-renew": "renew",
    "avenants-seal": "seal",
}
PROGRAM = "/opt/avenants/.venv/bin/python"
MOST_EXPOSED = 15
"""Tenths; systemd calls it OK up to 40, and most services of a distribution lie above 90."""

every_service = pytest.mark.parametrize("name", ROLE)


def section(unit: str, name: str) -> dict[str, list[str]]:
    """A section of a unit: every key with all its values."""
    found: dict[str, list[str]] = {}
    here = ""
    for line in (UNITS / unit).read_text("utf-8").splitlines():
        if line.startswith("["):
            here = line.strip("[]")
        elif line and here == name and not line.startswith("#"):
            key, _, value = line.partition("=")
            found.setdefault(key, []).append(value)
    return found


def lines(name: str, key: str) -> list[str]:
    """Every value of a key in the section of the service."""
    return section(f"{name}.service", "Service")[key]


@every_service
def test_a_service_runs_its_role_as_a_user_without_rights(name: str) -> None:
    assert lines(name, "ExecStart") == [f"{PROGRAM} -m worker {ROLE[name]}"]
    assert ROLE[name] in ROLES
    assert lines(name, "User") == ["avenants"]
    assert "u avenants " in (UNITS / "avenants.sysusers").read_text("utf-8")
    wanted = {"NoNewPrivileges": "yes", "ProtectSystem": "strict", "ProtectHome": "yes",
              "PrivateTmp": "yes", "CapabilityBoundingSet": ""}  # fmt: skip
    assert {key: lines(name, key) for key in wanted} == {k: [v] for k, v in wanted.items()}


@every_service
def test_a_service_gets_its_secret_from_a_file_that_only_it_sees(name: str) -> None:
    variables = dict(
        pair.split("=", 1) for line in lines(name, "Environment") for pair in line.split()
    )
    ours = {v for v in variables if v.startswith("AVENANT_")}
    known = {f"AVENANT_{setting.upper()}" for setting in Settings.model_fields} | READ_ELSEWHERE
    assert {v.removesuffix("_FILE") for v in ours} - known == set()
    assert variables["AVENANT_DATABASE_URL_FILE"] == "%d/database-url"
    whose = "owner" if ROLE[name] == "migrate" else "worker"
    own = {
        "intake": ["mailboxes:/etc/avenants/mailboxes"],
        "seal": ["checkpoint-key:/etc/avenants/checkpoint.key"],
    }
    assert lines(name, "LoadCredential") == [
        f"database-url:/etc/avenants/{whose}-url",
        *own.get(ROLE[name], []),
    ]


@pytest.mark.parametrize("name", ["avenants-worker", "avenants-relay", "avenants-intake"])
def test_what_lasts_comes_back_and_is_given_time_to_end(name: str) -> None:
    assert lines(name, "Restart") == ["always"]
    assert section(f"{name}.service", "Unit")["StartLimitIntervalSec"] == ["0"]
    (stop,) = lines(name, "TimeoutStopSec")
    assert int(stop.removesuffix("s")) > GRACE.total_seconds()
    (wanted,) = section("avenants.target", "Unit")["Wants"]
    assert f"{name}.service" in wanted.split()


@pytest.mark.slow
def test_systemd_itself_takes_them(tmp_path: Path) -> None:
    """And finds little that they could still do."""
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        warnings.warn(
            "NOT TESTED: systemd-analyze is not installed here, so nobody but these tests has "
            "read deploy/systemd; where it is, run: systemd-analyze verify deploy/systemd/*",
            stacklevel=1,
        )
        return
    for file in (*UNITS.glob("*.service"), *UNITS.glob("*.target"), *UNITS.glob("*.timer")):
        # That a program lies where the unit says is true on the server only.
        text = file.read_text("utf-8").replace(PROGRAM, sys.executable)
        (tmp_path / file.name).write_text(text, "utf-8")
    units = sorted(map(str, tmp_path.iterdir()))
    found = ran([analyze, "verify", "--man=no", *units], {"SYSTEMD_LOG_LEVEL": "warning"})
    # It ends with 0 for a line that it does not know, and says so.
    ours = [line for line in found.stderr.splitlines() if re.search(r"avenants[-.]", line)]
    assert ours == []
    for name in ROLE:
        service = str(tmp_path / f"{name}.service")
        ran([analyze, "security", "--offline=yes", f"--threshold={MOST_EXPOSED}", service], {})
