"""A history that is folded with stand-ins for names comes to what it comes to with its own."""

import json
import random
from collections.abc import Sequence
from datetime import date
from typing import Any, get_args
from uuid import UUID

import pytest

from audit.board import BOARD
from audit.board_writing import BoardBatch
from audit.law.contracts_view import row_of
from audit.views.alike import Alike
from audit.views.entries import Entries, entries_of
from audit.views.history import History
from audit.views.layouts import NAMING
from audit.views.stand_ins import BEGAN
from domain import commands as c
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


def told(come: Any, names: Sequence[str] = ()) -> list[Any]:
    """All that goes into the tables."""
    return [come.avenants.of(names), come.tasks.of(names), dict(come.moves)]


def indexed(found: Entries, names: Sequence[str] = ()) -> list[Any]:
    """All that goes into the index."""
    return [sorted(found.numbers_of(names)), found.days]


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
    batch, alike, contracts, index = board(office), Alike[Any](), Alike[Any](), Alike[Entries]()
    kinds: set[Any] = set()
    with_stand_ins = 0
    for rows in histories(office):
        for known in (0, len(rows) // 2, len(rows) - 1):
            history = of(office, rows, known)
            found, names = alike.folded(history, batch.come_to)
            own = batch.come_to(history.facts, known)
            assert told(found, names) == told(own)
            kinds.update(row[1] for row in own.tasks.rows)
            found, names = contracts.folded(history, row_of)
            assert found.of(names) == list(row_of(history.facts, known).rows)
            found, names = index.folded(history, entries_of)
            assert indexed(found, names) == indexed(entries_of(history.facts, known))
            with_stand_ins += bool(names)
    assert kinds >= {TaskKind.DECIDE, TaskKind.CONFIRM, TaskKind.RESEND}
    assert with_stand_ins > 3 * PAIRS


def test_conventions_that_differ_in_names_only_are_folded_once(office: Office) -> None:
    for number in range(6):
        avenant = f"2026-001.K0000{number}"
        office.prepare(avenant)
        office.send(avenant, Channel.EMAIL)
    office.on("03-10")
    for number in (1, 3, 5):
        office.refuse(f"2026-001.K0000{number}")
    batch = board(office)
    folds: list[str] = []

    def fold(facts: Sequence[Skimmed], new: int) -> Any:
        folds.append(facts[0].stream)
        return batch.come_to(facts, new)

    alike = Alike[Any]()
    rows = [
        row
        for own in histories(office)
        for found, names in [alike.folded(of(office, own), fold)]
        for row in found.avenants.of(names)
    ]

    assert len(folds) == 2
    assert [row[0] for row in rows] == [f"2026-001.K0000{number}" for number in range(6)]


def test_the_day_on_which_a_convention_began_is_a_name_where_it_comes_before_all_else(
    office: Office,
) -> None:
    began = [date(2021, 1, 2), date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 2)]
    for number, day in enumerate(began):
        office.prepare(f"2026-001.K0000{number}", began_on=day)
        office.send(f"2026-001.K0000{number}")
    folds: list[str] = []

    def fold(facts: Sequence[Skimmed], new: int) -> Any:
        folds.append(facts[0].stream)
        return row_of(facts, new)

    alike = Alike[Any]()
    found = [alike.folded(of(office, own), fold) for own in histories(office)]
    contracts = [json.loads(row[-1]) for come, names in found for row in come.of(names)]

    assert folds == ["convention-K00000", "convention-K00002", "convention-K00003"]
    assert [one["began_on"] for one in contracts] == [day.isoformat() for day in began]
    assert all(names for _, names in found)


@pytest.mark.parametrize("no_day", ["2024-02-30", "2024-13-01", "0000-01-01"])
def test_what_is_no_day_is_told_where_a_convention_like_it_began_on_one(
    office: Office, no_day: str
) -> None:
    for number in (1, 2):
        office.prepare(f"2026-001.K0000{number}")
    alike = Alike[Any]()
    _, (first, *rest) = histories(office)
    for rows in histories(office):
        alike.folded(of(office, rows), row_of)
    changed = (*first[:4], first[4].replace(b'"on":"2024-01-01"', f'"on":"{no_day}"'.encode()))
    assert changed != first

    with pytest.raises(UnknownFact, match="convention-K00002, version 1"):
        alike.folded(of(office, [changed, *rest]), row_of)


def test_a_day_that_somebody_wrote_is_no_stand_in(office: Office) -> None:
    for number, reason in enumerate([f"since {BEGAN}", BEGAN, "2024-01-01"]):
        avenant = f"2026-001.K0000{number}"
        office.prepare(avenant)
        office.send(avenant)
        office.must(avenant, c.RegisterBounce, on=office.today, of=1, reason=reason)
    batch, alike = board(office), Alike[Any]()
    for rows in histories(office):
        history = of(office, rows)
        assert told(*alike.folded(history, batch.come_to)) == told(batch.come_to(history.facts, 0))


@pytest.mark.parametrize(
    ("written", "keeps_its_names"),
    [
        ("100 % of %s", False),
        ("K00001 and K00002 moved to Liège", False),
        (f"as it was {UUID(int=1)}", False),
        (f"{UUID(int=1)} was another", True),
        ('a "box"', True),
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
    batch, alike = board(office), Alike[Any]()
    for rows in histories(office):
        history = of(office, rows)
        found, names = alike.folded(history, batch.come_to)
        assert (names == ()) is keeps_its_names
        assert told(found, names) == told(batch.come_to(history.facts, 0))


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
    batch, alike = board(office), Alike[Any]()
    read = histories(office)
    for rows in read:
        alike.folded(of(office, rows), batch.come_to)
    rows = read[-1]
    fact = rows[2]
    changed = fact[4].replace(written.encode(), instead.encode())
    assert changed != fact[4]

    with pytest.raises(UnknownFact, match="convention-K00003, version 3"):
        alike.folded(of(office, [*rows[:2], (*fact[:4], changed)]), batch.come_to)


def test_what_is_taken_for_a_name_may_be_any_word() -> None:
    """A stand-in is as good as the name: no class says more of it than that it is a word."""
    for fact in get_args(ConventionFact):
        for name, field in fact.model_fields.items():
            if name.encode() in NAMING:
                assert field.annotation in (str, str | None), f"{fact.__name__}.{name}"
                assert not field.metadata, f"{fact.__name__}.{name}"
