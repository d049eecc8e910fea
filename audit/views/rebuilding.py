"""Making read models anew from nothing, while the old ones still answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select, update

from audit.views.collector import uncollected
from audit.views.following import fill, hear, histories, place
from audit.views.history import History, histories_in
from audit.views.states import empty, make_views, states
from audit.views.view import SLOTS, Batch, Slot, View
from journal.faults import faults
from journal.opening import Store
from journal.tables import writing

Progress = Callable[[int, int], None]
"""Is told how many facts were read, and how many there are about."""
AT_ONCE = 20_000
"""Facts after which a transaction is closed."""


class RebuildOvertaken(Exception):
    """Somebody else began to make the same read model anew."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"another rebuild of {name} began meanwhile: nothing is lost, and the old one still "
            "answers; wait until the other has ended"
        )


@dataclass(frozen=True, slots=True)
class Rebuild:
    """One read model being made anew in the slot that does not answer."""

    view: View[Any]
    slot: Slot
    number: int


def rebuild(store: Store, views: Sequence[View[Any]], tell: Progress | None = None) -> int:
    """Make these read models anew and let them answer; the position through which they are right.

    They are filled beside the old ones, which answer and are kept up meanwhile; the change from
    one to the other is a single transaction. Broken off, nothing has changed and it is begun
    again from nothing. Raises RebuildOvertaken where two do it at once.
    """
    make_views(store, views)
    begun = begin(store, views)
    until = store.journal.head()
    with uncollected():
        fill_whole(store, begun, until, tell or (lambda _read, _of: None))
    position, meanwhile = until, store.journal.head()
    while position < meanwhile and (heard := hear(store, position, None)):
        write(store, begun, histories(store, heard))
        position = place(heard[-1])
    position = switch(store, begun, position)
    clear(store, begun)
    return position


def fill_whole(store: Store, begun: Sequence[Rebuild], until: int, tell: Progress) -> None:
    """Fill the slots with everything up to a position, a transaction after some facts each."""
    batches, read, waiting = batches_of(store, begun), 0, 0
    for rows in store.skimming.whole_as_stored(until):
        fill(batches, histories_in(rows, store.skimming))
        waiting += len(rows)
        if waiting >= AT_ONCE:
            write_batches(store, begun, batches)
            batches, read, waiting = batches_of(store, begun), read + waiting, 0
            tell(read, until)
    write_batches(store, begun, batches)


def batches_of(store: Store, begun: Sequence[Rebuild]) -> list[Batch]:
    """An empty batch for each slot that is being filled."""
    return [one.view.batch(store, one.slot) for one in begun]


def begin(store: Store, views: Sequence[View[Any]]) -> list[Rebuild]:
    """Take the slots that do not answer, whoever else had begun to fill them, and empty them.

    All at once and in one order: of two that begin together one has them all.
    """
    with faults(), writing(store.engine) as connection:
        return [_begin(connection, view) for view in sorted(views, key=lambda view: view.name)]


def _begin(connection: Connection, view: View[Any]) -> Rebuild:
    row = states.c
    more = {"rebuilds": row.rebuilds + 1, "rebuilding": row.rebuilds + 1}
    connection.execute(update(states).where(row.name == view.name).values(more))
    asked = select(row.slot, row.rebuilding).where(row.name == view.name)
    slot, number = connection.execute(asked).one()
    begun = Rebuild(view, other(slot), number)
    empty(connection, view, begun.slot)
    return begun


def write(store: Store, begun: Sequence[Rebuild], found: Sequence[History]) -> None:
    """A batch into the slots that are being filled; raises RebuildOvertaken."""
    batches = batches_of(store, begun)
    fill(batches, found)
    write_batches(store, begun, batches)


def write_batches(store: Store, begun: Sequence[Rebuild], batches: Sequence[Batch]) -> None:
    """The same, of what is gathered; all of it in one transaction."""
    with faults(), writing(store.engine, lasting=False) as connection:
        for one, batch in zip(begun, batches, strict=True):
            hold(connection, one)
            batch.write(connection)


def hold(connection: Connection, one: Rebuild) -> None:
    """Make sure, until this transaction ends, that nobody else fills the slot."""
    row = states.c
    mine = (row.name == one.view.name, row.rebuilding == one.number)
    if not connection.execute(update(states).where(*mine).values(rebuilding=one.number)).rowcount:
        raise RebuildOvertaken(one.view.name)


def switch(store: Store, begun: Sequence[Rebuild], position: int) -> int:
    """Let the new ones answer, all in one transaction; the position through which they are right.

    Nobody keeps up the old ones meanwhile: what those know more is read here, which is little, and
    what somebody took away since is not there to be read. Raises RebuildOvertaken.
    """
    row = states.c
    names = [one.view.name for one in begun]
    with faults(), writing(store.engine) as connection:
        for one in begun:
            hold(connection, one)
        furthest = connection.scalar(select(func.max(row.position)).where(row.name.in_(names))) or 0
        while position < furthest and (heard := hear(store, position, furthest)):
            batches = batches_of(store, begun)
            fill(batches, histories(store, heard))
            for batch in batches:
                batch.write(connection)
            position = place(heard[-1])
        for one in begun:
            now = {"slot": one.slot, "position": position, "rebuilding": None}
            connection.execute(update(states).where(row.name == one.view.name).values(now))
    return position


def clear(store: Store, ended: Sequence[Rebuild]) -> None:
    """Empty the slots that answered before, unless they answer again or somebody fills them."""
    row = states.c
    with faults(), writing(store.engine) as connection:
        for one in ended:
            free = (row.name == one.view.name, row.slot == one.slot, row.rebuilding.is_(None))
            held = update(states).where(*free).values(rebuilding=None)
            if connection.execute(held).rowcount:
                empty(connection, one.view, other(one.slot))


def other(slot: Slot) -> Slot:
    """The slot beside it."""
    return SLOTS[1 - SLOTS.index(slot)]
