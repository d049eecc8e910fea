"""What each workflow asks of the server, command by command, in lives that are written down here.

The activities are scripted, so that only the workflows themselves can change the sequence.
`python -m tests.histories.fingerprints` writes `fingerprints.txt` anew.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from temporalio import activity
from temporalio.client import Client
from temporalio.testing._timeskipping import TimeSkipper
from temporalio.worker import Worker

from activities.contracts import (
    TASK_QUEUE,
    AvenantRef,
    CircularProgress,
    CircularRef,
    Progress,
)
from domain.procedure import Step, Waiting
from tests.workflows.server import dev_server, new_namespace
from workflows.circular import CircularWorkflow
from workflows.network_avenant import NetworkAvenantWorkflow
from workflows.provider_avenant import ProviderAvenantWorkflow

FILE = Path(__file__).with_name("fingerprints.txt")
COMMANDS = {
    "ACTIVITY_TASK_SCHEDULED",
    "MARKER_RECORDED",
    "TIMER_CANCELED",
    "TIMER_STARTED",
    "UPSERT_WORKFLOW_SEARCH_ATTRIBUTES",
    "WORKFLOW_EXECUTION_COMPLETED",
    "WORKFLOW_EXECUTION_FAILED",
}
"""The events that a workflow's own decisions leave."""


def at(
    status: str, step: Step | None = None, days: int | None = None, *, brief: bool = False
) -> Progress:
    """What a step answers: where the avenant stands, and when the next step is worth trying."""
    return Progress(
        status=status,
        waiting_for=Waiting.ANSWER if step else Waiting.NOTHING,
        step=step,
        wait=None if days is None else timedelta(days=days),
        until=None,
        done=step is None,
        needs_person=False,
        window_ends=None,
        terminates_on=None,
        waits_for="what is scripted",
        stands=status,
        brief=brief,
    )


def circular(*, informs: bool = False, withdrawn: bool = False) -> CircularProgress:
    """What a step of a circular answers, at the beginning."""
    return CircularProgress(
        informs=informs,
        prepared=False,
        withdrawn=withdrawn,
        closed=False,
        networks=0,
        providers=0,
        stands="scripted",
    )


LIVES: dict[str, tuple[type, Sequence[Progress | CircularProgress]]] = {
    "provider avenant, silence": (
        ProviderAvenantWorkflow,
        (at("sent", Step.CONCLUDE, 31), at("sent", Step.CONCLUDE, 1), at("accepted_tacitly")),
    ),
    "provider avenant, silence concluded on the spot": (
        ProviderAvenantWorkflow,
        (at("sent", Step.CONCLUDE, 31, brief=True), at("accepted_tacitly")),
    ),
    "provider avenant, refusal": (
        ProviderAvenantWorkflow,
        (
            at("sent", Step.CONCLUDE, 31),
            at("refused", Step.TERMINATE, 59),
            at("terminated"),
        ),
    ),
    "provider avenant, sent at the second try": (
        ProviderAvenantWorkflow,
        (at("sending", Step.SEND, 0), at("sent", Step.CONCLUDE, 31), at("accepted_tacitly")),
    ),
    "network avenant, signed after two reminders": (
        NetworkAvenantWorkflow,
        (
            at("sent", Step.REMIND, 14),
            at("sent", Step.REMIND, 14),
            at("signed", Step.CONCLUDE, 1),
            at("concluded", Step.ADDRESS_PROVIDERS, 0),
            at("concluded"),
        ),
    ),
    "circular that amends": (CircularWorkflow, (circular(), circular(), circular())),
    "circular that informs": (CircularWorkflow, (circular(informs=True), circular())),
    "circular withdrawn": (CircularWorkflow, (circular(withdrawn=True), circular())),
}
"""Each life: the workflow, and what its steps answer one after the other."""


def scripted(answers: Iterator[Any]) -> list[Callable[..., Any]]:
    """Activities under the real names that answer what comes next."""

    def about_an_avenant(name: str) -> Callable[..., Any]:
        @activity.defn(name=name)
        async def step(ref: AvenantRef) -> Progress:
            return next(answers)

        return step

    def about_a_circular(name: str) -> Callable[..., Any]:
        @activity.defn(name=name)
        async def step(ref: CircularRef) -> CircularProgress:
            return next(answers)

        return step

    avenant = ("send_avenant", "conclude_avenant", "terminate_convention", "remind_network")
    of_circular = ("look_at_circular", "prepare_avenants", "start_networks", "close_avenants")
    return [
        *map(about_an_avenant, (*avenant, "address_providers")),
        *map(about_a_circular, (*of_circular, "inform_networks")),
    ]


async def commands_of(client: Client, name: str) -> list[str]:
    """The commands of one life, each with the activity that it asks for."""
    workflow, answers = LIVES[name]
    is_circular = workflow is CircularWorkflow
    ref = CircularRef(circular="2026-001") if is_circular else AvenantRef(avenant="2026-001.K00001")
    skipping = TimeSkipper(client).client
    worker = Worker(
        client,
        task_queue=TASK_QUEUE,
        workflows=[workflow],
        activities=scripted(iter(answers)),
    )
    async with worker:
        handle = await skipping.start_workflow(
            workflow.__name__, ref, id=name.replace(" ", "-"), task_queue=TASK_QUEUE
        )
        await handle.result()
    history = (await handle.fetch_history()).to_json_dict()
    found: list[str] = []
    for event in history["events"]:
        kind = event["eventType"].removeprefix("EVENT_TYPE_")
        if kind in COMMANDS:
            asked = event.get("activityTaskScheduledEventAttributes", {}).get("activityType", {})
            found.append(" ".join([kind.lower(), *asked.values()]))
    return found


async def fingerprints(client: Client) -> str:
    """All lives as text, in the form in which they are kept."""
    parts = []
    for name in LIVES:
        lines = "\n".join(f"    {command}" for command in await commands_of(client, name))
        parts.append(f"{name}\n{lines}\n")
    return "\n".join(parts)


@asynccontextmanager
async def fresh_client() -> AsyncIterator[Client]:
    """A client of a server of its own."""
    async with dev_server() as address:
        yield await new_namespace(address)


async def write() -> None:
    """Keep the sequences as they are now."""
    async with fresh_client() as client:
        FILE.write_text(await fingerprints(client), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(write())
