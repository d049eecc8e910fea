"""How many history events a tacit avenant leaves, beside a plain workflow of the same shape."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter

from bench.figures import Figure
from bench.lives import both
from bench.month import ShortMonth
from bench.office import Office
from bench.server import temporal


def events(folder: Path, seconds: float) -> list[Figure]:
    """The figure; a count does not need time."""
    del seconds
    return asyncio.run(count(folder))


async def count(folder: Path) -> list[Figure]:
    """Live a round of both and count what the server keeps of one of each."""
    with temporal(folder) as (_, address):
        office = Office(folder / "office", 60, ShortMonth())
        async with AsyncExitStack() as running:
            ours, bare = await both(running, address, office)
            await ours()
            await bare()
        client = await Client.connect(address, data_converter=pydantic_data_converter)
        own = await kept(client, f"avenant:{office.starts[0].avenant}")
        plain = await kept(client, "plain:0")
        office.close()
    return [
        Figure(
            name="history of a tacit avenant",
            unit="events",
            ours=own,
            bare=plain,
            ratio=own / plain,
            beside="a workflow of the same shape with two empty activities",
        )
    ]


async def kept(client: Client, workflow: str) -> int:
    """The number of events in a workflow's history."""
    history = await client.get_workflow_handle(workflow).fetch_history()
    return len(history.events)
