"""Files at the terminal: what is due, a bag that verifies, and no destruction without authority."""

import asyncio
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from domain import commands as c
from domain.facts import EndCause
from interfaces.cli import retaining
from interfaces.settings import load_settings
from journal.journal import Journal
from tests.interfaces.cli_office import CELL, SECOND, SENT_ON, Office, run
from worker import seal_record

pytestmark = pytest.mark.slow


def seal() -> None:
    """As the timer does."""
    asyncio.run(seal_record(load_settings()))


def lapsed(office: Office, convention: str = "K00001", on: date = SENT_ON) -> str:
    """An avenant whose convention ends before it is concluded: its file is closed that day."""
    avenant = office.sent(convention, on)
    end(office, avenant)
    return avenant


def accepted(office: Office, convention: str = "K00001") -> str:
    """An avenant that was accepted by a letter, and whose convention has ended since."""
    avenant = office.sent(convention)
    done = run(
        "accept", avenant, "--received-on", SENT_ON, "--channel", "letter", "--by", CELL,
        "--evidence", office.paper(b"I accept."),
    )  # fmt: skip
    assert done.code == 0, done.said
    end(office, avenant)
    return avenant


def end(office: Office, avenant: str) -> None:
    """The convention ends today."""
    office.give(
        c.EndConvention(
            today=office.today(), by="engine", id=uuid4(), on=office.today(), cause=EndCause.DEATH
        ),
        avenant,
    )


def files(*more: object) -> dict[str, str]:
    return {
        row["avenant"]: row["state"] for row in run("retention", "--format", "json", *more).json
    }


def test_what_is_due_is_listed_by_the_periods_that_are_set(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    over, under = lapsed(office, "K00001"), office.sent("K00002")
    assert files() == {over: "closed", under: "open"}
    assert files("--due") == {}
    assert files("--state", "open") == {under: "open"}
    assert run("retention", "--network", "nowhere").code == 4
    sources = run("retention", "--periods", "--format", "json").json
    assert {row["years"] for row in sources} == {10, 30}
    assert all(row["source"] for row in sources)
    for more in (["--due"], ["--state", "open"], ["--network", "namur"], ["--circular", "1"]):
        assert run("retention", "--periods", *more).code == 2, "nothing is silently passed over"
    own = tmp_path / "periods.toml"
    own.write_text(
        "".join(
            f'[{kind}.{period}]\nyears = 0\nsource = "a rule of the house"\n'
            for kind in ("provider", "network")
            for period in ("archive", "keep")
        )
    )
    monkeypatch.setenv("AVENANT_RETENTION_FILE", str(own))
    assert files("--due") == {over: "to_be_archived"}
    own.write_text("[provider.archive]\nyears = -1\n")
    wrong = run("retention")
    assert wrong.code == 1
    assert "provider.archive.years" in wrong.err


def test_a_bag_is_exported_verified_and_on_record(office: Office, tmp_path: Path) -> None:
    avenant, bag = lapsed(office), tmp_path / "bag"
    under = office.sent("K00002")
    early = run("archive", under, "-o", bag, "--by", CELL)
    assert (early.code, bag.exists()) == (1, False)
    unsealed = run("archive", avenant, "-o", bag, "--by", CELL)
    assert (unsealed.code, bag.exists()) == (1, False)
    seal()
    done = run("archive", avenant, "-o", bag, "--by", CELL)
    assert done.code == 0, done.said
    assert run("verify", bag).code == 0
    own = load_settings().seals / "00000001.json"
    assert run("verify", bag, "--against", own).code == 0
    other = tmp_path / "other.json"
    other.write_bytes(own.read_bytes().replace(b"sealed_at", b"sealed_bt", 1))
    assert run("verify", bag, "--against", other).code != 0
    (bag / "data" / avenant / "proof.json").rename(tmp_path / "proof.json")
    assert run("verify", bag, "--against", own).code == 5, "whatever else it is held against"
    assert run("verify", bag / "data" / avenant, "--against", own).code == 5
    (tmp_path / "proof.json").rename(bag / "data" / avenant / "proof.json")
    assert (bag / "data" / avenant / "trail-fr.pdf").read_bytes().startswith(b"%PDF")
    assert files()[avenant] == "archived"
    assert run("trail", avenant, "--format", "json").json[-1]["type"] == "archive.file-archived"
    assert run("archive", avenant, "-o", bag, "--by", CELL).code == 1, "never over another"
    facts = office.facts()
    for there in (".", bag):
        assert run("archive", avenant, "-o", there, "--by", CELL).code == 1
    assert office.facts() == facts, "what cannot be written was not looked at"
    assert run("archive", "-o", tmp_path / "b", "--by", CELL).code == 2
    narrowed = run("archive", avenant, "--circular", "2026-001", "-o", tmp_path / "b", "--by", CELL)
    assert (narrowed.code, office.facts()) == (2, facts)
    assert run("archive", "--due", "-o", tmp_path / "b", "--by", CELL).code == 0, "nothing is due"
    office.is_on(date(2037, 1, 1))
    later = lapsed(office, "K00003", date(2037, 1, 1))
    assert files("--due") == {}
    office.is_on(date(2048, 1, 1))
    assert files("--due") == {later: "to_be_archived"}
    seal()
    assert run("archive", "--due", "-o", tmp_path / "c", "--by", CELL).code == 0
    assert run("verify", tmp_path / "c").code == 0
    (tmp_path / "c" / "data" / later / "trail-fr.txt").write_text("otherwise")
    broken = run("verify", tmp_path / "c")
    assert broken.code == 5
    assert broken.out.count("trail-fr.txt") == 2, "the bag and the dossier both say so"


def test_documents_go_only_with_an_authorisation_of_two_and_the_record_still_verifies(
    office: Office, tmp_path: Path
) -> None:
    avenant = accepted(office)
    seal()
    assert run("archive", avenant, "-o", tmp_path / "bag", "--by", CELL).code == 0
    order = ("authorise-destruction", avenant, "--reason", "over", "--reference", "AGR 2057/1")
    assert run(*order, "--by", CELL, "--authorised-by", SECOND).code == 1, "it is kept until 2056"
    office.is_on(date(2056, 3, 7))
    assert run("destroy", avenant, "--by", CELL).code == 1, "nobody authorised it"
    assert run(*order, "--by", CELL, "--authorised-by", CELL).code == 1
    done = run(*order, "--by", CELL, "--authorised-by", SECOND)
    assert done.code == 0, done.said
    assert "AGR 2057/1" in done.out
    held = evidence(office)
    gone = run("destroy", avenant, "--by", CELL)
    assert gone.code == 3, gone.said
    assert "backups" in gone.err
    assert evidence(office) == (held[0], held[1] + 1)
    assert run("destroy", avenant, "--by", CELL).code == 0, "done again, it changes nothing"
    seal()
    assert run("verify").code == 0, "the destruction is on record"
    assert files()[avenant] == "destroyed"
    assert run("verify", tmp_path / "bag").code == 0
    dossier = run("dossier", avenant, "-o", tmp_path / "d.zip", "--by", CELL, "--why", "to see")
    assert dossier.code == 0, dossier.said
    assert run("verify", tmp_path / "d.zip").code == 0


def to_be_destroyed(office: Office, tmp_path: Path) -> tuple[str, Path]:
    """A file whose destruction is authorised, and the letter by which it was accepted."""
    avenant = accepted(office)
    seal()
    assert run("archive", avenant, "-o", tmp_path / "bag", "--by", CELL).code == 0
    office.is_on(date(2056, 3, 7))
    order = ("authorise-destruction", avenant, "--reason", "over", "--reference", "AGR 2057/1")
    assert run(*order, "--by", CELL, "--authorised-by", SECOND).code == 0
    return avenant, office.paper(b"I accept.")


def test_what_came_after_the_archive_is_archived_too_before_anything_is_destroyed(
    office: Office, tmp_path: Path
) -> None:
    avenant, _ = to_be_destroyed(office, tmp_path)
    assert files()[avenant] == "archived"
    late = office.refuse(avenant, "2056-03-07")
    assert late.code in (0, 3), late.said
    assert files()[avenant] == "to_be_archived"
    assert run("destroy", avenant, "--by", CELL).code == 1
    seal()
    assert run("archive", avenant, "-o", tmp_path / "again", "--by", CELL).code == 0
    assert files()[avenant] == "archived"
    assert run("destroy", avenant, "--by", CELL).code == 3


def test_two_who_destroy_a_file_at_once_destroy_it_once(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    avenant, _ = to_be_destroyed(office, tmp_path)
    recording, others = retaining.record, [("destroy", avenant, "--by", SECOND)]

    def record(*given: Any) -> Any:
        while others:
            assert run(*others.pop()).code == 3
        return recording(*given)

    monkeypatch.setattr(retaining, "record", record)
    assert run("destroy", avenant, "--by", CELL).code in (0, 3)
    told = run("trail", avenant, "--format", "json").json
    assert [one["type"] for one in told].count("archive.file-destroyed") == 1


def test_a_letter_on_which_another_file_rests_by_now_is_not_destroyed(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same letter is registered for another avenant right after the documents were listed."""
    other = office.sent("K00001", circular="2026-002")
    avenant, letter = to_be_destroyed(office, tmp_path)
    recording = retaining.record
    also = ["accept", other, "--received-on", SENT_ON, "--channel", "letter", "--by", CELL]

    def record(*given: Any) -> Any:
        done = run(*also, "--evidence", letter)
        assert done.code in (0, 3), done.said
        return recording(*given)

    monkeypatch.setattr(retaining, "record", record)
    assert run("destroy", avenant, "--by", CELL).code in (0, 3)
    assert evidence(office)[1] == 0


def test_a_letter_that_is_registered_for_another_file_once_all_is_decided_is_not_destroyed(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the moment before the destruction is recorded: it is decided anew."""
    other = office.sent("K00001", circular="2026-002")
    avenant, letter = to_be_destroyed(office, tmp_path)
    listing, to_do = retaining.documents_to_destroy, [letter]
    also = ("accept", other, "--received-on", SENT_ON, "--channel", "letter", "--by", CELL)

    def listed(*given: Any) -> Any:
        found = listing(*given)
        while to_do:
            done = run(*also, "--evidence", to_do.pop())
            assert done.code in (0, 3), done.said
        return found

    monkeypatch.setattr(retaining, "documents_to_destroy", listed)
    assert run("destroy", avenant, "--by", CELL).code in (0, 3)
    assert evidence(office)[1] == 0


def test_a_letter_that_is_destroyed_while_it_is_registered_for_another_file_is_kept_anew(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was found there and not kept a second time: no fact names what is gone by then."""
    other = office.sent("K00001", circular="2026-002")
    avenant, letter = to_be_destroyed(office, tmp_path)
    appending, to_do = Journal.append_many, [("destroy", avenant, "--by", CELL)]

    def appended(*given: Any) -> Any:
        while to_do:
            assert run(*to_do.pop()).code in (0, 3)
        return appending(*given)

    monkeypatch.setattr(Journal, "append_many", appended)
    also = ("accept", other, "--received-on", SENT_ON, "--channel", "letter", "--by", CELL)
    refused = run(*also, "--evidence", letter)
    assert refused.code == 1, refused.said
    assert "taken away in this moment" in refused.said
    assert run(*also, "--evidence", letter).code in (0, 3)
    assert run("verify", "--format", "json").json["findings"] == []
    assert office.status(other) == "accepted"


def evidence(office: Office) -> tuple[int, int]:
    """How many pieces of evidence there are, and how many of them are gone."""
    found = run("verify", "--format", "json").json
    return found["evidence"], found["erased"]
