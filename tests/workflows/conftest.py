"""An office and the Temporal server that it works with."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from pathlib import Path

import pytest_asyncio

from tests.workflows.office import Reached, SmallOffice
from tests.workflows.server import dev_server, new_namespace

OpenOffice = Callable[..., Awaitable[SmallOffice]]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def temporal() -> AsyncIterator[str]:
    """The address of a Temporal dev server."""
    async with dev_server() as address:
        yield address


@pytest_asyncio.fixture
async def open_office(temporal: str, tmp_path: Path) -> AsyncIterator[OpenOffice]:
    """Opens an office with networks and providers; nothing runs in it yet."""
    opened: list[SmallOffice] = []

    async def open_one(
        providers: Mapping[str, Reached], networks: Sequence[str] = ("namur",)
    ) -> SmallOffice:
        office = SmallOffice(tmp_path, await new_namespace(temporal), networks)
        opened.append(office)
        office.register(providers)
        return office

    yield open_one
    for office in opened:
        await office.close()
