"""Looking at workflows as a person at the Temporal UI does, and letting their time pass."""

import asyncio
from base64 import b64decode
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

from temporalio.api.common.v1 import WorkflowExecution
from temporalio.api.sdk.v1 import WorkflowMetadata
from temporalio.api.workflowservice.v1 import ResetWorkflowExecutionRequest
from temporalio.client import Client, WorkflowExecutionDescription, WorkflowHandle
from temporalio.service import RPCError
from temporalio.testing._timeskipping import TimeSkipper, TimeSkippingConfig

from activities.contracts import avenant_workflow

AT_ONCE = 20


class Watching:
    """The workflows of one namespace."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self._skipper = TimeSkipper(client, config=TimeSkippingConfig(enabled=False))

    def of(self, avenant: str) -> WorkflowHandle[Any, Any]:
        """The workflow of an avenant."""
        return self.client.get_workflow_handle(avenant_workflow(avenant))

    async def found(self, query: str) -> set[str]:
        """The ids of the workflows that a person finds by that query."""
        return {found.id async for found in self.client.list_workflows(query)}

    async def running(self) -> set[str]:
        """The ids of the workflows that run."""
        return await self.found("ExecutionStatus = 'Running'")

    async def runs(self, avenant: str) -> bool:
        """Whether the workflow of that avenant waits for something."""
        return await self.status(avenant) == "RUNNING"

    async def status(self, avenant: str) -> str:
        """How the last run of an avenant's workflow stands; "NONE" where there never was one."""
        try:
            status = (await self.of(avenant).describe()).status
        except RPCError:
            return "NONE"
        return status.name if status is not None else "NONE"

    async def busy(self) -> bool:
        """Whether any workflow has a step under way; asks no more of them than it must."""
        for workflow in await self.running():
            found = await self._described(self.client.get_workflow_handle(workflow))
            if found is None:
                continue
            described = found.raw_description
            if described.pending_activities or described.HasField("pending_workflow_task"):
                return True
        return False

    async def _described(
        self, handle: WorkflowHandle[Any, Any]
    ) -> WorkflowExecutionDescription | None:
        try:
            return await handle.describe()
        except RPCError:
            return None

    async def fast_forward(self, span: timedelta) -> None:
        """Let that time pass for every workflow that runs."""
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(workflow: str) -> None:
            async with gate:
                handle = self.client.get_workflow_handle(workflow)
                try:
                    await self._skipper.fast_forward(handle, span)
                except RPCError:
                    # It closed before its turn came: no time is left to pass.
                    return

        await asyncio.gather(*(one(workflow) for workflow in await self.running()))

    async def reset(self, avenant: str) -> None:
        """Let an avenant's workflow begin again after its first decision."""
        await self.client.workflow_service.reset_workflow_execution(
            ResetWorkflowExecutionRequest(
                namespace=self.client.namespace,
                workflow_execution=WorkflowExecution(workflow_id=avenant_workflow(avenant)),
                reason="a person mended something",
                workflow_task_finish_event_id=4,
                request_id=str(uuid4()),
            )
        )

    async def history(self, avenant: str) -> list[str]:
        """The names of the events in the last run of an avenant's workflow."""
        history = (await self.of(avenant).fetch_history()).to_json_dict()
        return [event["eventType"].removeprefix("EVENT_TYPE_") for event in history["events"]]

    async def current_details(self, avenant: str) -> str:
        """What the UI says first about a workflow; a worker must be there to answer."""
        told: WorkflowMetadata = await self.of(avenant).query(
            "__temporal_workflow_metadata", result_type=WorkflowMetadata
        )
        return told.current_details

    async def everything_written(self) -> str:
        """All that the server keeps of all workflows, payloads decoded, as one text."""
        written: list[str] = []
        async for found in self.client.list_workflows():
            handle = self.client.get_workflow_handle(found.id, run_id=found.run_id)
            described = await handle.describe()
            written += [found.id, str(described.raw_description)]
            written += words(described.raw_info)
            written += words(await handle.fetch_history())
        return "\n".join(written)


def words(message: Any) -> list[str]:
    """Every string in what the server gives, payloads decoded."""
    as_json = message.to_json_dict() if hasattr(message, "to_json_dict") else None
    if as_json is None:
        from google.protobuf.json_format import MessageToDict

        as_json = MessageToDict(message)
    return list(_strings(as_json))


def _strings(node: Any, key: str = "") -> Iterator[str]:
    match node:
        case dict():
            for name, value in node.items():
                yield from _strings(value, name)
        case list():
            for value in node:
                yield from _strings(value, key)
        case str() if key == "data":
            yield b64decode(node).decode("utf-8", errors="replace")
        case _:
            yield str(node)
