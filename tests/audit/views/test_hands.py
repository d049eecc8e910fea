"""A rebuild that several processes share comes to the same, and leaves none of them behind."""

import multiprocessing
import os
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from audit.views import rebuilding
from audit.views.following import Following
from audit.views.hands import done_by
from audit.views.known import VIEWS
from audit.views.rebuilding import rebuild
from journal.errors import UnknownFact
from tests.audit.office import NETWORK, Office
from tests.audit.views.contents import contents
from tests.audit.views.test_rebuilding import several

HANDS = 2
PAGES = list(range(20))


def same(page: int) -> tuple[int, int]:
    """The page, and which process had it."""
    return page, os.getpid()


def all_of(work: Callable[[int], tuple[int, int]]) -> Sequence[tuple[int, int]]:
    return list(done_by(HANDS, PAGES, work, same))


def test_every_page_is_done_once_and_by_others() -> None:
    done = all_of(same)

    assert sorted(page for page, _ in done) == PAGES
    assert len({process for _, process in done} - {os.getpid()}) == HANDS
    assert multiprocessing.active_children() == []


def test_what_they_cannot_do_is_done_here() -> None:
    def unwilling(page: int) -> tuple[int, int]:
        if page % 3 == 0:
            raise RuntimeError
        return same(page)

    done = all_of(unwilling)

    assert sorted(page for page, _ in done) == PAGES
    assert {page for page, process in done if process == os.getpid()} == set(PAGES[::3])


def test_what_one_leaves_undone_that_is_killed_is_done_here() -> None:
    def mortal(page: int) -> tuple[int, int]:
        if page in {4, 9}:
            os._exit(137)
        return same(page)

    done = all_of(mortal)

    assert sorted(page for page, _ in done) == PAGES
    assert {4, 9} <= {page for page, process in done if process == os.getpid()}


def test_whoever_stops_leaves_nobody_behind() -> None:
    pages = done_by(HANDS, PAGES, same, same)
    next(pages)
    next(pages)
    assert len(multiprocessing.active_children()) == HANDS

    with pytest.raises(KeyboardInterrupt):
        pages.throw(KeyboardInterrupt)

    assert multiprocessing.active_children() == []


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small stores are shared too, by small pages."""
    monkeypatch.setattr(rebuilding, "SHARED_FROM", 0)
    monkeypatch.setattr(rebuilding, "hands", lambda: HANDS)
    monkeypatch.setattr("journal.reading.PAGE", 5)
    monkeypatch.setattr(rebuilding, "AT_ONCE", 9)


@pytest.mark.slow
def test_shared_it_comes_to_what_was_kept_up(office: Office, shared: None) -> None:
    following = Following(office.store, VIEWS)
    several(office)
    office.refuse(NETWORK)
    following.catch_up()
    before = [contents(office.store, view) for view in VIEWS]

    rebuild(office.store, VIEWS)

    assert [contents(office.store, view) for view in VIEWS] == before
    assert multiprocessing.active_children() == []


@pytest.mark.slow
def test_a_fact_that_cannot_be_read_is_told_as_if_there_had_been_nobody_else(
    office: Office, shared: None
) -> None:
    several(office)
    before: list[Any] = [contents(office.store, view) for view in VIEWS if _made(office, view)]
    with office.store.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE stored_events SET topic = 'avenant.unheard-of/1'"
            " WHERE originator_id = 'convention-K00002' AND originator_version = 2"
        )

    with pytest.raises(UnknownFact, match="convention-K00002, version 2"):
        rebuild(office.store, VIEWS)

    assert [contents(office.store, view) for view in VIEWS] == before
    assert multiprocessing.active_children() == []


def _made(office: Office, view: Any) -> bool:
    Following(office.store, [view])
    return True
