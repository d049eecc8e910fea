"""Our recorders keep every promise that the library makes for its own."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from eventsourcing.tests import persistence as contracts

from journal.address import PostgresAddress, address
from journal.backend_postgres import PostgresBackend
from journal.recorder_postgres import PostgresRecorder
from journal.recorder_sqlite import DurableDatastore, SQLiteRecorder


@contextmanager
def readers_waited_for() -> Iterator[None]:
    """The library's suite tells its reading threads to end and does not wait until they do.

    A connection that is closed while a thread reads from it takes the whole process with it.
    """
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        thread.join(timeout=30)


class StreamNames:
    """The library's suites, with names for streams as we use them."""

    def new_originator_id(self) -> str:
        return f"convention-{uuid4().hex}"


class OnSQLite(StreamNames):
    @pytest.fixture(autouse=True)
    def _files(self, tmp_path: Path) -> Iterator[None]:
        self._datastore = DurableDatastore(tmp_path / "events.db", connections=8)
        with readers_waited_for():
            yield
        self._datastore.close()

    def create_recorder(self) -> SQLiteRecorder:
        recorder = SQLiteRecorder(self._datastore)
        recorder.create_table()
        return recorder


@pytest.mark.postgres
class OnPostgres(StreamNames):
    @pytest.fixture(autouse=True)
    def _database(self, postgres_url: str) -> Iterator[None]:
        where = address(postgres_url)
        assert isinstance(where, PostgresAddress)
        self._backend = PostgresBackend(where, connections=12)
        with readers_waited_for():
            yield
        self._backend.close()

    def create_recorder(self) -> PostgresRecorder:
        self._backend.recorder.create_table()
        return self._backend.recorder


class TestApplicationRecorderOnSQLite(OnSQLite, contracts.ApplicationRecorderTestCase):
    """Facts go in and come out, by stream and by position, from ten threads at once."""


class TestTrackingRecorderOnSQLite(OnSQLite, contracts.TrackingRecorderTestCase):
    """A follower's position only rises."""


class TestProcessRecorderOnSQLite(OnSQLite, contracts.ProcessRecorderTestCase):
    """Facts and a follower's position are stored together or not at all."""


class TestPositionsOnSQLite(OnSQLite, contracts.NonInterleavingNotificationIDsBaseCase):
    """The positions of one append are never mixed with those of another."""


class TestApplicationRecorderOnPostgres(OnPostgres, contracts.ApplicationRecorderTestCase):
    """Facts go in and come out, by stream and by position, from ten threads at once."""


class TestTrackingRecorderOnPostgres(OnPostgres, contracts.TrackingRecorderTestCase):
    """A follower's position only rises."""


class TestProcessRecorderOnPostgres(OnPostgres, contracts.ProcessRecorderTestCase):
    """Facts and a follower's position are stored together or not at all."""


class TestPositionsOnPostgres(OnPostgres, contracts.NonInterleavingNotificationIDsBaseCase):
    """The positions of one append are never mixed with those of another."""
