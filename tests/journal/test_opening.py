"""Whatever is wrong with a store is said in a sentence that helps, and nothing is spoilt."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from psycopg.sql import SQL, Identifier
from sqlalchemy import update

from journal.errors import (
    DataFolderRefused,
    NotAStore,
    StoreNotReady,
    StoreTooNew,
    StoreUnreachable,
)
from journal.migrations import VERSION
from journal.opening import open_store
from journal.tables import store_table, writing
from tests.journal.orchard import a_command, a_stream, orchard, planted


def test_a_new_store_is_made_with_its_folders(tmp_path: Path) -> None:
    file = tmp_path / "one" / "two" / "store.db"
    with open_store(f"sqlite:///{file}", facts=orchard()) as store:
        assert store.journal.head() == 0
        assert store.registers.networks() == ()
    assert file.exists()


def test_a_store_of_a_newer_program_is_left_alone(url: str) -> None:
    with open_store(url, facts=orchard()) as store, writing(store.engine) as connection:
        connection.execute(update(store_table).values(version=VERSION + 1))
    with pytest.raises(StoreTooNew, match=f"version {VERSION + 1}.*install the newer program"):
        open_store(url, facts=orchard())


@pytest.mark.parametrize(
    "address",
    [
        "sqlite://",
        "sqlite:///:memory:",
        "mysql://clerk@db.example/avenants",
        "store.db",
        "postgresql+asyncpg://clerk@db.example/avenants",
    ],
)
def test_an_address_that_is_none_is_refused_with_what_would_be_one(address: str) -> None:
    with pytest.raises(NotAStore, match=r"give sqlite:///a/file.*or postgresql://"):
        open_store(address, facts=orchard())


def test_a_password_in_a_refused_address_is_not_shown() -> None:
    with pytest.raises(NotAStore) as caught:
        open_store("mysql://clerk:geheim@db.example/avenants", facts=orchard())
    assert "geheim" not in str(caught.value)


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_bytes(b"Dear colleague,\n" * 400)
    with pytest.raises(NotAStore, match="no store"):
        open_store(f"sqlite:///{file}", facts=orchard())
    assert file.read_bytes() == b"Dear colleague,\n" * 400


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "cellar.db"
    with sqlite3.connect(file) as cellar:
        cellar.execute("CREATE TABLE bottles (year INTEGER)")
    with pytest.raises(NotAStore, match=r"cellar\.db belongs to something else \(it has bottles\)"):
        open_store(f"sqlite:///{file}", facts=orchard())


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(DataFolderRefused, match=r"data.*AVENANT_DATA"):
        open_store(f"sqlite:///{tmp_path / 'data' / 'store.db'}", facts=orchard())


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "store.db").mkdir()
    with pytest.raises(DataFolderRefused, match="AVENANT_DATA"):
        open_store(f"sqlite:///{tmp_path / 'store.db'}", facts=orchard())


def on_a_small_disk(folder: Path, options: str, *act: str) -> str:
    """Run an act of `tests.journal.actor` where `folder` is a disk of its own."""
    folder.mkdir()
    alone = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "-Urm"]
    script = 'mount -t tmpfs -o "$1" tmpfs "$2" && shift 2 && exec "$@"'
    actor = [sys.executable, "-m", "tests.journal.actor", *act]
    command = [*alone, "sh", "-c", script, "sh", options, str(folder), *actor]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
    return done.stdout


@pytest.mark.slow
def test_a_disk_that_may_not_be_written_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "disk"
    said = on_a_small_disk(folder, "ro", "fills", f"sqlite:///{folder / 'store.db'}")
    assert said.startswith("DataFolderRefused")
    assert str(folder) in said


@pytest.mark.slow
@pytest.mark.parametrize("size", ["16k", "64k"])
def test_no_space_for_a_new_store_is_said(tmp_path: Path, size: str) -> None:
    folder = tmp_path / "disk"
    said = on_a_small_disk(folder, f"size={size}", "fills", f"sqlite:///{folder / 'store.db'}")
    assert said.startswith("StoreFull No space is left")


@pytest.mark.slow
def test_when_the_space_runs_out_nothing_that_was_acknowledged_is_lost(tmp_path: Path) -> None:
    folder = tmp_path / "disk"
    said = on_a_small_disk(folder, "size=3m", "fills", f"sqlite:///{folder / 'store.db'}")
    counts, error = said.splitlines()
    acknowledged, there = map(int, counts.split())
    assert error.startswith("StoreFull No space is left")
    assert "Nothing was recorded" in error
    assert there == acknowledged > 3


def test_a_database_that_does_not_answer_is_said_at_once() -> None:
    with pytest.raises(StoreUnreachable, match="AVENANT_DATABASE_URL"):
        open_store("postgresql://clerk:geheim@127.0.0.1:1/avenants", facts=orchard())


@pytest.mark.postgres
def test_a_database_that_does_not_exist_is_named(postgres_url: str) -> None:
    with pytest.raises(StoreUnreachable, match="nowhere"):
        open_store(postgres_url.replace("@/postgres?", "@/nowhere?"), facts=orchard())


@pytest.mark.postgres
def test_a_role_that_may_only_read_and_add_can_do_the_work(postgres_url: str) -> None:
    """In production nobody who runs the office may change or remove a fact."""
    clerk_url = as_clerk(postgres_url)
    with pytest.raises(StoreNotReady, match="may create tables"):
        open_store(clerk_url, facts=orchard())
    with pytest.raises(StoreNotReady, match="run the migration first"):
        open_store(clerk_url, facts=orchard(), migrate=False)
    with open_store(postgres_url, facts=orchard()):
        allow_clerk(postgres_url)
    with open_store(clerk_url, facts=orchard(), migrate=False) as store:
        stream, context = a_stream(), a_command()
        first = store.journal.append(stream, [planted()], expected_version=0, context=context)
        again = store.journal.append(stream, [planted()], expected_version=0, context=context)
        assert store.journal.read(stream) == first == again
        address = store.evidence.put(b"a refusal", "text/plain")
        assert store.evidence.get(address) == b"a refusal"
        store.journal.follow("relay", 1)
    with psycopg.connect(clerk_url, autocommit=True) as clerk:
        for act in (b"DELETE FROM stored_events", b"UPDATE stored_events SET state = ''"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                clerk.execute(act)


@pytest.mark.postgres
def test_the_insert_functions_that_lose_events_of_the_feed_are_not_even_there(
    postgres_url: str,
) -> None:
    with open_store(postgres_url, facts=orchard()), psycopg.connect(postgres_url) as connection:
        found = connection.execute("SELECT proname FROM pg_proc WHERE proname LIKE 'es_%'")
        assert found.fetchall() == []


def as_clerk(url: str) -> str:
    """The same store for a role that owns nothing."""
    schema = Identifier(url.rpartition("%3D")[2])
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE ROLE clerk LOGIN")
        connection.execute(SQL("GRANT USAGE ON SCHEMA {} TO clerk").format(schema))
    return url.replace("postgres@", "clerk@")


def allow_clerk(url: str) -> None:
    """What `docs/decisions/0002-journal.md` says is enough."""
    schema = Identifier(url.rpartition("%3D")[2])
    grants = (
        "GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA {} TO clerk",
        "GRANT USAGE ON ALL SEQUENCES IN SCHEMA {} TO clerk",
        "GRANT UPDATE ON {}.notification_tracking TO clerk",
    )
    with psycopg.connect(url, autocommit=True) as connection:
        for grant in grants:
            connection.execute(SQL(grant).format(schema))
