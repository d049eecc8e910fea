"""Who is under contract on a day, under which avenants and until when."""

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import pytest

from audit.law.contracts_view import CONTRACTS, Contracts
from audit.law.conventions import COLUMNS, as_csv, changed_since, in_force
from audit.law.known import Known
from audit.views.rebuilding import rebuild
from domain.contracts import ContractChange
from domain.governing import alive_on, counting
from domain.values import avenant_id
from interfaces.cli.options import end_of
from journal.clock import BRUSSELS
from journal.known_facts import known_facts
from journal.opening import Store, open_rehearsal
from journal.recorder import Row
from tests.audit.law import a_spring_of_answers as spring
from tests.audit.office import Office, day, morning

pytestmark = pytest.mark.slow

EVERYBODY = (
    spring.ACCEPTED,
    spring.REFUSED,
    spring.UNSIGNED,
    spring.LATER_ON_THE_OLD_TEXT,
    spring.LATER_ON_THE_NEW_TEXT,
    spring.LATER_WITH_THE_UNSIGNED,
    spring.CONTESTED,
    spring.RESCINDED,
    spring.FORGOTTEN,
    "net-kempen",
    "net-namur",
)
DAYS = [date(2023, 1, 1), date(2025, 12, 31), *map(day, ("01-01", "03-16", "05-31", "06-01"))]
A = {name: avenant_id("2026-001", name) for name in EVERYBODY}


def under_contract(store: Store, on: date) -> dict[str, tuple[str, ...]]:
    return {row.convention: row.avenants for row in in_force(store, on).conventions}


def test_on_the_eve_of_the_termination_everybody_is_there_with_what_binds(store: Store) -> None:
    assert under_contract(store, day("05-31")) == {
        name: (A[name],)
        if name in {spring.ACCEPTED, spring.LATER_ON_THE_OLD_TEXT, "net-namur"}
        else ()
        for name in EVERYBODY
    }


def test_from_the_day_of_the_termination_who_refused_is_gone(store: Store) -> None:
    assert set(EVERYBODY) - set(under_contract(store, day("06-01"))) == {
        spring.REFUSED,
        spring.RESCINDED,
    }


def test_the_end_that_a_refusal_sets_is_told_before_it_comes(store: Store) -> None:
    """Asked on 10 March, when it was known, and not the day before."""
    for known, ends in (("03-09", None), ("03-10", day("06-01"))):
        then = in_force(store, day("03-10"), as_at=end_of(day(known), BRUSSELS))
        found = {row.convention: row.ends_on for row in then.conventions}
        assert found[spring.REFUSED] == ends


def test_who_began_on_the_new_text_has_no_avenant_and_its_circular(store: Store) -> None:
    rows = {row.convention: row for row in in_force(store, day("05-31")).conventions}
    assert rows[spring.LATER_ON_THE_NEW_TEXT].avenants == ()
    assert rows[spring.LATER_ON_THE_NEW_TEXT].circulars == ("2026-001",)
    assert rows[spring.LATER_WITH_THE_UNSIGNED].circulars == ()


@pytest.mark.parametrize("on", DAYS)
def test_the_list_says_what_the_law_says_of_each_convention(store: Store, on: date) -> None:
    known = Known(store)
    expected: dict[str, tuple[str, ...]] = {}
    for name in EVERYBODY:
        convention = known.convention(name)
        assert convention is not None
        if alive_on(convention, on):
            expected[name] = tuple(sorted(one.id for one in counting(convention, on)))
    assert under_contract(store, on) == expected


def test_as_at_an_instant_only_the_conventions_that_are_asked_for_are_read(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    streams = store.skimming.streams_as_stored

    def noted(names: Iterable[str], **given: Any) -> Iterator[Row]:
        asked = list(names)
        read.extend(asked)
        return streams(asked, **given)

    monkeypatch.setattr(store.skimming, "streams_as_stored", noted)
    in_force(store, day("05-31"), network="kempen")
    del read[:]
    then = in_force(store, day("05-31"), network="kempen", as_at=store.clock.now())

    assert {name.removeprefix("convention-") for name in read} == {
        "net-kempen",
        *(row.convention for row in then.conventions),
    }
    assert then.conventions == in_force(store, day("05-31"), network="kempen").conventions


@pytest.mark.parametrize("on", DAYS)
def test_as_at_now_it_is_the_list_of_now(store: Store, on: date) -> None:
    """Read off all the facts, it is what the read model says."""
    then = in_force(store, on, as_at=store.clock.now())
    assert then.conventions == in_force(store, on).conventions


def test_a_network_has_its_own_list(store: Store) -> None:
    found = in_force(store, day("05-31"), network="kempen")
    assert [row.convention for row in found.conventions] == [
        spring.UNSIGNED,
        spring.LATER_WITH_THE_UNSIGNED,
        "net-kempen",
    ]
    young = in_force(store, day("05-31"), network="namur")
    rows = {row.convention: row.circulars for row in young.conventions}
    assert rows[spring.LATER_ON_THE_NEW_TEXT] == ("2026-001",)


def test_what_changed_between_two_days(store: Store) -> None:
    found = changed_since(store, date(2025, 12, 31), day("06-01"))
    assert [(one.convention, one.change, one.field) for one in found] == [
        (spring.ACCEPTED, "changed", "avenants"),
        (spring.ACCEPTED, "changed", "circulars"),
        (spring.REFUSED, "ended", ""),
        (spring.LATER_ON_THE_OLD_TEXT, "begun", ""),
        (spring.LATER_ON_THE_NEW_TEXT, "begun", ""),
        (spring.LATER_WITH_THE_UNSIGNED, "begun", ""),
        (spring.RESCINDED, "ended", ""),
        ("net-namur", "changed", "avenants"),
        ("net-namur", "changed", "circulars"),
    ]
    assert found[2] == ContractChange(
        convention=spring.REFUSED,
        network="namur",
        change="ended",
        field="",
        before="2026-06-01",
        after="",
    )
    assert changed_since(store, day("05-31"), day("05-31")) == ()


def test_the_checksum_is_that_of_the_list_as_csv(store: Store) -> None:
    found = in_force(store, day("05-31"))
    content = as_csv(found.conventions)
    assert found.sha256 == hashlib.sha256(content).hexdigest()
    assert found.sha256 != in_force(store, day("06-01")).sha256
    rows = list(csv.DictReader(io.StringIO(content.decode())))
    assert tuple(rows[0]) == COLUMNS
    assert b"\r" not in content
    assert [row["convention"] for row in rows] == [one.convention for one in found.conventions]


def test_the_schema_is_stable() -> None:
    """Who reads the list counts on these names: another shape is `avenants.conventions/2`."""
    assert COLUMNS == (
        "convention",
        "network",
        "network_kind",
        "party_kind",
        "began_on",
        "ends_on",
        "avenants",
        "circulars",
    )


def test_the_read_model_is_the_same_made_anew_on_both_databases(url: str) -> None:
    opened, clock = open_rehearsal(url, facts=known_facts(), starts_at=morning(day("03-01")))
    with opened:
        spring.play_the_spring(Office(opened, clock))
        contracts = Contracts(opened)
        contracts.catch_up()
        before = contracts.in_force(day("05-31")), contracts.of_networks()
        rebuild(opened, [CONTRACTS])
        assert (contracts.in_force(day("05-31")), contracts.of_networks()) == before
        assert len(before[0]) == len(EVERYBODY)
        then = in_force(opened, day("05-31"), as_at=clock.now())
        assert then.conventions == in_force(opened, day("05-31")).conventions
