"""The questions that a listing asks of the board's tables."""

from datetime import date
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    Select,
    Table,
    and_,
    case,
    func,
    null,
    or_,
    select,
)

from audit.board_tables import BoardTables
from audit.rows import BoardRow, TaskRow
from audit.settling import command_for
from domain.procedure import Waiting
from domain.tasks import Task
from domain.values import AvenantKind, Value

Query = Select[*tuple[Any, ...]]
"""A question to the tables."""
R = TypeVar("R", bound=Value)
LAST_CHARACTER = "\U0010ffff"


def as_value(kind: type[R], row: RowMapping) -> R:
    """A row of the database as a row of a listing: names become words of the domain again."""
    return kind.model_validate(dict(row), strict=False)


def listed(of: BoardTables) -> Query:
    """Every avenant, with the columns of a listing."""
    avenants = of.avenants
    return select(*(avenants.c[name] for name in BoardRow.model_fields)).order_by(
        avenants.c.avenant
    )


def narrowed(
    of: BoardTables,
    query: Query,
    *,
    circular: str | None = None,
    network: str | None = None,
    state: str | None = None,
) -> Query:
    """The query for what is asked for only."""
    for name, value in (("circular", circular), ("network", network), ("state", state)):
        if value is not None:
            query = query.where(of.avenants.c[name] == value)
    return query


def beginning_with(of: BoardTables, text: str) -> ColumnElement[bool]:
    """Avenants whose own id, or whose convention's, begins so; capitals are told apart."""
    columns = (of.avenants.c.avenant, of.avenants.c.convention)
    return or_(*(and_(c >= text, c < text + LAST_CHARACTER) for c in columns))


def open_ones(of: BoardTables) -> Query:
    """Avenants for which something can still come.

    A provider avenant waits for its network until the record says that the network may turn to
    its providers; from then on it is due at once.
    """
    avenants = of.avenants
    own = avenants.alias("network_avenants")
    held_back = and_(
        avenants.c.kind == AvenantKind.PROVIDER,
        avenants.c.state == "prepared",
        own.c.cleared_on.is_(None),
    )
    same = and_(
        own.c.circular == avenants.c.circular,
        own.c.network == avenants.c.network,
        own.c.kind == AvenantKind.NETWORK,
    )
    return (
        select(
            avenants.c.avenant,
            avenants.c.kind,
            avenants.c.network,
            avenants.c.state,
            case((held_back, Waiting.ITS_NETWORK.value), else_=avenants.c.waiting_for).label(
                "waiting_for"
            ),
            case((held_back, null()), else_=avenants.c.due_on).label("due_on"),
        )
        .select_from(avenants.outerjoin(own, same))
        .where(avenants.c.waiting_for != Waiting.NOTHING)
        .order_by(avenants.c.avenant)
    )


def task_row(row: RowMapping) -> TaskRow:
    """A task with the command line that settles it."""
    task = Task.model_validate({**row, "about": row["about"] or None}, strict=False)
    return TaskRow(**dict(task), command=command_for(task))


def by_urgency(task: TaskRow) -> tuple[date, date, str]:
    """The nearest deadline first, then what has waited longest."""
    return (task.deadline or date.max, task.since, task.avenant)


def waiting_through(of: BoardTables, network: str, through: date) -> Query:
    """Provider avenants whose window has ended by that day and that nobody has answered."""
    avenants = of.avenants
    return (
        select(avenants.c.avenant)
        .where(
            avenants.c.network == network,
            avenants.c.state == "sent",
            avenants.c.last_day <= through,
        )
        .order_by(avenants.c.avenant)
    )


def all_tasks(of: BoardTables) -> Query:
    """What waits for a person."""
    return select(*(of.tasks.c[name] for name in Task.model_fields))


def counted(of: BoardTables, circular: str | None = None, network: str | None = None) -> Query:
    """How many avenants of each network and kind stand in each state."""
    counts = of.counts
    by = (counts.c.network, counts.c.kind, counts.c.state)
    query = select(*by, func.sum(counts.c.number).label("avenants")).group_by(*by).order_by(*by)
    return only(query, counts, circular, network)


def conventions_of(of: BoardTables, circular: str, network: str | None = None) -> Query:
    """The conventions that a circular amends."""
    query = select(of.avenants.c.convention).order_by(of.avenants.c.convention)
    return only(query, of.avenants, circular, network)


def ahead(of: BoardTables, circular: str, network: str | None = None) -> Query:
    """How many last days and ends of conventions fall on which day."""
    columns = ("network", "what", "falls_on", "number")
    query = select(*(of.ahead.c[name] for name in columns))
    return only(query, of.ahead, circular, network)


def by_day(of: BoardTables, circular: str, network: str | None = None) -> Query:
    """By how much each number changed on which day, the first day first."""
    columns = ("network", "kind", "what", "day", "number")
    query = select(*(of.days.c[name] for name in columns)).order_by(of.days.c.day)
    return only(query, of.days, circular, network)


def only(query: Query, table: Table, circular: str | None, network: str | None) -> Query:
    """The query for that circular and network, where they are given."""
    for name, value in (("circular", circular), ("network", network)):
        if value is not None:
            query = query.where(table.c[name] == value)
    return query
