"""A history that is folded with stand-ins for names comes to what it comes to with its own."""

import random
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pytest

from audit.board import BOARD
from audit.board_writing import BoardBatch
from audit.law.contracts_view import row_of
from audit.views.alike import Alike
from domain import commands as c
from domain.facts import TaskKind
from domain.values import Channel
from journal.envelope import Skimmed
from tests.audit.office import ACTS, NETWORK, Office, play
from tests.audit.views.test_random_histories import OFTEN, drawn

PAIRS = 10


def histories(office: Office) -> list[tuple[Skimmed, ...]]:
    """Every stream of the office that is one of a convention."""
    whole = office.store.skimming.whole(office.store.journal.head())
    return [one for page in whole for one in page if one[0].stream.startswith("convention-")]


def board(office: Office) -> BoardBatch:
    """An empty batch of the board."""
    return BOARD.batch(office.store, "b")


def told(come: Any, names: Sequence[Any] = ()) -> list[Any]:
    """All that goes into the tables."""
    return [come.avenants.of(names), come.tasks.of(names), dict(come.moves)]


@pytest.mark.slow
def test_whatever_happened_the_rows_are_those_of_the_history_itself(office: Office) -> None:
    chance = random.Random(20260406)
    pairs = [[f"2026-001.K{n:05}", f"2026-002.K{n:05}"] for n in range(PAIRS)]
    for pair in pairs:
        office.prepare(pair[0])
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
    batch, alike, contracts = board(office), Alike[Any](), Alike[Any]()
    kinds: set[Any] = set()
    for history in histories(office):
        for known in (0, len(history) // 2, len(history) - 1):
            found, names = alike.folded(history, known, batch.come_to)
            own = batch.come_to(history, known)
            assert told(found, names) == told(own)
            kinds.update(row[1] for row in own.tasks.rows)
            found, names = contracts.folded(history, known, row_of)
            assert found.of(names) == list(row_of(history, known).rows)
    assert kinds >= {TaskKind.DECIDE, TaskKind.CONFIRM, TaskKind.RESEND}


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

    def fold(history: Sequence[Skimmed], new: int) -> Any:
        folds.append(history[0].stream)
        return batch.come_to(history, new)

    alike = Alike[Any]()
    rows = [
        row
        for history in histories(office)
        for found, names in [alike.folded(history, 0, fold)]
        for row in found.avenants.of(names)
    ]

    assert len(folds) == 2
    assert [row[0] for row in rows] == [f"2026-001.K0000{number}" for number in range(6)]


@pytest.mark.parametrize("written", ["\ue0000\ue000 moved", str(UUID(int=1)), "\ue00099\ue000"])
def test_whoever_writes_what_reads_like_a_stand_in_is_told_word_by_word(
    office: Office, written: str
) -> None:
    for number in (1, 2):
        avenant = f"2026-001.K0000{number}"
        office.prepare(avenant)
        office.send(avenant)
        office.must(avenant, c.RegisterBounce, on=office.today, of=1, reason=written)
    batch, alike = board(office), Alike[Any]()
    for history in histories(office):
        found, names = alike.folded(history, 0, batch.come_to)
        assert names == ()
        assert told(found, names) == told(batch.come_to(history, 0))
