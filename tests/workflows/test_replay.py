"""A workflow that began under an older version goes on under this one, months later."""

import pytest
from temporalio.client import WorkflowHistory
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.worker import Replayer

from tests.histories.fingerprints import FILE, fingerprints
from tests.histories.recording import FOLDER
from tests.workflows.server import new_namespace
from workflows.circular import CircularWorkflow
from workflows.network_avenant import NetworkAvenantWorkflow
from workflows.provider_avenant import ProviderAvenantWorkflow

pytestmark = pytest.mark.slow

HISTORIES = {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.json"))}
BEFORE = FILE.read_text(encoding="utf-8")
CHANGED = """
A workflow now asks other things of the server than it did, or in another order. Those that wait in
production were begun under the old order and would stop. Guard the change: `workflow.patched(...)`
with the old way in its other branch. Keep the old histories, record a life under the new way beside
them (`python -m tests.histories.recording`, under another name), and when the replay of both holds,
write the new fingerprints: `python -m tests.histories.fingerprints`.
"""


def test_every_kind_of_life_has_a_history() -> None:
    names = {"tacit", "refused", "contested", "network-signed-late", "circular"}
    assert names <= set(HISTORIES)


@pytest.mark.parametrize("name", HISTORIES)
async def test_a_recorded_life_replays_under_the_workflows_of_today(name: str) -> None:
    replayer = Replayer(
        workflows=[CircularWorkflow, NetworkAvenantWorkflow, ProviderAvenantWorkflow],
        data_converter=pydantic_data_converter,
    )
    await replayer.replay_workflow(WorkflowHistory.from_json(name, HISTORIES[name]))


async def test_a_history_of_another_procedure_does_not_replay() -> None:
    """The replay notices: a life in which the steps have other names is refused."""
    other = HISTORIES["tacit"].replace('"conclude_avenant"', '"send_avenant"')
    replayer = Replayer(workflows=[ProviderAvenantWorkflow], data_converter=pydantic_data_converter)
    with pytest.raises(Exception, match=r"(?i)nondeterminism"):
        await replayer.replay_workflow(WorkflowHistory.from_json("other", other))


@pytest.mark.temporal
async def test_each_workflow_asks_the_same_of_the_server_as_before(temporal: str) -> None:
    now = await fingerprints(await new_namespace(temporal))
    assert now == BEFORE, CHANGED
