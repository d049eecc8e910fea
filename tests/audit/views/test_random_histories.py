"""However an office's days went, read models made anew say what those that were kept up say."""

import random
from datetime import timedelta
from typing import Any

import pytest

from audit.board import Board
from audit.views.following import Following
from audit.views.known import VIEWS
from audit.views.rebuilding import rebuild
from domain.values import Channel
from tests.audit.office import ACTS, Office, day, play
from tests.audit.test_board_figures import CIRCULAR, assert_days_agree
from tests.audit.views.contents import contents

OFTEN = ["send", "send", "refuse", "refuse", "conclude", "retract"]
HISTORIES = 30


def drawn(chance: random.Random) -> dict[str, Any]:
    return {
        "days": chance.choice((0, 0, 0, 1, 3)),
        "ago": chance.randint(0, 20),
        "which": chance.randint(0, 1),
        "ordinal": chance.randint(1, 3),
        "channel": chance.choice(list(Channel)),
        "flag": chance.choice((True, False)),
    }


@pytest.mark.slow
def test_random_histories_kept_up_in_pieces_are_those_made_at_once(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(20260303)
    monkeypatch.setattr("audit.views.following.BATCH", 40)
    following = Following(office.store, VIEWS)
    pairs = [[f"{CIRCULAR}.K{n:05}", f"2026-002.K{n:05}"] for n in range(HISTORIES // 2)]
    for pair in pairs:
        for avenant in pair:
            office.prepare(avenant)
        office.send(pair[0])
    for _ in range(HISTORIES * 3):
        steps = [(chance.choice([*ACTS, *OFTEN]), drawn(chance)) for _ in range(2)]
        play(office, chance.choice(pairs), steps)
        if chance.random() < 0.3:
            following.catch_up()
    following.catch_up()
    kept = [contents(office.store, view) for view in VIEWS]

    rebuild(office.store, VIEWS)

    assert [contents(office.store, view) for view in VIEWS] == kept
    last = office.today + timedelta(days=3)
    office.on(last)
    assert {s for one in Board(office.store).by_day(CIRCULAR) for s in one.states} >= {
        "sent",
        "refused",
        "contested",
    }
    assert_days_agree(office, day("03-02"), last, every=7)
