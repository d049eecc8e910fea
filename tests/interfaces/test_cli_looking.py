"""Listings, tasks, terms and trails: for people as tables, for programs as JSON and CSV."""

import csv
import importlib
import inspect
import io
from datetime import date

import pytest

from domain.values import Channel
from interfaces.cli.listings import harmless
from tests.interfaces.cli_office import CELL, SENT_ON, Office, run

pytestmark = pytest.mark.slow

KEYS = [
    "avenant",
    "circular",
    "kind",
    "network",
    "convention",
    "channel",
    "sent_on",
    "announced_last_day",
    "admitted_last_day",
    "state",
    "refusal_received_on",
    "terminates_on",
    "terminated_on",
]


def test_the_list_has_exactly_the_keys_that_programs_of_others_read(office: Office) -> None:
    office.sent("K00001")
    office.prepared("K00002")
    sent, prepared = run("list", "--format", "json").json
    assert list(sent) == KEYS
    assert sent == {
        "avenant": "2026-001.K00001",
        "circular": "2026-001",
        "kind": "provider",
        "network": sent["network"],
        "convention": "K00001",
        "channel": "email",
        "sent_on": "2026-03-06",
        "announced_last_day": "2026-04-06",
        "admitted_last_day": "2026-04-07",
        "state": "sent",
        "refusal_received_on": None,
        "terminates_on": None,
        "terminated_on": None,
    }
    assert [prepared[key] for key in ("channel", "sent_on", "announced_last_day")] == [None] * 3


def test_the_list_is_narrowed_by_state_and_network(office: Office) -> None:
    office.sent("K00001")
    office.prepared("K00002")
    by_state = run("list", "--state", "prepared", "--format", "json").json
    assert [row["convention"] for row in by_state] == ["K00002"]
    network = by_state[0]["network"]
    by_network = run("list", "--network", network, "--format", "json").json
    assert [row["convention"] for row in by_network] == ["K00002"]
    assert run("list", "--state", "accepted tacitly", "--format", "json").json == []
    mistyped = run("list", "--state", "acepted")
    assert mistyped.code == 2, "else it would seem that there is none"
    assert "accepted_tacitly" in mistyped.err


def test_a_listing_as_csv_reads_back_as_the_same_rows(office: Office) -> None:
    office.sent("K00001")
    rows = list(csv.DictReader(io.StringIO(run("list", "--format", "csv").out)))
    assert rows[0]["avenant"] == "2026-001.K00001"
    assert list(rows[0]) == KEYS


@pytest.mark.parametrize("cell", ["=1+1", "+32 2", "-1+1", "@SUM(A1)", "\t=1"])
def test_a_cell_that_a_spreadsheet_would_execute_is_prefixed(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    assert harmless("plain") == "plain"
    assert harmless("-1") == "-1"


def test_a_table_shows_whole_rows_where_there_is_no_terminal(office: Office) -> None:
    office.sent("K00001")
    lines = run("list").out.splitlines()
    assert any("2026-001.K00001" in line and "2026-04-07" in line for line in lines)


def test_a_task_names_the_command_that_settles_it_and_that_command_works(office: Office) -> None:
    avenant = office.sending("K00001", Channel.LETTER)
    task = next(t for t in run("tasks", "--format", "json").json if t["avenant"] == avenant)
    assert task["kind"] == "post"
    assert task["command"] == f"avenants posted {avenant} --letter c1 --on … --by …"
    given = task["command"].split()[1:]
    filled = [{"…": None}.get(word, word) for word in given]
    answers = iter(["2026-03-02", CELL])
    assert run(*[word or next(answers) for word in filled]).code == 0


def test_a_term_is_one_object_a_day_with_every_reading() -> None:
    rows = run("term", "2026-03-31", "2026-04-01", "--channel", "letter", "--format", "json").json
    assert [row["terminates_on"] for row in rows] == ["2026-06-01", "2026-07-01"]
    assert list(rows[0]) == [
        "sent_on",
        "channel",
        "announced_last_day",
        "admitted_last_day",
        "terminates_on",
        "readings",
    ]
    assert rows[0]["readings"]["letter-presumed"] == rows[0]["admitted_last_day"]
    assert run("term", "2026-03-31", "--format", "json").json[0]["channel"] == "email"


@pytest.mark.parametrize("day", ["1850-01-01", "2500-01-01", "31/03/2026"])
def test_a_day_that_cannot_be_reckoned_is_wrong_usage(day: str) -> None:
    assert run("term", day).code == 2


def test_a_trail_tells_who_did_what_when_it_counts_and_when_it_was_known(office: Office) -> None:
    avenant = office.sent()
    office.is_on(date(2026, 3, 20))
    office.refuse(avenant, "2026-03-10")
    lines = run("trail", avenant, "--format", "json").json
    refusal = next(x for x in lines if x["type"] == "avenant.refusal-registered")
    assert refusal["effective_on"] == "2026-03-10"
    assert refusal["recorded_at"].startswith("2026-03-20")
    assert refusal["channel"] == "cli"
    assert refusal["rehearsal"] is True
    assert "2026-03-10" in run("trail", avenant).out


def test_a_trail_speaks_the_language_that_was_asked_for(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.sent()
    told = {lang: run("trail", "K00001", "--lang", lang).out for lang in ("fr", "nl", "de", "en")}
    assert len(set(told.values())) == 4
    monkeypatch.setenv("LC_ALL", "nl_BE.UTF-8")
    assert run("trail", "K00001").out == told["nl"]


def test_a_trail_as_at_an_instant_leaves_out_what_was_not_known_then(office: Office) -> None:
    avenant = office.sent()
    office.is_on(date(2026, 3, 20))
    office.refuse(avenant, "2026-03-10")

    def types(*more: str) -> list[str]:
        return [x["type"] for x in run("trail", avenant, *more, "--format", "json").json]

    assert "avenant.refused" not in types("--as-at", "2026-03-19")
    assert "avenant.refused" in types("--as-at", "2026-03-20")
    assert "avenant.refused" in types("--as-of", "2026-03-10")
    assert "avenant.refused" not in types("--as-of", "2026-03-09")
    assert run("trail", avenant, "--as-at", "yesterday").code == 2


def test_nothing_is_called_so_ends_with_4(office: Office) -> None:
    assert run("trail", "K99999").code == 4


def test_every_command_teaches_by_an_example_and_says_what_comes_next() -> None:
    from interfaces.cli.commands import contents, load

    for line in contents():
        told = load(line).help or ""
        assert told.strip(), line.command
        if line.command not in ("demo", "up"):
            assert f"Example: avenants {line.command}" in told, line.command


def test_help_lists_every_command_of_every_room_and_says_what_the_command_says() -> None:
    from interfaces.cli.commands import CONTENTS, Line, contents, load

    rooms = [file.stem for file in CONTENTS.parent.glob("*.py") if "Typer()" in file.read_text()]
    assert {line.room for line in contents()} == set(rooms)
    for room in rooms:
        app = importlib.import_module(f"interfaces.cli.{room}").app
        names = {command.name for command in app.registered_commands}
        assert names == {line.command for line in contents() if line.room == room}
    for line in contents():
        command = load(line)
        promise = " ".join(inspect.cleandoc(command.help).partition("\n\n")[0].split())
        said = Line(command.rich_help_panel, command.name, line.room, promise)
        assert line == said, f"write this line into {CONTENTS.name}: {','.join(said)}"


def test_the_days_are_those_of_the_clock_of_the_store(office: Office) -> None:
    avenant = office.sent()
    assert SENT_ON.isoformat() == run("list", "--format", "json").json[0]["sent_on"]
    assert avenant in run("list").out
