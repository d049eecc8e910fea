"""Recording what becomes of a file: each fact in the file's own stream, once per command."""

from collections.abc import Callable, Iterable, Sequence
from typing import cast
from uuid import UUID, uuid4

from activities.recording import Door
from domain.archiving import ArchiveFact, FileDestroyed, FileLife, file_of
from domain.office import Actor
from domain.turned import NotPossible, Turned
from journal.envelope import Append, Context, Recorded
from journal.handling import decided_anew, handle
from journal.opening import Store
from journal.recorder import Only
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
        return decide(_life(history))

    context = Context(
        command_id=command_id or uuid4(), actor=actor.id, channel=door, correlation=avenant
    )
    try:
        return handle(store.journal, archive_stream(avenant), facts, context)
    except Turned as turned:
        return turned.answer


def record_destruction(
    store: Store,
    avenant: str,
    decide: Decide,
    resting_on: Callable[[], Iterable[str]],
    *,
    actor: Actor,
    door: Door,
) -> tuple[Recorded, ...] | NotPossible:
    """As `record_of_file`, and what `decide` says is destroyed is gone with it, in one step.

    Decided anew where since then something was recorded that names one of the documents, the
    avenant, or one of what `resting_on` gives: another file may rest on a document by now.
    """
    stream = archive_stream(avenant)
    context = Context(command_id=uuid4(), actor=actor.id, channel=door, correlation=avenant)

    def once() -> tuple[Recorded, ...]:
        since = store.journal.head()
        history = store.journal.read(stream)
        if known := tuple(one for one in history if one.command_id == context.command_id):
            return known
        facts = decide(_life(history))
        gone = _destroyed(facts)
        named = (*gone, avenant, *resting_on())
        only = Only(since=since, unnamed=[text.encode() for text in named], emptied=gone)
        return store.journal.append_many([Append(stream, facts, len(history), context)], only)

    try:
        return decided_anew(once)
    except Turned as turned:
        return turned.answer


def _destroyed(facts: Sequence[ArchiveFact]) -> tuple[str, ...]:
    """The addresses of what these facts say is gone."""
    return tuple(
        address
        for fact in facts
        if isinstance(fact, FileDestroyed)
        for address in fact.erased_evidence
    )


def _life(history: tuple[Recorded, ...]) -> FileLife:
    return file_of(tuple(cast("ArchiveFact", one.fact) for one in history))
