"""A nudge that comes while a step is taken is never lost: the journal is asked once more."""

import asyncio
from typing import Any

import pytest
from temporalio import activity
from temporalio.exceptions import ApplicationError
from temporalio.worker import UnsandboxedWorkflowRunner, Worker
from temporalio.workflow import Info

from activities.contracts import (
    TASK_QUEUE,
    AvenantRef,
    CircularProgress,
    CircularRef,
    Progress,
    avenant_workflow,
)
from activities.starting import Start, start_avenants
from domain.procedure import Step
from domain.values import AvenantKind
from tests.histories.fingerprints import at, circular
from tests.workflows.server import new_namespace
from workflows.circular import CircularWorkflow
from workflows.network_avenant import NetworkAvenantWorkflow
from workflows.provider_avenant import ProviderAvenantWorkflow

pytestmark = pytest.mark.temporal


class SlowStep:
    """A step that says when it has begun, and ends when it is let."""

    def __init__(self) -> None:
        self.begun = asyncio.Event()
        self.may_end = asyncio.Event()
        self.taken: list[str] = []

    async def take(self, name: str) -> None:
        self.taken.append(name)
        self.begun.set()
        await self.may_end.wait()

    def about_an_avenant(self, name: str) -> Any:
        @activity.defn(name=name)
        async def step(ref: AvenantRef) -> Progress:
            await self.take(name)
            return at("accepted")

        return step

    def about_a_circular(self, name: str, *, withdrawn: bool) -> Any:
        @activity.defn(name=name)
        async def step(ref: CircularRef) -> CircularProgress:
            await self.take(name)
            return circular(withdrawn=withdrawn)

        return step


@pytest.mark.parametrize("workflow", [ProviderAvenantWorkflow, NetworkAvenantWorkflow])
async def test_an_avenant_nudged_in_its_last_step_looks_again_before_it_closes(
    temporal: str, workflow: type
) -> None:
    client, slow = await new_namespace(temporal), SlowStep()
    steps = [slow.about_an_avenant(name) for name in ("send_avenant", "conclude_avenant")]
    async with Worker(client, task_queue=TASK_QUEUE, workflows=[workflow], activities=steps):
        handle = await client.start_workflow(
            workflow.__name__,
            AvenantRef(avenant="2026-001.K00001"),
            id="nudged",
            task_queue=TASK_QUEUE,
        )
        await asyncio.wait_for(slow.begun.wait(), 30)
        await handle.signal("nudge")
        await handle.signal("nudge")
        slow.may_end.set()
        assert await handle.result() == "accepted"
    assert slow.taken == ["send_avenant", "conclude_avenant"]


async def test_a_nudge_that_ends_a_long_run_is_seen_by_the_next_and_so_is_one_that_comes_then(
    temporal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, slow, first = await new_namespace(temporal), SlowStep(), asyncio.Event()

    def is_the_first(run: Info) -> bool:
        return run.continued_run_id is None

    monkeypatch.setattr(Info, "is_continue_as_new_suggested", is_the_first)

    @activity.defn(name="send_avenant")
    async def send(ref: AvenantRef) -> Progress:
        slow.taken.append("send_avenant")
        if len(slow.taken) == 1:
            first.set()
            return at("sent", Step.CONCLUDE, 31)
        slow.begun.set()
        await slow.may_end.wait()
        return at("refused")

    conclude = slow.about_an_avenant("conclude_avenant")
    async with Worker(
        client,
        task_queue=TASK_QUEUE,
        workflows=[ProviderAvenantWorkflow],
        activities=[send, conclude],
        workflow_runner=UnsandboxedWorkflowRunner(),
    ):
        handle = await client.start_workflow(
            "ProviderAvenantWorkflow",
            AvenantRef(avenant="2026-001.K00001"),
            id="long",
            task_queue=TASK_QUEUE,
        )
        await asyncio.wait_for(first.wait(), 30)
        await handle.signal("nudge")
        await asyncio.wait_for(slow.begun.wait(), 30)
        await handle.signal("nudge")
        slow.may_end.set()
        assert await handle.result() == "accepted"
    assert slow.taken == ["send_avenant", "send_avenant", "conclude_avenant"]


async def test_a_provider_that_had_looked_before_the_release_is_told_when_its_network_addresses_it(
    temporal: str,
) -> None:
    """It closes, having found that its network may not turn to it yet: no start is lost on it."""
    client, slow = await new_namespace(temporal), SlowStep()
    steps = [slow.about_an_avenant(name) for name in ("send_avenant", "conclude_avenant")]
    start = Start(
        avenant="2026-001.K00001",
        network="namur",
        kind=AvenantKind.PROVIDER,
        rehearsal=False,
    )
    async with Worker(
        client, task_queue=TASK_QUEUE, workflows=[ProviderAvenantWorkflow], activities=steps
    ):
        await start_avenants(client, [start])
        await asyncio.wait_for(slow.begun.wait(), 30)
        await start_avenants(client, [start])
        slow.may_end.set()
        await client.get_workflow_handle(avenant_workflow(start.avenant)).result()
    assert slow.taken == ["send_avenant", "conclude_avenant"]


async def test_a_circular_nudged_in_its_last_step_is_carried_out_once_more(temporal: str) -> None:
    client, slow = await new_namespace(temporal), SlowStep()
    steps = [
        slow.about_a_circular(name, withdrawn=True)
        for name in ("look_at_circular", "close_avenants")
    ]
    async with Worker(
        client, task_queue=TASK_QUEUE, workflows=[CircularWorkflow], activities=steps
    ):
        handle = await client.start_workflow(
            "CircularWorkflow",
            CircularRef(circular="2026-001"),
            id="nudged",
            task_queue=TASK_QUEUE,
        )
        await asyncio.wait_for(slow.begun.wait(), 30)
        await handle.signal("nudge")
        slow.may_end.set()
        await handle.result()
    assert slow.taken == ["look_at_circular", "close_avenants"] * 2


async def test_a_circular_that_is_stopped_sees_what_was_new_before_it_ends(temporal: str) -> None:
    """It was taken back while a network could not be written to: that must not be lost with it."""
    client, slow = await new_namespace(temporal), SlowStep()
    looked: list[bool] = []

    @activity.defn(name="look_at_circular")
    async def look(ref: CircularRef) -> CircularProgress:
        looked.append(slow.may_end.is_set())
        return circular(informs=True, withdrawn=looked[-1])

    @activity.defn(name="inform_networks")
    async def inform(ref: CircularRef) -> CircularProgress:
        await slow.take("inform_networks")
        raise ApplicationError("a network was erased", type="NotInTheJournal")

    close = slow.about_a_circular("close_avenants", withdrawn=True)
    async with Worker(
        client,
        task_queue=TASK_QUEUE,
        workflows=[CircularWorkflow],
        activities=[look, inform, close],
    ):
        handle = await client.start_workflow(
            "CircularWorkflow",
            CircularRef(circular="2026-001"),
            id="stopped",
            task_queue=TASK_QUEUE,
        )
        await asyncio.wait_for(slow.begun.wait(), 30)
        await handle.signal("nudge")
        slow.may_end.set()
        await handle.result()
    assert slow.taken == ["inform_networks", "close_avenants"]
