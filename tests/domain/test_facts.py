"""Facts are for ever: their names and versions never change, and they come back as they went."""

import csv
import types
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from domain.access import AccessFact
from domain.archiving import ArchiveFact
from domain.budget_facts import BudgetFact
from domain.circular_facts import CircularFact
from domain.fact import Fact
from domain.facts import ConventionFact
from domain.intake import IntakeFact
from domain.mailbox import MailboxFact
from domain.model_facts import ModelFact
from domain.terms import Window, window
from domain.values import Channel, Value

NAMES = Path(__file__).with_name("permanent-names.csv")
FACTS: tuple[type[Fact], ...] = tuple(
    kind
    for union in (
        ConventionFact,
        CircularFact,
        IntakeFact,
        MailboxFact,
        ModelFact,
        BudgetFact,
        ArchiveFact,
        AccessFact,
    )
    for kind in get_args(union)
)
STORED: TypeAdapter[Fact] = TypeAdapter(
    ConventionFact
    | CircularFact
    | IntakeFact
    | MailboxFact
    | ModelFact
    | BudgetFact
    | ArchiveFact
    | AccessFact
)


def name_of(kind: type[Fact]) -> str:
    return str(kind.model_fields["type"].default)


def frozen_names() -> Iterator[tuple[str, str, str]]:
    """Type, version and fields of every fact that a store may hold."""
    with NAMES.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            yield row["type"], row["version"], row["fields"]


def shape_of(kind: type[Fact]) -> tuple[str, str, str]:
    fields = sorted(set(kind.model_fields) - {"type", "on"})
    return name_of(kind), str(kind.VERSION), " ".join(fields)


def test_the_names_versions_and_fields_of_facts_are_permanent() -> None:
    """`permanent-names.csv` only grows.

    A new fact adds a row. A fact with other fields gets another version, a new row beside the
    old one, and an upcaster; a row that is there is never changed, for stores hold such facts.
    """
    frozen = set(frozen_names())
    now = {shape_of(kind) for kind in FACTS}
    assert now <= frozen, f"not in {NAMES.name}: {sorted(now - frozen)}"
    versions = {(name, version) for name, version, _ in frozen}
    assert len(versions) == len(frozen), "two shapes under one name and version"
    assert {name for name, _, _ in frozen} == {name for name, _, _ in now}


def test_a_name_says_what_it_is_about_and_what_happened() -> None:
    """`avenant.sent`: never the path of a class, and each name once."""
    names = [name_of(kind) for kind in FACTS]
    assert len(set(names)) == len(names)
    for name in names:
        about, _, what = name.partition(".")
        assert about in {
            "access",
            "convention",
            "avenant",
            "circular",
            "intake",
            "mailbox",
            "model",
            "budget",
            "archive",
        }
        assert what == what.lower()
        assert what.replace("-", "").isalpha()


WINDOWS = st.builds(
    window, st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.sampled_from(Channel)
)
TEXT = {
    "convention": st.sampled_from(["K00123", "net-namur"]),
    "avenant": st.just("2026-001.K00123"),
    "supersedes": st.sampled_from([None, "2026-001.K00123"]),
    "superseded_by": st.just("2026-001b.K00123"),
    "by": st.just("anna.namur"),
    "authorised_by": st.just("bram.namur"),
    "year": st.integers(2020, 2099),
    "amount": st.decimals(0, 10**9, places=2),
    "percent": st.decimals(-50, 50, places=2),
}


def values(name: str, annotation: Any) -> st.SearchStrategy[Any]:
    """Values for a field of a fact: ids in their form, the rest by its type."""
    if name in TEXT:
        return TEXT[name]
    if annotation is Window:
        return WINDOWS
    if annotation is str:
        return st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True)
    if get_origin(annotation) is Annotated:
        return values(name, get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return st.one_of([values(name, one) for one in get_args(annotation)])
    if get_origin(annotation) is tuple:
        return st.lists(values(name, get_args(annotation)[0]), max_size=3).map(tuple)
    if get_origin(annotation) is Literal:
        return st.sampled_from(get_args(annotation))
    known = {date: st.dates(date(2026, 1, 1)), UUID: st.uuids(), int: st.integers(1, 9)}
    return known[annotation] if annotation in known else st.from_type(annotation)


def any_fact(kind: type[Fact]) -> st.SearchStrategy[Fact]:
    return st.builds(
        kind,
        **{
            name: values(name, field.annotation)
            for name, field in kind.model_fields.items()
            if name != "type"
        },
    )


@given(st.one_of([any_fact(kind) for kind in FACTS]))
def test_every_fact_comes_back_from_its_json_as_it_went(fact: Fact) -> None:
    """The stored name alone says which fact it is."""
    assert STORED.validate_json(fact.model_dump_json()) == fact


@pytest.mark.parametrize("kind", FACTS, ids=name_of)
def test_a_fact_takes_nothing_that_it_does_not_declare_and_never_changes(kind: type[Fact]) -> None:
    """A misspelt field is an error, not a loss."""
    assert issubclass(kind, Value)
    assert kind.model_config.get("frozen")
    with pytest.raises(ValidationError, match="extra_forbidden"):
        kind.model_validate({"recieved_on": "2026-03-10"})


@pytest.mark.parametrize("kind", FACTS, ids=name_of)
def test_no_fact_has_a_field_for_personal_data(kind: type[Fact]) -> None:
    """Parties are opaque ids; names, addresses and numbers live with the people."""
    personal = {"name", "address", "email", "phone", "national_number", "bce", "inami", "birth"}
    assert not personal & set(kind.model_fields)
