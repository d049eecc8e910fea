"""The trail of anything, at the terminal: formats, filters, pages, and where it stood."""

import csv
import hashlib
import io
import json
from datetime import date, datetime

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from audit.trail import Question, subject, told
from audit.trails.heading import heading
from audit.trails.printed import pdf
from audit.trails.proofs import Proof
from domain.values import Language
from interfaces.cli.trail_writing import COLUMNS
from tests.interfaces.cli_office import CELL, Office, R, run

pytestmark = pytest.mark.slow


@pytest.fixture
def refused(office: Office) -> str:
    """An avenant that was refused late, by a letter that is kept."""
    avenant = office.sent()
    office.is_on(date(2026, 3, 20))
    letter = office.paper(b"=I refuse.")
    assert office.refuse(avenant, "2026-03-10", "--evidence", letter).code == 0
    return avenant


def test_a_table_tells_from_what_each_fact_follows_and_on_what_it_rests(refused: str) -> None:
    told = run("trail", refused, "--fact", "refusal-registered", "--fact", "refused").out
    number = run("trail", refused, "--format", "json").json[-2]["registration"]

    assert f"no. {number}" in told
    assert f"follows from no. {number}" in told
    assert "evidence: item " in told
    in_french = run("trail", refused, "--lang", "fr").out
    assert f"Message-ID <{refused}.1@avenants.test>" in in_french
    assert "SHA-256 de l'envoi " in in_french
    assert "content_hash" not in in_french
    assert " ; le jour de l'expédition" in in_french, "as French writes a semicolon"


def test_asked_about_a_day_the_trail_ends_with_where_the_avenant_stood(refused: str) -> None:
    the_day_before = run("trail", refused, "--as-of", "2026-03-09").out.splitlines()[-1]
    on_the_day = run("trail", refused, "--as-of", "2026-03-10").out.splitlines()[-1]
    known_before = run("trail", refused, "--as-at", "2026-03-19").out.splitlines()[-1]

    assert "1 June 2026" in on_the_day
    assert "a refusal received until 6 April 2026 counts" in the_day_before
    assert "1 June 2026" not in known_before
    both = run("trail", refused, "--as-at", "2026-03-19", "--as-of", "2026-03-10").out
    assert both.splitlines()[-1] == known_before
    for_programs = run("trail", refused, "--as-of", "2026-03-10", "--format", "json")
    assert on_the_day in for_programs.err
    assert for_programs.json


def test_json_and_csv_have_the_same_columns_in_every_line(refused: str) -> None:
    lines = run("trail", refused, "--format", "json").json
    rows = list(csv.DictReader(io.StringIO(run("trail", refused, "--format", "csv").out)))

    assert [tuple(line) for line in lines] == [COLUMNS] * len(lines)
    assert [tuple(row) for row in rows] == [COLUMNS] * len(lines)
    assert [row["event_id"] for row in rows] == [line["event_id"] for line in lines]
    assert rows[-2]["evidence"] == f"evidence {lines[-2]['evidence'][0]['value']}"


def test_cloudevents_are_the_raw_facts_one_a_line(refused: str) -> None:
    events = [
        json.loads(line)
        for line in run("trail", refused, "--format", "cloudevents").out.splitlines()
    ]
    lines = run("trail", refused, "--format", "json").json

    assert [event["id"] for event in events] == [line["event_id"] for line in lines]
    last = events[-1]
    assert last["specversion"] == "1.0"
    assert last["type"] == "avenant.refused"
    assert last["source"] == "/avenants/convention-K00001"
    assert last["data"]["terminates_on"] == "2026-06-01"
    assert last["causationid"] == events[-2]["id"]
    assert datetime.fromisoformat(last["time"]).date() == date(2026, 3, 20)
    assert all(name.isalnum() and name == name.lower() for name in last if name != "data")
    assert [event["sequence"] for event in events] == sorted(event["sequence"] for event in events)


def test_a_workbook_has_days_as_days_and_no_formula(refused: str, office: Office) -> None:
    file = office.folder / "trail.xlsx"
    assert run("trail", refused, "--format", "xlsx", "--out", file).code == 0

    book = CalamineWorkbook.from_path(str(file))
    rows = book.get_sheet_by_index(0).to_python()
    assert len(rows) == 1 + len(run("trail", refused, "--format", "json").json)
    assert rows[-2][0] == date(2026, 3, 10)
    assert rows[-1][8] == rows[-2][7]
    asked = book.get_sheet_by_index(1).to_python()
    assert asked[0][1] == f"Avenant {refused}"


def test_a_pdf_is_made_to_be_kept_and_read_aloud(refused: str, office: Office) -> None:
    file = office.folder / "trail.pdf"
    asked = ("trail", refused, "--as-of", "2026-03-31", "--format", "pdf", "--out", file)
    assert run(*asked, "--lang", "de").code == 0

    first = file.read_bytes()
    pages = PdfReader(io.BytesIO(first))
    text = " ".join(page.extract_text() for page in pages.pages)
    assert f"Nachtrag {refused}" in text
    assert "abgelehnt" in text
    assert "PROBELAUF" in text
    assert f"Stand: {refused}" in text
    assert b"pdfaid:part>2" in first
    assert b"pdfuaid:part>1" in first
    run(*asked, "--lang", "de")
    assert file.read_bytes() == first


def test_text_goes_into_a_file_too(refused: str, office: Office) -> None:
    file = office.folder / "trail.jsonl"
    assert run("trail", refused, "--format", "cloudevents", "-o", file).out.strip() == str(file)
    assert file.read_text("utf-8") == run("trail", refused, "--format", "cloudevents").out
    nowhere = office.folder / "nowhere" / "trail.pdf"
    assert run("trail", refused, "--format", "pdf", "-o", nowhere).code == 1


def test_pages_follow_one_another_by_the_cursor_of_the_last_line(refused: str) -> None:
    whole = run("trail", refused, "--format", "json").json
    first = run("trail", refused, "--limit", 2, "--format", "json")
    rest = run("trail", refused, "--after", first.json[-1]["cursor"], "--format", "json").json

    assert first.json + rest == whole
    assert f"--after {first.json[-1]['cursor']}" in first.err


def test_persons_documents_messages_and_circulars_have_trails(refused: str, office: Office) -> None:
    def types(*asked: object) -> list[str]:
        return [line["type"] for line in run("trail", *asked, "--format", "json").json]

    registered = ["avenant.refusal-registered", "avenant.refused"]
    assert types(CELL, "--since", "2026-03-03") == registered
    assert types(hashlib.sha256(b"=I refuse.").hexdigest()) == ["avenant.refusal-registered"]
    assert types(f"<{refused}.1@avenants.test>") == ["avenant.sending-started"]
    assert types(R) == ["circular.launched"]
    assert types("Psy-Ort/2026/001") == ["circular.launched"]
    assert run("trail", "Another/2026/001").code == 4, "another one's reference"
    assert set(registered) < set(types(R, "--whole"))
    assert types("inami.cel", "--fact", "refused") == ["avenant.refused"]


def test_what_is_no_fact_and_nobody_is_said_to_be_so(office: Office) -> None:
    wrong = run("trail", "K00001", "--fact", "refusal-registred")
    assert wrong.code == 2
    backwards = run("trail", "K00001", "--since", "2026-04-02", "--until", "2026-04-01")
    assert backwards.code == 2
    assert "exchange" in backwards.err
    for huge in ("--limit", "--after"):
        assert run("trail", "K00001", huge, 10**30).code == 2
    unknown = run("trail", "person:nobody.here")
    assert unknown.code == 4
    assert "person:inami.cell" in unknown.err
    assert run("trail", "K00001", "--actor", "nobody.here").code == 4
    assert "“”" in run("trail", "").err
    several = run("trail", "coord")
    assert several.code == 1
    assert "namur.coord" in several.err


def test_a_pdf_holds_what_is_longer_than_a_page_or_a_line(refused: str, office: Office) -> None:
    with office.opened() as (store, clock):
        question = Question()
        about = subject(store, refused)
        above = heading(about, question, Language.FR, made_at=clock.now(), rehearsal=True)
        first, *_ = told(store, about, question)
    proof = Proof("evidence", "address", "0" * 64)
    long = first._replace(
        sentence="mot " * 4_000 + "x" * 3_000 + " dernier", evidence=(proof,) * 300
    )
    pages = PdfReader(io.BytesIO(pdf([long], above))).pages
    text = "".join(page.extract_text() for page in pages)
    assert (text.count("mot"), text.count("0" * 64)) == (4_000, 300)
    assert text.count("x") >= 3_000
    assert "dernier" in text
    assert len(pages) > 3, "and none of it below the end of a page"
