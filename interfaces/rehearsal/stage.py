"""The stage of a rehearsal: a store of its own, an invented office, a launched circular."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from uuid import uuid5

from activities.model_texts import adopt
from domain.circular import Circular
from domain.circular_facts import CircularLaunched
from domain.frozen import freeze
from domain.office import Actor
from domain.values import Channel, Role, avenant_id, network_convention
from interfaces.circulars.model_texts import model_texts_in
from interfaces.cli.registered import bring_journal_up
from interfaces.registers.invented import NetworkInfo, coordinator_id, invent
from interfaces.registers.reading import plan_file
from interfaces.rehearsal.acts import CELL, IDS
from journal.clock import BRUSSELS, RehearsalClock
from journal.envelope import Context
from journal.known_facts import known_facts
from journal.opening import Store, open_rehearsal
from journal.registration import apply_import
from journal.streams import circular_stream

MODELS = Path(__file__).parents[2] / "circulars" / "models"
BEGINS = time(8)
"""When a rehearsed day begins, in Brussels: after the engine's own morning."""


@dataclass(frozen=True)
class Stage:
    """Everything that a play needs before the first act."""

    store: Store
    clock: RehearsalClock
    circular: Circular
    coordinators: dict[str, Actor]
    networks: list[tuple[str, str]]
    """(network, avenant)"""
    providers: list[tuple[str, str, Channel]]
    """(avenant, network, channel)"""
    registers: Path
    """The folder in which the invented registers lie as files."""
    twins: set[str]
    """Avenants of providers who hold another convention, of which they keep the other."""


def at(day: date) -> datetime:
    """When that rehearsed day begins."""
    return datetime.combine(day, BEGINS, BRUSSELS)


def set_stage(
    url: str, folder: Path, circular: Circular, start: date, providers: int, seed: int
) -> Stage:
    """Make the store, invent and import the office, and launch the circular."""
    store, clock = open_rehearsal(url, facts=known_facts(), starts_at=at(start))
    networks = [NetworkInfo(n.name, n.kind, n.languages) for n in circular.networks]
    import_office(store, folder, networks, providers, seed)
    lay_down_texts(store)
    launch(store, circular)
    rows = [
        row
        for network in store.registers.networks()
        for row in store.registers.conventions_of(network.id, limit=providers + 1)
    ]
    return Stage(
        store=store,
        clock=clock,
        circular=circular,
        coordinators={
            n.id: Actor(id=coordinator_id(n.id), role=Role.COORDINATOR, networks=(n.id,))
            for n in circular.networks
        },
        networks=[
            (n.id, avenant_id(circular.id, network_convention(n.id))) for n in circular.networks
        ],
        providers=[(avenant_id(circular.id, r.id), r.network, r.channel) for r in rows],
        registers=folder,
        twins=find_twins(store, circular, [row.id for row in rows]),
    )


def import_office(
    store: Store, folder: Path, networks: Sequence[NetworkInfo], providers: int, seed: int
) -> None:
    """Invent the three registers and import them as a person would, file by file."""
    folder.mkdir(parents=True, exist_ok=True)
    for register, path in invent(networks, providers, seed).write(folder).items():
        plan = plan_file(register, path, store.registers)
        apply_import(plan, store.registers, recorded_at=store.clock.now(), by=CELL.id)
    bring_journal_up(store, CELL)


def lay_down_texts(store: Store) -> None:
    """Adopt the base texts of both models, where this is a clone that has them."""
    for kind, text in model_texts_in(MODELS).items():
        adopt(store, text, "Laid down for this rehearsal.", CELL, uuid5(IDS, f"adopt {kind}"))


def launch(store: Store, circular: Circular) -> None:
    """Freeze the circular as evidence and launch it."""
    fact = CircularLaunched(
        on=store.clock.today(),
        circular=circular.id,
        reference=circular.reference,
        kind=circular.kind,
        content=store.evidence.put(freeze(circular), "application/json"),
        corrects=None,
        by=CELL.id,
    )
    context = Context(
        command_id=uuid5(IDS, f"launch {circular.id}"),
        actor=CELL.id,
        channel="cli",
        correlation=circular.id,
    )
    stream = circular_stream(circular.id)
    store.journal.append(stream, [fact], expected_version=0, context=context)


def find_twins(store: Store, circular: Circular, conventions: Sequence[str]) -> set[str]:
    """One avenant of each provider who has conventions in two networks."""
    twins: set[str] = set()
    for convention in conventions:
        others = {row.id for row in store.registers.also_held(convention)}
        if others and min(others | {convention}) == convention:
            twins.add(avenant_id(circular.id, convention))
    return twins
