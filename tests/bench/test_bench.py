"""The measurements measure what they say: run small, never judged by the clock."""

import asyncio
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path

import pytest

from audit.board import BOARD, Board
from bench import documents, lived, lives, mails, memory, one_life, record
from bench.appends import Turns, postgres
from bench.bare import BareSQLite
from bench.events import events
from bench.figures import Figure, beside, in_turns, table
from bench.rows import of_one_command, preparations, rows_of, sendings
from interfaces.running.mail_servers import MailServers
from journal.known_facts import known_facts
from journal.opening import open_store

pytestmark = pytest.mark.slow


def test_the_bare_driver_gets_the_rows_that_the_journal_stores(tmp_path: Path) -> None:
    given = [*islice(sendings("K1-"), 7), *islice(preparations("K2-"), 3)]
    given.append(of_one_command(list(islice(preparations("K3-"), 4))))
    rows, commands = rows_of(given)
    with open_store(f"sqlite:///{tmp_path / 'store.sqlite'}", facts=known_facts()) as store:
        store.journal.append_many(given)
    with closing(sqlite3.connect(tmp_path / "store.sqlite")) as ours:
        stored = ours.execute(
            "SELECT originator_id, originator_version, topic, length(state) FROM stored_events"
        ).fetchall()
        recorded = ours.execute(
            "SELECT stream, command_id, first_version, last_version FROM recorded_commands"
        ).fetchall()
    # Of another instant, but as long: microseconds are always six digits here.
    assert [(*row[:3], len(row[3])) for row in rows] == stored
    assert sorted(commands) == sorted(recorded)


def test_turns_of_both_store_as_many_rows(tmp_path: Path) -> None:
    with (
        open_store(f"sqlite:///{tmp_path / 'store.sqlite'}", facts=known_facts()) as store,
        closing(BareSQLite(tmp_path / "bare.sqlite")) as bare,
    ):
        turns = Turns(store.journal, bare)
        assert turns.ours_singly() > 0
        assert turns.bare_singly() > 0
        assert turns.ours_in_batches() > 0
        assert turns.bare_in_batches() > 0
    with (
        closing(sqlite3.connect(tmp_path / "store.sqlite")) as ours,
        closing(sqlite3.connect(tmp_path / "bare.sqlite")) as plain,
    ):
        count = "SELECT count(*) FROM "
        stored = ours.execute(count + "stored_events").fetchone()
        assert stored == plain.execute(count + "bare").fetchone()
        assert ours.execute(count + "recorded_commands").fetchone() == (
            plain.execute(count + "bare_commands").fetchone()
        )


def test_a_figure_is_the_median_of_rounds_in_turns() -> None:
    order: list[str] = []

    def ours() -> float:
        order.append("ours")
        return float(len(order))

    def bare() -> float:
        order.append("bare")
        return 1.0

    rounds = in_turns(ours, bare, seconds=0)
    figure = beside("x", "things/s", rounds, target="0.8", beside="nothing")
    assert order == ["bare", "ours", "ours", "bare"] * 2
    assert figure.ratio == (3.0 + 6.0) / 2
    assert (figure.lowest, figure.highest, figure.rounds) == (2.0, 7.0, 4)
    assert "things/s" in table([figure])


def test_documents_are_rendered_kept_and_identical_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "DOCUMENTS", 9)
    monkeypatch.setattr(documents, "IN_A_TURN", 2)
    (figure,) = documents.documents(tmp_path, 0.0)
    assert_measured(figure)
    assert figure.rounds == 4
    with closing(sqlite3.connect(tmp_path / "store.sqlite")) as store:
        ((kept,),) = store.execute("SELECT count(*) FROM evidence").fetchall()
    assert kept == 9


@pytest.mark.postgres
def test_the_record_is_measured_on_both_databases(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (one_life, lived, record):
        monkeypatch.setattr(module, "AVENANTS", 20)
        monkeypatch.setattr(module, "CIRCULAR_FACTS", 140)
    for often in ("TRAILS", "BOARDS", "APPENDS"):
        monkeypatch.setattr(record, often, 3)
    monkeypatch.setattr(record, "postgres", postgres_elsewhere)
    figures = record.record(tmp_path, 0.0, (140, 280, 420))
    lines = Counter(figure.name.partition(":")[0] for figure in figures)
    assert lines == {
        f"{database}, {facts} facts": 5 if facts == 140 else 9
        for database in ("SQLite", "PostgreSQL")
        for facts in (140, 280, 420)
    }
    for figure in figures:
        assert_measured(figure)


@contextmanager
def postgres_elsewhere(_folder: Path) -> Iterator[str]:
    """Not below the folder of pytest: another run closes that one to the server's own user."""
    with postgres(Path(tempfile.mkdtemp(prefix="avenants-pg-")) / "server") as url:
        yield url


def test_what_was_lived_is_what_the_rules_allow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (one_life, lived):
        monkeypatch.setattr(module, "AVENANTS", 20)
    with lived.lived(f"sqlite:///{tmp_path / 'store.sqlite'}", 140) as store:
        board = Board(store)
        board.catch_up()
        counted = {one.state: one.avenants for one in board.summary("2026-0000")}
        facts = store.journal.head()
    states: dict[str, int] = {}
    for row in rows_by_state(tmp_path / "store.sqlite"):
        states[row] = states.get(row, 0) + 1
    assert facts == 140
    assert states == {"accepted": 6, "accepted_tacitly": 11, "terminated": 3}
    assert set(counted) == set(states)


def rows_by_state(file: Path) -> list[str]:
    """The state of every avenant, as the board keeps it."""
    with closing(sqlite3.connect(file)) as store:
        return [
            state for (state,) in store.execute(f"SELECT state FROM {BOARD.slots['a'].avenants}")
        ]


@pytest.mark.temporal
@pytest.mark.slow
def test_lives_are_lived(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lives, "AT_A_TIME", 3)
    monkeypatch.setattr(lives, "LEAST", 2)
    engine, whole = asyncio.run(lives.lives(tmp_path, 0.0))
    for figure in (engine, whole):
        assert_measured(figure)
        assert figure.rounds == 2


@pytest.mark.temporal
@pytest.mark.slow
def test_history_events_are_those_of_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lives, "AT_A_TIME", 2)
    (figure,) = events(tmp_path, 0.0)
    assert figure.bare == 22, "start, activity, timer, activity, end"
    assert figure.ours <= 30


@pytest.mark.temporal
@pytest.mark.slow
def test_memory_is_that_of_a_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "WAITING", 5)
    monkeypatch.setattr(memory, "PAGE", 5)
    (figure,) = memory.memory(tmp_path, 0.0)
    assert_measured(figure)


@pytest.mark.slow
def test_mails_leave_through_postfix(
    mail_servers: MailServers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mails, "MAILS", 4)
    monkeypatch.setattr(mails, "LEAST", 2)
    with closing(mails.an_office(tmp_path, mail_servers)) as office:
        one, many = mails.figures(office, mail_servers)
    assert_measured(one)
    assert_measured(many)


def assert_measured(figure: Figure) -> None:
    """It has both sides, and the ratio is theirs."""
    assert figure.ours > 0
    assert figure.bare is not None
    assert figure.bare > 0
    assert figure.ratio is not None
    assert figure.ratio > 0
