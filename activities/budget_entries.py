"""Recording what is registered about the budget of a network."""

from collections.abc import Callable, Sequence
from typing import cast
from uuid import UUID

from domain.budget_facts import BudgetEntryRetracted, BudgetFact
from domain.fact import Fact
from domain.office import Actor
from domain.turned import NotPossible, Turned
from journal.envelope import Context, Recorded
from journal.handling import Part, handle_together
from journal.opening import Store
from journal.streams import budget_stream

Decision = Callable[[Sequence[BudgetFact]], Sequence[BudgetFact]]
"""What follows from the facts of a network's budget; raises `Turned`."""


def register(
    store: Store, networks: Sequence[str], decisions: Sequence[Decision], who: Actor, command: UUID
) -> tuple[Recorded, ...] | NotPossible:
    """Decide for each network and append its facts; the domain's refusal where it turns one down.

    Those of all networks are recorded at once: a refusal leaves nothing behind, nor does somebody
    who moves what one of them has in that moment.
    """
    parts = [part_of(*each, who, command) for each in zip(networks, decisions, strict=True)]
    try:
        return handle_together(store.journal, parts)
    except Turned as turned:
        return turned.answer


def part_of(network: str, decide: Decision, who: Actor, command: UUID) -> Part:
    """What is decided of one network's budget."""

    def follow(history: tuple[Recorded, ...]) -> Sequence[Fact]:
        return decide(facts_of(history))

    stream = budget_stream(network)
    context = Context(command_id=command, actor=who.id, channel="cli", correlation=stream)
    return Part(stream, follow, context)


def facts_of(history: Sequence[Recorded]) -> tuple[BudgetFact, ...]:
    """The facts themselves, without their envelopes."""
    return tuple(cast("BudgetFact", one.fact) for one in history)


def network_of(store: Store, entry: UUID) -> str | None:
    """The network whose budget has that entry; None where none has."""
    for row in store.registers.networks():
        for one in store.journal.read(budget_stream(row.id)):
            if not isinstance(one.fact, BudgetEntryRetracted) and entry in {
                one.event_id,
                getattr(one.fact, "id", None),
            }:
                return row.id
    return None
