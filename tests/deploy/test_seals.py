"""An installation on PostgreSQL seals its record as the role that may only add."""

from pathlib import Path

import pytest

from audit.seals.folder import SealsFolder
from audit.seals.keys import make_signer
from audit.seals.sealer import Sealer
from audit.seals.timestamps import token_check
from audit.seals.verifying import verify
from audit.views.known import VIEWS
from audit.views.states import make_views
from journal.envelope import Context
from journal.known_facts import known_facts
from journal.opening import open_store
from tests.audit.seals.record import SPACE, a_convention
from tests.deploy.installation import DEPLOY, Database


@pytest.mark.postgres
def test_the_role_that_only_adds_can_seal_and_verify(database: Database, tmp_path: Path) -> None:
    with open_store(database.owner_url, facts=known_facts()) as store:
        # What `worker migrate` makes.
        make_views(store, VIEWS)
        database.psql(DEPLOY / "postgres" / "grants.sql", database.owner_url)
    signer, folder = make_signer(tmp_path / "checkpoint.key"), SealsFolder(tmp_path / "seals")
    with open_store(database.worker_url, facts=known_facts(), migrate=False) as store:
        context = Context(command_id=SPACE, actor="inami.cell", channel="cli", correlation="K00001")
        store.journal.append(
            "convention-K00001", [a_convention("K00001")], expected_version=0, context=context
        )
        (one,) = Sealer(store, folder, [signer]).seal()
        trusted = frozenset({signer.key})
        said = verify(store, folder, trusted=trusted, check_token=token_check(()))
    assert (one.checkpoint.size, said.covered, said.findings) == (1, 1, ())
