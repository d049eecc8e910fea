"""Sealing and verifying, beside a plain loop that reads the same rows and hashes the same bytes."""

import time
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from itertools import count, islice
from pathlib import Path

from sqlalchemy import text

from audit.seals.folder import SealsFolder
from audit.seals.keys import make_signer
from audit.seals.sealer import Sealer
from audit.seals.timestamps import token_check
from audit.seals.verifying import verify
from bench.appends import postgres
from bench.figures import Figure, beside, in_turns, say
from bench.rows import sendings
from journal.known_facts import known_facts
from journal.opening import Store, open_store
from journal.tables import pages

FACTS = 20_000
"""In the store; what one costs does not depend on it."""


def seals(folder: Path, seconds: float) -> list[Figure]:
    """Two figures for each of two databases, a quarter of the time for each."""
    found = of_database("SQLite", f"sqlite:///{folder / 'store.sqlite'}", folder, seconds / 4)
    with postgres(folder / "postgres") as url:
        return [*found, *of_database("PostgreSQL", url, folder / "of-postgres", seconds / 4)]


def of_database(database: str, url: str, folder: Path, seconds: float) -> list[Figure]:
    """The record sealed from nothing, and verified against its checkpoint."""
    say(f"seals: {database}")
    signer = make_signer(folder / "checkpoint.key")
    with open_store(url, facts=known_facts()) as store:
        for page in pages(islice(sendings("K"), FACTS)):
            store.journal.append_many(page)
        folders = (SealsFolder(folder / f"seals-{number}") for number in count())

        def seal() -> object:
            with store.engine.begin() as connection:
                connection.execute(text(_FORGET[store.engine.dialect.name]))
            return Sealer(store, next(folders), [signer]).seal()

        seal()
        kept = SealsFolder(folder / "seals-0")
        trusted = frozenset({signer.key})

        def check() -> object:
            return verify(store, kept, trusted=trusted, check_token=token_check(()))

        # The first of each reads pages and code that the others find at hand.
        check()
        hashed(store)
        sealing = in_turns(lambda: rate(seal), lambda: rate(lambda: hashed(store)), seconds)
        verifying = in_turns(lambda: rate(check), lambda: rate(lambda: hashed(store)), seconds)
    loop = "a loop over the same rows: a hash of each, and of each two hashes, up to one"
    return [
        beside(f"{database}, sealed", "facts/s", sealing, target="0.5", beside=loop),
        beside(f"{database}, verified", "facts/s", verifying, target="0.5", beside=loop),
    ]


_FORGET = {
    "sqlite": "DELETE FROM tracking",
    "postgresql": "DELETE FROM notification_tracking",
}
"""A store that was never sealed, as far as it knows."""
_ROWS = {
    "sqlite": "SELECT rowid, originator_id, originator_version, topic, state FROM stored_events"
    " ORDER BY rowid",
    "postgresql": "SELECT notification_id, originator_id, originator_version, topic, state"
    " FROM stored_events ORDER BY notification_id",
}


def hashed(store: Store) -> bytes:
    """The root as one would write it at once, by the bare driver, all rows in memory."""
    with store.engine.connect() as connection, closing(connection.connection.cursor()) as cursor:
        cursor.execute(_ROWS[store.engine.dialect.name])
        row = [
            sha256(b"\0" + f"{place} {stream} {version} {topic} ".encode() + state).digest()
            for place, stream, version, topic, state in cursor.fetchall()
        ]
    while len(row) > 1:
        odd = row[-1:] if len(row) % 2 else []
        pairs = zip(row[::2], row[1::2], strict=False)
        row = [sha256(b"\1" + left + right).digest() for left, right in pairs] + odd
    return row[0]


def rate(work: Callable[[], object]) -> float:
    """Facts per second."""
    begun = time.perf_counter()
    work()
    return FACTS / (time.perf_counter() - begun)
