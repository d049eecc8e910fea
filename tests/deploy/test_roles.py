"""What the role of worker, relay and command line may do with the journal's tables."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from activities.erasing import Authority, erase
from audit.views.known import VIEWS
from audit.views.states import make_views
from domain.access import PersonErased
from domain.office import Actor
from domain.values import Role
from journal.errors import EvidenceErased, StoreNotReady
from journal.keys.place import keys_of
from journal.known_facts import known_facts
from journal.opening import open_store
from tests.deploy.installation import DEPLOY, Database

pytestmark = pytest.mark.postgres
GRANTS = DEPLOY / "postgres" / "grants.sql"
FOR_EVER = ("stored_events", "recorded_commands", "evidence", "persons", "key_store")


@pytest.fixture
def migrated(database: Database) -> Database:
    """The database with its tables and the rights on them, twice over."""
    for _ in range(2):
        with open_store(database.owner_url, facts=known_facts()) as store:
            make_views(store, VIEWS)
        database.psql(GRANTS, database.owner_url)
    return database


@pytest.fixture
def as_worker(migrated: Database) -> Iterator[psycopg.Connection]:
    """A connection of the lesser role."""
    with psycopg.connect(migrated.worker_url, autocommit=True) as connection:
        yield connection


def test_nothing_recorded_can_be_deleted(as_worker: psycopg.Connection) -> None:
    for table, order in product(FOR_EVER, ("DELETE FROM {}", "TRUNCATE {}", "DROP TABLE {}")):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            as_worker.execute(SQL(order).format(Identifier(table)))


def test_nothing_recorded_can_be_changed_in_any_column(as_worker: psycopg.Connection) -> None:
    for table in (*FOR_EVER, "store", "rehearsal_clock"):
        asked = as_worker.execute("SELECT has_any_column_privilege(%s, 'UPDATE')", (table,))
        assert asked.fetchone() == (False,), table


def test_nobody_but_the_owner_makes_tables(as_worker: psycopg.Connection) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        as_worker.execute("CREATE TABLE mine (n int)")


def test_every_table_and_sequence_has_a_right_that_says_so(migrated: Database) -> None:
    """A table that a migration adds is named in grants.sql, or nobody could use it."""
    with psycopg.connect(migrated.worker_url) as connection:
        tables = connection.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind IN ('r', 'v', 'm') AND NOT has_table_privilege(oid, 'SELECT')"
        ).fetchall()
        serial = connection.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND column_default LIKE 'nextval%'"
            " AND column_name <> 'only_row'"
            " AND NOT has_sequence_privilege(pg_get_serial_sequence(table_name, column_name),"
            " 'USAGE')"
        ).fetchall()
    assert (tables, serial) == ([], [])


def test_a_store_that_is_not_migrated_says_who_must_do_it(database: Database) -> None:
    with (
        pytest.raises(StoreNotReady, match="a role that may"),
        open_store(database.worker_url, facts=known_facts()),
    ):
        pass


def test_only_the_owner_takes_anything_away_and_the_lesser_role_says_so_before_it_tries(
    migrated: Database, tmp_path: Path
) -> None:
    by = Authority(Actor(id="inami.cell", role=Role.INAMI),
                   Actor(id="inami.dpo", role=Role.INAMI), "art. 17 GDPR")  # fmt: skip
    keys, facts = keys_of(f"{tmp_path}/own"), known_facts()
    with open_store(migrated.worker_url, facts=facts, keys=keys) as store:
        address = store.evidence.put(b"I refuse.", "text/plain", of="p-1")
        with pytest.raises(StoreNotReady, match="the role that owns the tables"):
            erase(store, ["p-1"], by)
        assert (store.journal.head(), store.evidence.get(address)) == (0, b"I refuse.")
    with open_store(migrated.owner_url, facts=facts, keys=keys) as store:
        (recorded,) = erase(store, ["p-1"], by)
    assert isinstance(recorded.fact, PersonErased)
    assert recorded.fact.erased_evidence == (address,)
    with (
        open_store(migrated.worker_url, facts=facts, keys=keys) as store,
        pytest.raises(EvidenceErased),
    ):
        store.evidence.get(address)
