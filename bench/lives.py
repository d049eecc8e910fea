"""Whole lives of provider avenants per second, beside a plain workflow of the same shape.

Both activities of the plain one are the server's; ours concludes silence on the spot (decision 18).
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, contextmanager
from itertools import count
from pathlib import Path
from unittest.mock import patch

from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.worker import Worker

from activities import letters
from activities.contracts import avenant_workflow
from activities.correspondence import Correspondence
from activities.correspondence import Office as Sender
from activities.documents.pages import avenant_pdf
from activities.starting import AT_ONCE, start_avenants
from bench.figures import LEAST, Figure, beside, say
from bench.month import ShortMonth
from bench.office import Office
from bench.plain import PLAIN, Named, PlainWorkflow, first, second
from bench.server import temporal
from domain.values import Language
from journal.opening import CONNECTIONS
from journal.streams import load_convention_of
from worker import CACHED_WORKFLOWS, make_worker

AT_A_TIME = 60
"""Lives of one round; all are started at once, as `address_providers` starts a page."""
FASTEST = 50.0
"""Lives per second that neither will exceed on two cores: so many avenants are prepared."""
STUCK = 120.0
"""Seconds after which a round cannot be merely slow."""


async def lives(folder: Path, seconds: float) -> list[Figure]:
    """Two figures, measured for about so many seconds: the engine alone, then with its documents.

    What a document costs is mostly what typst costs, which is measured beside bare typst
    (`bench.documents`); so the first figure takes one document of each language for all.
    """
    most = max(LEAST, round(seconds / 2 * FASTEST / AT_A_TIME / 2))
    with temporal(folder) as (_, address):
        # The first round warms both up and does not count.
        office = Office(folder / "office", AT_A_TIME * (2 * most + 1), ShortMonth())
        try:
            async with AsyncExitStack() as running:
                ours, bare = await both(running, address, office)
                with documents_beforehand():
                    await turn(ours, bare, 0)
                    engine = await rounds(ours, bare, most, seconds / 2)
                whole = await rounds(ours, bare, most, seconds / 2)
            check(office, AT_A_TIME * (len(engine) + len(whole) + 1))
        finally:
            office.close()
    return [
        beside(
            "tacit lives, their documents made before",
            "lives/s",
            engine,
            target="0.8",
            beside="a workflow of the same shape with two empty activities",
        ),
        beside(
            "tacit lives, each with a PDF of its own",
            "lives/s",
            whole,
            target="",
            beside="the same workflow with two empty activities, which makes no document",
        ),
    ]


@contextmanager
def documents_beforehand() -> Generator[None]:
    """Avenants go with a PDF that was made before, one for each language."""
    made: dict[Language, bytes] = {}

    def one_of_its_language(letter: Correspondence, sender: Sender) -> bytes:
        if letter.language not in made:
            made[letter.language] = avenant_pdf(letter, sender)
        return made[letter.language]

    with patch.object(letters, "avenant_pdf", one_of_its_language):
        yield


Lives = Callable[[], Awaitable[float]]


async def rounds(ours: Lives, bare: Lives, most: int, seconds: float) -> list[tuple[float, float]]:
    """As many rounds of both as there is time for."""
    ends = time.monotonic() + seconds
    found: list[tuple[float, float]] = []
    while len(found) < LEAST or (len(found) < most and time.monotonic() < ends):
        found.append(await turn(ours, bare, len(found)))
        say(f"lives: {found[-1][0]:.1f}/s beside {found[-1][1]:.1f}/s")
    return found


async def turn(ours: Lives, bare: Lives, number: int) -> tuple[float, float]:
    """One round of both; who begins changes every time."""
    if number % 2:
        return await ours(), await bare()
    later = await bare()
    return await ours(), later


async def both(running: AsyncExitStack, address: str, office: Office) -> tuple[Lives, Lives]:
    """Workers for both in this process, and a way to live a round of each."""
    steps = running.enter_context(ThreadPoolExecutor(CONNECTIONS))
    client = await Client.connect(address, data_converter=pydantic_data_converter)
    await running.enter_async_context(make_worker(client, office.desk, steps))
    await running.enter_async_context(
        Worker(
            client,
            task_queue=PLAIN,
            workflows=[PlainWorkflow],
            activities=[first, second],
            max_concurrent_activities=CONNECTIONS,
            max_cached_workflows=CACHED_WORKFLOWS,
        )
    )
    coming = iter(office.starts)
    numbers = count()

    async def ours() -> float:
        starts = [next(coming) for _ in range(AT_A_TIME)]
        began = time.perf_counter()
        await start_avenants(client, starts)
        await closed(client, [avenant_workflow(start.avenant) for start in starts])
        return AT_A_TIME / (time.perf_counter() - began)

    async def bare() -> float:
        ids = [f"plain:{next(numbers)}" for _ in range(AT_A_TIME)]
        began = time.perf_counter()
        await start_plain(client, ids)
        await closed(client, ids)
        return AT_A_TIME / (time.perf_counter() - began)

    return ours, bare


async def start_plain(client: Client, ids: list[str]) -> None:
    """As `start_avenants`, with nothing for a person to see."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(id_: str) -> None:
        async with gate:
            await client.start_workflow(
                PlainWorkflow.run,
                Named(id_),
                id=id_,
                task_queue=PLAIN,
                request_eager_start=True,
            )

    await asyncio.gather(*(one(id_) for id_ in ids))


async def closed(client: Client, ids: list[str]) -> None:
    """Return when all have ended well; one that is stuck ends the measurement."""
    async with asyncio.timeout(STUCK):
        await asyncio.gather(*(client.get_workflow_handle(id_).result() for id_ in ids))


def check(office: Office, lived: int) -> None:
    """Nobody is measured who did not do the work: each is accepted, and was told so by mail."""
    mails = len(list(office.settings.mail.glob("*/*.eml")))
    networks = len(office.circular.networks)
    for start in office.starts[:lived]:
        convention = load_convention_of(office.store.journal, start.avenant)
        avenant = convention.avenant(start.avenant) if convention else None
        assert avenant is not None
        assert avenant.standing.status == "accepted_tacitly", avenant.standing
    assert mails == networks + 2 * lived, mails
