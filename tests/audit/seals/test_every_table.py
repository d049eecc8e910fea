"""Whatever is done to any table that tells something, behind the program's back, is found.

The tables, and what holds each of them, stand in docs/decisions/0011-seals.md; one that is new has
to be named here, or a test says so. Corruption number n of the seed is always the same.
"""

import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy.exc import DBAPIError, InvalidRequestError

from audit.seals.findings import Verified
from audit.seals.folder import SealsFolder
from audit.seals.keys import make_signer
from audit.seals.timestamps import token_check
from audit.seals.verifying import verify
from audit.views.known import VIEWS
from audit.views.rebuilding import rebuild
from audit.views.view import SLOTS
from journal.errors import StoreError
from journal.known_facts import known_facts
from journal.opening import open_store
from journal.register_rows import party_of
from tests.audit.seals.office_record import EARLIER, an_office_record
from tests.audit.seals.other_values import another

pytestmark = pytest.mark.slow

SEED = 20261122
CORRUPTIONS = 216
FLIPS = 160
Row = dict[str, object]


class Held(NamedTuple):
    """What of a table is held by a seal, or by what is compared with it."""

    key: tuple[str, ...]
    """By these columns a row is found; one of them stands in the place of what is found."""
    columns: tuple[str, ...]
    """A change of any of these is found."""


HELD = {
    "stored_events": Held(
        ("rowid", "originator_id"), ("originator_id", "originator_version", "topic", "state")
    ),
    "recorded_commands": Held(
        ("stream", "command_id"), ("stream", "command_id", "first_version", "last_version")
    ),
    "evidence": Held(
        ("address",), ("address", "salt", "digest", "size", "content", "key_id", "found_by")
    ),
    "register_networks": Held(
        ("id",),
        ("id", "name", "kind", "languages", "party", "began_on", "ended_on", "version"),
    ),
    "register_conventions": Held(
        ("id",),
        ("id", "network", "party", "party_kind", "channel", "language", "began_on", "ended_on",
         "version"),
    ),
    "register_staff": Held(("id",), ("id", "role", "networks", "party", "version")),
    "register_changes": Held(
        ("key", "seq"), ("register", "key", "version", "fields", "before", "after")
    ),
    "persons": Held(
        ("party", "version"),
        ("party", "version", "sealed", "inami_mark", "recorded_at", "recorded_by"),
    ),
}  # fmt: skip
"""The tables whose rows are evidence, or are compared with what is."""
NOT_ROWS = {
    "store": "which store it is stands in every checkpoint",
    "tracking": "how far followers have come is held against what there is",
    "key_store": "opening compares it with the key store itself",
    "outgoing": "only what keeps a mail from leaving twice; that it left is a fact",
    "outgoing_gate": "when the next mail may leave",
    "rehearsal_clock": "a rehearsal proves nothing",
    "sqlite_sequence": "SQLite's own",
}


class Copy:
    """A record that may be spoilt."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = folder / "store.db"

    def execute(self, *statements: str, **values: object) -> None:
        connection = sqlite3.connect(self.store, isolation_level=None)
        try:
            connection.execute("PRAGMA ignore_check_constraints = 1")
            for statement in statements:
                connection.execute(statement, values)
        finally:
            connection.close()

    def rows(self, table: str) -> list[Row]:
        connection = sqlite3.connect(self.store)
        connection.row_factory = sqlite3.Row
        try:
            # Sorted, for a file that was vacuumed gives them in another order.
            found = connection.execute(f'SELECT {"rowid, " * rowid(table)}* FROM "{table}"')
            # SQLite takes the names of columns in either case.
            rows = ({name.lower(): one[name] for name in one.keys()} for one in found)  # noqa: SIM118
            return sorted(rows, key=repr)
        finally:
            connection.close()

    def tables(self) -> set[str]:
        connection = sqlite3.connect(self.store)
        try:
            asked = "SELECT name FROM sqlite_master WHERE type = 'table'"
            return {name for (name,) in connection.execute(asked)}
        finally:
            connection.close()

    def verified(self) -> Verified:
        url = f"sqlite:///{self.store}"
        signer = make_signer(self.folder / "checkpoint.key")
        with open_store(url, facts=known_facts()) as store:
            return verify(
                store,
                SealsFolder(self.folder / "seals"),
                trusted=frozenset({signer.key}),
                check_token=token_check(()),
            )

    def found(self) -> list[str]:
        """The places of what is found; a store that does not open is one too."""
        try:
            return [one.place for one in self.verified().findings]
        except (StoreError, DBAPIError, InvalidRequestError) as error:
            return [str(error)]


def rowid(table: str) -> bool:
    return table == "stored_events"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    with an_office_record(folder):
        pass
    return folder


@pytest.fixture
def fresh(original: Path, tmp_path: Path) -> Callable[[], Copy]:
    def copy() -> Copy:
        folder = tmp_path / "copy"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(original, folder)
        return Copy(folder)

    return copy


# -- what is done to a table -------------------------------------------------------------------


def where(table: str, row: Row) -> str:
    return " AND ".join(f'"{name}" IS {literal(row[name])}' for name in HELD[table].key)


def literal(value: object) -> str:
    match value:
        case None:
            return "NULL"
        case bytes():
            return f"x'{value.hex()}'"
        case int():
            return str(value)
        case _:
            return "'" + str(value).replace("'", "''") + "'"


def a_row_gone(copy: Copy, table: str, chance: random.Random) -> Row:
    row = chance.choice(copy.rows(table))
    copy.execute(f'DELETE FROM "{table}" WHERE {where(table, row)}')
    return row


def a_row_more(copy: Copy, table: str, chance: random.Random) -> Row:
    """A second one like one that is there, under a free key."""
    row = chance.choice(copy.rows(table))
    more = {
        "stored_events": {"rowid": None, "originator_version": 99},
        "recorded_commands": {"command_id": f"{chance.randrange(1 << 128):032x}"},
        "evidence": {"address": "0" * 64, "digest": None},
        "register_changes": {"seq": None, "id": "another", "version": 99},
        "persons": {"version": 99},
    }
    row |= more.get(table, {"id": "another"})
    names = ", ".join(f'"{name}"' for name in row)
    values = ", ".join(map(literal, row.values()))
    copy.execute(f'INSERT INTO "{table}" ({names}) VALUES ({values})')
    if row.get("rowid", 0) is None:
        row["rowid"] = max(int(str(one["rowid"])) for one in copy.rows(table))
    if row.get("seq", 0) is None:
        row["seq"] = max(int(str(one["seq"])) for one in copy.rows(table))
    return row


def full(copy: Copy, table: str) -> list[Row]:
    """The rows that were not emptied by an erasure: what these say is held by nothing."""
    return [row for row in copy.rows(table) if row.get("content", row.get("sealed", 0)) is not None]


def a_value(copy: Copy, table: str, chance: random.Random) -> Row:
    row = chance.choice(full(copy, table))
    column = chance.choice(HELD[table].columns)
    value = other(row[column], chance)
    copy.execute(
        f'UPDATE OR REPLACE "{table}" SET "{column}" = :value WHERE {where(table, row)}',
        value=value,
    )
    return row


def other(value: object, chance: random.Random) -> object:
    match value:
        case None:
            return "2026-01-01"
        case int():
            return another(value, chance)
        case bytes() | str() if value:
            return another(value, chance)
        case _:
            return "something"


def a_value_of_another_kind(copy: Copy, table: str, chance: random.Random) -> Row:
    """The same bytes, as the database would not find them again."""
    row = chance.choice(full(copy, table))
    texts = [name for name in HELD[table].columns if isinstance(row[name], str)]
    column = chance.choice(texts)
    copy.execute(
        f'UPDATE "{table}" SET "{column}" = CAST("{column}" AS BLOB) WHERE {where(table, row)}'
    )
    return row


def two_swapped(copy: Copy, table: str, chance: random.Random) -> Row | None:
    """Two rows exchange one value; None where there are no two that differ."""
    rows = full(copy, table)
    column = chance.choice([one for one in HELD[table].columns if one not in HELD[table].key])
    one = chance.choice(rows)
    others = [row for row in rows if row[column] != one[column]]
    if not others:
        return None
    two = chance.choice(others)
    free = f'UPDATE OR REPLACE "{table}" SET "{column}" = '
    copy.execute(
        f"{free}{literal(two[column])} WHERE {where(table, one)}",
        f"{free}{literal(one[column])} WHERE {where(table, two)}",
    )
    return one if one["rowid" if rowid(table) else HELD[table].key[0]] else None


def rolled_back(copy: Copy, table: str, chance: random.Random) -> Row | None:
    """The table alone is again as it was; None where it was the same."""
    before = copy.rows(table)
    earlier = copy.folder / f"{chance.choice(EARLIER)}.db"
    copy.execute(
        f"ATTACH '{earlier}' AS earlier",
        f'DELETE FROM main."{table}"',
        f'INSERT INTO main."{table}" SELECT * FROM earlier."{table}"',
    )
    return None if copy.rows(table) == before else {}


def emptied(copy: Copy, table: str, _: random.Random) -> Row:
    copy.execute(f'DELETE FROM "{table}"')
    return {}


DEEDS: tuple[Callable[[Copy, str, random.Random], Row | None], ...] = (
    a_row_gone,
    a_row_more,
    a_value,
    a_value,
    a_value,
    a_value_of_another_kind,
    two_swapped,
    rolled_back,
    emptied,
)


@pytest.mark.parametrize("part", range(4))
def test_whatever_is_done_to_a_table_is_found_and_placed(
    fresh: Callable[[], Copy], part: int
) -> None:
    missed: list[str] = []
    for number in range(part, CORRUPTIONS, 4):
        chance = random.Random(f"{SEED} {number}")
        table = list(HELD)[number % len(HELD)]
        deed = DEEDS[number // len(HELD) % len(DEEDS)]
        copy = fresh()
        row = deed(copy, table, chance)
        places = copy.found() if row is not None else ["nothing was changed"]
        names = [str(row[name]) for name in HELD[table].key] if row else [""]
        if not any(one in place for one in names for place in places):
            missed.append(f"{deed.__name__} of {table}, number {number}: {row} not among {places}")
    assert not missed, f"of seed {SEED}: " + "\n".join(missed)


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ("UPDATE store SET made_at = '2020-01-01T00:00:00.000000+00:00'", "00000001.json"),
        ("UPDATE store SET made_at = 'never'", "never"),
        ("UPDATE evidence SET stored_at = 'never'", "evidence "),
        ("DELETE FROM store", "store"),
        (
            "CREATE TRIGGER later AFTER INSERT ON outgoing BEGIN DELETE FROM stored_events; END",
            "trigger later",
        ),
        ("CREATE VIEW shown AS SELECT * FROM evidence", "view shown"),
        ("CREATE VIRTUAL TABLE other USING fts5(words)", "virtual table other"),
        ("UPDATE tracking SET notification_id = 5000 WHERE application_name = 'relay'", "relay"),
        ("UPDATE tracking SET notification_id = 1 WHERE application_name = 'seals'", "seals"),
        ("UPDATE tracking SET notification_id = 99 WHERE application_name = 'seals'", "00000099"),
        ("DELETE FROM tracking WHERE application_name = 'seals'", "seals"),
        (
            "UPDATE recorded_commands SET last_version = 3 + (1 << 61) - 1 WHERE last_version = 3",
            "versions",
        ),
        ("UPDATE stored_events SET state = 1 << 62 WHERE rowid = 1", "position 1,"),
        ("DELETE FROM register_changes WHERE key = 'K00003'", "K00003"),
    ],
)
def test_what_is_done_to_the_store_itself_is_found_and_placed(
    fresh: Callable[[], Copy], statement: str, place: str
) -> None:
    copy = fresh()
    copy.execute(statement)
    assert any(place in one for one in copy.found()), copy.found()


def test_a_provider_who_is_taken_out_of_all_registers_at_once_is_missed_by_a_sealed_fact(
    fresh: Callable[[], Copy],
) -> None:
    copy = fresh()
    key, party = "K00003", party_of("convention", "K00003")
    copy.execute(
        f"DELETE FROM register_conventions WHERE id = '{key}'",
        f"DELETE FROM register_changes WHERE key = '{key}'",
        f"DELETE FROM persons WHERE party = '{party}'",
    )
    assert any(key in place for place in copy.found())


def test_what_was_erased_and_is_there_again_is_found(fresh: Callable[[], Copy]) -> None:
    """Store and key store of before the erasure are brought back; the facts stay."""
    copy = fresh()
    gone = [row["address"] for row in copy.rows("evidence") if row["content"] is None]
    for table in ("evidence", "persons"):
        copy.execute(
            f"ATTACH '{copy.folder / 'changed.db'}' AS earlier",
            f'DELETE FROM main."{table}"',
            f'INSERT INTO main."{table}" SELECT * FROM earlier."{table}"',
        )
    shutil.copy(copy.folder / "changed.keys.sqlite", copy.folder / "store.keys.sqlite")
    places = copy.found()
    assert {f"evidence {address}" for address in gone} <= set(places)
    assert any(place.startswith("persons ") for place in places)


def test_every_table_of_a_store_is_named(fresh: Callable[[], Copy]) -> None:
    copy = fresh()
    views = {name for view in VIEWS for slot in SLOTS for name in view.metadata(slot).tables}
    assert copy.tables() - views == {*HELD, *NOT_ROWS}


@pytest.mark.parametrize("part", range(2))
def test_a_byte_flipped_anywhere_in_the_file_is_found_or_changed_nothing_that_is_held(
    fresh: Callable[[], Copy], part: int
) -> None:
    """On any page: of tables, of indexes, of the schema, of what is free."""
    before = held(fresh())
    unnoticed = 0
    for number in range(part, FLIPS, 2):
        chance = random.Random(f"{SEED} flip {number}")
        copy = fresh()
        content = bytearray(copy.store.read_bytes())
        place = chance.choice([place for place, byte in enumerate(content) if byte])
        content[place] ^= 1 << chance.randrange(8)
        copy.store.write_bytes(content)
        if not copy.found():
            unnoticed += 1
            assert held(copy) == before, f"flip {number} of seed {SEED}"
    assert unnoticed < FLIPS / 4


def held(copy: Copy) -> dict[str, list[tuple[object, ...]]]:
    return {
        table: [tuple(row[name] for name in of.columns) for row in full(copy, table)]
        for table, of in HELD.items()
    }


# -- harmless deeds ----------------------------------------------------------------------------


def test_what_a_database_administrator_does_every_day_raises_no_alarm(
    fresh: Callable[[], Copy],
) -> None:
    copy = fresh()
    for statement in ("VACUUM", "REINDEX", "ANALYZE", "PRAGMA wal_checkpoint(TRUNCATE)"):
        copy.execute(statement)
        assert copy.found() == [], statement
    old = sqlite3.connect(copy.store)
    script = "\n".join(old.iterdump())
    old.close()
    for file in copy.folder.glob("store.db*"):
        file.unlink()
    new = sqlite3.connect(copy.store)
    new.executescript(script)
    new.close()
    assert copy.found() == []
    copy.execute("UPDATE store SET version = 2")
    assert copy.found() == [], "the steps of a migration were run once more"
    with open_store(f"sqlite:///{copy.store}", facts=known_facts()) as store:
        rebuild(store, VIEWS)
    assert copy.found() == []
