"""A worker of a measurement, on a clock that stands: `python -m bench.waiting FOLDER ADDRESS`."""

import asyncio
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter

from bench.month import ShortMonth
from interfaces.settings import Settings
from journal.known_facts import known_facts
from journal.opening import CONNECTIONS, open_store
from worker import desk_of, make_worker


async def serve(folder: Path, address: str) -> None:
    """Take steps until told to end."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    settings = Settings(data=folder)
    client = await Client.connect(address, data_converter=pydantic_data_converter)
    clock = ShortMonth(waits=True)
    with (
        open_store(settings.store_url, facts=known_facts(), clock=clock) as store,
        ThreadPoolExecutor(CONNECTIONS) as steps,
    ):
        async with make_worker(client, desk_of(settings, store), steps):
            await stop.wait()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), sys.argv[2]))
