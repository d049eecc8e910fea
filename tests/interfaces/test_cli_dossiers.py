"""`avenants dossier` at the terminal: who may, what is left out, what is recorded."""

import asyncio
import io
import json
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

from domain.access import PersonalDataRead, Shown
from interfaces.settings import load_settings
from journal.streams import access_stream
from tests.interfaces.cli_office import CELL, SENT_ON, Office, run
from worker import seal_record

pytestmark = pytest.mark.slow

WHY = ("--why", "asked by the court")


def seal() -> None:
    """As the timer does."""
    asyncio.run(seal_record(load_settings()))


def refused(office: Office) -> str:
    """An avenant that was refused on the day of sending's morrow, sealed."""
    avenant = office.sent("K00001")
    assert office.refuse(avenant, SENT_ON).code == 0
    seal()
    return avenant


def test_it_is_made_verified_and_on_record(office: Office, tmp_path: Path) -> None:
    avenant, out = refused(office), tmp_path / "d.zip"
    done = run("dossier", avenant, "-o", out, "--by", "auditor", *WHY)
    assert done.code == 0, done.said
    assert out.stat().st_mode & 0o077 == 0, "nobody else may read it"
    held = run("verify", out)
    assert held.code == 0, held.said
    assert avenant in held.out
    trail = run("trail", avenant, "--format", "json").json
    made = trail[-1]
    assert made["type"] == "archive.dossier-made"
    assert "asked by the court" in made["sentence"]
    again = run("dossier", avenant, "-o", out, "--by", "auditor", *WHY)
    assert again.code == 1, "what is there is not overwritten"
    assert run("trail", avenant, "--format", "json").json[-1] == made


def test_newer_facts_wait_for_their_seal_and_somebody_must_look(
    office: Office, tmp_path: Path
) -> None:
    avenant = refused(office)
    run("accept", avenant, "--received-on", SENT_ON, "--channel", "email", "--by", CELL)
    done = run("dossier", avenant, "-o", tmp_path / "d.zip", "--by", CELL, *WHY)
    assert done.code == 3
    assert "not sealed yet" in done.err


def test_without_any_seal_it_says_what_to_do(office: Office, tmp_path: Path) -> None:
    avenant = office.sent("K00001")
    done = run("dossier", avenant, "-o", tmp_path / "d.zip", "--by", CELL, *WHY)
    assert (done.code, "worker seal" in done.err) == (1, True)
    assert not (tmp_path / "d.zip").exists()


def test_a_coordinator_gets_one_of_the_own_network_alone(office: Office, tmp_path: Path) -> None:
    avenant = refused(office)
    own = office.coordinator("K00001")
    with office.opened() as (store, _):
        other = next(s.id for s in store.registers.all_staff() if s.networks and s.id != own)
    assert run("dossier", avenant, "-o", tmp_path / "a.zip", "--by", own, *WHY).code == 0
    assert run("dossier", avenant, "-o", tmp_path / "b.zip", "--by", other, *WHY).code == 1
    silent = run("dossier", avenant, "-o", tmp_path / "c.zip", "--by", own, "--why", " ")
    assert (silent.code, (tmp_path / "c.zip").exists()) == (2, False)


def test_persons_and_documents_are_left_out(office: Office, tmp_path: Path) -> None:
    avenant = refused(office)
    whole, less = tmp_path / "a.zip", tmp_path / "b.zip"
    assert run("dossier", avenant, "-o", whole, "--by", CELL, *WHY).code == 0
    letter = next(n for n in zipfile.ZipFile(whole).namelist() if "refusal-registered" in n)
    done = run(
        "dossier", avenant, "-o", less, "--by", CELL, *WHY,
        "--without-person", "K00001", "--without-person", CELL, "--without", letter,
    )  # fmt: skip
    assert done.code == 1, "the letter is out already, with whoever registered it"
    done = run(
        "dossier", avenant, "-o", less, "--by", CELL, *WHY,
        "--without-person", "K00001", "--without-person", CELL,
    )  # fmt: skip
    assert done.code == 0, done.said
    assert run("verify", less).code == 0
    with zipfile.ZipFile(less) as opened:
        assert letter not in opened.namelist()
        everything = b"".join(opened.read(name) for name in opened.namelist())
    assert CELL.encode() not in everything
    with office.opened() as (store, _):
        name = store.people.get(store.registers.convention("K00001").party).name
    assert name.encode() not in everything
    nobody = run(
        "dossier", avenant, "-o", tmp_path / "c.zip", "--by", CELL, *WHY,
        "--without-person", "nobody at all",
    )  # fmt: skip
    assert nobody.code == 4
    none = run(
        "dossier", avenant, "-o", tmp_path / "d.zip", "--by", CELL, *WHY, "--without-documents"
    )
    assert none.code == 0
    assert json.loads(run("verify", tmp_path / "d.zip", "--format", "json").out)["documents"] == 0


def test_whose_data_is_in_it_and_which_documents_stands_in_the_access_trail(
    office: Office, tmp_path: Path
) -> None:
    avenant = refused(office)
    assert run("dossier", avenant, "-o", tmp_path / "d.zip", "--by", "auditor", *WHY).code == 0
    with office.opened() as (store, _):
        party = store.registers.convention("K00001").party
        (read,) = (one.fact for one in store.journal.read(access_stream(party)))
    assert isinstance(read, PersonalDataRead)
    assert (read.by, read.shown, read.why) == ("auditor", Shown.DOSSIER, "asked by the court")
    proof = json.loads(zipfile.ZipFile(tmp_path / "d.zip").read("proof.json"))
    assert set(read.addresses) == {one["address"] for one in proof["evidence"]}


def test_no_letter_that_somebody_typed_stops_a_trail_or_a_dossier(
    office: Office, tmp_path: Path
) -> None:
    """A PDF/A lacks no letter: where no font has one, its number stands in its place."""
    avenant = office.sent("K00001")
    why = "boîte pleine \N{GRINNING FACE} \u6f22 \x07"
    assert run("bounce", avenant, "--on", SENT_ON, "--reason", why, "--by", CELL).code == 0
    seal()
    done = run("dossier", avenant, "-o", tmp_path / "d.zip", "--by", CELL, *WHY)
    assert done.code == 0, done.said
    assert run("verify", tmp_path / "d.zip").code == 0
    opened = zipfile.ZipFile(tmp_path / "d.zip")
    pages = PdfReader(io.BytesIO(opened.read("trail-fr.pdf"))).pages
    text = "".join(page.extract_text() for page in pages)
    assert "boîte pleine [U+1F600] [U+6F22] [U+0007]" in " ".join(text.split())
    assert why[:14].encode() in opened.read("trail-fr.txt")
