"""The relay: whatever came from outside wakes the workflow that it concerns.

It follows the journal from a tracked position. Killed anywhere it begins again where it was sure
to have come, and a nudge too many changes nothing: a nudge carries no meaning.
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

import structlog
from temporalio.client import Client
from temporalio.service import RPCError

from activities.starting import Start, start_avenants, start_circular
from domain.circular_facts import AboutCircular
from domain.facts import (
    AvenantFact,
    ConventionEnded,
    RegistrationRetracted,
)
from domain.intake import MailboxRead, PostRegistered
from domain.values import ENGINE, split_avenant_id
from journal.envelope import Recorded
from journal.journal import Journal
from journal.streams import convention_stream, load_convention

FOLLOWER = "relay"
BATCH = 500
IDLE_SECONDS = 0.2
"""How long a fact from outside may lie before its workflow hears of it."""
LONGEST_PAUSE = 15.0
"""Seconds between two tries while Temporal cannot be reached."""

WaitingIn = Callable[[str, date], list[str]]
"""The avenants of a network that wait for its post to be read through a day."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Wake:
    """Whom a batch of facts concerns; a set, since one nudge is as good as many."""

    avenants: frozenset[str]
    circulars: frozenset[str]


@dataclass(frozen=True)
class Relay:
    """Follows one journal and wakes workflows at one Temporal server."""

    journal: Journal
    client: Client
    waiting_in: WaitingIn
    rehearsal: bool

    async def run(self, stop: asyncio.Event) -> None:
        """Relay until told to stop; waits while Temporal cannot be reached, and loses nothing."""
        pause = IDLE_SECONDS
        while not stop.is_set():
            try:
                relayed = await self.relay_batch()
                pause = IDLE_SECONDS
            except RPCError as error:
                log.warning("temporal_unreachable", code=str(error.status), again_in=pause)
                relayed = 0
                pause = min(LONGEST_PAUSE, pause * 2)
            if relayed < BATCH:
                await wait_or_stop(stop, pause)

    async def relay_batch(self) -> int:
        """Wake whom the next facts concern, then remember having done so; how many there were."""
        position = await asyncio.to_thread(self.journal.position, FOLLOWER)
        facts = await asyncio.to_thread(self.journal.feed, position, BATCH)
        if not facts:
            return 0
        wake = await asyncio.to_thread(self.whom, facts)
        starts = await asyncio.to_thread(self.starts, wake.avenants)
        for circular in sorted(wake.circulars):
            await start_circular(self.client, circular, rehearsal=self.rehearsal)
        await start_avenants(self.client, starts, nudge=True)
        await asyncio.to_thread(self.journal.follow, FOLLOWER, facts[-1].position)
        if starts or wake.circulars:
            log.info("relayed", facts=len(facts), nudged=len(starts) + len(wake.circulars))
        return len(facts)

    def whom(self, facts: Iterable[Recorded]) -> Wake:
        """Whom these facts concern."""
        avenants: set[str] = set()
        circulars: set[str] = set()
        for one in facts:
            match one.fact:
                case AvenantFact() as fact if concerns_another(one, fact):
                    avenants.add(fact.avenant)
                case ConventionEnded() | RegistrationRetracted():
                    avenants.update(self.avenants_of(one.stream))
                case MailboxRead() | PostRegistered() as fact:
                    avenants.update(self.waiting_in(fact.network, fact.through))
                case AboutCircular() as fact if one.actor != ENGINE:
                    circulars.add(fact.circular)
                case _:
                    pass
        return Wake(frozenset(avenants), frozenset(circulars))

    def avenants_of(self, stream: str) -> list[str]:
        """Every avenant of the convention whose stream that is."""
        convention = load_convention(self.journal, stream.removeprefix(convention_stream("")))
        return [a.id for a in convention.avenants] if convention else []

    def starts(self, avenants: Iterable[str]) -> list[Start]:
        """What each workflow must be started with, should it not run."""
        found: list[Start] = []
        for wanted in sorted(avenants):
            _, convention_id = split_avenant_id(wanted)
            convention = load_convention(self.journal, convention_id)
            avenant = convention.avenant(wanted) if convention else None
            if convention is not None and avenant is not None:
                found.append(
                    Start(
                        avenant=wanted,
                        network=convention.network,
                        kind=avenant.kind,
                        status=avenant.standing.status,
                        rehearsal=self.rehearsal,
                    )
                )
        return found


def concerns_another(one: Recorded, fact: AvenantFact) -> bool:
    """Whether the avenant's own workflow did not cause that fact and must hear of it.

    What came by mail is recorded by the engine, yet comes from outside.
    """
    return one.actor != ENGINE or one.channel != "workflow" or fact.avenant != one.correlation


async def wait_or_stop(stop: asyncio.Event, seconds: float) -> None:
    """Wait that long, or until told to stop."""
    try:
        await asyncio.wait_for(stop.wait(), timeout=seconds)
    except TimeoutError:
        return
