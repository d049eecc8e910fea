"""From the registers to the journal: what was imported becomes facts of the conventions.

May be called at any time and repeated after any crash: the registers keep the queue.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple
from uuid import uuid5

from sqlalchemy import select

from activities.recording import record
from domain.commands import EndConvention, RegisterConvention
from domain.decide import decide
from domain.facts import EndCause
from domain.office import Actor
from domain.turned import NotPossible
from domain.values import Channel
from interfaces.cli.giving import REGISTRATIONS
from interfaces.cli.session import Session
from journal.envelope import Append, Context, Recorded
from journal.errors import Conflict
from journal.opening import Store
from journal.register_changes import Change
from journal.register_rows import ConventionRow
from journal.register_tables import convention_row, convention_table, conventions_with_kind
from journal.streams import convention_from, convention_stream, load_convention

PAGE = 200
"""Conventions in one transaction."""
TRIES = 10
"""How often a page is decided anew when somebody else wrote to one of its conventions."""


class TurnedDown(NamedTuple):
    """An end that the register knows and the journal cannot take, with the domain's reason."""

    convention: str
    answer: NotPossible


def bring_journal_up(store: Store, actor: Actor) -> tuple[int, tuple[TurnedDown, ...]]:
    """Record every change of the registers that waits, and every end whose day has come.

    Gives how many changes were recorded and the ends that could not be; an end that is still
    ahead is recorded when this is called on or after its day.
    """
    done = 0
    while page := store.registers.changes.waiting(PAGE):
        record_page(store, page, actor)
        store.registers.changes.recorded([change.id for change in page])
        done += len(page)
    return done, tuple(record_ends(store, actor))


def record_page(store: Store, page: Sequence[Change], actor: Actor) -> None:
    """Record some changes in one transaction; a change recorded before stays as it is."""
    # One change of a convention at a time: the next is decided on what this one made.
    for group in apart(page):
        for attempt in range(TRIES):
            try:
                store.journal.append_many(appends(store, group, actor))
                break
            except Conflict:
                if attempt == TRIES - 1:
                    raise


def apart(page: Sequence[Change]) -> Iterator[list[Change]]:
    """The changes in their order, in groups in which no convention occurs twice."""
    group: list[Change] = []
    for change in page:
        if any(change.key == other.key and change.of == other.of for other in group):
            yield group
            group = []
        group.append(change)
    if group:
        yield group


def appends(store: Store, changes: Sequence[Change], actor: Actor) -> list[Append]:
    """What each change adds to the stream of its convention."""
    found: list[Append] = []
    for change in changes:
        row = change.convention()
        if row is None:
            continue
        history = store.journal.read(convention_stream(row.id))
        if any(one.command_id == change.id for one in history):
            continue
        decided = decide(convention_from(history), registration_of(row, store, actor), actor)
        if not isinstance(decided, NotPossible) and decided:
            if overtaken(store, change, history):
                continue
            context = Context(
                command_id=change.id,
                actor=actor.id,
                channel="import",
                correlation=f"import:{change.of}",
            )
            found.append(Append(convention_stream(row.id), decided, len(history), context))
    return found


def overtaken(store: Store, change: Change, history: Sequence[Recorded]) -> bool:
    """Whether a later change of the same row stands in the journal: this one is history then.

    A change that says nothing new to the journal leaves nothing there. Whoever was held up with it
    would else bring back what it said beside that, such as a channel that has changed since.
    """
    if not history:
        return False
    there = {one.command_id for one in history}
    known = store.registers.changes.history(change.of, change.key)
    return any(other.id in there for other in known if other.version > change.version)


def registration_of(row: ConventionRow, store: Store, actor: Actor) -> RegisterConvention:
    """The command by which a row of the register reaches its convention."""
    return RegisterConvention(
        today=store.clock.today(),
        by=actor.id,
        convention=row.id,
        network=row.network,
        kind=row.kind,
        party=row.party,
        party_kind=row.party_kind,
        channel=row.channel,
        language=row.language,
        began_on=row.began_on,
    )


def record_ends(store: Store, actor: Actor) -> Iterator[TurnedDown]:
    """Record the ends that the register knows, that have come, and that the journal has not.

    The register does not say why a convention ended: it counts as having run out. A known cause
    is registered with `avenants lapse` before the end stands in a file.
    """
    for row in ended_rows(store, store.clock.today()):
        convention = load_convention(store.journal, row.id)
        ended = convention.ended if convention else None
        if row.ended_on is None or convention is None or (ended and ended.on == row.ended_on):
            continue
        number = uuid5(REGISTRATIONS, f"register end {row.id} {row.ended_on}")
        if any(line.id == number for line in convention.registrations):
            continue
        end = EndConvention(
            today=store.clock.today(),
            by=actor.id,
            id=number,
            on=row.ended_on,
            cause=EndCause.EXPIRY,
        )
        answer = record(
            store,
            row.id,
            end,
            actor=actor,
            door="import",
            correlation=row.id,
            command_id=number,
        )
        if isinstance(answer, NotPossible):
            yield TurnedDown(row.id, answer)


def ended_rows(store: Store, today: date) -> list[ConventionRow]:
    """The registered conventions whose end has come."""
    query = conventions_with_kind.where(
        convention_table.c.ended_on.is_not(None), convention_table.c.ended_on <= today
    ).order_by(convention_table.c.id)
    with store.engine.connect() as connection:
        return [convention_row(row) for row in connection.execute(query).mappings()]


def ends_ahead(store: Store, today: date) -> int:
    """How many registered conventions have an end that is still to come."""
    query = select(convention_table.c.id).where(convention_table.c.ended_on > today)
    with store.engine.connect() as connection:
        return len(connection.execute(query).all())


def providers_by_channel(session: Session, network: str, today: date) -> Counter[Channel]:
    """How many providers of a network are written to, by channel, were it to send today."""
    count: Counter[Channel] = Counter()
    after: str | None = None
    while page := session.store.registers.conventions_of(network, after, PAGE):
        for row in page:
            if row.began_on <= today and (row.ended_on is None or today < row.ended_on):
                count[row.channel] += 1
        after = page[-1].id
    return count
