"""The store's own tables can be read and then written in one transaction, by many at once."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import IntegrityError

from journal.migrations import VERSION
from journal.opening import Store, open_store
from journal.tables import pages, rehearsal_clock_table, store_table, writing
from tests.journal.orchard import a_command, a_stream, orchard, planted


def test_who_reads_and_then_writes_waits_for_the_others_and_is_never_refused(
    sqlite_url: str,
) -> None:
    with open_store(sqlite_url, facts=orchard()) as store:

        def raise_version(_: int) -> None:
            with writing(store.engine) as connection:
                version = connection.scalar(select(store_table.c.version)) or 0
                connection.execute(update(store_table).values(version=version + 1))

        with ThreadPoolExecutor(6) as threads:
            list(threads.map(raise_version, range(60)))
        with store.engine.connect() as connection:
            assert connection.scalar(select(store_table.c.version)) == VERSION + 60


def test_a_failed_transaction_leaves_nothing(store: Store) -> None:
    row = {"only_row": 1, "instant": datetime(2026, 3, 3, tzinfo=UTC)}

    def insert_twice() -> None:
        with writing(store.engine) as connection:
            connection.execute(insert(rehearsal_clock_table), row)
            connection.execute(insert(rehearsal_clock_table), row)

    with pytest.raises(IntegrityError):
        insert_twice()
    with store.engine.connect() as connection:
        assert connection.scalar(select(rehearsal_clock_table.c.instant)) is None


def test_an_instant_keeps_its_moment_whatever_its_zone(store: Store) -> None:
    instant = datetime(2026, 3, 3, 1, 2, 3, 4, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    with writing(store.engine) as connection:
        connection.execute(insert(rehearsal_clock_table), {"only_row": 1, "instant": instant})
    with store.engine.connect() as connection:
        read = connection.scalar(select(rehearsal_clock_table.c.instant))
    assert read == instant
    assert read is not None
    assert read.tzinfo is UTC or read.utcoffset() == timedelta(0)


def test_an_instant_without_a_zone_is_a_mistake(store: Store) -> None:
    naive = datetime(2026, 3, 3)  # noqa: DTZ001  (the mistake itself)
    with pytest.raises(Exception, match="has no time zone"), writing(store.engine) as connection:
        connection.execute(insert(rehearsal_clock_table), {"only_row": 1, "instant": naive})


def test_a_position_is_never_given_twice_even_after_a_tail_was_cut(sqlite_url: str) -> None:
    """So that a follower, or a seal, never takes a new fact for one that it has seen."""
    with open_store(sqlite_url, facts=orchard()) as store:
        [cut] = store.journal.append(
            a_stream(), [planted()], expected_version=0, context=a_command()
        )
        with writing(store.engine) as connection:
            connection.execute(text("DELETE FROM stored_events"))
        [later] = store.journal.append(
            a_stream(), [planted()], expected_version=0, context=a_command()
        )
        assert later.position > cut.position


def test_pages_hold_all_items_in_order() -> None:
    assert list(pages(range(7), 3)) == [[0, 1, 2], [3, 4, 5], [6]]
    assert list(pages([])) == []


@pytest.mark.slow
def test_outside_these_tests_a_commit_waits_for_the_disk(sqlite_url: str) -> None:
    """By every way on which a store is written, whatever the connection did before."""
    program = (
        "import sys; from journal.opening import open_store; from journal.tables import writing\n"
        "from tests.journal.orchard import orchard\n"
        "with open_store(sys.argv[1], facts=orchard()) as store, store.backend._datastore"
        ".transaction(commit=False) as cursor, writing(store.engine) as connection:\n"
        "    cursor.execute('PRAGMA synchronous')\n"
        "    print(cursor.fetchone()[0], connection.exec_driver_sql('PRAGMA synchronous').scalar())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, sqlite_url],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert done.stdout.split() == ["2", "2"]
