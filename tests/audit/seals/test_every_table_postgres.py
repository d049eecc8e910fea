"""The same on PostgreSQL: whatever is done to any table behind the program's back is found.

Corruption number n of the seed is always the same. What was spoilt is brought back each time out
of copies of the tables, so that all of them take seconds.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.rows import dict_row
from psycopg.sql import SQL, Identifier, Literal

from audit.seals.refusals import SealsBroken
from audit.views.known import VIEWS
from audit.views.view import SLOTS
from journal.errors import StoreError
from tests.audit.seals.office_record import EARLIER, OfficeRecord, an_office_record
from tests.audit.seals.other_values import another
from tests.audit.seals.test_every_table import HELD, NOT_ROWS

pytestmark = [pytest.mark.slow, pytest.mark.postgres]

SEED = 20261122
CORRUPTIONS = 160
OTHER_NAMES = {"rowid": "notification_id"}
MOVED = "UPDATE notification_tracking SET notification_id ="
WHOLE = "whole"
"""The schema in which the tables lie as they were."""
Row = dict[str, Any]


@dataclass
class Spoilt:
    """A record whose tables may be spoilt, by a superuser, and are brought back."""

    record: OfficeRecord
    address: str

    @cached_property
    def connection(self) -> psycopg.Connection[Any]:
        return psycopg.connect(self.address, autocommit=True, row_factory=dict_row)  # type: ignore[arg-type]

    def execute(self, statement: str, *names: str, **values: object) -> int:
        query = SQL(statement).format(*map(Identifier, names))  # type: ignore[arg-type]
        return self.connection.execute(query, values).rowcount

    def rows(self, table: str) -> list[Row]:
        query = SQL("SELECT * FROM {}").format(Identifier(table))
        return sorted(self.connection.execute(query).fetchall(), key=repr)

    def full(self, table: str) -> list[Row]:
        """The rows that were not emptied by an erasure: what these say is held by nothing."""
        rows = self.rows(table)
        return [row for row in rows if row.get("content", row.get("sealed", 0)) is not None]

    def bring_back(self, table: str, of: str = WHOLE) -> None:
        self.execute("DELETE FROM {}", table)
        self.execute("INSERT INTO {} SELECT * FROM {}.{}", table, of, table)

    def found(self) -> list[str]:
        try:
            return [one.place for one in self.record.verify().findings]
        except StoreError as error:
            return [str(error)]


@pytest.fixture(scope="module")
def spoilt(sockets: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Spoilt]:
    name = f"tables_{uuid4().hex[:12]}"
    with psycopg.connect(f"postgresql://postgres@/postgres?host={sockets}", autocommit=True) as c:
        c.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
    address = f"postgresql://postgres@/{name}?host={sockets}"
    with an_office_record(tmp_path_factory.mktemp("office"), address) as record:
        record.keep(WHOLE)
        made = Spoilt(record, address)
        for table in HELD:
            without_checks(made, table)
        assert made.found() == []
        yield made
        made.connection.close()


def without_checks(spoilt: Spoilt, table: str) -> None:
    """Who changes the database changes what it checks too."""
    checks = spoilt.connection.execute(
        "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'c'",
        (table,),
    ).fetchall()
    for one in checks:
        spoilt.execute("ALTER TABLE {} DROP CONSTRAINT {}", table, one["conname"])


# -- what is done to a table -------------------------------------------------------------------


def key_of(table: str) -> tuple[str, ...]:
    return tuple(OTHER_NAMES.get(name, name) for name in HELD[table].key)


def where(table: str, row: Row) -> Any:
    parts = [
        SQL("{} IS NOT DISTINCT FROM {}").format(Identifier(name), Literal(row[name]))
        for name in key_of(table)
    ]
    return SQL(" AND ").join(parts)


def set_to(spoilt: Spoilt, table: str, row: Row, column: str, value: object) -> bool:
    """Whether the database took it: two rows of one key it does not."""
    query = SQL("UPDATE {} SET {} = {} WHERE {}").format(
        Identifier(table), Identifier(column), Literal(value), where(table, row)
    )
    try:
        return spoilt.connection.execute(query).rowcount == 1
    except (psycopg.errors.IntegrityError, psycopg.errors.DataError):
        return False


def a_row_gone(spoilt: Spoilt, table: str, chance: random.Random) -> Row:
    row = chance.choice(spoilt.rows(table))
    gone = SQL("DELETE FROM {} WHERE {}").format(Identifier(table), where(table, row))
    assert spoilt.connection.execute(gone).rowcount == 1
    return row


def a_row_more(spoilt: Spoilt, table: str, chance: random.Random) -> Row:
    """A second one like one that is there, under a free key."""
    row = chance.choice(spoilt.rows(table))
    more = {
        "stored_events": {"notification_id": 5000, "originator_version": 99},
        "recorded_commands": {"command_id": UUID(int=chance.randrange(1 << 128))},
        "evidence": {"address": "0" * 64, "digest": None},
        "register_changes": {"seq": 5000, "id": "another", "version": 99},
        "persons": {"version": 99},
    }
    row |= more.get(table, {"id": "another"})
    spoilt.connection.execute(
        SQL("INSERT INTO {} ({}) VALUES ({})").format(
            Identifier(table),
            SQL(", ").join(map(Identifier, row)),
            SQL(", ").join(map(Literal, row.values())),
        )
    )
    return row


def a_value(spoilt: Spoilt, table: str, chance: random.Random) -> Row | None:
    row = chance.choice(spoilt.full(table))
    column = chance.choice(HELD[table].columns)
    return row if set_to(spoilt, table, row, column, other(row[column], column, chance)) else None


def other(value: object, column: str, chance: random.Random) -> object:
    """Another value of the same kind."""
    match value:
        case bool():
            return not value
        case int():
            return another(value, chance)
        case bytes() | str() if value:
            return another(value, chance)
        case datetime():
            return value + timedelta(microseconds=1)
        case date():
            return value + timedelta(days=1)
        case UUID():
            return UUID(int=value.int ^ 1)
        case None if column.endswith("_on"):
            return date(2026, 1, 1)
        case None if column in {"salt", "content", "sealed"}:
            return b"something"
        case _:
            return "something"


def two_swapped(spoilt: Spoilt, table: str, chance: random.Random) -> Row | None:
    """Two rows exchange one value; None where there are no two that differ, or only one can."""
    column = chance.choice([one for one in HELD[table].columns if one not in HELD[table].key])
    rows = spoilt.full(table)
    one = chance.choice(rows)
    others = [row for row in rows if row[column] != one[column]]
    if not others:
        return None
    two = chance.choice(others)
    # What may stand there once only has to go first; what may not be nothing is no such thing.
    set_to(spoilt, table, one, column, None)
    swapped = set_to(spoilt, table, two, column, one[column])
    return one if set_to(spoilt, table, one, column, two[column]) and swapped else None


def rolled_back(spoilt: Spoilt, table: str, chance: random.Random) -> Row | None:
    """The table alone is again as it was; None where it was the same."""
    before = spoilt.rows(table)
    spoilt.bring_back(table, chance.choice(EARLIER))
    return None if spoilt.rows(table) == before else {}


def emptied(spoilt: Spoilt, table: str, _: random.Random) -> Row:
    spoilt.execute("TRUNCATE {}", table)
    return {}


DEEDS: tuple[Callable[[Spoilt, str, random.Random], Row | None], ...] = (
    a_row_gone,
    a_row_more,
    a_value,
    a_value,
    a_value,
    two_swapped,
    rolled_back,
    emptied,
)


def test_whatever_is_done_to_a_table_is_found_and_placed(spoilt: Spoilt) -> None:
    missed: list[str] = []
    done = 0
    for number in range(CORRUPTIONS):
        chance = random.Random(f"{SEED} {number}")
        table = list(HELD)[number % len(HELD)]
        deed = DEEDS[number // len(HELD) % len(DEEDS)]
        row = deed(spoilt, table, chance)
        places = spoilt.found() if row is not None else []
        spoilt.bring_back(table)
        if row is None:
            continue
        done += 1
        names = [str(row[name]) for name in key_of(table)] if row else [""]
        if not any(one in place for one in names for place in places):
            missed.append(f"{deed.__name__} of {table}, number {number}: {row} not among {places}")
    assert not missed, f"of seed {SEED}: " + "\n".join(missed)
    assert done > CORRUPTIONS * 3 / 4
    assert spoilt.found() == []


@pytest.mark.parametrize(
    ("table", "change", "place"),
    [
        ("store", "UPDATE store SET made_at = '2020-01-01T00:00:00Z'", "00000001.json"),
        ("store", "DELETE FROM store", "store"),
        ("notification_tracking", f"{MOVED} 5000 WHERE application_name = 'relay'", "relay"),
        (
            "notification_tracking",
            "DELETE FROM notification_tracking WHERE application_name = 'seals'",
            "seals",
        ),
        ("notification_tracking", f"{MOVED} 99 WHERE application_name = 'seals'", "00000099"),
    ],
)
def test_what_is_done_to_the_store_itself_is_found_and_placed(
    spoilt: Spoilt, table: str, change: str, place: str
) -> None:
    spoilt.record.execute(change)
    try:
        assert any(place in one for one in found_or_refused(spoilt))
    finally:
        spoilt.bring_back(table)
    assert spoilt.found() == []


def found_or_refused(spoilt: Spoilt) -> list[str]:
    try:
        return spoilt.found()
    except SealsBroken as error:
        return [str(error)]


def test_every_table_of_a_store_is_named(spoilt: Spoilt) -> None:
    asked = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    tables = {str(row["tablename"]) for row in spoilt.connection.execute(asked)}
    views = {name for view in VIEWS for slot in SLOTS for name in view.metadata(slot).tables}
    not_rows = {*NOT_ROWS, "notification_tracking"} - {"tracking", "sqlite_sequence"}
    assert tables - views == {*HELD, *not_rows}


# -- what the database does by itself ----------------------------------------------------------


SHADOWED = "CREATE ROLE shadowed; GRANT SELECT ON stored_events, persons TO shadowed"


@pytest.mark.parametrize(
    ("place", "done"),
    [
        (
            "trigger later",
            (
                "CREATE FUNCTION later() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'",
                "CREATE TRIGGER later BEFORE INSERT ON outgoing EXECUTE FUNCTION later()",
            ),
        ),
        ("rule other", ("CREATE RULE other AS ON INSERT TO evidence DO INSTEAD NOTHING",)),
        ("row security stored_events", ("ALTER TABLE stored_events ENABLE ROW LEVEL SECURITY",)),
        ("policy hidden", ("CREATE POLICY hidden ON persons USING (false)",)),
        ("table more", ("CREATE TABLE more () INHERITS (recorded_commands)",)),
        (
            "view evidence",
            (
                "ALTER TABLE evidence RENAME TO evidence_kept",
                "CREATE VIEW evidence AS SELECT * FROM evidence_kept",
            ),
        ),
        (
            "table shadowed.stored_events",
            (
                SHADOWED,
                "CREATE SCHEMA shadowed",
                "CREATE TABLE shadowed.stored_events (LIKE stored_events)",
            ),
        ),
        (
            "table first.persons",
            (
                SHADOWED,
                "CREATE SCHEMA first",
                "CREATE VIEW first.persons AS SELECT * FROM persons",
                "ALTER ROLE shadowed SET search_path = first, public",
            ),
        ),
    ],
)
def test_what_changes_or_hides_rows_by_itself_is_found(
    spoilt: Spoilt, place: str, done: tuple[str, ...]
) -> None:
    """The rows are as they were: only that somebody may see or write others is wrong."""
    try:
        spoilt.record.execute(*done)
        assert spoilt.found() == [place]
    finally:
        spoilt.record.execute(*UNDONE)
    assert spoilt.found() == []


UNDONE = (
    "DROP FUNCTION IF EXISTS later CASCADE",
    "DROP RULE IF EXISTS other ON evidence",
    "ALTER TABLE stored_events DISABLE ROW LEVEL SECURITY",
    "DROP POLICY IF EXISTS hidden ON persons",
    "DROP TABLE IF EXISTS more",
    "DROP SCHEMA IF EXISTS shadowed, first CASCADE",
    """DO $$ BEGIN
        IF to_regclass('evidence_kept') IS NOT NULL THEN
            DROP VIEW IF EXISTS evidence;
            ALTER TABLE evidence_kept RENAME TO evidence;
        END IF;
        IF to_regrole('shadowed') IS NOT NULL THEN
            DROP OWNED BY shadowed;
            DROP ROLE shadowed;
        END IF;
    END $$""",
)


def test_a_second_store_in_the_same_database_is_no_stranger(spoilt: Spoilt) -> None:
    """With a role of its own, which has nothing to do with the first."""
    try:
        spoilt.record.execute(
            "CREATE ROLE elsewhere",
            "CREATE SCHEMA elsewhere",
            "CREATE TABLE elsewhere.stored_events (LIKE stored_events)",
            "ALTER ROLE elsewhere SET search_path = elsewhere",
        )
        assert spoilt.found() == []
    finally:
        spoilt.record.execute("DROP SCHEMA elsewhere CASCADE", "DROP ROLE elsewhere")
