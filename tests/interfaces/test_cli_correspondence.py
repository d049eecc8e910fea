"""Boards of circulars, sendings from before the system, retractions asked for, pressing tasks."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from domain.values import Channel
from tests.interfaces.cli_office import CELL, INFORMING, SECOND, SENT_ON, Office, R, run

pytestmark = pytest.mark.slow


def test_the_board_of_an_amending_circular_counts_states_by_network(office: Office) -> None:
    office.sent("K00001")
    office.prepared("K00002")
    rows = {row["network"]: row for row in run("board", R, "--format", "json").json}
    assert sum(row["sent"] for row in rows.values()) == 1
    assert sum(row["prepared"] for row in rows.values()) == 1


def test_the_board_of_an_informing_circular_shows_who_has_not_passed_it_on(office: Office) -> None:
    assert run("launch", INFORMING, "--by", CELL).code == 0
    given = run("passed-on", "namur", "--circular", INFORMING.name, "--by", CELL)
    assert given.code == 0, given.said
    rows = {r["network"]: r for r in run("board", INFORMING.name, "--format", "json").json}
    assert rows["namur"]["passed_on"] == office.today().isoformat()
    others = [row["passed_on"] for network, row in rows.items() if network != "namur"]
    assert others
    assert set(others) == {None}


def a_file(office: Office, *rows: str) -> Path:
    path = office.folder / "sent.csv"
    path.write_text("\n".join(["convention;sent_on;channel;evidence", *rows]) + "\n", "utf-8")
    return path


def test_what_was_sent_before_comes_in_with_its_day_and_evidence(office: Office) -> None:
    office.prepared("K00001")
    office.prepared("K00002")
    office.is_on(SENT_ON)
    office.paper(b"receipt one", "one.pdf")
    office.paper(b"receipt two", "two.pdf")
    file = a_file(office, "K00001;2026-03-04;letter;one.pdf", "K00002;2026-03-05;email;two.pdf")
    dry = run("import-sent", file, "--circular", R, "--by", CELL, "--dry-run")
    assert (dry.code, office.status("2026-001.K00001")) == (0, "prepared")

    done = run("import-sent", file, "--circular", R, "--by", CELL)
    assert done.code == 0, done.said
    rows = {row["convention"]: row for row in run("list", "--format", "json").json}
    assert (rows["K00001"]["sent_on"], rows["K00001"]["channel"]) == ("2026-03-04", "letter")
    assert (rows["K00002"]["sent_on"], rows["K00002"]["channel"]) == ("2026-03-05", "email")
    facts = office.facts()
    assert run("import-sent", file, "--circular", R, "--by", CELL).code == 0
    assert office.facts() == facts, "the same file again changes nothing"


@pytest.mark.parametrize(
    "row",
    [
        "K00009;2026-03-04;letter;one.pdf",
        "K00002;2026-03-30;letter;one.pdf",
        "K00002;yesterday;letter;one.pdf",
        "K00002;2026-03-04;pigeon;one.pdf",
        "K00002;2026-03-04;letter;missing.pdf",
        "K00001;2026-03-04;letter;one.pdf",
    ],
    ids=["not-concerned", "future", "no-day", "no-channel", "no-evidence", "twice"],
)
def test_one_wrong_row_and_nothing_comes_in(office: Office, row: str) -> None:
    office.prepared("K00001")
    office.prepared("K00002")
    office.is_on(SENT_ON)
    office.paper(b"receipt one", "one.pdf")
    facts = office.facts()
    given = run(
        "import-sent", a_file(office, "K00001;2026-03-04;letter;one.pdf", row),
        "--circular", R, "--by", CELL,
    )  # fmt: skip
    assert given.code == 1
    assert "row 3" in given.said
    assert office.facts() == facts


def test_a_row_that_the_law_turns_down_stops_all_of_them(office: Office) -> None:
    """The second was sent by the engine already: the first is not recorded either."""
    office.prepared("K00001")
    office.sent("K00002")
    office.paper(b"receipt one", "one.pdf")
    facts = office.facts()
    file = a_file(office, "K00001;2026-03-04;letter;one.pdf", "K00002;2026-03-04;letter;one.pdf")
    given = run("import-sent", file, "--circular", R, "--by", CELL)
    assert given.code == 1
    assert "row 3" in given.said
    assert office.facts() == facts


def test_an_own_mistake_waits_for_a_second_person(office: Office) -> None:
    avenant = office.sent()
    office.is_on(date(2026, 3, 20))
    office.refuse(avenant, "2026-03-10")
    trail = run("trail", avenant, "--format", "json").json
    number = next(x for x in trail if x["type"] == "avenant.refusal-registered")["event_id"]
    own = run("retract", number, "--reason", "the wrong file", "--by", CELL)
    assert own.code == 1, "nobody takes back the own registration alone"
    asked = run("retract", number, "--ask", "--reason", "the wrong file", "--by", CELL)
    assert asked.code == 0, asked.said
    assert office.status(avenant) == "refused"
    task = next(t for t in run("tasks", "--format", "json").json if t["kind"] == "second")
    settled = run("retract", task["about"], "--reason", "seen, indeed", "--by", SECOND)
    assert settled.code == 0, settled.said
    assert office.status(avenant) == "sent"
    assert "second" not in {t["kind"] for t in run("tasks", "--format", "json").json}


def test_a_task_says_how_long_it_waits_and_what_the_office_does_about_it(office: Office) -> None:
    avenant = office.sending("K00001", Channel.LETTER)
    begun = office.today()

    def task() -> dict[str, object]:
        return next(t for t in run("tasks", "--format", "json").json if t["avenant"] == avenant)

    assert (task()["age_days"], task()["urgency"]) == (0, "waits")
    office.is_on(begun + timedelta(days=1))
    assert (task()["age_days"], task()["urgency"]) == (1, "escalated"), "past its own day"
