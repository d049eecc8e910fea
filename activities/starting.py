"""Starting workflows: many at once in pages, deterministic ids, so that a repeat is harmless."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import timedelta

from temporalio.client import Client
from temporalio.common import (
    SearchAttributePair,
    TypedSearchAttributes,
    WorkflowIDConflictPolicy,
    WorkflowIDReusePolicy,
)
from temporalio.exceptions import WorkflowAlreadyStartedError

from activities.contracts import (
    AVENANT_KIND,
    AVENANT_STATE,
    CIRCULAR_REF,
    NEEDS_PERSON,
    NETWORK,
    TASK_QUEUE,
    AvenantRef,
    CircularRef,
    avenant_workflow,
    circular_workflow,
)
from domain.values import AvenantKind, Value, split_avenant_id

AT_ONCE = 20
"""Starts under way at the same time; more only queue up at the server."""
RPC_TIMEOUT = timedelta(seconds=30)

WORKFLOWS = {
    AvenantKind.NETWORK: "NetworkAvenantWorkflow",
    AvenantKind.PROVIDER: "ProviderAvenantWorkflow",
}


class Start(Value):
    """An avenant whose workflow is to run, with what a person filters by."""

    avenant: str
    network: str
    kind: AvenantKind
    status: str = "prepared"
    rehearsal: bool


async def start_avenants(
    client: Client,
    starts: Iterable[Start],
    *,
    nudge: bool = False,
    after_each: Callable[[], None] = lambda: None,
) -> int:
    """Let the workflow of each avenant run, a few at once; gives their number.

    One that runs already is nudged; one that has closed runs again and looks into the journal,
    which prevents doubles. With `nudge` a new one is nudged too, without asking which it is.
    """
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(start: Start) -> None:
        async with gate:
            await let_run(client, start, nudge=nudge)
            after_each()

    pending = [one(start) for start in starts]
    await asyncio.gather(*pending)
    return len(pending)


async def let_run(client: Client, start: Start, *, nudge: bool) -> None:
    """Start the workflow of an avenant, or nudge the one that runs.

    One that runs may have looked just before what it is started for, and be about to close.
    """
    try:
        await start_avenant(client, start, nudge=nudge)
    except WorkflowAlreadyStartedError:
        await start_avenant(client, start, nudge=True)


async def start_avenant(client: Client, start: Start, *, nudge: bool) -> None:
    """Start the workflow of an avenant; with `nudge` that, or nudge the one that runs.

    Without it, raises WorkflowAlreadyStartedError for one that runs.
    """
    circular, convention = split_avenant_id(start.avenant)
    kind = "Network" if start.kind is AvenantKind.NETWORK else "Provider"
    await client.start_workflow(
        WORKFLOWS[start.kind],
        AvenantRef(avenant=start.avenant),
        id=avenant_workflow(start.avenant),
        task_queue=TASK_QUEUE,
        id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
        # Only a start that signals reaches the one that runs: a plain one would be lost on it.
        id_conflict_policy=(
            WorkflowIDConflictPolicy.USE_EXISTING if nudge else WorkflowIDConflictPolicy.FAIL
        ),
        search_attributes=TypedSearchAttributes(
            [
                SearchAttributePair(CIRCULAR_REF, circular),
                SearchAttributePair(NETWORK, start.network),
                SearchAttributePair(AVENANT_KIND, start.kind.value),
                SearchAttributePair(AVENANT_STATE, start.status),
                SearchAttributePair(NEEDS_PERSON, False),  # noqa: FBT003 - a pair of two values
            ]
        ),
        static_summary=marked(
            f"{kind} avenant {convention}, circular {circular}", rehearsal=start.rehearsal
        ),
        static_details=f"`avenants trail {start.avenant}` tells what happened and why.",
        # Whoever starts it and works too gets its first task with the answer, without asking.
        request_eager_start=True,
        start_signal="nudge" if nudge else None,
        rpc_timeout=RPC_TIMEOUT,
    )


async def start_circular(client: Client, circular: str, *, rehearsal: bool) -> None:
    """Start the workflow of a circular, or nudge the one that runs."""
    await client.start_workflow(
        "CircularWorkflow",
        CircularRef(circular=circular),
        id=circular_workflow(circular),
        task_queue=TASK_QUEUE,
        id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        search_attributes=TypedSearchAttributes([SearchAttributePair(CIRCULAR_REF, circular)]),
        static_summary=marked(f"Circular {circular}", rehearsal=rehearsal),
        static_details=f"`avenants trail {circular}` tells what happened and why.",
        start_signal="nudge",
        rpc_timeout=RPC_TIMEOUT,
    )


def marked(summary: str, *, rehearsal: bool) -> str:
    """What a person reads in a list of workflows; a rehearsal says that it is one."""
    return f"REHEARSAL: {summary}" if rehearsal else summary
