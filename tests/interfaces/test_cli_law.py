"""At the terminal: which text bound whom, who was under contract, and the money of a day."""

import csv
import hashlib
import io
import shutil
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from domain import commands as c
from domain import facts as f
from domain.values import Channel
from tests.interfaces.cli_office import CELL, CIRCULAR, NAMUR, SECOND, Office, run

pytestmark = pytest.mark.slow

MODELS = CIRCULAR.parent / "models"


@pytest.fixture
def ready(office: Office) -> Office:
    """Texts laid down; Namur's own avenant concluded; K00001 accepted expressly on 10 March."""
    for name in ("network", "provider"):
        told = run("adopt", MODELS / f"{name}.toml", "--reason", "as approved", "--by", CELL)
        assert told.code == 0, told.said
    office.sent("net-namur")
    both = (f.Capacity.B4, f.Capacity.INVOICING)
    today = office.today()
    office.give(
        c.RegisterSignature(
            today=today, avenant=NAMUR, id=UUID(int=1), received_on=today, capacities=both, by=CELL
        ),
        NAMUR,
    )
    office.give(c.Countersign(today=today, avenant=NAMUR, by=CELL, on=today), NAMUR)
    avenant = office.sent("K00001", channel=Channel.LETTER)
    office.is_on(date(2026, 3, 10))
    office.give(
        c.RegisterAcceptance(
            today=office.today(),
            avenant=avenant,
            id=UUID(int=2),
            received_on=office.today(),
            by=CELL,
        ),
        avenant,
    )
    return office


def test_a_text_shows_each_passage_with_its_avenant(ready: Office) -> None:
    assert ready.today() == date(2026, 3, 10)
    told = run("coordinated", "K00001", "--as-of", "2026-05-15", "--lang", "fr")
    assert told.code == 0, told.said
    assert "[2026-001.K00001]" in told.out
    assert "incapacité de travail" in told.out
    before = run("coordinated", "K00001", "--as-of", "2026-05-15", "--as-at", "2026-03-09")
    assert "incapacité" not in before.out
    rows = run("coordinated", "K00001", "--as-of", "2026-05-15", "--format", "csv")
    read = list(csv.DictReader(io.StringIO(rows.out)))
    assert [row["put_by"] for row in read if row["article"] == "8"] == ["", "", "2026-001.K00001"]
    whole = run("coordinated", "K00001", "--as-of", "2026-05-15", "--format", "json").json
    assert (whole["in_force"], whole["avenants"][0]["number"]) == (True, 3)


def test_a_difference_between_two_days_is_what_an_avenant_did(ready: Office) -> None:
    assert ready.today() == date(2026, 3, 10)
    told = run("coordinated", "K00001", "--as-of", "2025-12-31", "--diff", "2026-01-01")
    assert told.out.splitlines()[1].startswith("+ Article 8 §2: ")
    back = run("coordinated", "K00001", "--as-of", "2026-01-01", "--diff", "2025-12-31")
    assert back.out == told.out, "from the earlier to the later, whichever was named first"
    [row] = run(
        "coordinated", "net-namur", "--as-of", "2025-12-31", "--diff", "2026-01-01",
        "--format", "json",
    ).json[:1]  # fmt: skip
    assert (row["change"], row["article"]) == ("added", "8")


def test_a_difference_with_a_day_without_the_convention_says_that_it_was_not_there(
    ready: Office,
) -> None:
    """Else it reads as if somebody had brought every article."""
    asked = ("coordinated", "K00001", "--as-of", "2023-12-20", "--diff", "2026-01-01")
    told = run(*asked, "--lang", "fr")
    assert told.code == 0, told.said
    assert "K00001: Pas encore en vigueur" in told.err
    assert ready.today() == date(2026, 3, 10)
    within = run("coordinated", "K00001", "--as-of", "2025-12-31", "--diff", "2026-01-01")
    assert "in force" not in within.said


def test_a_published_version_that_differs_is_something_to_look_at(
    ready: Office, tmp_path: Path
) -> None:
    assert ready.today() == date(2026, 3, 10)
    file = tmp_path / "published.toml"
    file.write_bytes((MODELS / "provider.toml").read_bytes())
    said = ("--on", "2026-03-09", "--at", "https://inami.example/text", "--by", CELL)
    told = run("published", file, *said, "--circular", "2026-001", "--document", file)
    assert told.code == 0, told.said
    assert run("published", file, *said[:1], "2026-03-11", *said[2:]).code == 1
    for nowhere in ("", "not an address", "ftp://inami.example/text"):
        assert run("published", file, *said[:3], nowhere, "--by", CELL).code == 2
    model = run("coordinated", "--model", "provider")
    assert model.code == 3
    assert "differs" in model.err
    shown = run("coordinated", "--model", "provider", "--published", "--format", "json")
    assert [row["change"] for row in shown.json] == ["removed", "added"]
    assert run("coordinated", "--model", "network").code == 0
    assert run("coordinated", "--model", "network", "--published").code == 4


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("coordinated",), 2),
        (("coordinated", "K00001", "--model", "provider"), 2),
        (("coordinated", "--model", "nobody"), 4),
        (("coordinated", "K99999"), 4),
        (("coordinated", "--model", "provider"), 4),
        (("adopt", CIRCULAR / "circular.toml", "--reason", "x", "--by", CELL), 1),
        (("adopt", MODELS / "provider.toml", "--reason", " ", "--by", CELL), 1),
        (("budget", "nowhere"), 4),
        (("conventions", "--network", "nowhere"), 4),
        (("index-budget", "--percent", "2", "--on", "2026-07-01", "--source", "x",
          "--reason", "x", "--by", CELL), 4),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_said_with_its_code(
    office: Office, arguments: tuple[object, ...], code: int
) -> None:
    """Before any text was laid down, and before any network has concluded."""
    assert office.folder.is_dir()
    told = run(*arguments)
    assert told.code == code, told.said


def test_the_list_is_written_with_a_checksum_beside_it(ready: Office, tmp_path: Path) -> None:
    assert ready.today() == date(2026, 3, 10)
    file = tmp_path / "list.csv"
    told = run("conventions", "--as-of", "2026-05-15", "--format", "csv", "--out", file)
    assert (told.code, told.out) == (0, "")
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    beside = (tmp_path / "list.csv.sha256").read_text(encoding="ascii")
    assert beside == f"{digest}  list.csv\n"
    assert digest in told.err
    whole = run("conventions", "--as-of", "2026-05-15", "--format", "json").json
    assert (whole["form"], whole["sha256"]) == ("avenants.conventions/1", digest)
    assert whole["count"] == len(whole["conventions"])
    rows = {row["convention"]: row for row in whole["conventions"]}
    assert rows["K00001"]["avenants"] == ["2026-001.K00001"]
    changed = run(
        "conventions", "--as-of", "2026-05-15", "--since", "2025-12-31", "--format", "json"
    ).json
    assert {row["convention"] for row in changed} == {"K00001", "net-namur"}
    between = tmp_path / "changed.csv"
    told = run("conventions", "--as-of", "2026-05-15", "--since", "2025-12-31", "--out", between)
    assert (told.code, told.out) == (0, "")
    with between.open(encoding="utf-8", newline="") as written:
        assert {row["convention"] for row in csv.DictReader(written)} == {"K00001", "net-namur"}
    assert (tmp_path / "changed.csv.sha256").is_file()


def test_money_moves_on_somebodys_word_and_is_taken_back_by_a_second(ready: Office) -> None:
    assert ready.today() == date(2026, 3, 10)
    before = run("budget", "namur", "--as-of", "2026-12-31", "--format", "json").json["budget"]
    assert before["state"] == "in_force"
    said = ("--source", "letter of 5 March", "--reason", "care needs it", "--by", CELL)
    transfer = (
        "transfer", "namur", "--from", "running_costs", "--to", "base_care",
        "--amount", "1000.00", "--year", "2026", "--on", "2026-03-10", *said,
    )  # fmt: skip
    told = run(*transfer)
    assert told.code == 0, told.said
    assert "“care needs it”" in told.out
    number = told.out.split()[-1]
    assert told.out.count(number) == 1
    moved = csv.DictReader(io.StringIO(run("budget", "namur", "--format", "csv").out))
    assert [row["amount"] for row in moved if row["move"] == "transferred"] == [
        "1000.00",
        "-1000.00",
    ], "less than nothing is a number, and no formula"
    after = run("budget", "namur", "--as-of", "2026-12-31", "--format", "json").json["budget"]
    assert after["total"] == before["total"]
    assert line(after, "running_costs") == line(before, "running_costs") - 1000
    shown = run("budget", "namur").out
    assert f"(care needs it; {CELL}, {number})" in shown, "the number that takes it back"
    assert "already" in run(*transfer).out
    told_of_network = run("trail", "namur", "--format", "json").json
    assert "budget.transferred" in {one["type"] for one in told_of_network}
    earlier = run(
        "budget", "namur", "--as-of", "2026-12-31", "--as-at", "2026-03-09", "--format", "json"
    ).json["budget"]
    assert earlier["lines"] == before["lines"]
    for asked in (("budget", "namur"), ("budget",), ("conventions",)):
        assert (
            "By what was known at 2026-03-09 23:59:59" in run(*asked, "--as-at", "2026-03-09").said
        )
    assert run("retract-entry", number, "--reason", "wrong", "--by", CELL).code == 1
    assert run("retract-entry", number, "--reason", "wrong", "--by", SECOND).code == 0
    assert run(*transfer[:7], "nan", *transfer[8:]).code == 2
    again = run("budget", "namur", "--as-of", "2026-12-31", "--format", "json").json["budget"]
    assert line(again, "running_costs") == line(before, "running_costs")
    rows = run("budget", "namur", "--format", "csv").out
    assert rows.startswith("line,move,on,amount,origin,source,reason,by\n")


def line(budget: dict[str, list[dict[str, str]]], kind: str) -> float:
    return next(float(one["amount"]) for one in budget["lines"] if one["kind"] == kind)


def test_all_budgets_stand_side_by_side_with_the_circulars_own_cents(ready: Office) -> None:
    assert ready.today() == date(2026, 3, 10)
    told = run("budget", "--as-of", "2026-05-15", "--format", "json")
    rows = {row["network"]: row for row in told.json}
    assert len(rows) == 32
    assert rows["namur"]["state"] == "in_force"
    assert rows["pakt"]["state"] == "unknown"
    assert "difference 3 cent" in told.err
    assert "difference 1 cent" in told.err
    said = ("--source", "convention", "--reason", "ended", "--by", CELL)
    ended = run("budget-line", "namur", "--line", "prisons", "--ends", "--on", "2026-09-01", *said)
    assert ended.code == 0, ended.said
    autumn = run("budget", "--as-of", "2026-09-01", "--format", "json").json
    assert next(row["prisons"] for row in autumn if row["network"] == "namur") == "0.00"
    both = ("--amount", "5.00", "--ends")
    assert run("budget-line", "namur", "--line", "prisons", *both, "--on", "2026-09-01", *said
               ).code == 2  # fmt: skip


def test_running_costs_above_the_cap_are_something_to_look_at(ready: Office) -> None:
    assert ready.today() == date(2026, 3, 10)
    said = ("--source", "note", "--reason", "index", "--by", CELL)
    told = run(
        "index-budget", "--percent", "50", "--on", "2026-03-10", "--line", "running_costs", *said
    )
    assert told.code == 0, told.said
    assert run("budget", "namur", "--as-of", "2026-03-10").code == 3
    assert run("budget", "namur", "--as-of", "2026-03-09").code == 0
    paid = run(
        "advance", "namur", "--line", "running_costs", "--amount", "80000.00", "--year", "2026",
        "--on", "2026-03-10", *said,
    )  # fmt: skip
    assert paid.code == 0, paid.said
    assert "80,000.00" in run("budget", "namur").out
    too_much = run(
        "advance", "namur", "--line", "prisons", "--amount", "156000.01", "--year", "2026",
        "--on", "2026-03-09", *said,
    )  # fmt: skip
    assert too_much.code == 0, too_much.said
    told = run("budget", "namur", "--as-of", "2026-03-09")
    assert told.code == 3
    assert "€156,000.01 of advances for 2026" in told.err
    assert run("budget", "namur", "--as-of", "2026-03-08").code == 0


def test_an_article_that_does_not_fit_the_text_of_the_record_is_not_launched(
    ready: Office, tmp_path: Path
) -> None:
    """The store knows the text, whether or not one lies beside the circular's folder."""
    assert ready.today() == date(2026, 3, 10)
    folder = tmp_path / "2026-009"
    shutil.copytree(CIRCULAR, folder)
    manifest = folder / "circular.toml"
    text = manifest.read_text(encoding="utf-8")
    text = text.replace('id = "2026-001"', 'id = "2026-009"').replace("2026/001", "2026/009")
    before, provider = text.split("[[amendment.provider.articles]]")
    provider = provider.replace('operation = "completes"', 'operation = "inserts"')
    manifest.write_text(f"{before}[[amendment.provider.articles]]{provider}", encoding="utf-8")
    told = run("check", folder)
    assert told.code == 1
    assert "inserts art. 8 §2: it is there already, by the base text" in told.out
    refused = run("launch", folder, "--by", CELL)
    assert refused.code == 1
    assert "it is there already" in refused.err


def test_a_text_that_nobody_wrote_in_english_is_said_to_be_shown_in_french(ready: Office) -> None:
    assert ready.today() == date(2026, 3, 10)
    asked = ("coordinated", "K00001", "--as-of", "2026-05-15")
    for more in ((), ("--format", "csv"), ("--diff", "2025-12-31")):
        assert "for want of an English text" in run(*asked, *more).err
        assert "English" not in run(*asked, *more, "--lang", "nl").said
    assert "English" not in run(*asked, "--format", "json").said, "it has every language"


@pytest.mark.parametrize(
    "arguments",
    [
        ("coordinated", "K00001", "--diff", "2026-01-01", "--published"),
        ("conventions", "--as-of", "2026-01-01", "--since", "2026-05-15"),
        *(("advance", "namur", "--line", "prisons", "--amount", wrong, "--year", "2026",
           "--on", "2026-03-09", "--source", "x", "--reason", "x", "--by", CELL)
          for wrong in ("25.000", "1e3", "1_000", "٢٥", "0.00")),
        ("index-budget", "--percent", "1e1", "--on", "2026-07-01", "--source", "x",
         "--reason", "x", "--by", CELL),
    ],
)  # fmt: skip
def test_what_can_be_meant_in_two_ways_is_refused(
    office: Office, arguments: tuple[object, ...]
) -> None:
    """25.000 is twenty-five thousand where INAMI is, and twenty-five elsewhere."""
    assert office.folder.is_dir()
    told = run(*arguments)
    assert told.code == 2, told.said


def test_the_checksum_of_a_file_with_an_accent_in_its_name_is_found_by_sha256sum(
    office: Office, tmp_path: Path
) -> None:
    assert office.folder.is_dir()
    file = tmp_path / "réseau.csv"
    told = run("conventions", "--format", "csv", "--out", file)
    assert told.code == 0, told.said
    beside = (tmp_path / "réseau.csv.sha256").read_bytes().decode()
    assert beside == f"{hashlib.sha256(file.read_bytes()).hexdigest()}  réseau.csv\n"


def test_a_text_that_was_not_known_yet_is_said_to_have_been_missing_then(ready: Office) -> None:
    assert ready.today() == date(2026, 3, 10)
    told = run("coordinated", "--model", "provider", "--as-at", "2026-03-01")
    assert told.code == 4
    assert "By what was known at 2026-03-01" in told.err
