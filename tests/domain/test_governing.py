"""Which avenants put a convention's text together on a day, and from which base text."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from domain import facts as f
from domain.amendment import Amendment
from domain.contracts import Launched, contract_of, rows_on
from domain.governing import (
    Amending,
    Governing,
    alive_on,
    all_bind,
    base_for,
    counting,
    end_of,
    governing,
    model_steps,
)
from domain.state import Avenant, Convention
from domain.values import AvenantKind, Channel, PartyKind
from tests.domain.amendments import an_amendment
from tests.domain.builders import (
    AVENANT,
    CORRECTED,
    NETWORK_AVENANT,
    SECOND,
    TERMINATION,
    Case,
    a_network_avenant,
    a_provider_avenant,
    a_silent_avenant,
    accept,
    april,
    bounce,
    convention,
    countersign,
    decide_for,
    end_convention,
    given,
    june,
    march,
    may,
    prepare,
    refuse,
    sending,
    sign,
    silence,
    supersede,
    take_back,
    terminate,
    two_avenants,
    withdraw,
)
from tests.domain.test_coordinating import a_text

NUMBERS = {"2026-001": 3, "2026-001b": 3, "2026-002": 4}


def an_amendment_of(circular: str) -> Amendment:
    amendment = an_amendment(prints_budget=False)
    model = amendment.provider.model_copy(update={"number": NUMBERS[circular]})
    return amendment.model_copy(update={"provider": model, "network": model})


def content(avenant: Avenant) -> Amendment:
    return an_amendment_of(avenant.circular)


def known(case: Case) -> Convention:
    assert case.convention is not None
    return case.convention


def on(case: Case, day: date, *circulars: Amending, network: Case | None = None) -> Governing:
    beside = known(network) if network else None
    return governing(known(case), day, content, circulars, beside)


def names(found: Governing) -> list[str]:
    return [step.origin.name for step in found.steps]


def launched(circular: str = "2026-001", **changes: Any) -> Amending:
    return Amending(
        circular=circular,
        launched_on=march(2),
        amendment=an_amendment_of(circular),
        **changes,
    )


def test_avenants_are_applied_in_the_order_of_their_numbers() -> None:
    both = two_avenants().after(accept(may(4), avenant=SECOND), accept(march(10), today=may(4)))
    assert names(on(both, may(5))) == [AVENANT, SECOND]


def test_a_corrected_text_takes_the_place_of_the_wrong_one() -> None:
    """Both were accepted: the passage of the wrong one does not stand there twice."""
    case = a_silent_avenant().after(
        prepare(CORRECTED, today=april(20), supersedes=AVENANT),
        *sending(april(20), avenant=CORRECTED),
    )
    assert names(on(case, may(1))) == [AVENANT]
    case = case.after(accept(may(4), avenant=CORRECTED))
    assert names(on(case, may(5))) == [CORRECTED]


def test_a_refusal_sets_the_end_ahead_and_the_unamended_text_governs_until_then() -> None:
    case = a_provider_avenant().after(refuse(march(10)))
    assert end_of(known(case)) == TERMINATION
    eve = on(case, TERMINATION - timedelta(days=1))
    assert (eve.in_force, eve.steps) == (True, ())
    assert [(one.avenant, one.state) for one in eve.unbound] == [(AVENANT, "refused")]
    assert not on(case, TERMINATION).in_force


def test_an_earlier_end_for_another_cause_is_the_end() -> None:
    case = a_provider_avenant().after(refuse(march(10)), end_convention(april(1)))
    assert end_of(known(case)) == april(1)


NETWORK_SIGNED = a_network_avenant().after(sign(march(10)), countersign(march(12)))


MID_MARCH = march(16)


def begun(day: date = MID_MARCH) -> Case:
    return given().after(convention(began_on=day, today=day))


@pytest.mark.parametrize(
    ("case", "circular", "network", "bound"),
    [
        (begun(), launched(), NETWORK_SIGNED, True),
        (begun(), launched(), a_network_avenant(), False),
        (begun(), launched(), None, False),
        (begun(), launched(withdrawn_on=march(17)), NETWORK_SIGNED, True),
        (begun(), launched(withdrawn_on=march(16)), NETWORK_SIGNED, False),
        (begun(), launched(corrected=True), NETWORK_SIGNED, False),
        (begun(march(2)), launched(), NETWORK_SIGNED, False),
        (begun().after(prepare(today=march(16))), launched(), NETWORK_SIGNED, False),
    ],
    ids=[
        "begun later",
        "unsigned",
        "unknown",
        "withdrawn afterwards",
        "withdrawn before",
        "corrected",
        "begun that day",
        "on the old text",
    ],
)
def test_who_began_on_the_new_text_is_bound_without_an_avenant(
    case: Case, circular: Amending, network: Case | None, *, bound: bool
) -> None:
    found = on(case, may(5), circular, network=network)
    assert names(found) == (["2026-001"] if bound else [])


def test_a_model_has_what_a_circular_said_until_it_is_withdrawn() -> None:
    taken_back, wrong = launched(withdrawn_on=march(20)), launched(corrected=True)
    provider = AvenantKind.PROVIDER
    assert len(model_steps([taken_back], provider, march(19))) == 1
    assert model_steps([taken_back], provider, march(20)) == ()
    assert model_steps([wrong], provider, march(19)) == ()


def test_a_network_that_began_later_is_bound_by_itself() -> None:
    case = given().after(
        convention(
            convention="net-namur",
            party_kind=PartyKind.NETWORK,
            began_on=march(16),
            today=march(16),
        )
    )
    assert names(on(case, may(5), launched())) == ["2026-001"]


def test_a_consolidated_base_text_is_for_those_whom_all_of_it_binds() -> None:
    first = a_text(through=2)
    consolidated = a_text(through=3, counts_from=may(1))
    accepted, refused = a_silent_avenant(), a_provider_avenant().after(refuse(march(10)))
    for case, expected in ((accepted, consolidated), (refused, first)):
        through = all_bind(known(case), may(5), content)
        assert base_for([first, consolidated], may(5), through) == expected
    assert base_for([first, consolidated], april(30)) == first
    assert base_for([consolidated], april(30)) is None


WHAT_MAY_HAPPEN: list[Any] = [
    refuse(march(10)),
    refuse(april(6)),
    refuse(march(20), by_representative=False),
    accept(march(12)),
    accept(may(4), avenant=SECOND),
    silence(),
    silence(june(20), avenant=SECOND),
    take_back(march(9), agreed=False),
    decide_for(f.Outcome.ACCEPTANCE, april(20)),
    decide_for(f.Outcome.REFUSAL, april(21)),
    end_convention(may(20)),
    bounce(march(9)),
    terminate(),
    withdraw(may(2)),
    supersede(may(6)),
    prepare(CORRECTED, today=april(20), supersedes=AVENANT),
    accept(may(7), avenant=CORRECTED),
]


@over(
    st.lists(st.sampled_from(WHAT_MAY_HAPPEN), max_size=8),
    st.integers(-200, 200),
    st.sampled_from(Channel),
)
def test_the_list_of_contracts_says_what_governs(
    commands: list[Any], days: int, channel: Channel
) -> None:
    """Whatever happened, in sense or nonsense: one rule, read in two ways."""
    case = two_avenants() if channel is Channel.LETTER else a_provider_avenant(channel=channel)
    for command in commands:
        case = case.when(command)
    day = march(3) + timedelta(days=days)
    standing = known(case)
    rows = rows_on([contract_of(standing)], day, [], {})
    assert bool(rows) == alive_on(standing, day)
    if rows:
        [row] = rows
        assert row.avenants == tuple(sorted(one.id for one in counting(standing, day)))
        assert row.ends_on == on(case, day).ends_on


def test_the_list_knows_who_began_on_the_new_text() -> None:
    later = Launched(circular="2026-001", launched_on=march(2), entry_into_force=date(2026, 1, 1))
    agreed = {"namur": frozenset({"2026-001"})}
    [row] = rows_on([contract_of(known(begun()))], may(5), [later], agreed)
    assert (row.avenants, row.circulars) == ((), ("2026-001",))
    [row] = rows_on([contract_of(known(NETWORK_SIGNED))], may(5), [later], agreed)
    assert (row.avenants, row.circulars) == ((NETWORK_AVENANT,), ("2026-001",))
