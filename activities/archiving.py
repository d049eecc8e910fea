"""Recording what becomes of a file: each fact in the file's own stream, once per command."""

from collections.abc import Callable, Sequence
from typing import cast
from uuid import UUID, uuid4

from activities.recording import Door
from domain.archiving import ArchiveFact, FileLife, file_of
from domain.office import Actor
from domain.turned import NotPossible, Turned
from journal.envelope import Context, Recorded
from journal.handling import handle
from journal.opening import Store
from journal.streams import archive_stream

Decide = Callable[[FileLife], Sequence[ArchiveFact]]
"""What follows for a file from what became of it so far."""


def record_of_file(
    store: Store,
    avenant: str,
    decide: Decide,
    *,
    actor: Actor,
    door: Door,
    command_id: UUID | None = None,
) -> tuple[Recorded, ...] | NotPossible:
    """Record what `decide` makes of a file, or give its answer where that is not possible."""

    def facts(history: tuple[Recorded, ...]) -> Sequence[ArchiveFact]:
        return decide(file_of(tuple(cast("ArchiveFact", one.fact) for one in history)))

    context = Context(
        command_id=command_id or uuid4(), actor=actor.id, channel=door, correlation=avenant
    )
    try:
        return handle(store.journal, archive_stream(avenant), facts, context)
    except Turned as turned:
        return turned.answer
