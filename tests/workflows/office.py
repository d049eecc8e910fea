"""A small office that does not exist: a rehearsal store, a few networks, a worker and a relay.

The circular is the real one of March 2026, narrowed to the networks that the office knows.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from temporalio.client import Client
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner

import worker
from activities.desk import Desk
from domain.circular import Circular
from domain.fact import Fact
from domain.state import Avenant, Convention
from domain.values import Channel, avenant_id, split_avenant_id
from interfaces.circulars.folder import read_circular
from interfaces.registers.invented import InventedOffice, NetworkInfo, invent
from interfaces.registers.reading import plan_file
from interfaces.settings import Settings
from journal.clock import BRUSSELS, RehearsalClock
from journal.known_facts import known_facts
from journal.opening import Store, open_rehearsal
from journal.registration import apply_import
from journal.streams import convention_stream, load_convention
from tests.workflows.acts import Acts
from tests.workflows.watching import Watching

CIRCULARS = Path(__file__).parents[2] / "circulars"
LAUNCH = datetime(2026, 3, 3, 8, tzinfo=BRUSSELS)
SECONDS = 180.0
"""How long a test waits for what it was promised, on a machine that has other work too."""

F = TypeVar("F", bound=Fact)


class Reached(NamedTuple):
    """How a provider is reached, and in which network the convention is."""

    channel: Channel
    network: str = "namur"


class Seen(NamedTuple):
    """The office at one moment: states by avenant, and ids of workflows."""

    states: dict[str, str]
    running: set[str]
    needs_person: set[str]


BY_MAIL = Reached(Channel.EMAIL)
BY_LETTER = Reached(Channel.LETTER)


@cache
def the_circular(folder: str = "2026-001") -> Circular:
    """A circular that ships with the project."""
    circular = read_circular(CIRCULARS / folder).circular
    assert circular is not None
    return circular


class SmallOffice:
    """Everything that runs in one process; worker and relay can be stopped and started."""

    def __init__(self, folder: Path, client: Client, networks: Sequence[str] = ("namur",)) -> None:
        """An office with these networks of the circular, none of its processes running."""
        self.settings = Settings(data=folder)
        self.client = client
        self.networks = tuple(networks)
        self.store, self.clock = self._open()
        self.desk: Desk = worker.desk_of(self.settings, self.store)
        self.acts = Acts(self.store, self.clock)
        self.watching = Watching(client)
        self.registered: InventedOffice | None = None
        self._steps = ThreadPoolExecutor(8)
        self._worker: AsyncExitStack | None = None
        self._relay: tuple[asyncio.Event, asyncio.Task[None]] | None = None

    def _open(self) -> tuple[Store, RehearsalClock]:
        url = self.settings.store_url
        return open_rehearsal(url, facts=known_facts(), starts_at=LAUNCH)

    # -- registers and circulars ---------------------------------------------------------------

    def circular(self, **changes: object) -> Circular:
        """The circular of March 2026, to this office's networks only."""
        whole = the_circular()
        known = tuple(row for row in whole.networks if row.id in self.networks)
        return whole.model_copy(update={"networks": known} | changes)

    def register(self, providers: Mapping[str, Reached]) -> None:
        """Import the networks, the staff, and a convention with a provider for each key."""
        known = {
            row.id: NetworkInfo(row.name, row.kind, row.languages)
            for row in self.circular().networks
        }
        invented = invent(list(known.values()), len(providers), seed=7)
        rows = tuple(
            {
                **cells,
                "convention": convention,
                "network": known[reached.network].name,
                "language": known[reached.network].languages[0],
                "channel": reached.channel,
                "email": f"{convention.lower()}@providers.example",
            }
            for cells, (convention, reached) in zip(
                invented.providers, providers.items(), strict=True
            )
        )
        self.take_in(invented._replace(providers=rows))

    def take_in(self, office: InventedOffice) -> None:
        """Import the three registers as files, and enter every convention in the record."""
        folder = self.settings.data / "registers"
        folder.mkdir(exist_ok=True)
        for register, path in office.write(folder).items():
            plan = plan_file(register, path, self.store.registers)
            assert not plan.problems, [problem.sentence() for problem in plan.problems]
            apply_import(plan, self.store.registers, recorded_at=self.clock.now(), by="inami.cell")
        self.registered = office
        for network in self.store.registers.networks():
            self.acts.register(network.convention())
            for row in self.store.registers.conventions_of(network.id):
                self.acts.register(row)

    # -- processes -----------------------------------------------------------------------------

    async def start(self) -> None:
        """Start worker and relay."""
        await self.start_worker()
        self.start_relay()

    async def start_worker(self) -> None:
        """Let steps be taken."""
        self._worker = AsyncExitStack()
        await self._worker.enter_async_context(
            worker.make_worker(self.client, self.desk, self._steps, SandboxedWorkflowRunner())
        )

    async def stop_worker(self) -> None:
        """No step is taken any more."""
        if self._worker is not None:
            await self._worker.aclose()
        self._worker = None

    def start_relay(self) -> None:
        """Let facts from outside wake workflows."""
        stop = asyncio.Event()
        relay = worker.make_relay(self.client, self.store)
        self._relay = stop, asyncio.create_task(relay.run(stop))

    async def stop_relay(self) -> None:
        """Nobody is woken any more."""
        if self._relay is not None:
            stop, running = self._relay
            stop.set()
            await running
        self._relay = None

    async def close(self) -> None:
        """Stop everything."""
        await self.stop_relay()
        await self.stop_worker()
        self._steps.shutdown()
        self.store.close()

    # -- what stands in the record -------------------------------------------------------------

    def avenant(self, convention: str, circular: str = "2026-001") -> str:
        """The id of an avenant."""
        return avenant_id(circular, convention)

    def convention(self, avenant: str) -> Convention:
        """The convention of an avenant, as the journal stands."""
        found = load_convention(self.store.journal, split_avenant_id(avenant)[1])
        assert found is not None, avenant
        return found

    def file(self, avenant: str) -> Avenant:
        """An avenant as the journal stands."""
        found = self.convention(avenant).avenant(avenant)
        assert found is not None, avenant
        return found

    def state(self, avenant: str) -> str:
        """Where an avenant stands."""
        return self.file(avenant).standing.status

    def facts(self, avenant: str, kind: type[F]) -> list[F]:
        """The facts of that type about an avenant."""
        stream = convention_stream(split_avenant_id(avenant)[1])
        facts = [one.fact for one in self.store.journal.read(stream)]
        return [
            fact
            for fact in facts
            if isinstance(fact, kind) and getattr(fact, "avenant", avenant) == avenant
        ]

    def mails(self, avenant: str) -> list[EmailMessage]:
        """What was mailed about an avenant, in the order of the Message-IDs."""
        return [mail for mail in self.all_mails() if mail["X-Avenant"] == avenant]

    def all_mails(self) -> list[EmailMessage]:
        """Every mail in the folder, in the order of the Message-IDs."""
        files = self.settings.mail.glob("*/*.eml")
        mails = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
        return sorted(mails, key=lambda mail: mail["Message-ID"])

    def every_avenant(self) -> list[str]:
        """The ids of all avenants."""
        conventions = [
            load_convention(self.store.journal, row.id)
            for network in self.store.registers.networks()
            for row in (network.convention(), *self.store.registers.conventions_of(network.id))
        ]
        return [a.id for found in conventions if found is not None for a in found.avenants]

    async def seen(self) -> Seen:
        """Where everything stands, and what a person at the Temporal UI finds."""
        return Seen(
            states={avenant: self.state(avenant) for avenant in self.every_avenant()},
            running=await self.watching.running(),
            needs_person=await self.watching.found("NeedsPerson = true"),
        )

    # -- time ----------------------------------------------------------------------------------

    async def until(self, promised: Callable[[], bool], seconds: float = SECONDS) -> None:
        """Wait for what was promised; a promise that is not kept fails the test."""
        async with asyncio.timeout(seconds):
            while not await asyncio.to_thread(promised):  # noqa: ASYNC110 - nobody tells us
                await asyncio.sleep(0.05)

    async def until_state(self, avenant: str, state: str) -> None:
        """Wait until an avenant stands so."""
        try:
            await self.until(lambda: self.state(avenant) == state)
        except TimeoutError:
            raise AssertionError(f"{avenant} is {self.state(avenant)}, not {state}") from None

    async def settled(self) -> None:
        """Wait until nobody has anything left to do today."""
        async with asyncio.timeout(SECONDS):
            while self.behind() or await self.watching.busy():  # noqa: ASYNC110 - nobody tells us
                await asyncio.sleep(0.1)

    def behind(self) -> bool:
        """Whether the relay has not heard everything yet."""
        relaying = self._relay is not None
        return relaying and self.store.journal.position("relay") < self.store.journal.head()

    async def go_to(self, day: date, hour: int = 8) -> None:
        """Let the days pass: the office's clock first, then that of every open workflow."""
        await self.settled()
        await self.jump(day, hour)
        await self.settled()

    async def jump(self, day: date, hour: int = 8) -> None:
        """As `go_to`, whoever is at work or not."""
        then = datetime(day.year, day.month, day.day, hour, tzinfo=BRUSSELS)
        span = then.astimezone(UTC) - self.clock.now()
        self.clock.set(then)
        await self.watching.fast_forward(span)
