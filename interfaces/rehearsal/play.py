"""A whole rehearsal: the stage, the processes, the play, and what is left to look at."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter

from domain.circular import Circular
from domain.values import split_avenant_id
from interfaces.rehearsal.acts import Acts
from interfaces.rehearsal.cases import NetworkCase, ProviderCase
from interfaces.rehearsal.driver import Driver
from interfaces.rehearsal.electronic import Electronic, keys_in
from interfaces.rehearsal.mailed_acts import MailedActs
from interfaces.rehearsal.notes import Notes
from interfaces.rehearsal.post_office import PostOffice
from interfaces.rehearsal.script import (
    CastNetwork,
    CastProvider,
    Script,
    cast_networks,
    cast_providers,
    write,
)
from interfaces.rehearsal.stage import Stage, set_stage
from interfaces.running.processes import Machine, Ports, start_temporal

CONFIRMING = 0.7
"""Share of the networks that confirm their post; the others are waited for."""


BOUNCING_AT_ONCE = (ProviderCase.BOUNCES, ProviderCase.BOUNCES_REFUSES)


@dataclass(frozen=True)
class Wanted:
    """What somebody wants to see rehearsed."""

    circular: Circular
    start: date
    providers: int
    seed: int


@dataclass(frozen=True)
class Played:
    """A rehearsal that has been played."""

    stage: Stage
    script: Script
    notes: Notes
    until: date


def set_the_stage(wanted: Wanted, url: str, folder: Path) -> Stage:
    """The store, the invented office and the launch, before any process runs."""
    return set_stage(
        url, folder / "registers", wanted.circular, wanted.start, wanted.providers, wanted.seed
    )


def write_the_script(
    wanted: Wanted, stage: Stage, post_office: PostOffice | None = None
) -> tuple[Script, Notes]:
    """Everybody's part, from the seed alone; with a post office people move to real mailboxes."""
    random = Random(wanted.seed)  # noqa: S311 - a play, no secret
    notes = Notes()
    networks = cast_networks(stage.networks, random)
    providers = cast_providers(stage.providers, stage.twins, random)
    electronic = Electronic.made(stage.store, keys_in(stage.registers.parent))
    acts = Acts(stage.store, notes, stage.coordinators, electronic=electronic)
    if post_office is not None:
        lost = bouncing(networks, providers)
        post_office.move_in(stage.store, stage.registers, lost)
        acts = MailedActs(
            stage.store,
            notes,
            stage.coordinators,
            electronic=electronic,
            post_office=post_office,
            registers=stage.registers,
            bouncing=lost,
        )
    # What the launch itself does: INAMI sends each network its avenant that day.
    for network in networks:
        notes.note(network.avenant, "sent", on=wanted.start, channel="email")
    return write(acts, networks, providers, wanted.start, random), notes


def bouncing(networks: list[CastNetwork], providers: list[CastProvider]) -> frozenset[str]:
    """The conventions whose first e-mail bounces at once."""
    lost = [n.avenant for n in networks if n.case is NetworkCase.BOUNCES]
    lost += [p.avenant for p in providers if p.case in BOUNCING_AT_ONCE]
    return frozenset(split_avenant_id(avenant)[1] for avenant in lost)


def start_everything(machine: Machine, ports: Ports, *, intake: bool = False) -> None:
    """Temporal with time that can be skipped, the worker and the relay; the intake of real mail."""
    start_temporal(machine, ports, rehearsal=True)
    machine.start_python("worker", "worker", "worker")
    machine.start_python("relay", "worker", "relay")
    if intake:
        machine.start_python("intake", "worker", "intake")


async def play(
    wanted: Wanted,
    stage: Stage,
    written: tuple[Script, Notes],
    ports: Ports,
    progress: Callable[[date, int, int], None],
) -> Played:
    """Play the script against the processes that run; `progress` hears of each day."""
    script, notes = written
    client = await Client.connect(ports.address, data_converter=pydantic_data_converter)
    confirming = Random(wanted.seed).sample(  # noqa: S311 - a play, no secret
        [n.network for n in script.networks], int(len(script.networks) * CONFIRMING)
    )
    done = 0

    def tell(day: date, acts: int) -> None:
        nonlocal done
        done += acts
        progress(day, done, len(script.planned))

    driver = Driver(
        store=stage.store,
        clock=stage.clock,
        client=client,
        circular=wanted.circular,
        confirming=frozenset(confirming),
        progress=tell,
        post_notice=script.acts.post_notice,
    )
    until = await driver.play(list(script.planned), wanted.start)
    return Played(stage, script, notes, until)
