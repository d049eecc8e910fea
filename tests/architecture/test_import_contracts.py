"""Each rule about who may import whom is kept today, and is seen when it is broken.

Every case copies the rooms to a folder of its own, adds one forbidden import there and asks
import-linter, with the project's own settings, which contracts no longer hold.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
LINTER = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
ROOMS: list[str] = LINTER["root_packages"]
NAMES: dict[str, str] = {contract["id"]: contract["name"] for contract in LINTER["contracts"]}

VERDICT = re.compile(r"^(?P<name>\S.*?) (?P<verdict>KEPT|BROKEN)\b", re.MULTILINE)


@dataclass(frozen=True)
class Break:
    """A forbidden import: the module that gets it, the line, and the contracts that must fall."""

    module: str
    line: str
    contracts: tuple[str, ...]


BREAKS = (
    Break("domain/newcomer.py", "import journal", ("domain-alone",)),
    Break("domain/newcomer.py", "from temporalio import workflow", ("domain-pure",)),
    Break("journal/newcomer.py", "import audit", ("journal",)),
    Break("activities/contracts.py", "import activities.newcomer", ("activity-contracts",)),
    Break("activities/newcomer.py", "import audit", ("activities",)),
    Break("workflows/newcomer.py", "from activities import newcomer", ("workflows",)),
    Break("workflows/newcomer.py", "import sqlalchemy", ("workflows-replay",)),
    Break("workflows/newcomer.py", "import random", ("workflows-deterministic",)),
    Break("audit/newcomer.py", "import activities.contracts", ("audit",)),
    Break("interfaces/newcomer.py", "import worker", ("worker",)),
)
"""One for each contract."""

MORE_BREAKS = (
    Break(
        "domain/newcomer.py",
        "from activities import contracts",
        ("domain-alone", "domain-pure"),
    ),
    Break("domain/newcomer.py", "import worker", ("domain-alone", "worker")),
    Break("domain/newcomer.py", "import sqlite3", ("domain-pure",)),
    Break("domain/newcomer.py", "from eventsourcing import domain", ("domain-pure",)),
    Break("domain/newcomer.py", "from sqlalchemy import select", ("domain-pure",)),
    Break("domain/newcomer.py", "import time", ("domain-pure",)),
    Break("journal/newcomer.py", "import workflows", ("journal",)),
    Break("journal/newcomer.py", "from worker import main", ("journal", "worker")),
    Break("activities/contracts.py", "import journal", ("activity-contracts",)),
    Break("activities/newcomer.py", "import interfaces", ("activities",)),
    Break("workflows/newcomer.py", "import activities.newcomer", ("workflows",)),
    Break("workflows/newcomer.py", "import journal", ("workflows",)),
    Break("workflows/newcomer.py", "import audit", ("workflows",)),
    Break("workflows/newcomer.py", "import eventsourcing", ("workflows-replay",)),
    Break("workflows/newcomer.py", "from uuid import uuid4", ("workflows-deterministic",)),
    Break("workflows/newcomer.py", "import asyncio", ("workflows-deterministic",)),
    Break("audit/newcomer.py", "import interfaces", ("audit",)),
)
"""Other ways to break the same contracts, which a careless setting could let through."""


def a_copy_of_the_rooms(folder: Path) -> Path:
    """The rooms and the settings as they are, and one new module in each room."""
    for room in ROOMS:
        shutil.copytree(
            PROJECT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__", "vendor")
        )
        (folder / room / "newcomer.py").write_text("", encoding="utf-8")
    shutil.copy(PROJECT / "pyproject.toml", folder)
    return folder


def broken_contracts(folder: Path) -> set[str]:
    """The ids of the contracts that import-linter sees broken in a folder."""
    linter = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run(
        [linter, "--no-cache", "--no-logo"],
        cwd=folder,
        env=os.environ | {"COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    verdicts = {match["name"]: match["verdict"] for match in VERDICT.finditer(run.stdout)}
    assert set(verdicts) == set(NAMES.values()), run.stdout + run.stderr
    return {key for key, name in NAMES.items() if verdicts[name] == "BROKEN"}


@pytest.mark.slow
def test_every_contract_holds_in_the_rooms_as_they_are(tmp_path: Path) -> None:
    assert broken_contracts(a_copy_of_the_rooms(tmp_path)) == set()


@pytest.mark.slow
@pytest.mark.parametrize(
    "broken",
    [*BREAKS, *MORE_BREAKS],
    ids=lambda b: f"{b.module}: {b.line}",
)
def test_a_forbidden_import_is_seen_and_the_broken_sentence_named(
    tmp_path: Path, broken: Break
) -> None:
    folder = a_copy_of_the_rooms(tmp_path)
    with (folder / broken.module).open("a", encoding="utf-8") as module:
        module.write(f"\n{broken.line}\n")
    assert broken_contracts(folder) == set(broken.contracts)


@pytest.mark.slow
def test_a_forbidden_room_reached_by_a_detour_is_seen(tmp_path: Path) -> None:
    """A workflow that imports a door which leads on to the journal breaks a sentence as well."""
    folder = a_copy_of_the_rooms(tmp_path)
    (folder / "workflows/newcomer.py").write_text("import activities.contracts\n", "utf-8")
    with (folder / "activities/contracts.py").open("a", encoding="utf-8") as contracts:
        contracts.write("\nimport journal\n")
    assert broken_contracts(folder) == {"activity-contracts"}


@pytest.mark.slow
def test_what_is_allowed_breaks_nothing(tmp_path: Path) -> None:
    """The doors that the design leaves open are open, so that nobody works around a wall."""
    folder = a_copy_of_the_rooms(tmp_path)
    allowed = {
        "journal": "import domain.values",
        "activities": "import domain.values\nimport journal\nimport activities.contracts",
        "workflows": "import domain.values\nfrom activities import contracts\nimport temporalio",
        "audit": "import domain.values\nimport journal",
        "interfaces": "import domain, journal, activities, workflows, audit",
    }
    for room, lines in allowed.items():
        (folder / room / "newcomer.py").write_text(lines + "\n", encoding="utf-8")
    assert broken_contracts(folder) == set()


def test_no_contract_goes_unproven() -> None:
    assert {key for broken in BREAKS for key in broken.contracts} == set(NAMES)
