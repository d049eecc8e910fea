"""From the facts of the conventions that were touched to the rows of the board."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, and_, bindparam, delete
from sqlalchemy.dialects import postgresql, sqlite

from audit.board_numbers import Changes
from audit.board_tables import BoardTables
from audit.due import due
from audit.outcomes import cells_of, last_effective_day
from audit.views.following import CONVENTION
from audit.views.loading import load
from domain.circular import Circular
from domain.state import Avenant, Convention
from domain.tasks import Task, tasks_of
from journal.envelope import Skimmed
from journal.tables import pages

Row = dict[str, Any]
"""A row, by the names of its columns."""
Content = Callable[[str], Circular]
"""The frozen circular at an address of the evidence."""


@dataclass(slots=True)
class BoardBatch:
    """The rows of some conventions, to take the place of what the board says of them now."""

    tables: BoardTables
    content: Content
    conventions: list[str] = field(default_factory=list[str])
    known: list[str] = field(default_factory=list[str])
    """Those of them of which the board may say something already."""
    avenants: list[Row] = field(default_factory=list[Row])
    tasks: list[Row] = field(default_factory=list[Row])
    changes: Changes = field(default_factory=Changes)

    def take(self, history: Sequence[Skimmed], new: int) -> None:
        """Add the rows of one convention, given all its facts; what is none is passed over."""
        if not history[0].stream.startswith(CONVENTION):
            return
        convention = self.changes.take(history, new)
        if convention is None:
            return
        changed_on = history[-1].recorded_at.date()
        if new:
            self.known.append(convention.id)
        self.avenants += [
            avenant_row(convention, avenant, self.content(avenant.content), changed_on)
            for avenant in convention.avenants
        ]
        self.tasks += [task_row(convention, task) for task in tasks_of(convention)]

    def write(self, connection: Connection) -> None:
        """Replace what the board says of these conventions, in the caller's transaction."""
        avenants, tasks = self.tables.avenants, self.tables.tasks
        for page in pages(self.known):
            connection.execute(delete(avenants).where(avenants.c.convention.in_(page)))
            connection.execute(delete(tasks).where(tasks.c.convention.in_(page)))
        load(connection, avenants, self.avenants)
        load(connection, tasks, self.tasks)
        totals = self.changes.totals()
        add(connection, self.tables.counts, totals.counts)
        add(connection, self.tables.ahead, totals.ahead)
        add(connection, self.tables.days, totals.days)


def add(connection: Connection, table: Table, changes: Counter[Any]) -> None:
    """Add to the numbers of a table; a number that comes to nothing leaves no row."""
    keys = [column.name for column in table.primary_key]
    rows: list[Row] = [
        {**dict(zip(keys, key, strict=True)), "number": by}
        for key, by in sorted(changes.items())
        if by
    ]
    if not rows:
        return
    make: Any = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
    insert = make[connection.dialect.name](table)
    total = table.c.number + insert.excluded.number
    connection.execute(
        insert.on_conflict_do_update(index_elements=keys, set_={"number": total}), rows
    )
    own = and_(*(table.c[key] == bindparam(f"of_{key}") for key in keys))
    named = [{f"of_{key}": row[key] for key in keys} for row in rows]
    connection.execute(delete(table).where(own, table.c.number == 0), named)


def avenant_row(
    convention: Convention, avenant: Avenant, circular: Circular, changed_on: date
) -> Row:
    """The row of an avenant: what is listed of it, and what is only asked of it."""
    coming = due(convention, avenant, circular, changed_on)
    return {
        **cells_of(convention, avenant),
        "last_day": last_effective_day(avenant),
        "waiting_for": coming.next.waiting_for,
        "due_on": coming.due_on,
        "cleared_on": coming.cleared_on,
    }


def task_row(convention: Convention, task: Task) -> Row:
    """The row of a task."""
    about = str(task.about or "")
    return {**dict(task), "about": about, "convention": convention.id}
