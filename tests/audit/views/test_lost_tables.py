"""A store of which a part came from elsewhere: read models find out, and are filled anew."""

from typing import Any

import pytest
from sqlalchemy import Table

from audit.views import rebuilding
from audit.views.following import Following
from audit.views.known import VIEWS
from audit.views.rebuilding import rebuild
from audit.views.states import states
from tests.audit.office import Office
from tests.audit.views.contents import contents

pytestmark = pytest.mark.slow


def told(office: Office) -> list[Any]:
    """Everything that all read models say, caught up by somebody who opens the store now."""
    Following(office.store, VIEWS).catch_up()
    return [contents(office.store, view) for view in VIEWS]


@pytest.fixture
def busy(office: Office) -> Office:
    """Two avenants, one of them refused, and read models that know it."""
    for number in (1, 2):
        office.prepare(f"2026-001.K0000{number}")
        office.send(f"2026-001.K0000{number}")
    office.on("03-20").refuse("2026-001.K00001")
    told(office)
    return office


@pytest.mark.parametrize("lost", ["all but where they stand", "one of them", "where they stand"])
def test_tables_that_a_backup_did_not_hold_are_made_and_filled(busy: Office, lost: str) -> None:
    before = told(busy)
    tables = {
        "all but where they stand": [t for v in VIEWS for s in v.slots for t in own(v, s)],
        "one of them": own(VIEWS[0], "a")[:1],
        "where they stand": [states],
    }
    with busy.store.engine.begin() as connection:
        for table in tables[lost]:
            table.drop(connection)

    assert told(busy) == before


def own(view: Any, slot: Any) -> list[Table]:
    return list(view.metadata(slot).sorted_tables)


def test_a_rebuild_ends_where_an_old_one_knows_of_facts_that_are_gone(
    busy: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy.prepare("2026-001.K00003")
    told(busy)
    with busy.store.engine.begin() as connection:
        connection.exec_driver_sql(
            "DELETE FROM stored_events WHERE originator_id = 'convention-K00003'"
        )
    asked: list[int] = []

    def heard(*given: Any) -> Any:
        asked.append(1)
        assert len(asked) < 9, "it goes on for ever"
        return really(*given)

    really = rebuilding.hear
    monkeypatch.setattr(rebuilding, "hear", heard)

    assert rebuild(busy.store, VIEWS) == busy.store.journal.head()
    assert "K00003" not in repr(told(busy))
