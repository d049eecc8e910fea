"""What a circular promises as data: it amends or informs, it freezes, and it can be compared."""

import json
from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from domain.amendment import (
    Amendment,
    ArticleChange,
    AvenantModel,
    CoordinatedVersion,
    InLanguages,
)
from domain.budget import Addition, BudgetKind, BudgetLine, NetworkBudget, RunningCostsCap
from domain.circular import AmendsNothing, Circular, NoSuchText, Policies, Reminders
from domain.frozen import NotFrozen, differences, freeze, thaw
from domain.templates import Template, TemplateKind
from domain.values import AvenantKind, Language


def said(text: str) -> InLanguages:
    return InLanguages(fr=f"{text} (fr)", nl=f"{text} (nl)", de=f"{text} (de)")


def a_model(number: int, *articles: ArticleChange) -> AvenantModel:
    return AvenantModel(
        number=number,
        ordinal=said(str(number)),
        convention_title=said("convention"),
        coordinated_version=CoordinatedVersion(
            title=said("coordinated"), address="https://inami.example/text"
        ),
        articles=articles
        or (ArticleChange(operation="completes", article="8 §2", text=said("more")),),
    )


def an_amendment(base_care: str = "1000.00") -> Amendment:
    return Amendment(
        entry_into_force=date(2026, 1, 1),
        network=a_model(5),
        provider=a_model(3),
        additions=(
            Addition(
                network="namur",
                article_8=Decimal("1.00"),
                base_care=Decimal("2.00"),
                total=Decimal("3.01"),
            ),
        ),
        budgets=(
            NetworkBudget(
                network="namur",
                lines=(BudgetLine(kind=BudgetKind.BASE_CARE, amount=Decimal(base_care)),),
            ),
        ),
        running_costs_caps=(
            RunningCostsCap(start=date(2023, 1, 1), percent=Decimal(10), source="a note"),
        ),
    )


def a_circular(amendment: Amendment | None = None, text: str = "Title\nBody\n") -> Circular:
    return Circular(
        id="2026-001",
        reference="Psy-Ort/2026/001",
        kind="amending",
        date=date(2026, 3, 3),
        subject=said("subject"),
        summary=said("summary"),
        amendment=amendment or an_amendment(),
        templates=(Template(kind=TemplateKind.REMINDER, language=Language.FR, source=text),),
    )


def an_informing_circular() -> Circular:
    return Circular(
        id="2023-note",
        reference="Psy-Ort/2023/001",
        kind="informing",
        date=date(2023, 3, 3),
        subject=said("subject"),
        summary=said("summary"),
        asks_to_pass_on=True,
        templates=(),
    )


def test_the_numbers_of_both_avenants_are_two_sequences() -> None:
    amendment = a_circular().amends()
    assert amendment.of(AvenantKind.NETWORK).number == 5
    assert amendment.of(AvenantKind.PROVIDER).number == 3


def test_an_informing_circular_has_no_avenants_and_says_so() -> None:
    with pytest.raises(AmendsNothing, match="Psy-Ort/2023/001 only informs"):
        an_informing_circular().amends()


@pytest.mark.parametrize("kind", ["amending", "informing"])
def test_kind_and_amendment_go_together(kind: str) -> None:
    other = an_informing_circular() if kind == "amending" else a_circular()
    content = json.loads(freeze(other))["circular"] | {"kind": kind, "asks_to_pass_on": False}
    with pytest.raises(ValidationError, match="and only that, has an amendment"):
        Circular.model_validate_json(json.dumps(content))


def test_a_circular_cannot_correct_itself() -> None:
    content = a_circular().model_dump() | {"corrects": "2026-001"}
    with pytest.raises(ValidationError, match="cannot correct itself"):
        Circular.model_validate(content)


def test_a_text_in_english_is_the_french_one_where_nobody_wrote_any() -> None:
    circular = a_circular()
    assert circular.template(TemplateKind.REMINDER, Language.EN).language is Language.FR
    assert circular.subject.in_(Language.EN) == "subject (fr)"


def test_a_text_that_is_not_there_is_named_with_its_file() -> None:
    with pytest.raises(NoSuchText, match=r"texts/nl/reminder\.txt"):
        a_circular().template(TemplateKind.REMINDER, Language.NL)


def test_the_default_policies_are_those_of_the_office() -> None:
    policies = Policies()
    assert (policies.cascade_on, policies.release) == ("concluded", "coordinator")
    assert policies.contested_decided_by == "coordinator"
    assert policies.refused_when_withdrawn == "termination_stands"


def test_escalation_follows_the_last_reminder() -> None:
    with pytest.raises(ValidationError, match="comes before the last reminder"):
        Reminders(network_days=(14, 28), escalate_after_days=28)


@pytest.mark.parametrize(
    "change",
    [
        {"operation": "repeals", "article": "9", "text": said("x")},
        {"operation": "replaces", "article": "9"},
        {"operation": "replaces", "article": "9", "text": said("x"), "prints_budget": True},
    ],
)
def test_an_article_that_says_nothing_or_too_much_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ArticleChange.model_validate(change)


@pytest.mark.parametrize("circular", [a_circular(), an_informing_circular()])
def test_what_is_frozen_thaws_to_the_same(circular: Circular) -> None:
    assert thaw(freeze(circular)) == circular


def test_the_frozen_form_is_canonical() -> None:
    """Evidence is addressed by a hash: the same content must give the same bytes for ever."""
    content = json.loads(freeze(a_circular()))
    again = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert again.encode() == freeze(a_circular())
    assert content["form"] == "circular/2"
    assert content["circular"]["amendment"]["additions"][0]["total"] == "3.01"


def with_a_total(total: str | None) -> Circular:
    """The circular with the global budget of its network as published."""
    amendment = an_amendment()
    printed = None if total is None else Decimal(total)
    budgets = tuple(
        one.model_copy(update={"published_total": printed}) for one in amendment.budgets
    )
    return a_circular(amendment.model_copy(update={"budgets": budgets}))


def test_what_was_frozen_before_totals_were_published_stays_as_it_is() -> None:
    """Byte for byte; only a circular that has such a total takes the younger form."""
    assert b"published_total" not in freeze(a_circular())
    assert freeze(with_a_total(None)) == freeze(a_circular())
    younger = with_a_total("1000.01")
    assert json.loads(freeze(younger))["form"] == "circular/3"
    assert thaw(freeze(younger)) == younger
    with pytest.raises(NotFrozen):
        thaw(freeze(younger).replace(b"circular/3", b"circular/2"))


def test_an_amount_freezes_alike_however_many_zeros_it_was_given() -> None:
    assert freeze(a_circular(an_amendment("1000"))) == freeze(a_circular(an_amendment("1000.00")))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda frozen: frozen[:-1],
        lambda frozen: b"\xff" + frozen,
        lambda frozen: b"[]",
        lambda frozen: frozen.replace(b"circular/2", b"circular/9"),
        lambda frozen: frozen.replace(b'"kind":"amending"', b'"kind":"informing"'),
        lambda frozen: frozen.replace(b'{"circular"', b'{ "circular"'),
        lambda frozen: frozen.replace(b'{"circular"', b'{"added":1,"circular"'),
    ],
)
def test_other_bytes_do_not_thaw(spoil) -> None:  # noqa: ANN001 a table of spoilers
    with pytest.raises(NotFrozen):
        thaw(spoil(freeze(a_circular())))


def test_the_same_circular_has_no_differences() -> None:
    assert differences(a_circular(), a_circular()) == ()


def test_every_difference_names_its_place_with_old_and_new() -> None:
    changed = a_circular(an_amendment("1000.01"), "Title\nOther body\n")
    changed = changed.model_copy(update={"asks_to_pass_on": True, "networks": ()})
    assert differences(a_circular(), changed) == (
        "asks_to_pass_on: “false” became “true”",
        "amendment.budgets[namur].lines[base_care].amount: “1000.00” became “1000.01”",
        "templates[fr/reminder].source: from line 2 on, “Body” became “Other body”",
    )


def test_what_is_gone_and_what_is_new_is_told() -> None:
    circular = a_circular()
    without = circular.model_copy(update={"templates": ()})
    assert differences(circular, without)[0] == "templates[fr/reminder].kind: “reminder” is gone"
    assert differences(without, circular)[0] == "templates[fr/reminder].kind: “reminder” is new"
