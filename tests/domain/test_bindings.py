"""Is this convention in force on that day, and under which avenants?"""

from datetime import date, timedelta

import pytest

from domain.bindings import Binding, binding
from tests.domain.builders import (
    AVENANT,
    NETWORK_AVENANT,
    SECOND,
    TERMINATION,
    Case,
    a_network_avenant,
    a_provider_avenant,
    a_silent_avenant,
    accept,
    convention,
    countersign,
    end_convention,
    given,
    june,
    march,
    may,
    prepare,
    refuse,
    sending,
    sign,
    terminate,
    two_avenants,
)

DAY = timedelta(days=1)


def on(case: Case, day: date) -> Binding:
    assert case.convention is not None
    return binding(case.convention, day)


def test_an_accepted_avenant_binds_from_its_entry_into_force_and_not_from_the_answer() -> None:
    """In force on 1 January 2026, whatever the day of sending."""
    case = a_provider_avenant().after(accept(march(10)))
    assert on(case, date(2026, 1, 1)).avenants == (AVENANT,)
    assert on(case, date(2025, 12, 31)) == Binding(in_force=True, avenants=(), ends_on=None)


def test_a_convention_begun_later_is_bound_from_its_beginning() -> None:
    case = given().after(convention(began_on=march(2)), prepare(today=march(2)))
    case = case.after(*sending(march(3)), accept(march(10)))
    assert on(case, march(2)).avenants == (AVENANT,)
    assert not on(case, march(1)).in_force


@pytest.mark.parametrize(
    ("case", "binds"),
    [
        (a_provider_avenant(), False),
        (a_silent_avenant(), True),
        (a_provider_avenant().after(refuse(march(10))), False),
        (a_provider_avenant().after(refuse(march(10), by_representative=False)), False),
    ],
    ids=["open", "tacit", "refused", "contested"],
)
def test_only_what_was_accepted_binds(case: Case, *, binds: bool) -> None:
    """Expressly or by silence."""
    assert on(case, may(4)).avenants == ((AVENANT,) if binds else ())


def test_the_last_day_in_force_is_the_eve_of_the_termination() -> None:
    case = a_provider_avenant().after(refuse(march(10)), terminate())
    assert on(case, TERMINATION - DAY).in_force
    assert not on(case, TERMINATION).in_force
    assert on(case, june(8)).ends_on == TERMINATION


def test_one_convention_may_be_bound_by_several_avenants() -> None:
    case = two_avenants().after(accept(march(10)), accept(may(4), avenant=SECOND))
    assert on(case, may(5)).avenants == (AVENANT, SECOND)


def test_after_the_end_nothing_binds() -> None:
    case = a_provider_avenant().after(accept(march(10)), end_convention(may(4)))
    assert on(case, may(3)).avenants == (AVENANT,)
    assert on(case, may(4)) == Binding(in_force=False, avenants=(), ends_on=may(4))


def test_a_network_is_bound_once_all_three_have_signed() -> None:
    case = a_network_avenant().after(sign(march(10)))
    assert on(case, march(12)).avenants == ()
    case = case.after(countersign(march(12)))
    assert on(case, march(12)).avenants == (NETWORK_AVENANT,)
