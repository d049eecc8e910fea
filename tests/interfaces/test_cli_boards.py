"""The board at the terminal: now, at an instant, by day; and made anew without anybody noticing."""

import pytest

from journal.streams import convention_stream
from tests.interfaces.cli_office import Office, run

pytestmark = pytest.mark.slow

R = "2026-001"
AHEAD = ["deadlines_ahead", "next_deadline", "terminations_to_come", "next_termination"]


def network_of(office: Office, convention: str) -> str:
    """The network of a convention, as its first fact names it."""
    with office.opened() as (store, _):
        first = store.journal.read(convention_stream(convention))[0].fact
    return str(first.model_dump()["network"])


@pytest.mark.slow
def test_the_board_shows_what_is_open_what_is_due_and_what_will_end(office: Office) -> None:
    office.sent("K00001")
    network = network_of(office, "K00001")
    (row,) = run("board", R, "--network", network, "--format", "json").json
    assert list(row)[:3] == ["network", "own_avenant", "signed"]
    assert list(row)[-4:] == AHEAD
    assert {"contested", "undeliverable"} <= set(row)
    assert (row["sent"], row["contested"], row["deadlines_ahead"]) == (1, 0, 1)
    assert row["next_deadline"] == "2026-04-07"


@pytest.mark.slow
def test_the_board_of_an_instant_before_anything_was_known_is_empty(office: Office) -> None:
    office.sent("K00001")
    assert run("board", R, "--as-at", "2026-01-01", "--format", "json").json == []
    now = run("board", R, "--format", "json").json
    assert run("board", R, "--as-at", "2026-12-31", "--format", "json").json != []
    assert {row["network"] for row in now} >= {network_of(office, "K00001")}


@pytest.mark.slow
def test_the_figures_by_day_are_a_table_of_days(office: Office) -> None:
    office.sent("K00001")
    rows = run("board", R, "--by-day", "--format", "json").json
    assert list(rows[0])[:3] == ["day", "networks", "networks_signed"]
    assert [row["day"] for row in rows] == sorted(row["day"] for row in rows)
    assert rows[-1]["sent"] == 1


@pytest.mark.slow
def test_an_instant_and_days_exclude_each_other(office: Office) -> None:
    office.sent("K00001")
    told = run("board", R, "--by-day", "--as-at", "2026-03-03")
    assert told.code == 2


@pytest.mark.slow
def test_read_models_are_made_anew_by_name_and_say_the_same(office: Office) -> None:
    office.sent("K00001")
    before = run("board", R, "--format", "json").json
    rows = run("rebuild-views", "--format", "json").json
    assert {"board4", "facts4"} <= {row["view"] for row in rows}
    with office.opened() as (store, _):
        assert {row["position"] for row in rows} == {store.journal.head()}
    assert run("board", R, "--format", "json").json == before
    assert [r["view"] for r in run("rebuild-views", "facts4", "--format", "json").json] == [
        "facts4"
    ]
    unknown = run("rebuild-views", "boards")
    assert (unknown.code, "board4, facts4" in unknown.err) == (4, True)
