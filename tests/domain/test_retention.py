"""How long a file is kept, and that none is destroyed before its day or without authority."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import commands as c
from domain.archiving import (
    DestructionAuthorised,
    FileArchived,
    FileDestroyed,
    FileLife,
    FileState,
    file_of,
)
from domain.facts import TaskKind
from domain.retention import (
    Period,
    Periods,
    Retained,
    archive,
    authorise,
    closed_on,
    destroy,
    retained,
    years_after,
)
from domain.state import Refused
from domain.turned import Turned, Why
from tests.domain.builders import (
    ANNA,
    AVENANT,
    NETWORK_AVENANT,
    SECOND,
    TERMINATION,
    Case,
    a_network_avenant,
    a_prepared_avenant,
    a_provider_avenant,
    a_silent_avenant,
    accept,
    april,
    decline,
    end_convention,
    july,
    march,
    refuse,
    terminate,
    two_avenants,
    withdraw,
)

PERIODS = Periods(
    archive=Period(years=10, source="a text"), keep=Period(years=30, source="another text")
)
ENDED = date(2027, 7, 1)


def closed(case: Case, today: date = date(2030, 1, 1), avenant: str = AVENANT) -> date | None:
    assert case.convention is not None
    return closed_on(case.convention, case.avenant(avenant), today)


def settled(*tasks: TaskKind) -> list[c.AnyCommand]:
    """The network did what only a person can."""
    return [
        c.SettleTask(today=july(1), by=ANNA, avenant=AVENANT, task=task, note="done")
        for task in tasks
    ]


def ended(case: Case) -> Case:
    return case.after(end_convention(ENDED))


@pytest.mark.parametrize(
    "case",
    [
        a_prepared_avenant(),
        a_provider_avenant(),
        a_provider_avenant().after(refuse(march(20))),
        a_provider_avenant().after(refuse(march(20), by_representative=False)),
        a_network_avenant(),
    ],
)
def test_a_file_is_open_while_something_can_come_of_it(case: Case) -> None:
    avenant = next(a.id for a in case.convention.avenants) if case.convention else ""
    assert closed(case, avenant=avenant) is None


@pytest.mark.parametrize("case", [a_silent_avenant(), a_provider_avenant().after(accept(march(9)))])
def test_an_avenant_that_binds_is_needed_as_long_as_the_convention_lasts(case: Case) -> None:
    assert closed(case) is None
    assert closed(ended(case)) == ENDED
    assert closed(ended(case), date(2027, 6, 30)) is None, "not yet"


def test_a_network_that_declined_is_asked_as_long_as_its_convention_lasts() -> None:
    case = a_network_avenant().after(decline(april(1)))
    assert closed(case, avenant=NETWORK_AVENANT) is None
    assert closed(ended(case), avenant=NETWORK_AVENANT) == ENDED


def test_others_are_closed_on_their_own_day() -> None:
    assert closed(a_provider_avenant().after(withdraw(march(20)))) == march(20)
    assert closed(a_provider_avenant().after(end_convention(march(25)))) == march(25), "lapsed"


def test_a_task_keeps_the_file_open() -> None:
    """Patients in treatment: the network has to see to them before the file is closed."""
    case = a_provider_avenant().after(refuse(march(20)), terminate())
    assert closed(case) is None
    assert closed(case.after(*settled(TaskKind.CONTINUITY))) == TERMINATION


def test_where_one_avenant_ended_the_convention_the_others_are_closed_with_it() -> None:
    case = two_avenants().after(accept(march(9)), refuse(april(2), avenant=SECOND))
    over = next(a.standing.terminates_on for a in case.convention.provider_avenants
                if isinstance(a.standing, Refused)) if case.convention else ENDED  # fmt: skip
    case = case.after(terminate(over, SECOND))
    assert closed(case) == over


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2027, 6, 30), FileState.OPEN),
        (date(2027, 7, 1), FileState.CLOSED),
        (date(2037, 6, 30), FileState.CLOSED),
        (date(2037, 7, 1), FileState.TO_BE_ARCHIVED),
        (date(2099, 1, 1), FileState.TO_BE_ARCHIVED),
    ],
)
def test_it_is_due_for_the_archive_after_the_years_that_are_set(
    today: date, state: FileState
) -> None:
    assert standing(ended(a_silent_avenant()), FileLife(), today).state is state


def standing(case: Case, life: FileLife, today: date) -> Retained:
    assert case.convention is not None
    return retained(case.convention, case.avenant(), life, PERIODS, today)


def test_archived_it_stays_so_unless_it_comes_to_life_again() -> None:
    archived = file_of((an_export(date(2037, 7, 2)),))
    found = standing(ended(a_silent_avenant()), archived, date(2037, 8, 1))
    assert (found.state, found.keep_until) == (FileState.ARCHIVED, date(2057, 6, 30))
    assert standing(a_silent_avenant(), archived, date(2037, 8, 1)).state is FileState.OPEN


def an_export(on: date) -> FileArchived:
    return FileArchived(on=on, avenant=AVENANT, by="inami.cell", sha256="0" * 64, checkpoint=9)


def an_authorisation(on: date, **changes: Any) -> DestructionAuthorised:
    fields = {
        "avenant": AVENANT,
        "by": "inami.cell",
        "authorised_by": "inami.second",
        "reference": "AGR 2057/1",
        "reason": "over",
    }
    return DestructionAuthorised(on=on, **{**fields, **changes})


def a_destruction(on: date) -> FileDestroyed:
    return FileDestroyed(on=on, avenant=AVENANT, by="inami.cell", erased_evidence=("0" * 64,))


def why(attempt: Any) -> Why:
    with pytest.raises(Turned) as turned:
        attempt()
    return turned.value.answer.why


def test_nothing_is_destroyed_that_is_not_archived_over_and_authorised_by_two() -> None:
    case = ended(a_silent_avenant())
    early, late = date(2057, 6, 30), date(2057, 7, 1)

    def at(day: date, life: FileLife) -> Any:
        return standing(case, life, day)

    nothing, archived = FileLife(), file_of((an_export(date(2040, 1, 1)),))
    assert why(lambda: archive(at(date(2027, 6, 30), nothing), an_export(early))) is Why.FILE_OPEN
    assert archive(at(late, nothing), an_export(late))
    order = an_authorisation(late)
    assert why(lambda: authorise(at(late, nothing), nothing, order)) is Why.NOT_ARCHIVED
    soon = an_authorisation(early)
    assert why(lambda: authorise(at(early, archived), archived, soon)) is Why.KEPT_UNTIL
    alone = an_authorisation(late, authorised_by="inami.cell")
    assert why(lambda: authorise(at(late, archived), archived, alone)) is Why.SAME_PERSON
    unsaid = an_authorisation(late, reference=" ")
    assert why(lambda: authorise(at(late, archived), archived, unsaid)) is Why.REASON_MISSING
    end = a_destruction(late)
    assert why(lambda: destroy(at(late, archived), archived, end)) is Why.NOT_AUTHORISED
    assert authorise(at(late, archived), archived, order) == (order,)
    both = file_of((an_export(date(2040, 1, 1)), order))
    assert authorise(at(late, both), both, order) == (), "it was authorised already"
    other = an_authorisation(late, reference="AGR 2057/2")
    assert authorise(at(late, both), both, other) == (other,), "on another letter"
    assert why(lambda: destroy(at(early, both), both, a_destruction(early))) is Why.KEPT_UNTIL
    assert destroy(at(late, both), both, end) == (end,)
    gone = file_of((an_export(date(2040, 1, 1)), order, end))
    assert why(lambda: destroy(at(late, gone), gone, end)) is Why.FILE_DESTROYED
    assert why(lambda: archive(at(late, gone), an_export(late))) is Why.FILE_DESTROYED


@given(st.dates(date(2020, 1, 1), date(2100, 12, 31)), st.integers(0, 60))
def test_years_later_is_never_early(day: date, years: int) -> None:
    later = years_after(day, years)
    assert (later.year - day.year) == years
    assert (later.month, later.day) >= (day.month, day.day)
    assert (later.month, later.day) in {(day.month, day.day), (3, 1)}
