"""The record answers: trails, boards and rebuilds in stores of different sizes, both databases."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
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
from bench.figures import Figure, beside, in_turns, say
from bench.lived import AVENANTS, CIRCULAR_FACTS, SENT, Lived, first_of, lived, one_more
from bench.rows import sendings
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
FEW = 50_000
"""Facts up to which a rebuild is done more often: a short one is easily disturbed."""
Rates = dict[str, float]
"""How many of each there were in a second."""


def record(folder: Path, seconds: float, sizes: Sequence[int] = SIZES) -> list[Figure]:
    """The lines of each database and size; `seconds` is shared by what is measured in turns."""
    share = seconds / len(sizes) / 8
    found: list[Figure] = []
    least: Rates = {}
    for size in sizes:
        file = folder / f"{size}.sqlite"
        found += of_size("SQLite", f"sqlite:///{file}", folder / f"s{size}", size, share, least)
    least = {}
    for size in sizes:
        with postgres(folder / f"postgres-{size}") as url:
            found += of_size("PostgreSQL", url, folder / f"p{size}", size, share, least)
    return found


def of_size(
    database: str, url: str, folder: Path, size: int, seconds: float, least: Rates
) -> list[Figure]:
    """Every line of one store; `least` are the rates of the smallest one, which notes its own."""
    say(f"record: {database}, {size:,} facts")
    folder.mkdir()
    with lived(url, size) as store:
        name = f"{database}, {store.journal.head():,} facts"
        views = rebuilt(name, store)
        board = Board(store)
        circulars = (of.circular for of in spread(store))
        rates = {
            "boards of a circular": rate(BOARDS, lambda: board.figures(next(circulars))),
            "boards at an instant": rate(THEN, lambda: at_half_way(store, board, next(circulars))),
            "facts into all views": followed(store),
            "facts appended": appended(store),
        }
        grown = [held_to_least(name, what, found, least) for what, found in rates.items()]
        return [views, *trails(name, store, seconds), *grown, *sealed(name, store, folder)]


def held_to_least(name: str, what: str, found: float, least: Rates) -> Figure:
    """A rate beside the same in the smallest store."""
    bare = least.setdefault(what, found)
    return Figure(
        name=f"{name}: {what}",
        unit=f"{what.split(maxsplit=1)[0]}/s",
        ours=found,
        bare=bare,
        ratio=found / bare,
        target="0.67" if what == "boards of a circular" else "",
        beside="the same in the smallest store of this run",
    )


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


def at_half_way(store: Store, board: Board, circular: str) -> object:
    """The board of a circular as it stood when all had been sent and nobody had answered."""
    sent = datetime.combine(SENT + timedelta(days=1), time.min, BRUSSELS)
    (first,) = store.reading.streams([stream_of(Lived(first_of(circular)))])
    return board.figures_at(circular, max(sent, first[3].recorded_at))


def appended(store: Store) -> float:
    """Facts one by one, a transaction each."""
    coming = sendings("B")
    return rate(APPENDS, lambda: store.journal.append_many([next(coming)]))


def followed(store: Store) -> float:
    """Facts of one more circular, caught up with by all read models, which were up to date."""
    following = Following(store, VIEWS)
    before = following.catch_up()
    one_more(store)
    return (store.journal.head() - before) / seconds_of(following.catch_up)


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
