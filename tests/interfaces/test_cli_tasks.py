"""Each task's command line is one that the program takes as it stands, once … is filled in."""

import re
import shlex
from datetime import date
from uuid import UUID

import pytest

from audit.settling import command_for
from domain.facts import TaskKind
from domain.tasks import Task
from domain.values import Role
from tests.interfaces.cli_office import CELL, Office, R, run

pytestmark = pytest.mark.slow

FILLED = {
    "--by": CELL,
    "--on": "2026-03-06",
    "--received-on": "2026-03-06",
    "--reason": "why",
    "--note": "done",
    "--evidence": "letter.pdf",
}
OF_PROVIDERS = (TaskKind.CHASE, TaskKind.COUNTERSIGN, TaskKind.EXAMINE, TaskKind.INFORM)


def a_task(kind: TaskKind) -> Task:
    convention = "net-namur" if kind in OF_PROVIDERS else "K00001"
    return Task(
        kind=kind,
        avenant=f"{R}.{convention}",
        network="namur",
        role=Role.INAMI,
        since=date(2026, 3, 2),
        about=UUID(int=7),
        letter="n1",
    )


def typed(line: str, paper: str) -> list[str]:
    """What a person types: the first of several choices, and something for each …."""
    words = shlex.split(re.sub(r"\(.*\)", "", line).replace("AVENANT|--none", "--none"))
    given = [word.split("|")[0] for word in words[1:]]
    for at, word in enumerate(given):
        if word == "…":
            option = given[at - 1]
            given[at] = paper if option == "--evidence" else FILLED[option]
    return given


@pytest.mark.parametrize("kind", TaskKind)
def test_the_command_of_every_task_is_understood(office: Office, kind: TaskKind) -> None:
    """It may be turned down here, where nothing waits; it is never wrong usage."""
    line = command_for(a_task(kind))
    result = run(*typed(line, str(office.paper(b"%PDF-1.4"))))
    assert result.code in {0, 1, 3, 4}, (line, result.said)
    assert "Usage:" not in result.err
    for said in re.findall(r"\(or ([a-z-]+)\)", line):
        assert run(said, "--help").code == 0, line
