"""Worker, relay and any number of command lines share a store, and none of them notices."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from journal.envelope import Context, Recorded
from journal.opening import Store, open_store
from journal.recorder_postgres import PostgresRecorder
from tests.journal.orchard import a_command, a_stream, orchard, planted, watered
from tests.journal.processes import crowd

pytestmark = pytest.mark.slow


def test_eight_processes_make_a_new_store_at_once_without_an_error(url: str) -> None:
    with crowd([("opens", url)] * 8) as openers:
        openers.go()
        openers.results()
    with open_store(url, facts=orchard()) as store:
        assert len(store.journal.read("convention-SHARED")) == 8


def test_twelve_processes_write_at_once_and_a_follower_misses_nothing(url: str) -> None:
    names = [f"W{number:02}" for number in range(12)]
    with (
        open_store(url, facts=orchard()) as store,
        crowd([("writes", url, name, "10") for name in names]) as writers,
    ):
        writers.go()
        followed = _follow(store, lambda: writers.running)
        writers.results()
        shared = store.journal.read("convention-SHARED")
        assert [one.fact for one in shared] == [watered(str(old)) for old in range(12 * 10)]
        for name in names:
            own = store.journal.read(f"convention-{name}")
            assert [one.version for one in own] == list(range(1, 11))
        assert followed == store.journal.feed(0, 10_000)
        assert len(followed) == 12 * 20


def test_the_same_commands_from_four_processes_at_once_leave_one_set_of_facts(url: str) -> None:
    given = [str(uuid4()) for _ in range(10)]
    with open_store(url, facts=orchard()) as store:
        with crowd([("commands", url, *given)] * 4) as clerks:
            clerks.go()
            printed = set(clerks.results())
        history = store.journal.read("convention-SHARED")
        assert printed == {
            "".join(
                " ".join(
                    [command, *(str(r.event_id) for r in history if str(r.command_id) == command)]
                )
                + "\n"
                for command in given
            )
        }
        assert len(history) == 2 * len(given)


def test_the_same_command_from_many_threads_leaves_one_set_of_facts(store: Store) -> None:
    """Also without looking first: the database itself holds the promise."""
    for _ in range(20):
        stream, context = a_stream(), a_command()

        def give(_: int, stream: str = stream, context: Context = context) -> tuple[Recorded, ...]:
            return store.journal.append(
                stream, [planted(), watered()], expected_version=0, context=context
            )

        with ThreadPoolExecutor(6) as threads:
            answers = set(threads.map(give, range(6)))
        assert answers == {store.journal.read(stream)}


def test_a_writer_that_is_killed_leaves_whole_commands_only(url: str) -> None:
    stream = a_stream()
    for _ in range(3):
        writer = subprocess.Popen(
            [sys.executable, "-m", "tests.journal.actor", "endlessly", url, stream],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert writer.stdout is not None
        seen = [int(writer.stdout.readline()) for _ in range(5)]
        writer.send_signal(signal.SIGKILL)
        seen += [int(line) for line in writer.communicate()[0].split()]
        with open_store(url, facts=orchard()) as store:
            versions = [one.version for one in store.journal.read(stream)]
            assert versions == list(range(1, len(versions) + 1))
            assert len(versions) % 3 == 0
            assert len(versions) >= seen[-1]


@pytest.mark.postgres
def test_nobody_gets_a_later_position_while_an_earlier_one_is_not_committed(
    postgres_url: str,
) -> None:
    """What makes the feed complete: who comes second waits for the one who came first."""
    with open_store(postgres_url, facts=orchard()) as store, ThreadPoolExecutor(1) as threads:
        recorder = store.backend.recorder
        assert isinstance(recorder, PostgresRecorder)
        slow = (
            recorder._lock,
            *([one] for one in ("convention-SLOW", 1, "orchard.tree-planted/1", b"{}")),
            *([one] for one in ("convention-SLOW", uuid4(), 1, 1)),
        )
        with recorder.datastore.transaction(commit=True) as cursor:
            [row] = cursor.execute(recorder._insert_all, slow).fetchall()
            second = threads.submit(
                store.journal.append,
                "convention-QUICK",
                [planted()],
                expected_version=0,
                context=a_command(),
            )
            time.sleep(0.5)
            assert not second.done()
            assert store.journal.head() == 0
        [quick] = second.result(timeout=30)
        assert quick.position > row["notification_id"]


def _follow(store: Store, more: Callable[[], bool]) -> tuple[Recorded, ...]:
    """Read the feed as the relay does, position by position, until all is written and read."""
    seen: list[Recorded] = []
    while True:
        going_on = more()
        page = store.journal.feed(seen[-1].position if seen else 0, 7)
        seen += page
        if not page and not going_on:
            return tuple(seen)
        if not page:
            time.sleep(0.002)
