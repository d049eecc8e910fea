"""Recording the text of a model convention, and what was published of it, as evidence and fact."""

from datetime import date
from uuid import UUID

from domain.fact import Fact
from domain.model_facts import CoordinatedVersionPublished, ModelTextAdopted
from domain.model_text import ModelText, freeze_text
from domain.office import Actor
from journal.envelope import Context, Recorded
from journal.handling import handle
from journal.opening import Store
from journal.streams import model_from, model_stream

TEXT = "application/json"


def adopt(
    store: Store, text: ModelText, reason: str, actor: Actor, command_id: UUID
) -> tuple[Recorded, ...]:
    """Lay a base text down; nothing where it is the one that counts from that day already."""
    content = store.evidence.put(freeze_text(text), TEXT)

    def follow(history: tuple[Recorded, ...]) -> list[Fact]:
        if content in model_from(history).texts:
            return []
        return [
            ModelTextAdopted(
                on=text.counts_from,
                model=text.model,
                content=content,
                through=text.through,
                reason=reason,
                by=actor.id,
            )
        ]

    return handle(store.journal, model_stream(text.model), follow, context(text, actor, command_id))


def keep_published(  # noqa: PLR0913 - what was published, where, when, with what, by whom
    store: Store,
    text: ModelText,
    *,
    on: date,
    found_at: str,
    circular: str | None,
    document: str | None,
    actor: Actor,
    command_id: UUID,
) -> tuple[Recorded, ...]:
    """Keep a coordinated version as it was published; the same again changes nothing."""
    fact = CoordinatedVersionPublished(
        on=on,
        model=text.model,
        content=store.evidence.put(freeze_text(text), TEXT),
        evidence=document,
        found_at=found_at,
        circular=circular,
        by=actor.id,
    )

    def follow(history: tuple[Recorded, ...]) -> list[Fact]:
        same = {"by"}
        known = any(
            isinstance(one.fact, CoordinatedVersionPublished)
            and one.fact.model_dump(exclude=same) == fact.model_dump(exclude=same)
            for one in history
        )
        return [] if known else [fact]

    return handle(store.journal, model_stream(text.model), follow, context(text, actor, command_id))


def context(text: ModelText, actor: Actor, command_id: UUID) -> Context:
    """Who did it, at the terminal."""
    return Context(
        command_id=command_id,
        actor=actor.id,
        channel="cli",
        correlation=model_stream(text.model),
    )
