"""From the facts of the conventions that were touched to the rows of the board."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from sqlalchemy import Connection, delete, select
from sqlalchemy import Table as SQLTable

from audit.board_numbers import Move, moves_of, totals_of
from audit.board_tables import SLOT_TABLES, BoardTables
from audit.due import Content, due
from audit.outcomes import cells_of, last_effective_day
from audit.views.alike import Alike, Row, Table
from audit.views.history import History
from audit.views.loading import add, load, plain
from domain.state import Avenant, Convention
from domain.tasks import Task, tasks_of
from journal.envelope import Skimmed
from journal.tables import pages

AVENANT_COLUMNS, TASK_COLUMNS = (
    tuple(table.columns.keys()) for table in (SLOT_TABLES["a"].avenants, SLOT_TABLES["a"].tasks)
)


_ALIKE = Alike()
MANY = 200
"""Changes of numbers for which it is worth asking what is there."""
AVENANTS, TASKS, MOVES = range(3)
"""The tables of what a convention comes to: its rows, and how the numbers of the board change."""


@dataclass(slots=True)
class BoardBatch:
    """The rows of some conventions, to take the place of what the board says of them now."""

    tables: BoardTables
    content: Content
    known: list[str] = field(default_factory=list[str])
    """Those of them of which the board may say something already."""
    avenants: list[Row] = field(default_factory=list[Row])
    tasks: list[Row] = field(default_factory=list[Row])
    moves: list[Row] = field(default_factory=list[Row])

    def take(self, history: History) -> None:
        """Add the rows of one convention, given all its facts; what is none is passed over."""
        if history.convention is None:
            return
        come = _ALIKE.come(history, self.come_to)
        if history.new:
            self.known.append(history.convention)
        self.avenants += come.rows(AVENANTS)
        self.tasks += come.rows(TASKS)
        self.moves += come.rows(MOVES)

    def come_to(self, history: Sequence[Skimmed], new: int) -> Sequence[Table]:
        """What the facts of a convention come to."""
        convention, moves = moves_of(history, new)
        changed_on = history[-1].recorded_at.date()
        avenants = [
            avenant_cells(convention, avenant, self.content, changed_on)
            for avenant in convention.avenants
        ]
        tasks = [task_cells(convention, task) for task in tasks_of(convention)]
        return (
            [as_row(AVENANT_COLUMNS, cells) for cells in avenants],
            [as_row(TASK_COLUMNS, cells) for cells in tasks],
            moves,
        )

    def write(self, connection: Connection) -> None:
        """Replace what the board says of these conventions, in the caller's transaction."""
        avenants, tasks = self.tables.avenants, self.tables.tasks
        for page in pages(self.known):
            connection.execute(delete(avenants).where(avenants.c.convention.in_(page)))
            connection.execute(delete(tasks).where(tasks.c.convention.in_(page)))
        load(connection, avenants, self.avenants)
        load(connection, tasks, self.tasks)
        totals = totals_of(cast("list[Move]", self.moves))
        add_to(connection, self.tables.counts, totals.counts)
        add_to(connection, self.tables.ahead, totals.ahead)
        add_to(connection, self.tables.days, totals.days)


def add_to(connection: Connection, table: SQLTable, changes: Counter[Any]) -> None:
    """Add to the numbers of a table; a number that comes to nothing leaves no row."""
    changed: list[Row] = [(*key, by) for key, by in sorted(changes.items()) if by]
    if not changed:
        return
    circulars: set[str] = {row[0] for row in changed}
    if len(changed) > MANY:
        # Of a circular of which nothing was counted before, nothing has to be looked for.
        counted = counted_before(connection, table, circulars)
        load(connection, table, [row for row in changed if row[0] not in counted])
        changed = [row for row in changed if row[0] in counted]
        circulars = counted
    if changed:
        add(connection, table, changed)
    for page in pages(sorted(circulars)):
        nothing = (table.c.circular.in_(page), table.c.number == 0)
        connection.execute(delete(table).where(*nothing))


def counted_before(connection: Connection, table: SQLTable, circulars: set[str]) -> set[str]:
    """Those of these circulars of which the table has a number."""
    found: set[str] = set()
    for page in pages(sorted(circulars)):
        asked = select(table.c.circular).where(table.c.circular.in_(page)).distinct()
        found.update(connection.scalars(asked))
    return found


def as_row(columns: Sequence[str], cells: Mapping[str, Any]) -> Row:
    """These cells as a row with those columns."""
    return tuple([plain(cells[name]) for name in columns])


def avenant_cells(
    convention: Convention, avenant: Avenant, content: Content, changed_on: date
) -> dict[str, Any]:
    """What is listed of an avenant, and what is only asked of it."""
    coming = due(convention, avenant, content, changed_on)
    return {
        **cells_of(convention, avenant),
        "last_day": last_effective_day(avenant),
        "waiting_for": coming.next.waiting_for,
        "due_on": coming.due_on,
        "cleared_on": coming.cleared_on,
    }


def task_cells(convention: Convention, task: Task) -> dict[str, Any]:
    """What is kept of a task."""
    about = str(task.about or "")
    return {**dict(task), "about": about, "convention": convention.id}
