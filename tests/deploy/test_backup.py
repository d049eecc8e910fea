"""A backup as the runbook takes it, and what comes back from it."""

from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from audit.views.known import VIEWS
from audit.views.states import make_views
from journal.known_facts import known_facts
from journal.opening import open_store
from tests.deploy.installation import DEPLOY, POSTGRES, Database, ran


@pytest.mark.postgres
def test_what_is_restored_is_what_was_backed_up_with_the_rights_on_it(
    database: Database, tmp_path: Path
) -> None:
    with open_store(database.owner_url, facts=known_facts()) as store:
        make_views(store, VIEWS)
    database.psql(DEPLOY / "postgres" / "grants.sql", database.owner_url)
    with open_store(database.worker_url, facts=known_facts()) as store:
        address = store.evidence.put(b"I refuse.", "text/plain")

    dump = str(tmp_path / "journal.dump")
    ran([str(POSTGRES / "pg_dump"), "--format=custom", f"--file={dump}", database.owner_url], {})

    restored = replace(database, name=f"{database.name}_restored")
    with psycopg.connect(database.superuser_url, autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(restored.name)))
    try:
        into = f"--dbname={restored.superuser_url}"
        ran([str(POSTGRES / "pg_restore"), "--exit-on-error", into, dump], {})
        with open_store(restored.worker_url, facts=known_facts()) as store:
            assert store.evidence.get(address) == b"I refuse."
        with (
            psycopg.connect(restored.worker_url) as connection,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            connection.execute("DELETE FROM evidence")
    finally:
        with psycopg.connect(database.superuser_url, autocommit=True) as connection:
            connection.execute(
                SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(restored.name))
            )
