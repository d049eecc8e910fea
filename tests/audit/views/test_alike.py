"""A history that is folded with stand-ins for names comes to what it comes to with its own."""

import json
import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, get_args
from uuid import UUID

import pytest

from audit.board import BOARD
from audit.board_writing import AVENANTS, BoardBatch
from audit.law.contracts_view import row_of
from audit.views import shapes
from audit.views.alike import Alike, Come, Fold, Table
from audit.views.entries import entries_of
from audit.views.history import History
from audit.views.layouts import NAMING
from domain import commands as c
from domain.calendar import nth_working_day_after
from domain.facts import ConventionFact, TaskKind
from domain.values import Channel
from journal.envelope import Skimmed
from journal.errors import UnknownFact
from tests.audit.office import ACTS, NETWORK, Office, play
from tests.audit.views.test_random_histories import OFTEN, drawn

PAIRS = 10
BEGINNINGS = [date(2023, 5, 6), date(2025, 12, 31), date(2026, 1, 1), date(2026, 2, 3)]
"""Before everything else, and not: the avenants are in force from the first day of 2026."""


def histories(office: Office) -> list[tuple[Any, ...]]:
    """The rows of every stream of the office that is one of a convention."""
    streams: dict[str, list[Any]] = {}
    for page in office.store.skimming.whole_as_stored(office.store.journal.head()):
        for row in page:
            streams.setdefault(row[0], []).append(row)
    return [tuple(rows) for name, rows in streams.items() if name.startswith("convention-")]


def of(office: Office, rows: Sequence[Any], new: int = 0) -> History:
    return History(rows, new, office.store.skimming)


def board(office: Office) -> BoardBatch:
    """An empty batch of the board."""
    return BOARD.batch(office.store, "b")


def told(come: Come) -> list[Any]:
    """All that goes into the tables, in whatever order."""
    return [sorted(come.rows(number), key=repr) for number in range(len(come.tables))]


def itself(fold: Fold, history: History) -> list[Any]:
    """The same of the history as it is."""
    tables = fold(history.facts, history.new)
    return [sorted(table, key=repr) for table in tables]


def folding(fold: Fold) -> tuple[Fold, list[str]]:
    """A fold, and the streams that it was asked to fold."""
    folds: list[str] = []

    def counting(facts: Sequence[Skimmed], new: int) -> Sequence[Table]:
        folds.append(facts[0].stream)
        return fold(facts, new)

    return counting, folds


@pytest.mark.slow
def test_whatever_happened_the_rows_are_those_of_the_history_itself(office: Office) -> None:
    chance = random.Random(20260406)
    pairs = [[f"2026-001.K{n:05}", f"2026-002.K{n:05}"] for n in range(PAIRS)]
    for pair in pairs:
        office.prepare(pair[0], began_on=chance.choice(BEGINNINGS))
        office.prepare(pair[1])
        office.send(pair[0])
    office.open(NETWORK)
    for number in (1, 2):
        bounced, asked = f"2026-001.K9000{number}", f"2026-001.K9100{number}"
        for avenant in (bounced, asked):
            office.prepare(avenant)
            office.send(avenant)
        office.bounce(bounced)
        message = {"received_on": office.today, "dispatched_on": None, "matched_by": "thread"}
        office.must(asked, c.ReportPossibleRefusal, evidence=f"{number:064}", **message)
    for _ in range(PAIRS * 4):
        steps = [(chance.choice([*ACTS, *OFTEN]), drawn(chance)) for _ in range(2)]
        play(office, chance.choice(pairs), steps)
    batch = board(office)
    alike = [(Alike(), fold) for fold in (batch.come_to, row_of, entries_of)]
    kinds: set[Any] = set()
    with_stand_ins = 0
    for rows in histories(office):
        for known in (0, len(rows) // 2, len(rows) - 1):
            history = of(office, rows, known)
            for all_of_them, fold in alike:
                come = all_of_them.come(history, fold)
                assert told(come) == itself(fold, history)
                assert [come.shared(n) for n in range(len(come.tables))] == [
                    come.rows(n) for n in range(len(come.tables))
                ]
                with_stand_ins += bool(come.names)
            kinds.update(row[1] for row in batch.come_to(history.facts, known)[1])
    assert kinds >= {TaskKind.DECIDE, TaskKind.CONFIRM, TaskKind.RESEND}
    assert with_stand_ins > 3 * PAIRS


def test_conventions_that_differ_in_names_and_days_only_are_folded_once(office: Office) -> None:
    for number in range(6):
        avenant = f"2026-00{1 + number % 2}.K0000{number}"
        office.on(f"03-{10 + number // 2 * 7}")
        office.prepare(avenant, network=("namur", "liege")[number % 2])
        office.send(avenant, Channel.EMAIL)
    for number in (1, 3, 5):
        office.on(f"03-{25 + number}")
        office.refuse(f"2026-002.K0000{number}")
    fold, folds = folding(board(office).come_to)
    alike = Alike()
    come = [alike.come(of(office, own), fold) for own in histories(office)]
    rows = [row for one in come for row in one.rows(AVENANTS)]

    assert len(folds) == 2
    assert [(row[0], row[3], row[6]) for row in rows] == [
        (
            f"2026-00{1 + number % 2}.K0000{number}",
            ("namur", "liege")[number % 2],
            f"2026-03-{10 + number // 2 * 7}",
        )
        for number in range(6)
    ]


def test_a_day_is_a_name_where_the_same_come_before_it_and_follow_it_at_once(
    office: Office,
) -> None:
    began = [date(2021, 1, 2), date(2020, 2, 29), date(2025, 12, 31), date(2026, 1, 1)]
    began += [date(2026, 1, 15), date(2026, 2, 3)]
    for number, day in enumerate(began):
        office.prepare(f"2026-001.K0000{number}", began_on=day)
        office.send(f"2026-001.K0000{number}")
    fold, folds = folding(row_of)
    alike = Alike()
    come = [alike.come(of(office, own), fold) for own in histories(office)]
    contracts = [json.loads(row[-1]) for one in come for row in one.rows(0)]

    assert folds == [f"convention-K0000{number}" for number in (0, 2, 3)]
    assert [one["began_on"] for one in contracts] == [day.isoformat() for day in began]
    assert all(one.names for one in come)


@pytest.mark.parametrize(
    "made",
    [
        lambda day: day + timedelta(days=5),
        lambda day: day - timedelta(days=1),
        lambda day: nth_working_day_after(day, 3),
    ],
)
def test_a_rule_that_counts_days_is_asked_about_each_history(
    office: Office, made: Callable[[date], date]
) -> None:
    began = [date(2021, 1, 2), date(2020, 2, 27)]
    for number, day in enumerate(began):
        office.prepare(f"2026-001.K0000{number}", began_on=day)
    alike = Alike()

    def fold(facts: Sequence[Skimmed], _: int) -> Sequence[Table]:
        return ([(made(facts[0].fact.on).isoformat(),)],)

    come = [alike.come(of(office, own), fold) for own in histories(office)]

    assert [one.rows(0) for one in come] == [[(made(day).isoformat(),)] for day in began]


def test_a_circular_may_be_called_like_a_day_and_a_network_like_a_circular(office: Office) -> None:
    for number, circular in enumerate(["2026-03-03", "2026-03-03", "namur", "9-1", "2026-03-04"]):
        office.prepare(f"{circular}.K0000{number}")
        office.prepare(f"2026-002.K0000{number}")
        office.send(f"{circular}.K0000{number}")
    alike = [(Alike(), fold) for fold in (board(office).come_to, row_of, entries_of)]
    for rows in histories(office):
        history = of(office, rows)
        for all_of_them, fold in alike:
            assert told(all_of_them.come(history, fold)) == itself(fold, history)


def test_a_history_of_more_days_than_stand_in_keeps_them(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.prepare("2026-001.K00001")
    office.send("2026-001.K00001")
    (rows,) = histories(office)
    assert of(office, rows).told is not None

    monkeypatch.setattr(shapes, "MOST_DAYS", 2)
    history = of(office, rows)

    assert history.told is None
    assert told(Alike().come(history, row_of)) == itself(row_of, history)


def test_the_day_after_a_day_is_as_good_as_that_day(office: Office) -> None:
    began = [date(2020, 2, 28), date(2021, 12, 31)]
    for number, day in enumerate(began):
        office.prepare(f"2026-001.K0000{number}", began_on=day)

    def after(facts: Sequence[Skimmed], _: int) -> Sequence[Table]:
        day = facts[0].fact.on + timedelta(days=1)
        return ([(f"from {day} on",)],)

    fold, folds = folding(after)
    alike = Alike()
    come = [alike.come(of(office, own), fold) for own in histories(office)]

    assert [one.rows(0) for one in come] == [[("from 2020-02-29 on",)], [("from 2022-01-01 on",)]]
    assert len(folds) == 1


@pytest.mark.parametrize("no_day", ["2024-02-30", "2024-13-01", "0000-01-01"])
def test_what_is_no_day_is_told_where_a_convention_like_it_began_on_one(
    office: Office, no_day: str
) -> None:
    for number in (1, 2):
        office.prepare(f"2026-001.K0000{number}")
    alike = Alike()
    _, (first, *rest) = histories(office)
    for rows in histories(office):
        alike.come(of(office, rows), row_of)
    changed = (*first[:4], first[4].replace(b'"on":"2024-01-01"', f'"on":"{no_day}"'.encode()))
    assert changed != first

    with pytest.raises(UnknownFact, match="convention-K00002, version 1"):
        alike.come(of(office, [changed, *rest]), row_of)


@pytest.mark.parametrize(
    ("written", "keeps_its_names"),
    [
        ("100 % of %s", False),
        ("K00001 and K00002 moved to Liège", False),
        (f"as it was {UUID(int=1)}", False),
        (f"{UUID(int=1)} was another", True),
        ('a "box"', True),
        ("away until 2026-04-01", False),
        ("away until 2026-02-31", True),
        ("2026-04-01: away", True),
        ("since 1492-10-12", True),
    ],
)
def test_whatever_somebody_wrote_is_told_word_by_word(
    office: Office, written: str, *, keeps_its_names: bool
) -> None:
    for number in (1, 2):
        avenant = f"2026-001.K0000{number}"
        office.prepare(avenant)
        office.send(avenant)
        office.must(avenant, c.RegisterBounce, on=office.today, of=1, reason=written)
    batch, alike = board(office), Alike()
    for rows in histories(office):
        history = of(office, rows)
        come = alike.come(history, batch.come_to)
        assert (come.names == ()) is keeps_its_names
        assert told(come) == itself(batch.come_to, history)


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ('"avenant":"2026-001.K00003"', '"avenant":"2026-001.K0/"'),
        ('"avenant":"2026-001.K00003"', '"avenant":"K00003"'),
        ('"message_id":"<', '"message_id":"\x01<'),
        ('"ordinal":1,', '"ordinal":"1",'),
        ('"ordinal":1,', '"ordinal":true,'),
        ('"channel":"email"', '"channel":"e-mail"'),
    ],
)
def test_a_fact_is_read_as_strictly_where_another_like_it_was_read_before(
    office: Office, written: str, instead: str
) -> None:
    for number in range(4):
        office.prepare(f"2026-001.K0000{number}")
        office.send(f"2026-001.K0000{number}", Channel.EMAIL)
    batch, alike = board(office), Alike()
    read = histories(office)
    for rows in read:
        alike.come(of(office, rows), batch.come_to)
    rows = read[-1]
    fact = rows[2]
    changed = fact[4].replace(written.encode(), instead.encode())
    assert changed != fact[4]

    with pytest.raises(UnknownFact, match="convention-K00003, version 3"):
        alike.come(of(office, [*rows[:2], (*fact[:4], changed)]), batch.come_to)


def test_what_is_taken_for_a_name_may_be_any_word() -> None:
    """A stand-in is as good as the name: no class says more of it than that it is a word."""
    for fact in get_args(ConventionFact):
        for name, field in fact.model_fields.items():
            if name.encode() in NAMING:
                assert field.annotation in (str, str | None), f"{fact.__name__}.{name}"
                assert not field.metadata, f"{fact.__name__}.{name}"
