"""Read models are made anew from nothing, and nobody who asks meanwhile gets less than before."""

import time
from collections.abc import Sequence
from threading import Thread
from typing import Any

import pytest

from audit.board import BOARD, Board
from audit.views import rebuilding
from audit.views.following import Following, History
from audit.views.known import VIEWS
from audit.views.rebuilding import RebuildOvertaken, begin, rebuild, write
from audit.views.view import View
from domain import commands as c
from domain.values import Channel
from journal.errors import UnknownFact
from tests.audit.office import NETWORK, Office
from tests.audit.views.contents import contents

pytestmark = pytest.mark.slow


def several(office: Office) -> None:
    """Avenants in several states, told over several days."""
    for number in range(4):
        office.prepare(f"2026-001.K0000{number}")
    office.open(NETWORK)
    office.on("03-04")
    for number in range(4):
        office.send(f"2026-001.K0000{number}")
    office.on("03-20").refuse("2026-001.K00001")
    office.refuse("2026-001.K00002", by_representative=False)
    office.bounce("2026-001.K00003")
    office.on("06-02").must("2026-001.K00001", c.Terminate)


def everything(office: Office) -> list[Any]:
    return [contents(office.store, view) for view in VIEWS]


def test_made_anew_they_say_what_they_said_before(office: Office) -> None:
    following = Following(office.store, VIEWS)
    several(office)
    following.catch_up()
    before = everything(office)

    assert rebuild(office.store, VIEWS) == office.store.journal.head()

    assert everything(office) == before
    assert before[0]["board4_days"], "the numbers of each day were compared too"


def test_of_several_read_models_only_the_first_folds_a_convention(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    several(office)

    def again(_facts: Sequence[object]) -> object:
        pytest.fail("folded once more")

    # No two are alike: each is folded as it is, by the board, which tells the others.
    monkeypatch.setattr("audit.views.history.told", lambda *_: None)
    monkeypatch.setattr("audit.views.folding.convention_from", again)

    rebuild(office.store, VIEWS)


def test_kept_up_fact_by_fact_they_say_what_they_say_made_at_once(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    following = Following(office.store, VIEWS)
    monkeypatch.setattr("audit.views.following.PAGE", 1)
    monkeypatch.setattr("audit.views.following.BATCH", 1)
    several(office)
    following.catch_up()
    step_by_step = everything(office)

    monkeypatch.undo()
    rebuild(office.store, VIEWS)

    assert everything(office) == step_by_step


@pytest.mark.parametrize("many", [0, 1_000])
def test_a_store_that_is_read_in_small_pages_comes_to_the_same(
    office: Office, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    several(office)
    rebuild(office.store, VIEWS)
    at_once = everything(office)

    monkeypatch.setattr("journal.reading.PAGE", 3)
    monkeypatch.setattr(rebuilding, "AT_ONCE", 4)
    # Numbers of a circular are loaded the first time, and added to from then on; or always added.
    monkeypatch.setattr("audit.board_writing.MANY", many)
    rebuild(office.store, VIEWS)

    assert everything(office) == at_once


def test_the_old_one_answers_and_is_kept_up_until_the_new_one_does(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    several(office)
    board = Board(office.store)
    board.catch_up()
    seen: list[list[str]] = []

    def looking(*given: Any) -> int:
        # The new one is filled, and does not answer yet.
        office.prepare("2026-001.K00777", Channel.LETTER)
        board.catch_up()
        seen.append([row.avenant for row in board.rows()])
        return really(*given)

    really = rebuilding.switch
    monkeypatch.setattr(rebuilding, "switch", looking)
    rebuild(office.store, VIEWS)

    (before,) = seen
    assert "2026-001.K00777" in before
    assert [row.avenant for row in board.rows()] == before
    assert board.position() == office.store.journal.head()


def test_a_rebuild_that_breaks_off_changes_nothing_and_the_next_begins_anew(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    several(office)
    board = Board(office.store)
    board.catch_up()
    before = contents(office.store, BOARD)

    def breaks_off(*_: Any) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(rebuilding, "switch", breaks_off)
        with pytest.raises(KeyboardInterrupt):
            rebuild(office.store, VIEWS)

    assert contents(office.store, BOARD) == before
    rebuild(office.store, VIEWS)
    assert contents(office.store, BOARD) == before


def test_of_two_rebuilds_at_once_the_later_one_wins_and_the_earlier_one_says_so(
    office: Office,
) -> None:
    several(office)
    Following(office.store, [BOARD])
    first = begin(office.store, [BOARD])
    rebuild(office.store, [BOARD])

    nothing: Sequence[History] = []
    with pytest.raises(RebuildOvertaken, match="board4"):
        write(office.store, first, nothing)


def test_of_two_rebuilds_that_begin_together_one_ends(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    several(office)
    Following(office.store, VIEWS).catch_up()
    before = everything(office)
    empty = rebuilding.empty

    def slowly(*given: Any) -> None:
        time.sleep(0.02)
        empty(*given)

    monkeypatch.setattr(rebuilding, "empty", slowly)
    ends: list[object] = []

    def make(views: Sequence[View[Any]]) -> None:
        try:
            ends.append(rebuild(office.store, views))
        except RebuildOvertaken as overtaken:
            ends.append(overtaken)

    both = [Thread(target=make, args=(views,)) for views in (VIEWS, VIEWS[::-1])]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert office.store.journal.head() in ends
    assert everything(office) == before


def test_one_read_model_can_be_made_anew_alone(office: Office) -> None:
    several(office)
    one: View[Any] = BOARD
    Following(office.store, VIEWS).catch_up()
    before = everything(office)

    rebuild(office.store, [one])

    assert everything(office) == before


def test_whoever_catches_up_across_the_change_writes_into_no_table_of_the_past(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    several(office)
    Following(office.store, VIEWS).catch_up()
    office.prepare("2026-001.K00555")
    slow = Following(office.store, VIEWS)
    gather = slow._histories
    passed: list[bool] = []

    def gather_slowly(heard: Any) -> Any:
        found = gather(heard)
        if not passed:
            passed.append(True)
            rebuild(office.store, VIEWS)
        return found

    monkeypatch.setattr(slow, "_histories", gather_slowly)
    slow.catch_up()
    after = everything(office)
    rebuild(office.store, VIEWS)

    assert everything(office) == after
    assert [row.avenant for row in Board(office.store).find("K00555")] == ["2026-001.K00555"]


def test_a_fact_that_cannot_be_read_is_told_and_the_old_one_answers(office: Office) -> None:
    several(office)
    Following(office.store, VIEWS).catch_up()
    before = everything(office)
    with office.store.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE stored_events SET topic = 'avenant.unheard-of/1'"
            " WHERE originator_id = 'convention-K00002' AND originator_version = 2"
        )

    with pytest.raises(UnknownFact, match="convention-K00002, version 2"):
        rebuild(office.store, VIEWS)

    assert everything(office) == before
