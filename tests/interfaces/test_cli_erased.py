"""Once a person is erased, nobody reads anything of them: not by any file, process or backup."""

import asyncio
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from activities.post_folder import FolderPost
from interfaces.settings import load_settings
from journal.errors import EvidenceErased, KeysMissing
from journal.known_facts import known_facts
from journal.opening import Store, open_store
from journal.people import Independent, Organisation, PartyErased
from tests.interfaces.cli_office import CELL, CIRCULAR, SECOND, SENT_ON, Office, run
from worker import seal_record

pytestmark = pytest.mark.slow

REQUEST = ("--authorised-by", SECOND, "--reason", "art. 17 GDPR", "--by", CELL)
KEYS = ("avenants.keys.sqlite", "avenants.master.key")


@dataclass
class Erased:
    """A person of whom everything there can be was held, and who was erased."""

    office: Office
    number: str
    avenant: str
    party: str
    person: Independent | Organisation
    letter: str
    words: tuple[bytes, ...]
    """What says who they were."""
    worker: Store
    """Of a process that had read them just before."""
    backup: Path
    """The data folder as it was."""
    dossier: Path
    remains: list[dict[str, str]]


@pytest.fixture
def erased(office: Office, tmp_path: Path) -> Iterator[Erased]:
    with office.opened() as (store, _):
        number = next(
            one for one in (f"K{n:05}" for n in range(1, 40)) if not store.registers.also_held(one)
        )
        party = store.registers.convention(number).party
        person = store.people.get(party)
    assert isinstance(person, Independent | Organisation)
    words = tuple(
        word.encode()
        for word in (person.name, person.address, person.email, person.phone, person.inami)
        if word
    )
    avenant = office.sent(number)
    letter = tmp_path / "letter.eml"
    letter.write_bytes(b"I refuse.\n" + b"\n".join(words))
    said = run(
        "refuse", avenant, "--received-on", SENT_ON, "--channel", "email", "--by", CELL,
        "--evidence", letter,
    )  # fmt: skip
    assert said.code == 0, said.said
    asyncio.run(seal_record(load_settings()))
    mail = FolderPost(office.folder / "mail")
    mail.deliver(f"<{avenant}.1@avenants.test>", b"\n".join(words), None)
    dossier = tmp_path / "dossier.zip"
    for command in (
        ("dossier", avenant, "-o", dossier, "--by", CELL, "--why", "asked by a court"),
        ("preview", CIRCULAR, "--convention", number, "--out", tmp_path / "seen", "--by", CELL),
        ("list", "--format", "json"),
        ("board", "2026-001"),
        ("trail", number),
    ):
        assert run(*command).code in {0, 3}, run(*command).said
    asked = run("whois-seen", number, "--by", CELL, "--format", "json").json
    [address] = [row["address"] for row in asked["held"] if row["what"] == "evidence"]
    backup = tmp_path / "backup"
    shutil.copytree(office.folder, backup)
    with open_store(office.url, facts=known_facts()) as worker:
        assert worker.people.get(party) == person
        assert b"I refuse" in worker.evidence.get(address)
        done = run("erase", number, *REQUEST, "--format", "json")
        assert done.code in {0, 3}, done.said
        yield Erased(
            office,
            number,
            avenant,
            party,
            person,
            address,
            words,
            worker,
            backup,
            dossier,
            done.json,
        )


def test_no_file_names_them_but_those_that_erase_lists(erased: Erased) -> None:
    left = {row["where"] for row in erased.remains if row["what"] == "file"}
    # The file that was imported is the office's own, and is listed as such.
    assert "registers" in {row["what"] for row in erased.remains}
    naming = {
        str(file)
        for file in erased.office.folder.rglob("*")
        if file.is_file() and file.name != "providers.csv"
        if any(word in file.read_bytes() for word in erased.words)
    }
    assert naming == left
    assert len(left) == 1


def test_a_process_that_had_just_read_them_reads_nothing_more(erased: Erased) -> None:
    worker = erased.worker
    with pytest.raises(PartyErased):
        worker.people.get(erased.party)
    assert worker.people.history(erased.party) == ()
    with pytest.raises(EvidenceErased):
        worker.evidence.get(erased.letter)


def test_and_brings_nothing_of_them_back(erased: Erased) -> None:
    """Its key is remembered for minutes, yet it seals nothing more that nobody could erase."""
    with pytest.raises(PartyErased):
        erased.worker.people.put(erased.party, erased.person, erased.worker.clock.now(), CELL)
    with pytest.raises(EvidenceErased):
        erased.worker.evidence.put(b"written a moment before", "text/plain", of=erased.party)
    assert run("verify", "--format", "json").json["findings"] == []


def test_every_command_says_that_they_were_erased_or_shows_an_opaque_id(
    erased: Erased, tmp_path: Path
) -> None:
    out = tmp_path / "after"
    for command in (
        ("whois-seen", erased.number, "--by", CELL, "--format", "json"),
        ("trail", erased.number, "--format", "json"),
        ("trail", erased.avenant, "--format", "cloudevents"),
        ("list", "--format", "json"),
        ("tasks", "--format", "json"),
        ("conventions", "--as-of", "2026-07-01", "--format", "json"),
        ("evidence", erased.letter, "--save", out / "letter", "--by", CELL),
        ("preview", CIRCULAR, "--convention", erased.number, "--out", out, "--by", CELL),
        ("print", erased.office.coordinator(erased.number).split(".")[0], "--by", CELL),
        ("erase", erased.number, *REQUEST, "--dry-run"),
    ):
        said = run(*command)
        assert not any(word.decode() in said.said for word in erased.words), command
        assert "made a mistake" not in said.said, command
    assert not any(out.rglob("*"))
    made = run("dossier", erased.avenant, "-o", out.with_suffix(".zip"), "--by", CELL, "--why", "x")
    if made.code in {0, 3}:
        with zipfile.ZipFile(out.with_suffix(".zip")) as opened:
            inside = b"".join(opened.read(name) for name in opened.namelist())
        assert not any(word in inside for word in erased.words)
    without = run(
        "dossier", erased.avenant, "-o", out.with_suffix(".w.zip"), "--by", CELL,
        "--without-person", erased.number,
    )  # fmt: skip
    assert without.code == 4
    assert f"{erased.number} was erased" in without.err


def test_what_was_handed_out_before_is_listed_one_by_one(erased: Erased) -> None:
    """A dossier still verifies and still names them: nobody can take it back but its holder."""
    assert run("verify", erased.dossier).code == 0
    handed = [row["where"] for row in erased.remains if row["what"] == "handed_out"]
    assert any(erased.avenant in where and "SHA-256" in where for where in handed)
    assert any(where.startswith("letters") and where.endswith(CELL) for where in handed)


@pytest.mark.parametrize("restored", ["store", "keys", "both"])
def test_only_a_backup_of_both_store_and_keys_brings_them_back_as_erase_says(
    erased: Erased, tmp_path: Path, restored: str
) -> None:
    folder = tmp_path / "restored"
    shutil.copytree(erased.office.folder, folder)
    for source in (folder, erased.backup):
        for file in source.glob("avenants.*"):
            if restored == "both" or file.name.startswith(KEYS) == (restored == "keys"):
                if source is folder:
                    file.unlink()
                else:
                    shutil.copy2(file, folder / file.name)
    with open_store(f"sqlite:///{folder}/avenants.sqlite", facts=known_facts()) as store:
        if restored == "both":
            assert store.people.get(erased.party).name.encode() in erased.words
        else:
            with pytest.raises((PartyErased, KeysMissing, LookupError)):
                store.people.get(erased.party)
            with pytest.raises(EvidenceErased):
                store.evidence.get(erased.letter)
    assert {"key_backups", "store_backups"} <= {row["what"] for row in erased.remains}


def test_the_record_still_verifies_the_day_after(erased: Erased) -> None:
    erased.office.is_on(date(2026, 3, 7))
    asyncio.run(seal_record(load_settings()))
    assert run("verify", "--format", "json").json["findings"] == []
