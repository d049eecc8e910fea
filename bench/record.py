"""The record answers: trails, boards and rebuilds in stores of different sizes, both databases."""

import json
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime, time, timedelta
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import Connection

from audit.board import Board
from audit.seals.folder import SealsFolder
from audit.seals.keys import make_signer
from audit.seals.sealer import Sealer
from audit.seals.timestamps import token_check
from audit.seals.verifying import verify
from audit.trails.asking import Question, answer
from audit.trails.lines import line, staff_names
from audit.trails.subjects import subject
from audit.views.following import Following
from audit.views.known import VIEWS
from audit.views.rebuilding import rebuild
from bench.appends import postgres
from bench.figures import Figure, Round, beside, in_turns, say
from bench.lived import lived, one_more, step_by_step
from bench.one_life import AVENANTS, CIRCULAR_FACTS, SENT_WITHIN, Lived
from bench.seals import hashed
from domain.values import Language
from journal.clock import BRUSSELS
from journal.opening import Store
from journal.streams import convention_stream

SIZES = (10_000, 20_000)
"""Facts of the stores, unless it is said otherwise; the first is what the others are held to."""
TRAILS = 200
"""Trails of one round, of avenants all over the store."""
BOARDS = 100
APPENDS = 200
STRIDE = 7_919
"""A prime, so that rounds do not look at neighbours."""

THEN = 4
FAR = 1_000_000
"""Numbers of avenants that no store of a run reaches."""
FEW = 50_000
"""Facts up to which a rebuild is done more often: a short one is easily disturbed."""


def record(folder: Path, seconds: float, sizes: Sequence[int] = SIZES) -> list[Figure]:
    """The lines of each database and size; `seconds` is shared by what is measured in turns.

    The smallest store stays open, and the larger ones are measured in turns with it.
    """
    share = seconds / len(sizes) / 8
    found: list[Figure] = []
    for database, opened in (("SQLite", sqlite), ("PostgreSQL", postgres)):
        with ExitStack() as smallest:
            least: Store | None = None
            for size in sizes:
                with ExitStack() as its_own:
                    kept = smallest if least is None else its_own
                    own = folder / f"{database}-{size}"
                    store = kept.enter_context(lived(kept.enter_context(opened(own)), size))
                    say(f"record: {database}, {store.journal.head():,} facts")
                    found += of_store(database, store, folder / f"{own.name}-seals", share, least)
                    least = least or store
    return found


@contextmanager
def sqlite(folder: Path) -> Generator[str]:
    """A database in a file of that folder."""
    folder.mkdir()
    yield f"sqlite:///{folder / 'record.sqlite'}"


def of_store(
    database: str, store: Store, seals: Path, seconds: float, least: Store | None
) -> list[Figure]:
    """Every line of one store, held to the smallest one unless it is that."""
    name = f"{database}, {store.journal.head():,} facts"
    seals.mkdir()
    return [
        rebuilt(name, store),
        *trails(name, store, seconds),
        *(held_to_least(name, store, least, seconds) if least else ()),
        *sealed(name, store, seals),
    ]


def held_to_least(name: str, store: Store, least: Store, seconds: float) -> list[Figure]:
    """What a board and a fact cost, in turns with the same in the smallest store."""
    return [
        beside(
            f"{name}: {what}",
            f"{what.split(maxsplit=1)[0]}/s",
            in_turns(round_in(store), round_in(least), length),
            target=target,
            beside="the same in the smallest store of this run",
        )
        for what, round_in, length, target in (
            ("boards of a circular", boards, seconds, "0.67"),
            ("boards at an instant", boards_then, seconds, ""),
            ("facts appended", appends, 0, ""),
            ("facts into all views", following, 0, ""),
        )
    ]


def boards(store: Store) -> Round:
    """Boards of circulars all over the store, as they stand."""
    board, circulars = Board(store), (of.circular for of in spread(store))
    return lambda: rate(BOARDS, lambda: board.figures(next(circulars)))


def boards_then(store: Store) -> Round:
    """Boards as they stood when all had been sent and few had answered."""
    board, avenants = Board(store), spread(store)

    def then() -> object:
        of = next(avenants)
        day = of.launched + timedelta(days=SENT_WITHIN + 1)
        return board.figures_at(of.circular, datetime.combine(day, time.min, BRUSSELS))

    return lambda: rate(THEN, then)


def appends(store: Store) -> Round:
    """Facts as the steps of avenants append them, a transaction each."""
    coming = step_by_step(FAR + store.journal.head())
    return lambda: rate(APPENDS, lambda: store.journal.append_many([next(coming)]))


def following(store: Store) -> Round:
    """Facts of one more circular, caught up with by all read models, which were up to date."""
    views = Following(store, VIEWS)

    def followed() -> float:
        before = views.catch_up()
        one_more(store)
        return (store.journal.head() - before) / seconds_of(views.catch_up)

    return followed


def rebuilt(name: str, store: Store) -> Figure:
    """All read models made anew, beside reading and decoding every row of the same table.

    Both once before it counts: what a process learns once, and a database of a new file, is no
    part of either.
    """
    facts = store.journal.head()

    def ours() -> float:
        return facts / seconds_of(lambda: rebuild(store, VIEWS))

    def bare() -> float:
        return facts / seconds_of(lambda: scanned(store))

    ours()
    bare()
    rounds = [one for _ in range(1 if facts > FEW else 3) for one in in_turns(ours, bare, 0)]
    loop = "one SELECT of all rows in their order, and json.loads of each"
    return beside(f"{name}: views rebuilt", "facts/s", rounds, target="0.4", beside=loop)


def trails(name: str, store: Store, seconds: float) -> list[Figure]:
    """The facts of an avenant's trail, and as sentences, beside a bare fetch of the same rows."""
    avenants = spread(store)
    names = staff_names(store)

    def facts() -> float:
        return rate(TRAILS, lambda: store.journal.read(stream_of(next(avenants))))

    def told() -> float:
        def tell() -> object:
            about = subject(store, next(avenants).avenant)
            return [line(one, Language.FR, names) for one in answer(store, about, Question())]

        return rate(TRAILS, tell)

    def bare() -> float:
        with store.engine.connect() as connection, closing(connection.connection.cursor()) as one:
            return rate(TRAILS, lambda: fetched(store, one, stream_of(next(avenants))))

    loop = "one indexed SELECT of the same rows on an open connection, and json.loads of each"
    return [
        beside(
            f"{name}: facts of a trail",
            "trails/s",
            in_turns(facts, bare, seconds),
            target="0.67",
            beside=loop,
        ),
        beside(
            f"{name}: a trail in sentences",
            "trails/s",
            in_turns(told, bare, seconds),
            target="",
            beside=loop,
        ),
    ]


def sealed(name: str, store: Store, folder: Path) -> list[Figure]:
    """The record sealed from nothing, once, and verified in turns with hashing the same bytes."""
    signer, seals = make_signer(folder / "checkpoint.key"), SealsFolder(folder / "seals")
    facts = store.journal.head()
    trusted = frozenset({signer.key})
    sealing = facts / seconds_of(lambda: Sealer(store, seals, [signer]).seal())
    hashing = facts / seconds_of(lambda: hashed(store))

    def checked() -> float:
        return facts / seconds_of(
            lambda: verify(store, seals, trusted=trusted, check_token=token_check(()))
        )

    def bare() -> float:
        return facts / seconds_of(lambda: hashed(store))

    checked()
    verifying = [one for _ in range(1 if facts > FEW else 3) for one in in_turns(checked, bare, 0)]
    loop = "a loop over the same rows: a hash of each, and of each two hashes, up to one"
    rounds = [(sealing, hashing)], verifying
    return [
        beside(f"{name}: {what}", "facts/s", one, target="0.5", beside=loop)
        for what, one in zip(("sealed", "verified"), rounds, strict=True)
    ]


def spread(store: Store) -> Iterator[Lived]:
    """Avenants all over the store, for ever."""
    avenants = store.journal.head() // CIRCULAR_FACTS * AVENANTS
    return (Lived(number * STRIDE % avenants) for number in count())


def stream_of(of: Lived) -> str:
    """The stream in which an avenant's facts are."""
    return convention_stream(of.convention)


_ROWS = {
    "sqlite": "SELECT state FROM stored_events WHERE originator_id = ? ORDER BY originator_version",
    "postgresql": "SELECT state FROM stored_events WHERE originator_id = %s"
    " ORDER BY originator_version",
}
_ALL = {
    "sqlite": "SELECT state FROM stored_events ORDER BY rowid",
    "postgresql": "SELECT state FROM stored_events ORDER BY notification_id",
}


def fetched(store: Store, cursor: Any, stream: str) -> list[Any]:
    """The rows of a stream, as one would write it at once."""
    cursor.execute(_ROWS[store.engine.dialect.name], (stream,))
    return [json.loads(bytes(state)) for (state,) in cursor.fetchall()]


def scanned(store: Store) -> int:
    """All rows in their order, decoded and counted, in pages of the driver's own."""
    facts = 0
    with store.engine.connect() as connection, closing(cursor_over(connection)) as cursor:
        cursor.execute(_ALL[store.engine.dialect.name])
        while page := cursor.fetchmany(5_000):
            facts += len([json.loads(bytes(state)) for (state,) in page])
    return facts


def cursor_over(connection: Connection) -> Any:
    """A cursor that does not take all rows at once."""
    driver: Any = connection.connection
    return driver.cursor() if connection.dialect.name == "sqlite" else driver.cursor("scan")


def rate(times: int, work: Callable[[], object]) -> float:
    """How often a second."""
    begun = perf_counter()
    for _ in range(times):
        work()
    return times / (perf_counter() - begun)


def seconds_of(work: Callable[[], object]) -> float:
    """How long it takes."""
    begun = perf_counter()
    work()
    return perf_counter() - begun
