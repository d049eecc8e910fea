"""`avenants verify` at the terminal: what it says, and with which code it ends."""

import asyncio
import json
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from audit.seals.findings import Fault
from domain.values import Language
from interfaces.cli.wording.faults import FAULTS
from interfaces.settings import load_settings
from journal.clock import BRUSSELS
from tests.interfaces.cli_office import Office, run
from worker import seal_record

pytestmark = pytest.mark.slow


def seal() -> None:
    """As the timer does."""
    asyncio.run(seal_record(load_settings()))


def execute(office: Office, statement: str, *values: object) -> None:
    office.close()
    with sqlite3.connect(office.folder / "avenants.sqlite") as connection:
        connection.execute(statement, values)
    connection.close()


def test_a_sealed_record_is_well(office: Office) -> None:
    office.sent()
    seal()
    done = run("verify")
    assert done.code == 0, done.said
    assert "Sealed: " in done.out
    assert "No fact waits" in done.out
    assert "the one that was sealed" in done.err
    said = run("verify", "--format", "json").json
    assert (said["covered"], said["uncovered"], said["findings"]) == (office.facts(), 0, [])


def test_what_is_not_sealed_yet_is_said_and_becomes_a_matter_to_look_at(office: Office) -> None:
    seal()
    sealed = office.facts()
    office.sent()
    done = run("verify", "--format", "json")
    assert done.code == 0, done.said
    assert done.json["covered"] == sealed
    assert done.json["uncovered"] == office.facts() - sealed
    office.is_on(office.today() + timedelta(days=2))
    late = run("verify")
    assert late.code == 3
    assert "more than 24 hours" in late.err
    assert "Not yet sealed: " in late.out
    since = datetime.fromisoformat(done.json["uncovered_since"]).astimezone(BRUSSELS)
    assert f"{since:%Y-%m-%d %H:%M}" in late.out, "as clocks in Brussels show it"


def test_a_record_that_was_never_sealed_must_be_looked_at(office: Office) -> None:
    office.is_on(office.today() + timedelta(days=2))
    done = run("verify")
    assert done.code == 3
    assert "Nothing is sealed" in done.out


def test_a_change_ends_with_5_and_its_place_in_each_language(office: Office) -> None:
    office.sent("K00001")
    seal()
    execute(office, "UPDATE stored_events SET topic = 'x/1' WHERE rowid = 3")
    for language in Language:
        done = run("verify", "--lang", language)
        assert done.code == 5
        assert "position 3, convention-" in done.out
    (found,) = run("verify", "--format", "json").json["findings"]
    assert found["fault"] == "changed"
    assert found["place"] in found["sentence"]


def test_a_file_that_is_no_database_any_more_ends_with_5(office: Office) -> None:
    seal()
    office.close()
    file = office.folder / "avenants.sqlite"
    file.write_bytes(b"\0" * 4096 + file.read_bytes()[4096:])
    done = run("verify")
    assert done.code == 5, done.said


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE key_store RENAME COLUMN id TO ie",
        "UPDATE store SET made_at = 'never'",
        "DELETE FROM store",
    ],
)
def test_a_store_whose_tables_are_not_ours_any_more_ends_with_5(
    office: Office, change: str
) -> None:
    seal()
    execute(office, change)
    office.close()
    done = run("verify")
    assert done.code == 5, done.said


def test_growth_between_two_checkpoints_is_proven(office: Office, tmp_path: Path) -> None:
    seal()
    office.sent("K00001")
    seal()
    office.sent("K00002")
    seal()
    done = run("verify", "--between", 1, 3)
    assert done.code == 0, done.said
    assert "Checkpoint 3" in done.out
    said = run("verify", "--between", 1, 3, "--format", "json").json
    assert said["holds"] is True
    kept = tmp_path / "kept.json"
    kept.write_bytes((office.folder / "seals" / "00000001.json").read_bytes())
    assert run("verify", "--between", kept, 2).code == 0
    assert run("verify", "--against", kept).code == 0
    assert run("verify", "--between", 3, 1).code == 1
    assert run("verify", "--between", 1, 9).code == 4
    execute(office, "UPDATE stored_events SET topic = 'x/1' WHERE rowid = "
                    "(SELECT max(rowid) FROM stored_events)")  # fmt: skip
    assert run("verify", "--between", 1, 3).code == 5
    kept.write_text("{}")
    assert run("verify", "--between", kept, 2).code == 1, "perhaps another file was meant"
    (office.folder / "seals" / "00000001.json").write_text("{}")
    assert run("verify", "--between", 1, 2).code == 5


def test_a_file_that_is_no_checkpoint_is_refused(office: Office, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text("{}")
    assert run("verify", "--against", wrong).code == 1
    assert run("verify", "--against", tmp_path / "nowhere.json").code == 1
    assert run("verify", "--trusted", wrong).code == 1


def test_without_the_key_its_public_half_is_enough(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An auditor is given the public key, never the other."""
    from cryptography.hazmat.primitives import serialization as s

    seal()
    key = office.folder / "checkpoint.key"
    public = s.load_pem_private_key(key.read_bytes(), None).public_key()
    pem = tmp_path / "public.pem"
    pem.write_bytes(public.public_bytes(s.Encoding.PEM, s.PublicFormat.SubjectPublicKeyInfo))
    key.unlink()
    alone = run("verify")
    assert alone.code == 3
    assert "No trusted key" in alone.err
    assert run("verify", "--trusted", pem).code == 0
    monkeypatch.setenv("AVENANT_CHECKPOINT_TRUSTED", str(pem))
    assert run("verify").code == 0


def test_verifying_changes_nothing(office: Office) -> None:
    seal()
    office.close()
    before = {f: f.read_bytes() for f in (office.folder / "seals").rglob("*") if f.is_file()}
    facts = office.facts()
    run("verify")
    assert before == {
        f: f.read_bytes() for f in (office.folder / "seals").rglob("*") if f.is_file()
    }
    assert office.facts() == facts


def test_every_fault_has_its_sentence_with_the_place_in_each_language() -> None:
    assert set(FAULTS) == set(Fault)
    for words in FAULTS.values():
        for language in Language:
            assert "place" in words.gaps(language)
            assert words.gaps(language) == words.gaps(Language.EN)


def test_what_it_says_as_json_is_json_for_programs(office: Office) -> None:
    seal()
    keys = set(json.loads(run("verify", "--format", "json").out))
    assert {"covered", "covered_through", "uncovered", "checkpoint", "root", "findings"} <= keys
