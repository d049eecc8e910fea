"""Documents are shown before they are sent, and letters are printed with their posting list."""

import csv
import io
import shutil
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from pypdf import PdfWriter

from activities.letters import render
from domain import commands as c
from domain.circular import Reminders
from domain.facts import Purpose, Sent
from domain.notices import owed
from domain.values import Channel, Language
from interfaces.circulars.folder import read_circular
from interfaces.circulars.previews import to_provider
from interfaces.settings import Settings
from journal.people import Independent, Organisation
from journal.streams import convention_stream, load_convention
from tests.activities import reading
from tests.interfaces.cli_office import CELL, CIRCULAR, INFORMING, SENT_ON, Office, point_to, run

pytestmark = pytest.mark.slow
BY = ("--by", CELL)


def test_a_preview_renders_every_document_in_every_language_and_needs_no_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both avenants, in each variant, and every notice; marked, so that nobody mistakes one."""
    point_to(tmp_path / "data", monkeypatch)
    result = run("preview", CIRCULAR, "--out", tmp_path / "out")
    assert result.code == 3, "the circular has warnings"
    files = sorted(Path(line) for line in result.out.splitlines())
    assert files == sorted((tmp_path / "out").iterdir())
    names = {file.name for file in files}
    for name in ("fr-network-archipel.pdf", "nl-decision_notice.pdf", "de-lapse_notice.pdf"):
        assert name in names
    assert {n[:2] for n in names} == {"fr", "nl", "de"}
    assert "Nothing was sent" in result.err
    assert not (tmp_path / "data").exists(), "no store was made"
    for name in ("fr-network-archipel.pdf", "de-provider-com-ger-adultes-independent.pdf"):
        pages = reading.pages((tmp_path / "out" / name).read_bytes())
        assert all(page.startswith(("RÉPÉTITION", "PROBELAUF")) for page in pages)


def test_the_preview_of_a_network_has_its_own_figures_and_people(
    office: Office, tmp_path: Path
) -> None:
    result = run("preview", CIRCULAR, "--network", "NAMUR", "--out", tmp_path / "out", *BY)
    assert result.code == 3, result.said
    read = reading.text((tmp_path / "out" / "fr-network-namur.pdf").read_bytes())
    row = next(row for row in office.rows("networks") if row["network"] == "NAMUR")
    assert row["b4_director"] in read
    assert "Psy-Ort/2026/001 · 2026-001.net-namur" in read


def test_the_preview_of_a_convention_is_what_its_provider_would_get(
    office: Office, tmp_path: Path
) -> None:
    before = office.facts()
    result = run("preview", CIRCULAR, "--convention", "K00001", "--out", tmp_path / "out", *BY)
    assert result.code == 3, result.said
    read = reading.text((tmp_path / "out" / "K00001.pdf").read_bytes())
    name = next(row["name"] for row in office.rows("providers") if row["convention"] == "K00001")
    assert name in read
    assert office.facts() == before + 2, "that the letter of both parties was shown, nothing else"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--network", "NOWHERE"), 4, "NOWHERE"),
        (("--convention", "K99999"), 4, "K99999"),
        (("--network", "NAMUR", "--convention", "K00001"), 2, "not both"),
    ],
)
def test_a_preview_of_nobody_says_so(
    office: Office, tmp_path: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    result = run("preview", CIRCULAR, *arguments, "--out", tmp_path / "out")
    assert result.code == code
    assert said in result.err
    assert not (tmp_path / "out").exists()


def test_a_circular_that_only_informs_is_previewed_as_mail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    point_to(tmp_path / "data", monkeypatch)
    result = run("preview", INFORMING, "--out", tmp_path / "out")
    assert result.code == 0, result.said
    assert (tmp_path / "out" / "nl-information.eml").read_bytes().startswith(b"From: ")


def test_nothing_is_previewed_of_a_folder_with_errors(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(CIRCULAR, copy)
    (copy / "documents" / "house.typ").unlink()
    result = run("preview", copy, "--out", tmp_path / "out")
    assert result.code == 1
    assert "'documents/house.typ' is missing" in result.err
    assert not (tmp_path / "out").exists()


def on_the_posting_list(office: Office, convention: str) -> bytes:
    """An avenant that waits to be posted; gives the letter as it was kept."""
    circular = read_circular(CIRCULAR).circular
    assert circular is not None
    network = circular.networks[0]
    with office.opened() as (store, _):
        row = store.registers.convention(convention)
        person = store.people.get(row.party)
        assert isinstance(person, Independent | Organisation)
        letter = to_provider(circular, SENT_ON, network, Language.FR, person, convention=convention)
        document = render(letter, Settings().office())
        office.is_on(SENT_ON)
        number = office.prepared(convention)
        begin = c.BeginSending(
            today=SENT_ON,
            avenant=number,
            ordinal=1,
            purpose=Purpose.FIRST,
            channel=Channel.LETTER,
            message_id=document.message_id,
            content_hash=document.content_hash,
            evidence=store.evidence.put(document.content, document.media_type),
            documents=document.documents,
        )
        office.give(begin, number)
    return document.content


def test_the_letters_of_a_network_are_one_file_to_print_with_a_list_to_post_by(
    office: Office, tmp_path: Path
) -> None:
    """The very pages that were kept, in order; the list has room for day and number."""
    conventions = of_one_network(office)[:3]
    letters = [on_the_posting_list(office, convention) for convention in conventions]
    with office.opened() as (store, _):
        network = store.registers.convention(conventions[0]).network
    result = run("print", network, "--out", tmp_path, "--by", CELL)
    assert result.code == 0, result.said
    assert "Letters of the network" in result.err
    pdf, rows = (Path(line) for line in result.out.splitlines())
    whole = reading.pages(pdf.read_bytes())
    assert whole == [page for letter in letters for page in reading.pages(letter)]
    listed = list(csv.DictReader(io.StringIO(rows.read_text("utf-8-sig"))))
    assert [row["avenant"] for row in listed] == [f"2026-001.{one}" for one in conventions]
    assert sum(int(row["pages"]) for row in listed) == len(whole)
    assert all(row["name"] and row["address"] and not row["posted_on"] for row in listed)
    assert len({sha256(letter).hexdigest() for letter in letters}) == 3


def test_a_letter_that_was_posted_is_printed_no_more(office: Office, tmp_path: Path) -> None:
    convention = of_one_network(office)[0]
    on_the_posting_list(office, convention)
    with office.opened() as (store, _):
        network = store.registers.convention(convention).network
    by = office.coordinator(convention)
    posted = run("posted", f"2026-001.{convention}", "--on", SENT_ON, "--by", by)
    assert posted.code == 0, posted.said
    result = run("print", network, "--out", tmp_path / "out", "--by", CELL)
    assert result.code == 0
    assert "No letter of the network" in result.err
    assert not (tmp_path / "out").exists()


def of_one_network(office: Office) -> list[str]:
    """The conventions of a network that has three at least, in order."""
    by_network: dict[str, list[str]] = {}
    for row in office.rows("providers"):
        by_network.setdefault(row["network"], []).append(row["convention"])
    return sorted(max(by_network.values(), key=len))


def test_a_posting_list_comes_back_with_days_and_registered_numbers(
    office: Office, tmp_path: Path
) -> None:
    """A row may say another day than the rest, and the number under which it was registered."""
    first, second = of_one_network(office)[:2]
    for convention in (first, second):
        on_the_posting_list(office, convention)
    with office.opened() as (store, _):
        network = store.registers.convention(first).network
    rows = Path(run("print", network, "--out", tmp_path, "--by", CELL).out.splitlines()[1])
    later = date(2026, 3, 9)
    listed = rows.read_text("utf-8-sig").splitlines()
    assert listed[1].startswith(f"2026-001.{first},")
    listed[1] = listed[1].removesuffix(",,") + f",{later},RR 123 BE"
    rows.write_text("\r\n".join(listed), encoding="utf-8")
    office.is_on(later)
    by = office.coordinator(first)
    result = run("posted", "--from", rows, "--on", SENT_ON, "--by", by)
    assert result.code == 0, result.said
    assert [sent(office, one) for one in (first, second)] == [(later, "RR 123 BE"), (SENT_ON, None)]


def sent(office: Office, convention: str) -> tuple[date, str | None]:
    """The day on which a letter was posted, and its number."""
    with office.opened() as (store, _):
        history = store.journal.read(convention_stream(convention))
    (fact,) = (one.fact for one in history if isinstance(one.fact, Sent))
    return fact.on, fact.registered_number


def confirmed_on_paper(office: Office, convention: str, message_id: str) -> str:
    """An avenant that was sent by e-mail and refused, whose confirmation is a letter to post."""
    avenant = office.sent(convention)
    assert office.refuse(avenant, SENT_ON, "--by", CELL).code == 0
    with office.opened() as (store, _):
        known = load_convention(store.journal, convention)
        assert known is not None
        found = known.avenant(avenant)
        assert found is not None
        (due,) = owed(found, Reminders(), SENT_ON)
        evidence = store.evidence.put(one_page(), "application/pdf")
    begin = c.BeginNotice(
        today=SENT_ON,
        avenant=avenant,
        notice=due.notice,
        about=due.about,
        channel=Channel.LETTER,
        message_id=message_id,
        content_hash="bytes",
        evidence=evidence,
    )
    office.give(begin, avenant)
    return avenant


def one_page() -> bytes:
    """A PDF of one page."""
    written = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(written)
    return written.getvalue()


def test_one_list_of_avenants_and_notices_is_given_back_and_everything_on_it_is_posted(
    office: Office, tmp_path: Path
) -> None:
    """Nothing is typed again; the trail and the tasks say the same, in four languages."""
    first, second = of_one_network(office)[:2]
    on_the_posting_list(office, first)
    told = confirmed_on_paper(office, second, "<n1@namur.test>")
    with office.opened() as (store, _):
        network = store.registers.convention(first).network
    waiting = [task for task in run("tasks", "--format", "json").json if task["kind"] == "post"]
    assert {(task["avenant"], task["letter"], task["network"]) for task in waiting} == {
        (f"2026-001.{first}", "c1", network),
        (told, "n1", network),
    }
    rows = Path(run("print", network, "--out", tmp_path, "--by", CELL).out.splitlines()[1])
    listed = list(csv.DictReader(io.StringIO(rows.read_text("utf-8-sig"))))
    assert [(row["letter"], row["what"]) for row in listed] == [
        ("c1", "avenant"),
        ("n1", "refusal_confirmation"),
    ]
    by = office.coordinator(first)
    result = run("posted", "--from", rows, "--on", SENT_ON, "--by", by)
    assert result.code == 0, result.said
    assert not [task for task in run("tasks", "--format", "json").json if task["kind"] == "post"]
    assert "No letter of the network" in run("print", network, "--by", CELL).err
    for language, said in (
        ("en", "the confirmation of the refusal was posted on 6 March 2026"),
        ("fr", "dépôt à la poste, le 6 mars 2026"),
        ("nl", "op 6 maart 2026 werd gepost"),
        ("de", "am 6. März 2026 zur Post ging"),
    ):
        assert said in run("trail", told, "--lang", language).out
    again = run("posted", "--from", rows, "--on", SENT_ON, "--by", by)
    assert (again.code, again.out.count("recorded already")) == (0, 2), again.said


def test_a_letter_is_named_as_the_list_names_it_and_one_that_is_not_there_is_said(
    office: Office,
) -> None:
    convention = of_one_network(office)[0]
    avenant = confirmed_on_paper(office, convention, "<n1@namur.test>")
    assert run("posted", avenant, "--letter", "n7", "--on", SENT_ON, "--by", CELL).code == 1
    assert run("posted", avenant, "--letter", "x", "--on", SENT_ON, "--by", CELL).code == 1
    posted = run("posted", avenant, "--letter", "N1", "--on", SENT_ON, "--by", CELL)
    assert posted.code == 0, posted.said
    assert "was posted on 6 March 2026" in posted.out


def test_a_day_that_cannot_be_read_names_the_row_and_nothing_is_recorded(office: Office) -> None:
    on_the_posting_list(office, "K00001")
    before = office.facts()
    rows = office.paper(b"avenant;letter;what;posted_on\n2026-001.K00001;c1;avenant;03/03/26\n")
    result = run("posted", "--from", rows, "--on", SENT_ON, "--by", CELL)
    assert result.code == 2
    assert "row 2, posted_on" in result.err
    assert office.facts() == before
