"""The driver: it alone moves the rehearsal's clock, and every workflow's time with it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import uuid5

from temporalio.client import Client
from temporalio.service import RPCError
from temporalio.testing import TimeSkipper, TimeSkippingConfig

from activities.contracts import avenant_workflow
from audit.board import Board
from audit.rows import OpenRow
from domain.circular import Circular
from domain.facts import TaskKind
from domain.intake import MailboxRead, PostRegistered
from domain.procedure import Next, Waiting, cleared, next_for_network, next_for_provider
from domain.state import NetworkAvenant, ProviderAvenant
from domain.values import avenant_id, network_convention
from interfaces.rehearsal.acts import CELL, IDS
from interfaces.rehearsal.script import Planned
from interfaces.rehearsal.stage import at
from journal.clock import RehearsalClock
from journal.envelope import Context
from journal.opening import Store
from journal.streams import (
    intake_stream,
    load_circular,
    load_convention,
    load_convention_of,
    load_intake,
)

AFTERWARDS = timedelta(days=21)
"""After the last thing that happens: longer than any grace, so that nothing can still come."""
PATIENCE = 120.0
"""Seconds in which the engine must have done what a day asks of it."""
LAUNCH_PATIENCE = 600.0
JUMPS_AT_ONCE = 16
LOOK_EVERY = 0.15
NUDGES_NEED = 2.0
"""Seconds that a nudge may take before a workflow's time is moved instead."""


class EngineStuck(Exception):
    """The engine did not do what the day asked of it."""


@dataclass
class Driver:
    """Plays planned acts day by day, and lets the engine do the rest on each day.

    The clock is set to the day, the intake is said to be read, then each workflow that is due is
    moved by the span since it last was, so that its relative waits end. Workflows that wait for
    nothing on that day are not moved: their time is made up for when something is due.
    """

    store: Store
    clock: RehearsalClock
    client: Client
    circular: Circular
    confirming: frozenset[str]
    """Networks that confirm their post; the others are waited for."""
    progress: Callable[[date, int], None]
    post_notice: Callable[[str, str, str, date], None]
    """How a network posts a notice on paper: avenant, network, which letter, the day."""
    moved: dict[str, datetime] = field(default_factory=dict[str, datetime])

    def __post_init__(self) -> None:
        """Listen to the record and to the server."""
        self.board = Board(self.store)
        self.skipper = TimeSkipper(self.client, config=TimeSkippingConfig(enabled=False))

    async def play(self, planned: list[Planned], start: date) -> date:
        """Play everything to its end; gives the last virtual day."""
        ahead = sorted(planned, key=lambda one: one.day)
        day = start
        await self.launched()
        while True:
            await self.live(day, nudges_need=0)
            done = 0
            while ahead and ahead[0].day <= day:
                act = ahead.pop(0)
                act.do()
                done += 1
                if act.engine_follows:
                    await self.live(day)
            if done:
                await self.live(day)
            await self.post_notices(day)
            self.progress(day, done)
            coming = await asyncio.to_thread(self.next_day, day)
            candidates = [d for d in (coming, ahead[0].day if ahead else None) if d is not None]
            if not candidates:
                # Past every grace, whether it was needed or not.
                day += AFTERWARDS
                await self.live(day)
                await self.post_notices(day)
                return day
            day = max(min(candidates), day + timedelta(days=1))

    async def post_notices(self, day: date) -> None:
        """In the evening the networks post what they were given to print."""
        waiting = await asyncio.to_thread(self.notices_on_paper)
        for avenant, network, letter in waiting:
            await asyncio.to_thread(self.post_notice, avenant, network, letter, day)
        if waiting:
            await self.live(day)

    def notices_on_paper(self) -> list[tuple[str, str, str]]:
        """The notices that wait to be posted: avenant, network, and how the list names them."""
        self.board.catch_up()
        return [
            (task.avenant, task.network, task.letter)
            for task in self.board.tasks()
            if task.kind is TaskKind.POST and task.letter.startswith("n")
        ]

    async def launched(self) -> None:
        """Return when the launch has prepared every avenant; raises EngineStuck."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        while not await asyncio.to_thread(self.is_prepared):
            if loop.time() - began > LAUNCH_PATIENCE:
                msg = "the launch was not carried out: look into the worker's and relay's logs"
                raise EngineStuck(msg)
            await asyncio.sleep(LOOK_EVERY)

    def is_prepared(self) -> bool:
        """Whether every avenant of the circular is prepared."""
        life = load_circular(self.store.journal, self.circular.id)
        return life is not None and life.prepared

    async def live(self, day: date, nudges_need: float = NUDGES_NEED) -> None:
        """Let the engine do whatever that day asks of it.

        In the morning time moves at once; after people's acts it is given to nudges first.
        """
        if self.clock.now() < at(day):
            self.clock.set(at(day))
        await asyncio.to_thread(self.read_the_post, day)
        loop = asyncio.get_running_loop()
        began = loop.time()
        while due := await asyncio.to_thread(self.due_now, day):
            waited = loop.time() - began
            if waited > PATIENCE:
                msg = f"{due[0]} and {len(due) - 1} others still wait for the engine on {day}"
                raise EngineStuck(msg)
            if waited >= nudges_need:
                await self.move(due)
            await asyncio.sleep(LOOK_EVERY)

    async def move(self, avenants: list[str]) -> None:
        """Move the time of these workflows by the span since it was last moved."""
        gate = asyncio.Semaphore(JUMPS_AT_ONCE)
        now = self.clock.now()

        async def one(avenant: str) -> None:
            async with gate:
                span = now - self.moved.get(avenant, self.began(avenant))
                if span <= timedelta(0):
                    return
                self.moved[avenant] = now
                handle = self.client.get_workflow_handle(avenant_workflow(avenant))
                try:
                    await self.skipper.fast_forward(handle, span)
                except (RPCError, RuntimeError):
                    # It has closed meanwhile, or was moved by a later jump: both are as good.
                    return

        await asyncio.gather(*(one(avenant) for avenant in avenants))

    # -- what a day asks -----------------------------------------------------------------------

    def read_the_post(self, day: date) -> None:
        """Say that mail and post through yesterday are read, where somebody waits for that."""
        self.board.catch_up()
        waiting = {
            row.network
            for row in self.board.open()
            if row.waiting_for is Waiting.ANSWER and row.due_on is not None and row.due_on <= day
        }
        for network in sorted(waiting):
            self.intake_complete(network, day - timedelta(days=1), day)

    def intake_complete(self, network: str, through: date, day: date) -> None:
        """As `avenants intake-complete` does."""
        facts: list[MailboxRead | PostRegistered] = [
            MailboxRead(on=day, network=network, through=through, by=CELL.id)
        ]
        if network in self.confirming:
            facts.append(PostRegistered(on=day, network=network, through=through, by=CELL.id))
        for fact in facts:
            context = Context(
                command_id=uuid5(IDS, f"{network} {fact.type} {through}"),
                actor=CELL.id,
                channel="cli",
                correlation=f"intake:{network}",
            )
            self.append(intake_stream(network), fact, context)

    def append(self, stream: str, fact: MailboxRead | PostRegistered, context: Context) -> None:
        """One fact, once for each command."""
        history = self.store.journal.read(stream)
        self.store.journal.append(stream, [fact], expected_version=len(history), context=context)

    def due_now(self, day: date) -> list[str]:
        """The avenants for which the engine has something to do on that day."""
        return [row.avenant for row, coming in self.upcoming(day) if is_due(coming, day)]

    def next_day(self, day: date) -> date | None:
        """The next day on which the engine will have something to do."""
        self.board.catch_up()
        days = [r.due_on for r in self.board.open() if r.due_on is not None and r.due_on > day]
        days += [
            coming.on
            for _, coming in self.upcoming(day)
            if coming.step is not None and coming.on is not None and coming.on > day
        ]
        return min(days, default=None)

    def upcoming(self, day: date) -> list[tuple[OpenRow, Next]]:
        """What comes next for those avenants that the board holds for due."""
        self.board.catch_up()
        rows = [r for r in self.board.open() if r.due_on is not None and r.due_on <= day]
        return [(row, self.next_of(row, day)) for row in rows]

    def next_of(self, row: OpenRow, day: date) -> Next:
        """What comes next for one avenant, as the domain says it."""
        convention = load_convention_of(self.store.journal, row.avenant)
        avenant = convention.avenant(row.avenant) if convention else None
        if convention is None or avenant is None:
            msg = f"{row.avenant} stands on the board and not in the journal"
            raise EngineStuck(msg)
        match avenant:
            case NetworkAvenant():
                return next_for_network(convention, avenant, self.circular, day)
            case ProviderAvenant():
                return next_for_provider(
                    convention,
                    avenant,
                    cleared=self.is_cleared(row.network),
                    intake=load_intake(self.store.journal, row.network),
                    today=day,
                )

    def is_cleared(self, network: str) -> bool:
        """Whether the network's providers may be told."""
        own = network_convention(network)
        convention = load_convention(self.store.journal, own)
        avenant = convention.avenant(avenant_id(self.circular.id, own)) if convention else None
        return isinstance(avenant, NetworkAvenant) and cleared(avenant, self.circular)

    def began(self, avenant: str) -> datetime:
        """When the workflow's present wait began at the earliest: on the day of the sending."""
        convention = load_convention_of(self.store.journal, avenant)
        known = convention.avenant(avenant) if convention else None
        first = known.communications[0].started_on if known and known.communications else None
        return at(first) if first else self.clock.now()


def is_due(coming: Next, day: date) -> bool:
    """Whether that step can be taken on that day."""
    return coming.step is not None and (coming.on is None or coming.on <= day)
