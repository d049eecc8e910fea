"""How long the file of an avenant is kept, counted from the day on which it is closed."""

from datetime import date, timedelta

from pydantic import Field

from domain.archiving import (
    DestructionAuthorised,
    FileArchived,
    FileDestroyed,
    FileLife,
    FileState,
)
from domain.state import (
    Accepted,
    AcceptedTacitly,
    Avenant,
    Concluded,
    Convention,
    Declined,
    Lapsed,
    Superseded,
    Terminated,
    Withdrawn,
)
from domain.tasks import tasks_of
from domain.turned import Turned, Why
from domain.values import Value


class Period(Value):
    """A number of years, and the text from which it is taken."""

    years: int = Field(ge=0, le=200)
    source: str = Field(min_length=1)


class Periods(Value):
    """How long a closed file waits before it is archived, and before which none is destroyed."""

    archive: Period
    keep: Period


class Retained(Value):
    """Where a file stands, and its days; None where they are not known yet."""

    state: FileState
    closed_on: date | None = None
    archive_from: date | None = None
    keep_until: date | None = None
    """The last day on which it may not be destroyed, whoever authorises it."""


def convention_over(convention: Convention) -> date | None:
    """The first day on which the convention is no longer in force; None while that is not known."""
    days = [a.terminated_on for a in convention.provider_avenants if a.terminated_on is not None]
    if convention.ended is not None:
        days.append(convention.ended.on)
    return min(days, default=None)


def closed_on(convention: Convention, avenant: Avenant, today: date) -> date | None:
    """The day on which nothing could come of an avenant any more; None while something can.

    An avenant that binds is needed as long as the convention lasts; a task keeps a file open.
    """
    if any(task.avenant == avenant.id for task in tasks_of(convention)):
        return None
    match avenant.standing:
        case Terminated(terminated_on=day):
            over: date | None = day
        case Withdrawn() | Superseded():
            over = avenant.closing.on if avenant.closing else None
        case Accepted() | AcceptedTacitly() | Concluded() | Declined() | Lapsed():
            over = convention_over(convention)
        case _:
            over = None
    return over if over is not None and over <= today else None


def retained(
    convention: Convention,
    avenant: Avenant,
    life: FileLife,
    periods: Periods,
    today: date,
    *,
    outgrown: bool = False,
) -> Retained:
    """Where the file of an avenant stands today.

    One that was archived and came to life again, by a late registration, is open again. One that
    is over again by now has `outgrown` its archive: what came since is in no bag.
    """
    closed = closed_on(convention, avenant, today)
    if life.destroyed is not None:
        return Retained(state=FileState.DESTROYED, closed_on=closed)
    if closed is None:
        return Retained(state=FileState.OPEN)
    archive_from = years_after(closed, periods.archive.years)
    archived = life.archived_on is not None and life.archived_on >= closed
    if archived and not outgrown:
        state = FileState.ARCHIVED
    elif archived or archive_from <= today:
        state = FileState.TO_BE_ARCHIVED
    else:
        state = FileState.CLOSED
    keep_until = years_after(closed, periods.keep.years) - timedelta(days=1)
    return Retained(state=state, closed_on=closed, archive_from=archive_from, keep_until=keep_until)


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 1 March, when they have passed."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def archive(where: Retained, fact: FileArchived) -> tuple[FileArchived, ...]:
    """The file is exported: only one that is closed, and not one that is destroyed."""
    must_be_closed(where, fact.avenant)
    return (fact,)


def authorise(
    where: Retained, life: FileLife, fact: DestructionAuthorised
) -> tuple[DestructionAuthorised, ...]:
    """Two persons authorise: of a file that is archived, once its period is over."""
    must_be_closed(where, fact.avenant)
    if fact.by == fact.authorised_by:
        raise Turned(Why.SAME_PERSON, by=fact.by)
    if not fact.reason.strip() or not fact.reference.strip():
        raise Turned(Why.REASON_MISSING)
    if where.state is not FileState.ARCHIVED:
        raise Turned(Why.NOT_ARCHIVED, avenant=fact.avenant)
    if where.keep_until is None or fact.on <= where.keep_until:
        raise Turned(Why.KEPT_UNTIL, avenant=fact.avenant, until=where.keep_until)
    aside = {"on", "by"}
    known = life.authorised and life.authorised.model_dump(exclude=aside)
    return () if known == fact.model_dump(exclude=aside) else (fact,)


def destroy(where: Retained, life: FileLife, fact: FileDestroyed) -> tuple[FileDestroyed, ...]:
    """The file is destroyed: only by a recorded authorisation, of which no day was undone since."""
    must_be_closed(where, fact.avenant)
    if where.state is not FileState.ARCHIVED:
        raise Turned(Why.NOT_ARCHIVED, avenant=fact.avenant)
    if life.authorised is None:
        raise Turned(Why.NOT_AUTHORISED, avenant=fact.avenant)
    if where.keep_until is None or fact.on <= where.keep_until:
        raise Turned(Why.KEPT_UNTIL, avenant=fact.avenant, until=where.keep_until)
    return (fact,)


def must_be_closed(where: Retained, avenant: str) -> None:
    """Turn down what is not done with a file that is open or gone."""
    if where.state is FileState.DESTROYED:
        raise Turned(Why.FILE_DESTROYED, avenant=avenant)
    if where.state is FileState.OPEN:
        raise Turned(Why.FILE_OPEN, avenant=avenant)
