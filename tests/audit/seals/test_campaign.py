"""Many random corruptions, each found with its place; many harmless deeds, none of them an alarm.

Everything is drawn from one seed, which a failure names: corruption number n of seed s is always
the same.
"""

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.seals.findings import Fault, Verified
from audit.seals.folder import SealsFolder
from audit.seals.keys import make_signer
from audit.seals.sealer import Sealer
from audit.seals.timestamps import token_check
from audit.seals.verifying import verify
from audit.views.fact_index import FACT_INDEX
from audit.views.known import VIEWS
from audit.views.rebuilding import rebuild
from journal.errors import StoreError
from journal.known_facts import known_facts
from journal.opening import open_store
from tests.audit.office import K, Office
from tests.audit.seals.record import Record, a_convention, a_record

pytestmark = pytest.mark.slow

SEED = 20260303
CORRUPTIONS = 500
HARMLESS = 500
SEALED = ("stored_events", "recorded_commands", "evidence")
HASHED = {
    "stored_events": ("rowid", "originator_id", "originator_version", "topic", "state"),
    "recorded_commands": ("stream", "command_id", "first_version", "last_version"),
    "evidence": ("address", "salt", "digest", "size", "content"),
}
"""What a seal covers of each table; the kind of a piece of evidence and its day are not hashed."""


@dataclass
class Copy:
    """A store file and its seals, to be spoilt."""

    folder: Path
    key: str

    @property
    def file(self) -> Path:
        return self.folder / "store.db"

    @property
    def seals(self) -> Path:
        return self.folder / "seals"

    def execute(self, statement: str, *values: object) -> None:
        connection = sqlite3.connect(self.file, isolation_level=None)
        try:
            connection.execute("PRAGMA ignore_check_constraints = 1")
            connection.execute(statement, values)
        finally:
            connection.close()

    def rows(self, table: str) -> list[tuple[object, ...]]:
        connection = sqlite3.connect(self.file)
        connection.text_factory = bytes
        try:
            columns = ", ".join(HASHED[table])
            return connection.execute(f"SELECT {columns} FROM {table} ORDER BY 1, 2, 3").fetchall()
        finally:
            connection.close()

    def found(self) -> list[str]:
        """The places of what a verification finds; a store that does not open is one too."""
        try:
            with open_store(f"sqlite:///{self.file}", facts=known_facts()) as store:
                said = verify(
                    store,
                    SealsFolder(self.seals),
                    trusted=frozenset({self.key}),
                    check_token=token_check(()),
                )
        except StoreError as error:
            return [str(error)]
        return [one.place for one in said.findings]


@dataclass
class Original:
    """A sealed record, and copies of it."""

    folder: Path
    key: str
    copies: Path

    def copy(self) -> Copy:
        shutil.rmtree(self.copies, ignore_errors=True)
        shutil.copytree(self.folder, self.copies)
        return Copy(self.copies, self.key)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Original:
    folder = tmp_path_factory.mktemp("original")
    with a_record(f"sqlite:///{folder / 'store.db'}", folder / "seals", conventions=6) as record:
        record.seal(batch=7)
        record.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        key = record.signer.key
    made = Original(folder, key, tmp_path_factory.mktemp("copies") / "copy")
    assert made.copy().found() == []
    return made


Places = tuple[str, ...]
"""Words of which one has to stand in a place that is found; none where several would be right."""


def at(position: object, *streams: object) -> Places:
    """The place of a fact; where it was the only one of its stream, the stream is named."""
    names = (one.decode() if isinstance(one, bytes) else str(one) for one in streams)
    return f"position {position},", *names


def flip(file: Path, chance: random.Random, within: range | None = None) -> None:
    content = bytearray(file.read_bytes())
    content[chance.choice(within or range(len(content)))] ^= 1 << chance.randrange(8)
    file.write_bytes(content)


# -- corruptions -------------------------------------------------------------------------------


def byte_of_a_fact(copy: Copy, chance: random.Random) -> Places:
    """Straight in the file, past every statement."""
    position, *_, state = chance.choice(copy.rows("stored_events"))
    assert isinstance(state, bytes)
    start = copy.file.read_bytes().index(state)
    flip(copy.file, chance, range(start, start + len(state)))
    return at(position)


def byte_of_evidence(copy: Copy, chance: random.Random) -> Places:
    address, salt, _, _, content = chance.choice(copy.rows("evidence"))
    part = chance.choice([salt, content])
    assert isinstance(part, bytes)
    start = copy.file.read_bytes().index(part)
    flip(copy.file, chance, range(start, start + len(part)))
    assert isinstance(address, bytes)
    return (address.decode(),)


def a_value(copy: Copy, chance: random.Random) -> Places:
    """Any one value of any row becomes another."""
    table = chance.choice(SEALED)
    row = chance.choice(copy.rows(table))
    number = chance.randrange(len(row))
    key = " AND ".join(f"{name} IS ?" for name in HASHED[table][:3])
    of_row = [one.decode() if isinstance(one, bytes) and HASHED[table][i] not in {"state", "salt"}
              else one for i, one in enumerate(row[:3])]  # fmt: skip
    copy.execute(
        f"UPDATE OR REPLACE {table} SET {HASHED[table][number]} = ? WHERE {key}",
        other(row[number], HASHED[table][number], chance),
        *of_row,
    )
    return ()


def other(value: object, column: str, chance: random.Random) -> object:
    """Another value of the same kind, or of another kind."""
    if chance.random() < 0.1 and column not in {"rowid", "stream", "command_id"}:
        return chance.choice(["text", -1, b"bytes", 2**62])
    match value:
        case int():
            return value + chance.choice([-1, 1, 100])
        case bytes() if column in {"state", "salt", "content"}:
            place = chance.randrange(len(value))
            return value[:place] + bytes([value[place] ^ 1]) + value[place + 1 :]
        case bytes():
            place = chance.randrange(len(value))
            text = value.decode()
            return text[:place] + chr(ord(text[place]) ^ 1) + text[place + 1 :]
        case _:
            raise AssertionError(value)


def a_row_gone(copy: Copy, chance: random.Random) -> Places:
    table = chance.choice(SEALED)
    row = chance.choice(copy.rows(table))
    first, second = HASHED[table][:2]
    one, two = (part.decode() if isinstance(part, bytes) and name != "salt" else part
                for part, name in zip(row[:2], (first, second), strict=True))  # fmt: skip
    copy.execute(f"DELETE FROM {table} WHERE {first} IS ? AND {second} IS ?", one, two)
    return at(one, two) if table == "stored_events" else (str(one),)


def a_row_more(copy: Copy, chance: random.Random) -> Places:
    """A fact where a version is free; a position between the others is made by moving the rest."""
    place = chance.randrange(1, 18)
    copy.execute("UPDATE stored_events SET rowid = -rowid - 1 WHERE rowid > ?", place)
    copy.execute("UPDATE stored_events SET rowid = -rowid WHERE rowid < 0")
    copy.execute(
        "INSERT INTO stored_events (rowid, originator_id, originator_version, topic, state)"
        " SELECT ?, originator_id, 99, topic, state FROM stored_events WHERE rowid = ?",
        place + 1,
        chance.randrange(1, place + 1),
    )
    return at(place + 1)


def a_swap(copy: Copy, chance: random.Random) -> Places:
    """Two facts change places: their bytes, or all of them."""
    one, two = chance.sample(range(1, 19), 2)
    if chance.random() < 0.5:
        for old, new in ((one, 999), (two, one), (999, two)):
            copy.execute("UPDATE stored_events SET rowid = ? WHERE rowid = ?", new, old)
        return at(one)
    states = {int(str(row[0])): row[4] for row in copy.rows("stored_events")}
    copy.execute("UPDATE stored_events SET state = ? WHERE rowid = ?", states[one], two)
    copy.execute("UPDATE stored_events SET state = ? WHERE rowid = ?", states[two], one)
    return at(one)


def a_tail(copy: Copy, chance: random.Random) -> Places:
    last = chance.randrange(18)
    copy.execute("DELETE FROM stored_events WHERE rowid > ?", last)
    return at(last + 1)


def a_stream(copy: Copy, chance: random.Random) -> Places:
    stream = f"convention-K{chance.randrange(1, 7):05}"
    copy.execute("DELETE FROM stored_events WHERE originator_id = ?", stream)
    if chance.random() < 0.5:
        copy.execute("DELETE FROM recorded_commands WHERE stream = ?", stream)
    return (stream,)


def a_checkpoint(copy: Copy, chance: random.Random) -> Places:
    file = chance.choice(sorted(copy.seals.glob("*.json")))
    flip(file, chance)
    return (file.name,)


def a_list(copy: Copy, chance: random.Random) -> Places:
    file = chance.choice(sorted(copy.seals.glob("*.facts")))
    flip(file, chance)
    return (file.name,)


def a_file_of_seals_gone(copy: Copy, chance: random.Random) -> Places:
    file = chance.choice(sorted(file for file in copy.seals.iterdir() if file.is_file()))
    file.unlink()
    return (file.name,)


def checkpoints_exchanged(copy: Copy, chance: random.Random) -> Places:
    one, two = chance.sample(sorted(copy.seals.glob("*.json")), 2)
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    return (one.name,)


def a_checkpoint_cut(copy: Copy, chance: random.Random) -> Places:
    file = chance.choice(sorted(file for file in copy.seals.iterdir() if file.is_file()))
    content = file.read_bytes()
    file.write_bytes(content[: chance.randrange(len(content))])
    return (file.name,)


KINDS: tuple[Callable[[Copy, random.Random], Places], ...] = (
    byte_of_a_fact,
    byte_of_evidence,
    a_value,
    a_value,
    a_row_gone,
    a_row_more,
    a_swap,
    a_tail,
    a_stream,
    a_checkpoint,
    a_list,
    a_file_of_seals_gone,
    checkpoints_exchanged,
    a_checkpoint_cut,
)


@pytest.mark.parametrize("part", range(5))
def test_each_of_many_random_corruptions_is_found_and_placed(original: Original, part: int) -> None:
    for number in range(part, CORRUPTIONS, 5):
        chance = random.Random(f"{SEED} {number}")
        spoil = KINDS[number % len(KINDS)]
        copy = original.copy()
        where = spoil(copy, chance)
        places = copy.found()
        which = f"{spoil.__name__}, number {number} of seed {SEED}"
        assert places, f"{which}, was not found"
        assert all(places), which
        named = any(one in place for one in where for place in places)
        assert named or not where, f"{which}: {where} is not among {places}"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chance=st.randoms(use_true_random=False))
def test_any_change_of_any_value_of_any_row_is_found(
    original: Original, chance: random.Random
) -> None:
    copy = original.copy()
    a_value(copy, chance)
    assert copy.found()


@pytest.mark.parametrize("part", range(3))
def test_a_byte_flipped_anywhere_in_the_file_is_found_or_changed_nothing(
    original: Original, part: int
) -> None:
    """Also in indexes and in the structure of pages; what is free or not sealed may change."""
    before = original.copy()
    rows = {table: before.rows(table) for table in SEALED}
    unnoticed = 0
    for number in range(part, 300, 3):
        chance = random.Random(f"{SEED} anywhere {number}")
        copy = original.copy()
        flip(copy.file, chance)
        if not copy.found():
            unnoticed += 1
            assert {table: copy.rows(table) for table in SEALED} == rows, number
    assert unnoticed < 100


# -- harmless deeds ----------------------------------------------------------------------------


def statement(text: str) -> Callable[[Record, random.Random], None]:
    def do(record: Record, _: random.Random) -> None:
        with record.store.engine.connect().execution_options(
            isolation_level="AUTOCOMMIT"
        ) as connection:
            connection.connection.driver_connection.execute(text)  # type: ignore[union-attr]

    return do


def more_facts(record: Record, chance: random.Random) -> None:
    record.refuse(f"K{chance.randrange(1, 5):05}")


def a_new_convention(record: Record, _: random.Random) -> None:
    name = f"K{record.commands + 1000:05}"
    record.append(name, a_convention(name))


def a_seal(record: Record, chance: random.Random) -> None:
    record.seal(chance.choice([1, 3, 1000]))


def evidence_that_no_fact_names_yet(record: Record, chance: random.Random) -> None:
    record.store.evidence.put(chance.randbytes(20), "text/plain")


def seals_copied(record: Record, _: random.Random) -> None:
    elsewhere = record.folder.path.with_name("moved")
    shutil.rmtree(elsewhere, ignore_errors=True)
    shutil.copytree(record.folder.path, elsewhere)
    shutil.rmtree(record.folder.path)
    shutil.move(elsewhere, record.folder.path)


def the_index(record: Record, _: random.Random) -> None:
    """Thrown away and made anew, as `avenants rebuild-views` does."""
    rebuild(record.store, [FACT_INDEX])


def a_follower(record: Record, _: random.Random) -> None:
    record.store.journal.follow("relay", record.store.journal.head())


DEEDS: tuple[Callable[[Record, random.Random], None], ...] = (
    statement("VACUUM"),
    statement("REINDEX"),
    statement("ANALYZE"),
    statement("PRAGMA wal_checkpoint(TRUNCATE)"),
    more_facts,
    a_new_convention,
    a_seal,
    evidence_that_no_fact_names_yet,
    seals_copied,
    the_index,
    a_follower,
)


@pytest.fixture
def long_record(sqlite_url: str, tmp_path: Path) -> Iterator[Record]:
    with a_record(sqlite_url, tmp_path / "seals") as made:
        made.seal()
        yield made


@pytest.mark.parametrize("part", range(2))
def test_many_harmless_deeds_raise_no_alarm(long_record: Record, part: int) -> None:
    chance = random.Random(f"{SEED} harmless {part}")
    for number in range(part, HARMLESS - 20, 2):
        deed = chance.choice(DEEDS)
        deed(long_record, chance)
        assert long_record.found() == [], f"deed {number} of seed {SEED}"


def test_a_dump_and_its_restore_raise_no_alarm(original: Original) -> None:
    for _ in range(20):
        copy = original.copy()
        old = sqlite3.connect(copy.file)
        script = "\n".join(old.iterdump())
        old.close()
        for file in copy.folder.glob("store.db*"):
            file.unlink()
        new = sqlite3.connect(copy.file)
        new.executescript(script)
        new.close()
        assert copy.found() == []


def test_all_read_models_made_anew_change_nothing_of_the_verdict(
    office: Office, tmp_path: Path
) -> None:
    """On each database; they lie beside the record. (The evidence of this office is made up.)"""
    office.open(K)
    office.on("03-20").refuse(K)
    signer, folder = make_signer(tmp_path / "seals.key"), SealsFolder(tmp_path / "seals")
    assert Sealer(office.store, folder, [signer]).seal()

    def verdict() -> Verified:
        trusted = frozenset({signer.key})
        return verify(office.store, folder, trusted=trusted, check_token=token_check(()))

    before = verdict()
    assert {one.fault for one in before.findings} <= {Fault.EVIDENCE_MISSING}
    assert (before.checkpoint, before.uncovered) == (1, 0)
    for _ in range(3):
        rebuild(office.store, VIEWS)
        assert verdict() == before
