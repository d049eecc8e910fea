"""From the facts of the conventions that were touched to the rows of the board."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, insert

from audit.board_tables import avenants, tasks
from audit.due import due
from audit.outcomes import last_effective_day, row_of
from domain.circular import Circular
from domain.state import Avenant, Convention
from domain.tasks import Task, tasks_of
from journal.envelope import Recorded
from journal.streams import convention_from
from journal.tables import pages

Row = dict[str, Any]
"""A row as the database takes it."""
Content = Callable[[str], Circular]
"""The frozen circular at an address of the evidence."""


@dataclass(slots=True)
class Batch:
    """The rows of some conventions, to take the place of what the board says of them now."""

    conventions: list[str] = field(default_factory=list[str])
    avenants: list[Row] = field(default_factory=list[Row])
    tasks: list[Row] = field(default_factory=list[Row])

    def take(self, history: Sequence[Recorded], content: Content) -> None:
        """Add the rows of one convention, given all its facts."""
        convention = convention_from(tuple(history))
        if convention is None:
            return
        changed_on = history[-1].recorded_at.date()
        self.conventions.append(convention.id)
        self.avenants += [
            avenant_row(convention, avenant, content(avenant.content), changed_on)
            for avenant in convention.avenants
        ]
        self.tasks += [task_row(convention, task) for task in tasks_of(convention)]

    def write(self, connection: Connection) -> None:
        """Replace what the board says of these conventions, in the caller's transaction."""
        for page in pages(self.conventions):
            connection.execute(delete(avenants).where(avenants.c.convention.in_(page)))
            connection.execute(delete(tasks).where(tasks.c.convention.in_(page)))
        for page in pages(self.avenants):
            connection.execute(insert(avenants), page)
        for page in pages(self.tasks):
            connection.execute(insert(tasks), page)


def avenant_row(
    convention: Convention, avenant: Avenant, circular: Circular, changed_on: date
) -> Row:
    """The row of an avenant: what is listed of it, and what is only asked of it."""
    coming = due(convention, avenant, circular, changed_on)
    return {
        **row_of(convention, avenant).model_dump(),
        "last_day": last_effective_day(avenant),
        "waiting_for": coming.next.waiting_for,
        "due_on": coming.due_on,
        "cleared_on": coming.cleared_on,
    }


def task_row(convention: Convention, task: Task) -> Row:
    """The row of a task."""
    about = str(task.about or "")
    return {**task.model_dump(), "about": about, "convention": convention.id}
