"""A brief step is taken by the worker itself, and by the server's help where that fails."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from temporalio import activity
from temporalio.client import Client, WorkflowHandle
from temporalio.worker import Worker

from activities.contracts import TASK_QUEUE, AvenantRef, Progress
from domain.procedure import Step
from tests.histories.fingerprints import at
from tests.workflows.server import new_namespace
from workflows.provider_avenant import ProviderAvenantWorkflow

pytestmark = pytest.mark.temporal


class Silence:
    """An avenant that was sent and waits for a moment; its conclusion fails when it is told to."""

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.concluding = asyncio.Event()
        self.may_end = asyncio.Event()
        self.looks = 0

    def steps(self) -> list[Any]:
        @activity.defn(name="send_avenant")
        async def send(ref: AvenantRef) -> Progress:
            waits = at("sent", Step.CONCLUDE, brief=True)
            return waits.model_copy(update={"wait": timedelta(milliseconds=50)})

        @activity.defn(name="conclude_avenant")
        async def conclude(ref: AvenantRef) -> Progress:
            self.looks += 1
            self.concluding.set()
            await self.may_end.wait()
            if self.looks <= self.failures:
                raise RuntimeError("the database is away")
            return at("accepted_tacitly")

        return [send, conclude]

    async def begin(self, client: Client) -> WorkflowHandle[Any, Any]:
        return await client.start_workflow(
            "ProviderAvenantWorkflow",
            AvenantRef(avenant="2026-001.K00001"),
            id="silent",
            task_queue=TASK_QUEUE,
        )


async def events(handle: WorkflowHandle[Any, Any]) -> list[str]:
    history = (await handle.fetch_history()).to_json_dict()
    return [event["eventType"].removeprefix("EVENT_TYPE_") for event in history["events"]]


@pytest.mark.parametrize("failures", [0, 2])
async def test_silence_is_concluded_on_the_spot_or_after_failures_by_the_server(
    temporal: str, failures: int
) -> None:
    client, silence = await new_namespace(temporal), Silence(failures)
    silence.may_end.set()
    async with Worker(
        client,
        task_queue=TASK_QUEUE,
        workflows=[ProviderAvenantWorkflow],
        activities=silence.steps(),
    ):
        handle = await silence.begin(client)
        assert await handle.result() == "accepted_tacitly"
    found = await events(handle)
    assert found.count("MARKER_RECORDED") == 1
    assert found.count("ACTIVITY_TASK_SCHEDULED") == (2 if failures else 1)
    assert silence.looks == failures + 1


async def test_a_nudge_while_silence_is_concluded_on_the_spot_is_another_look(
    temporal: str,
) -> None:
    client, silence = await new_namespace(temporal), Silence()
    async with Worker(
        client,
        task_queue=TASK_QUEUE,
        workflows=[ProviderAvenantWorkflow],
        activities=silence.steps(),
    ):
        handle = await silence.begin(client)
        await asyncio.wait_for(silence.concluding.wait(), 30)
        await handle.signal("nudge")
        silence.may_end.set()
        assert await handle.result() == "accepted_tacitly"
    assert silence.looks > 1
