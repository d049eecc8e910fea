"""While facts keep coming, whoever asks is answered, and a rebuild comes to its end."""

from itertools import count
from typing import Any

import pytest

from audit.board import Board
from audit.views import rebuilding
from audit.views.following import Following
from audit.views.known import VIEWS
from audit.views.rebuilding import rebuild
from tests.audit.office import Office
from tests.audit.views.contents import contents

pytestmark = pytest.mark.slow

NUMBERS = count(10_000)
MOST = 5


def something_happens(office: Office) -> None:
    office.prepare(f"2026-001.K{next(NUMBERS)}")


def test_catching_up_is_done_when_all_is_read_that_there_was_when_it_began(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    following = Following(office.store, VIEWS)
    something_happens(office)
    head = office.store.journal.head()
    gather = following._histories
    pages: list[int] = []

    def meanwhile(heard: Any) -> Any:
        pages.append(len(heard))
        assert len(pages) < MOST, "it goes on for ever"
        something_happens(office)
        return gather(heard)

    monkeypatch.setattr(following, "_histories", meanwhile)

    assert following.catch_up() >= head


def test_a_rebuild_ends_though_old_ones_always_know_something_more(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    following = Following(office.store, VIEWS)
    something_happens(office)
    following.catch_up()
    written: list[int] = []

    def more(name: str) -> None:
        really = getattr(rebuilding, name)

        def meanwhile(*given: Any) -> Any:
            done = really(*given)
            written.append(1)
            assert len(written) < MOST, "it goes on for ever"
            something_happens(office)
            following.catch_up()
            return done

        monkeypatch.setattr(rebuilding, name, meanwhile)

    more("fill_whole")
    more("write")
    position = rebuild(office.store, VIEWS)

    assert position == office.store.journal.head()
    assert written
    said = [contents(office.store, view) for view in VIEWS]
    monkeypatch.undo()
    rebuild(office.store, VIEWS)
    assert [contents(office.store, view) for view in VIEWS] == said
    assert len(Board(office.store).rows()) == 1 + len(written)
