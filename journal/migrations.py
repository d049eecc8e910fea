"""The version of a store's tables, and the steps from each version to the next.

One process at a time runs them (`opening` holds the lock); each may be run again after a crash,
because the version is written last.
"""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine, insert, inspect, select, update

from journal.encrypting import make_sealed_tables
from journal.errors import NotAStore, RehearsalStore, StoreNotReady, StoreTooNew
from journal.outgoing_tables import make_outgoing_tables
from journal.recorder import Recorder
from journal.tables import metadata, rehearsal_clock_table, store_table, writing

Step = Callable[[Engine, Recorder], None]


def _make_tables(engine: Engine, recorder: Recorder) -> None:
    recorder.create_table()
    with writing(engine) as connection:
        metadata.create_all(connection)


def _make_outgoing(engine: Engine, _recorder: Recorder) -> None:
    make_outgoing_tables(engine)


STEPS: tuple[Step, ...] = (_make_tables, _make_outgoing, make_sealed_tables)
"""STEPS[n] leads from version n to version n + 1."""
VERSION = len(STEPS)


def stored_version(engine: Engine) -> int:
    """The version of the tables, 0 where there is no store yet; raises StoreTooNew, NotAStore."""
    tables = set(inspect(engine).get_table_names())
    if store_table.name not in tables:
        _check_no_stranger(engine, tables)
        return 0
    with engine.connect() as connection:
        version = connection.scalar(select(store_table.c.version)) or 0
    if version > VERSION:
        raise StoreTooNew(
            f"This store has version {version}; this program knows {VERSION} and would spoil it: "
            "install the newer program."
        )
    return version


def bring_up_to_date(
    engine: Engine, recorder: Recorder, *, made_at: datetime, rehearsal_from: datetime | None
) -> None:
    """Take the store to the present version; a new one becomes real, or a rehearsal, for ever."""
    version = stored_version(engine)
    for step in STEPS[version:]:
        step(engine, recorder)
    if version == 0:
        _mark(engine, made_at, rehearsal_from)
    elif version < VERSION:
        with writing(engine) as connection:
            connection.execute(update(store_table).values(version=VERSION))


def is_rehearsal(engine: Engine) -> bool:
    """Whether this store was made as a rehearsal."""
    with engine.connect() as connection:
        return bool(connection.scalar(select(store_table.c.rehearsal)))


def made_at(engine: Engine) -> datetime:
    """The instant at which this store was made, which tells it from every other."""
    with engine.connect() as connection:
        return connection.scalars(select(store_table.c.made_at)).one()


def check_kind(*, stored: bool, wanted: bool) -> None:
    """Refuse to take a rehearsal for real, or the other way round."""
    match stored, wanted:
        case True, False:
            raise RehearsalStore(
                "This store is a rehearsal, for ever: its time is invented and nothing in it ever "
                "happened. For the real thing, begin another store."
            )
        case False, True:
            raise RehearsalStore(
                "This store is real: nothing is rehearsed in it. For a rehearsal, begin another "
                "store."
            )
        case _:
            return


def check_ready(engine: Engine) -> None:
    """Refuse a store whose tables somebody else has yet to make."""
    if (version := stored_version(engine)) < VERSION:
        raise StoreNotReady(
            f"This store has version {version} and needs {VERSION}: run the migration first, with "
            "a role that may create tables."
        )


def _mark(engine: Engine, made_at: datetime, rehearsal_from: datetime | None) -> None:
    store = {
        "only_row": 1,
        "version": VERSION,
        "rehearsal": rehearsal_from is not None,
        "made_at": made_at,
    }
    with writing(engine) as connection:
        if rehearsal_from is not None:
            clock = {"only_row": 1, "instant": rehearsal_from}
            connection.execute(insert(rehearsal_clock_table), clock)
        connection.execute(insert(store_table), store)


def _check_no_stranger(engine: Engine, tables: set[str]) -> None:
    # A crash in the first step leaves only tables of ours behind.
    ours = {*metadata.tables, "stored_events", "tracking", "sqlite_sequence", "people"}
    if engine.dialect.name == "sqlite" and (strangers := tables - ours):
        names = ", ".join(sorted(strangers)[:3])
        raise NotAStore(
            f"The file {engine.url.database} belongs to something else (it has {names}): name "
            "another file."
        )
