"""Opening a store: one process makes or migrates it while the others wait, then all share it."""

from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self, assert_never

from sqlalchemy import Engine

from journal.address import PostgresAddress, SQLiteAddress, address
from journal.backend_sqlite import SQLiteBackend
from journal.clock import Clock, RehearsalClock, SystemClock
from journal.encrypting import key_store_of, seal_what_lies_open
from journal.envelope import Recorded, Skimmed
from journal.evidence import Evidence
from journal.faults import faults
from journal.journal import Journal
from journal.keys.place import Keys, KeysPlace, keys_beside, open_keys
from journal.mapper import FactMapper
from journal.migrations import (
    bring_up_to_date,
    check_kind,
    check_ready,
    is_rehearsal,
    made_at,
)
from journal.people_store import People
from journal.reading import Reading
from journal.recorder import Recorder
from journal.registers import Registers
from journal.registry import FactRegistry

CONNECTIONS = 8
"""Of one process to its database, twice: no larger thread pool should share a store."""


class Backend(Protocol):
    """A database, whichever it is."""

    engine: Engine

    @property
    def recorder(self) -> Recorder:
        """The event recorder."""
        ...

    def exclusively(self) -> AbstractContextManager[None]:
        """Hold the store alone, to make or change its tables."""
        ...

    def get_ready(self) -> None:
        """What is left to do once the tables stand."""
        ...

    def real_clock(self) -> Clock:
        """The clock of a store that is no rehearsal."""
        ...

    def ask_rehearsal_clock(self) -> datetime:
        """Where the rehearsal's clock stands."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...


@dataclass(frozen=True, slots=True)
class Store:
    """All that is remembered: facts, people, registers and evidence, and the clock they share."""

    journal: Journal
    reading: Reading[Recorded]
    skimming: Reading[Skimmed]
    """The same facts, with no more around them than read models need."""
    people: People
    registers: Registers
    evidence: Evidence
    keys: Keys
    clock: Clock
    engine: Engine
    """For the tables beside the recorder's; write within `journal.tables.writing`."""
    backend: Backend

    @property
    def rehearsal(self) -> bool:
        """Whether nothing in this store is real."""
        return self.clock.rehearsal

    def close(self) -> None:
        """Let go of the database, and of the keys."""
        self.keys.close()
        self.backend.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def open_store(
    url: str,
    *,
    facts: FactRegistry,
    clock: Clock | None = None,
    migrate: bool = True,
    connections: int = CONNECTIONS,
    keys: KeysPlace | None = None,
) -> Store:
    """Open the store at `sqlite:///file` or `postgresql://…`, making or migrating it first.

    `keys` says where the keys of its people lie; those of a file of SQLite lie beside it if nobody
    says so. A store is opened without them too: then what is personal raises KeysMissing.
    Without `clock` the store tells its own: the rehearsal's, else the database's or the machine's.
    With `migrate=False` nothing is made, for a role that may not. Raises a StoreError that says
    what to do: DataFolderRefused, NotAStore, RehearsalStore (a real clock for a rehearsal, or the
    other way round), StoreFull, StoreNotReady, StoreTooNew, StoreUnreachable.
    """
    with _backend(url, connections) as backend:
        with backend.exclusively():
            if migrate:
                bring_up_to_date(
                    backend.engine,
                    backend.recorder,
                    made_at=SystemClock().now(),
                    rehearsal_from=None,
                )
            check_ready(backend.engine)
            at_hand = _keys(backend, facts, keys or keys_beside(url), make=migrate)
        rehearsal = is_rehearsal(backend.engine)
        if clock is not None:
            check_kind(stored=rehearsal, wanted=clock.rehearsal)
        return _store(backend, facts, clock or _own_clock(backend, rehearsal=rehearsal), at_hand)


def open_rehearsal(
    url: str,
    *,
    facts: FactRegistry,
    starts_at: datetime,
    connections: int = CONNECTIONS,
    keys: KeysPlace | None = None,
) -> tuple[Store, RehearsalClock]:
    """Open the rehearsal at this address, made if need be with its clock at `starts_at`.

    Gives the store and the clock, for the driver to move. A rehearsal that exists already keeps
    the time at which it stands. Raises RehearsalStore for a real store.
    """
    with _backend(url, connections) as backend:
        with backend.exclusively():
            bring_up_to_date(
                backend.engine,
                backend.recorder,
                made_at=SystemClock().now(),
                rehearsal_from=starts_at,
            )
            at_hand = _keys(backend, facts, keys or keys_beside(url), make=True)
        check_kind(stored=is_rehearsal(backend.engine), wanted=True)
        clock = RehearsalClock(backend.ask_rehearsal_clock, backend.engine)
        return _store(backend, facts, clock, at_hand), clock


@contextmanager
def _backend(url: str, connections: int) -> Generator[Backend]:
    """A backend that is closed again if anything goes wrong, with an error that says what."""
    where = address(url)
    with faults():
        backend = _connect(where, connections)
        try:
            yield backend
        except BaseException:
            backend.close()
            raise


def _connect(where: SQLiteAddress | PostgresAddress, connections: int) -> Backend:
    match where:
        case SQLiteAddress():
            return SQLiteBackend(where, connections=connections)
        case PostgresAddress():
            # Its driver takes long to import, and a command on a file of SQLite starts without.
            from journal.backend_postgres import PostgresBackend  # noqa: PLC0415

            return PostgresBackend(where, connections=connections)
        case _:
            assert_never(where)


def _own_clock(backend: Backend, *, rehearsal: bool) -> Clock:
    if rehearsal:
        return RehearsalClock(backend.ask_rehearsal_clock, backend.engine)
    return backend.real_clock()


def _keys(backend: Backend, facts: FactRegistry, place: KeysPlace | None, *, make: bool) -> Keys:
    """The keys of this store; with `make` what still lies open in it is sealed under them."""
    whose = key_store_of(backend.engine)
    keys = open_keys(place, made_at(backend.engine).isoformat(), make=make and whose is None)
    if whose is not None:
        keys.must_be(whose)
    elif make and keys.at_hand:
        backend.get_ready()
        journal = Journal(backend.recorder, FactMapper(facts), backend.real_clock())
        seal_what_lies_open(backend.engine, keys.ring, journal.feed)
    return keys


def _store(backend: Backend, facts: FactRegistry, clock: Clock, keys: Keys) -> Store:
    backend.get_ready()
    people = People(backend.engine, keys)
    mapper = FactMapper(facts)
    evidence = Evidence(backend.engine, clock, keys)
    return Store(
        journal=Journal(backend.recorder, mapper, clock, evidence.found),
        reading=Reading(backend.engine, mapper.recorded),
        skimming=Reading(backend.engine, mapper.skimmed),
        people=people,
        registers=Registers(backend.engine, people),
        evidence=evidence,
        keys=keys,
        clock=clock,
        engine=backend.engine,
        backend=backend,
    )
