"""The one way by which a command becomes facts, whoever gives it."""

from dataclasses import dataclass
from typing import Literal, cast
from uuid import UUID, uuid4, uuid5

from domain.commands import AnyCommand
from domain.decide import decide
from domain.facts import ConventionFact
from domain.office import ENGINE_ITSELF, Actor
from domain.state import Convention
from domain.turned import NotPossible
from journal.envelope import Context, Recorded
from journal.errors import Conflict
from journal.handling import handle
from journal.opening import Store
from journal.streams import convention_from, convention_stream

Door = Literal["cli", "workflow", "web", "mailbox", "import"]

STEPS = UUID("5b0e0ab0-6f0c-5c0f-9f5e-2f5d9a8f7a11")
"""The namespace of the command ids of the engine's own steps."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A convention as its stream was read, and the version up to which."""

    convention: Convention
    version: int


class _TurnedDown(Exception):
    def __init__(self, answer: NotPossible) -> None:
        self.answer = answer
        super().__init__(answer.why)


def step_command(avenant: str, step: str, cause: object) -> UUID:
    """The command id of a step of the engine: avenant, step and what caused it, never a run.

    Repeated, the step returns the facts already recorded; caused anew, it acts anew.
    """
    return uuid5(STEPS, f"{avenant} {step} {cause}")


def record(  # noqa: PLR0913 - the envelope has this many sides
    store: Store,
    convention: str,
    command: AnyCommand,
    *,
    actor: Actor = ENGINE_ITSELF,
    door: Door,
    correlation: str,
    command_id: UUID | None = None,
    causation: UUID | None = None,
    seen: Seen | None = None,
    anew: bool = True,
) -> tuple[Recorded, ...] | NotPossible:
    """Decide a command on its convention and append the facts at the version that was read.

    Gives the facts, none where all was known already, or the domain's refusal. Somebody else's
    append in between makes it decide again. Raises what the store raises. With `seen` it is first
    tried on what was just read; only if that is old or nothing comes of it is the stream read anew.
    Not `anew`: nothing is recorded then, for a command that may rest on what was seen alone.
    """
    context = Context(
        command_id=command_id or uuid4(),
        actor=actor.id,
        channel=door,
        causation=causation,
        correlation=correlation,
    )

    if seen is not None and (recorded := _on_what_was_seen(store, seen, command, actor, context)):
        return recorded
    if not anew:
        return ()

    def follow(history: tuple[Recorded, ...]) -> tuple[ConventionFact, ...]:
        decision = decide(convention_from(history), command, actor)
        if isinstance(decision, NotPossible):
            raise _TurnedDown(decision)
        return decision

    try:
        return handle(store.journal, convention_stream(convention), follow, context)
    except _TurnedDown as turned:
        return turned.answer


def _on_what_was_seen(
    store: Store, seen: Seen, command: AnyCommand, actor: Actor, context: Context
) -> tuple[Recorded, ...]:
    """The facts if they could be appended right behind what was seen, else none."""
    decision = decide(seen.convention, command, actor)
    if isinstance(decision, NotPossible):
        return ()
    stream = convention_stream(seen.convention.id)
    try:
        return store.journal.append(
            stream, decision, expected_version=seen.version, context=context
        )
    except Conflict:
        return ()


def facts_of(recorded: tuple[Recorded, ...]) -> tuple[ConventionFact, ...]:
    """The facts themselves, without their envelopes."""
    return tuple(cast("ConventionFact", one.fact) for one in recorded)
