"""What reading the two circulars of this repository promises."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from domain.budget import BudgetKind, above_cap, not_held
from domain.circular import Circular
from domain.frozen import freeze, thaw
from domain.templates import FIELDS, TemplateKind
from domain.values import AvenantKind, Language, NetworkKind
from interfaces.circulars.folder import read_circular
from interfaces.circulars.problems import CircularCheck, Problem, Severity
from interfaces.circulars.specimens import with_everything
from interfaces.circulars.trials import environment

CIRCULARS = Path(__file__).parents[2] / "circulars"


@pytest.fixture(scope="module")
def check() -> CircularCheck:
    return read_circular(CIRCULARS / "2026-001")


@pytest.fixture(scope="module")
def circular(check: CircularCheck) -> Circular:
    assert check.circular is not None
    return check.circular


def test_the_real_circular_has_six_warnings_and_nothing_else(check: CircularCheck) -> None:
    assert [(p.severity, p.file, p.message) for p in check.problems] == [
        (
            Severity.WARNING,
            "circular.toml",
            "column article_8 sums to 1,499,999.97, 3 cents below the announced 1,500,000.00",
        ),
        (
            Severity.WARNING,
            "circular.toml",
            "column base_care sums to 3,199,999.99, 1 cent below the announced 3,200,000.00",
        ),
        *(
            (
                Severity.WARNING,
                "additions.csv",
                f"{name}: the printed total lies 1 cent above the sum of its parts",
            )
            for name in ("EMERGO", "KWADRAAT", "PAKT", "ZWV")
        ),
    ]
    assert [p.line for p in check.problems[2:]] == [7, 10, 15, 22]
    assert check.exit_code == 3


def test_both_avenants_have_their_own_number_and_references(circular: Circular) -> None:
    amendment = circular.amends()
    network, provider = (amendment.of(kind) for kind in AvenantKind)
    assert (network.number, provider.number) == (5, 3)
    assert network.ordinal.fr == "cinquième"
    assert provider.ordinal.in_(Language.NL) == "derde"
    assert [(a.operation, a.article) for a in network.articles] == [
        ("completes", "8 §2"),
        ("replaces", "14"),
    ]
    assert [(a.operation, a.article) for a in provider.articles] == [("completes", "8 §2")]
    assert amendment.entry_into_force == date(2026, 1, 1)
    assert provider.coordinated_version.address.startswith("https://")


def test_the_figures_are_those_printed_and_never_recomputed(circular: Circular) -> None:
    amendment = circular.amends()
    pakt = amendment.addition_of("pakt")
    assert pakt is not None
    assert pakt.total == Decimal("317731.09")
    assert pakt.surplus() == Decimal("0.01")
    assert len(amendment.additions) == 21
    assert sum(row.total for row in amendment.additions) == Decimal("4700000.00")


def test_all_32_networks_have_a_budget_that_holds_additions_and_cap(circular: Circular) -> None:
    amendment = circular.amends()
    (cap,) = amendment.running_costs_caps
    assert len(circular.networks) == len(amendment.budgets) == 32
    assert amendment.budgets_are_specimen
    for network in circular.networks:
        budget, addition = amendment.budget_of(network.id), amendment.addition_of(network.id)
        assert budget is not None
        assert above_cap(budget, cap) <= 0
        assert (addition is None) == (network.kind is NetworkKind.CHILD_ADOLESCENT)
        assert addition is None or not not_held(budget, addition)
        eating = budget.amount(BudgetKind.EATING_DISORDERS) > 0
        assert eating == (network.kind is NetworkKind.CHILD_ADOLESCENT)


def test_article_8_doubles_from_2027(circular: Circular) -> None:
    (later,) = circular.amends().later
    assert (later.column, later.start, later.factor) == ("article_8", date(2027, 1, 1), 2)


def test_the_policies_are_the_defaults_of_the_office(circular: Circular) -> None:
    assert circular.policies.model_dump() == {
        "cascade_on": "concluded",
        "release": "coordinator",
        "contested_decided_by": "coordinator",
        "refused_when_withdrawn": "termination_stands",
    }
    assert circular.reminders.network_days == (14, 28)


def test_a_circular_that_only_informs_is_clean_and_amends_nothing() -> None:
    check = read_circular(CIRCULARS / "2023-running-costs")
    assert check.problems == ()
    assert check.exit_code == 0
    assert check.circular is not None
    assert check.circular.amendment is None
    assert check.circular.asks_to_pass_on


@pytest.mark.parametrize("folder", ["2026-001", "2023-running-costs"])
def test_every_text_is_titled_marked_and_filled_in_whole(folder: str) -> None:
    found = read_circular(CIRCULARS / folder).circular
    assert found is not None
    for text in found.templates:
        data = {**with_everything(FIELDS[text.kind]), "network_name": "{{ reference }}"}
        written = environment().from_string(text.source).render(data)
        assert written.split("\n")[0].strip()
        assert "***" in written, "a rehearsal says that it is one"
        assert re.search(r"\[(Spécimen|Specimen|Muster)", written)
        assert "{{ reference }}" in written, "what looks like a template stays a name"


@pytest.mark.parametrize("language", [Language.FR, Language.NL, Language.DE])
def test_a_provider_is_told_both_references_and_the_last_day(
    circular: Circular, language: Language
) -> None:
    text = circular.template(TemplateKind.COVERING_LETTER, language)
    data = {name: f"<{name}>" for name in FIELDS[text.kind]} | {"recipient_address": []}
    written = environment().from_string(text.source).render(data)
    for promised in (
        "avenant_number",
        "coordinated_version_title",
        "coordinated_version_address",
        "announced_last_day",
        "reply_to",
    ):
        assert f"<{promised}>" in written


def test_what_is_frozen_no_longer_needs_the_folder(circular: Circular) -> None:
    assert thaw(freeze(circular)) == circular


def test_reading_twice_freezes_to_the_same_bytes(circular: Circular) -> None:
    again = read_circular(CIRCULARS / "2026-001").circular
    assert again is not None
    assert freeze(again) == freeze(circular)


def test_errors_outweigh_warnings_in_the_exit_code() -> None:
    error = Problem(Severity.ERROR, "a", 1, "b", "c")
    warning = Problem(Severity.WARNING, "a", 1, "b", "c")
    assert CircularCheck(None, (warning, error)).exit_code == 1
