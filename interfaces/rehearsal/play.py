"""A whole rehearsal: the stage, the processes, the play, and what is left to look at."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter

from domain.circular import Circular
from interfaces.rehearsal.acts import Acts
from interfaces.rehearsal.driver import Driver
from interfaces.rehearsal.notes import Notes
from interfaces.rehearsal.script import Script, cast_networks, cast_providers, write
from interfaces.rehearsal.stage import Stage, set_stage
from interfaces.running.processes import Machine, Ports, start_temporal

CONFIRMING = 0.7
"""Share of the networks that confirm their post; the others are waited for."""


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


def write_the_script(wanted: Wanted, stage: Stage) -> tuple[Script, Notes]:
    """Everybody's part, from the seed alone."""
    random = Random(wanted.seed)  # noqa: S311 - a play, no secret
    notes = Notes()
    acts = Acts(stage.store, notes, stage.coordinators)
    networks = cast_networks(stage.networks, random)
    providers = cast_providers(stage.providers, stage.twins, random)
    # What the launch itself does: INAMI sends each network its avenant that day.
    for network in networks:
        notes.note(network.avenant, "sent", on=wanted.start, channel="email")
    return write(acts, networks, providers, wanted.start, random), notes


def start_everything(machine: Machine, ports: Ports) -> None:
    """Temporal with time that can be skipped, the worker and the relay."""
    start_temporal(machine, ports, rehearsal=True)
    machine.start_python("worker", "worker", "worker")
    machine.start_python("relay", "worker", "relay")


async def play(
    wanted: Wanted, stage: Stage, ports: Ports, progress: Callable[[date, int, int], None]
) -> Played:
    """Play the script against the processes that run; `progress` hears of each day."""
    script, notes = write_the_script(wanted, stage)
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
    )
    until = await driver.play(list(script.planned), wanted.start)
    return Played(stage, script, notes, until)
