"""What leaves as a file while a person is erased is listed among what remains, or never leaves."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from activities.access import note_reading
from domain.access import Shown
from domain.office import Actor
from domain.values import Role
from interfaces.cli import dossier_files, erasing
from interfaces.settings import load_settings
from tests.interfaces.cli_office import CELL, SECOND, SENT_ON, Office, Result, run
from worker import seal_record

pytestmark = pytest.mark.slow

REQUEST = ("--authorised-by", SECOND, "--reason", "art. 17 GDPR", "--by", CELL)


@pytest.fixture
def number(office: Office) -> str:
    """Of a provider who refused by letter, in a record that is sealed."""
    with office.opened() as (store, _):
        every = (f"K{n:05}" for n in range(1, 40))
        found = next(one for one in every if not store.registers.also_held(one))
    assert office.refuse(office.sent(found), SENT_ON).code == 0
    asyncio.run(seal_record(load_settings()))
    return found


def before(
    name: str, of: object, act: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Act once, just before that step."""
    step, to_do = getattr(of, name), [act]

    def interrupted(*args: object, **kwargs: object) -> object:
        while to_do:
            to_do.pop()()
        return step(*args, **kwargs)

    monkeypatch.setattr(of, name, interrupted)


def erase(number: str, *more: str) -> Result:
    done = run("erase", number, *REQUEST, *more, "--format", "json")
    assert done.code in {0, 3}, done.said
    return done


def handed_out(done: Result) -> list[str]:
    return [row["where"] for row in done.json if row["what"] == "handed_out"]


def dossier(number: str, file: Path) -> Result:
    return run("dossier", f"2026-001.{number}", "-o", file, "--by", CELL, "--why", "a court")


def test_a_dossier_that_is_made_before_the_keys_go_is_listed(
    number: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "d.zip"
    before("erase", erasing, lambda: dossier(number, file), monkeypatch)
    listed = handed_out(erase(number))
    fingerprint = run("verify", file, "--format", "json").json["fingerprint"]
    assert [where for where in listed if fingerprint in where]
    assert len(listed) == 1, "once"


def test_a_dossier_of_what_is_erased_while_it_is_made_never_leaves(
    number: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "d.zip"
    before("note", dossier_files, lambda: erase(number), monkeypatch)
    made = dossier(number, file)
    assert made.code == 1, made.said
    assert "erased in this moment" in made.said
    assert not file.exists()
    again = dossier(number, file)
    assert again.code in {0, 3}, "without what was erased"


def test_a_bag_of_which_nobody_knows_whether_it_was_finished_is_listed(
    office: Office, number: str
) -> None:
    """Its maker was killed once the reading was on record, and before the bag was."""
    with office.opened() as (store, _):
        party = store.registers.convention(number).party
        who = Actor(id=CELL, role=Role.INAMI)
        note_reading(store, [party], Shown.DOSSIER, actor=who, why="export for the archive")
    begun = handed_out(erase(number, "--dry-run"))
    assert [where for where in begun if where.startswith("dossier") and where.endswith(CELL)]


def test_one_that_was_finished_is_listed_once_beside_one_that_was_not(
    office: Office, number: str, tmp_path: Path
) -> None:
    assert dossier(number, tmp_path / "1.zip").code in {0, 3}
    with office.opened() as (store, _):
        party = store.registers.convention(number).party
        who = Actor(id=CELL, role=Role.INAMI)
        note_reading(store, [party], Shown.DOSSIER, actor=who, why="export for the archive")
    assert dossier(number, tmp_path / "2.zip").code in {0, 3}
    listed = handed_out(erase(number, "--dry-run"))
    assert sorted("SHA-256" in where for where in listed) == [False, True, True]
