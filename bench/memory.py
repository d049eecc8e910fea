"""What waiting avenants cost a worker: its memory with five thousand, beside none."""

import asyncio
import sys
import time
from pathlib import Path

import psutil
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter

from activities.contracts import AVENANT_STATE
from activities.starting import start_avenants
from bench.figures import Figure, say
from bench.month import ShortMonth
from bench.office import Office
from bench.server import temporal

WAITING = 5_000
PAGE = 500
PATIENCE = 400.0
"""Seconds in which they must all wait."""


def memory(folder: Path, seconds: float) -> list[Figure]:
    """The figure; `seconds` bounds nothing here, the number of avenants does."""
    del seconds
    office = Office(folder / "office", WAITING, ShortMonth(waits=True))
    office.send_silently()
    with temporal(folder) as (machine, address):
        worker = machine.start_python("worker", "bench.waiting", str(folder / "office"), address)
        time.sleep(5)
        none = resident(worker.popen.pid)
        asyncio.run(let_them_wait(office, address))
        many = resident(worker.popen.pid)
        if not worker.runs:
            sys.exit(worker.last_words())
    office.close()
    return [
        Figure(
            name=f"worker with {WAITING:,} waiting avenants",
            unit="MiB",
            ours=many,
            bare=none,
            ratio=many / none,
            beside="the same worker before the first one",
        )
    ]


def resident(process: int) -> float:
    """The memory that a process really uses, in MiB."""
    return psutil.Process(process).memory_info().rss / 2**20


async def let_them_wait(office: Office, address: str) -> None:
    """Start every avenant and return when the server counts them all as waiting."""
    client = await Client.connect(address, data_converter=pydantic_data_converter)
    for first in range(0, WAITING, PAGE):
        await start_avenants(client, office.starts[first : first + PAGE])
        say(f"memory: {first + PAGE} started")
    ends = time.monotonic() + PATIENCE
    query = f'{AVENANT_STATE.name} = "sent"'
    while (await client.count_workflows(query)).count < WAITING:
        if time.monotonic() > ends:
            sys.exit("memory: not all of them came to wait in time")
        await asyncio.sleep(1)
