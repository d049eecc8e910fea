"""The budget of a network on a day, and what a circular's tables come to across networks."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, cast

from audit.law.known import Known
from domain.budget import COLUMNS, Column
from domain.budget_facts import BudgetFact
from domain.budget_lines import BudgetOn, Decided
from domain.budget_year import budget_on
from domain.governing import begun_on_new_text, counting
from domain.state import AwaitingAnswer, Convention, Prepared, Sending, Signed, Undeliverable
from domain.values import Value
from journal.opening import Store
from journal.streams import budget_stream

OPEN = (Prepared, Sending, AwaitingAnswer, Undeliverable, Signed)
"""Where an avenant of a network stands that may still be concluded."""


class BudgetSheet(Value):
    """The budget of one network on a day, as known at an instant."""

    form: Literal["avenants.budget/1"] = "avenants.budget/1"
    as_at: datetime | None
    budget: BudgetOn


class PublishedTotal(Value):
    """What the text of a circular says that a column comes to, beside the sum of its rows."""

    circular: str
    column: Column
    published: Decimal
    computed: Decimal
    difference_in_cents: int


def budget_of(store: Store, network: str, day: date, as_at: datetime | None = None) -> BudgetSheet:
    """The budget of a network on that day; raises what the evidence raises."""
    return sheet(Known(store, as_at), network, day)


def budgets(
    store: Store, networks: Sequence[str], day: date, as_at: datetime | None = None
) -> Iterator[BudgetSheet]:
    """The budgets of several networks on that day."""
    known = Known(store, as_at)
    return (sheet(known, network, day) for network in networks)


def sheet(known: Known, network: str, day: date) -> BudgetSheet:
    """One budget, from what is known."""
    facts = [cast("BudgetFact", one.fact) for one in known.history(budget_stream(network))]
    return BudgetSheet(
        as_at=known.as_at, budget=budget_on(network, day, decided(known, network, day), facts)
    )


def decided(known: Known, network: str, day: date) -> tuple[Decided, ...]:
    """The avenants to a network's own convention that count on that day, or may still."""
    convention = known.network(network)
    return decided_of(known, convention, day) if convention is not None else ()


def decided_of(known: Known, convention: Convention, day: date) -> tuple[Decided, ...]:
    """The same, of its convention."""
    bound = {one.id for one in counting(convention, day)}
    found = [
        Decided(
            circular=avenant.circular,
            avenant=avenant.id,
            number=amendment.network.number,
            since=avenant.in_force_from,
            binds=avenant.id in bound,
            amendment=amendment,
        )
        for avenant in convention.avenants
        if avenant.id in bound or isinstance(avenant.standing, OPEN)
        for amendment in (known.amendment_of(avenant),)
    ]
    found += [
        Decided(
            circular=one.circular,
            avenant=None,
            number=one.amendment.network.number,
            since=max(one.amendment.entry_into_force, convention.began_on),
            binds=True,
            amendment=one.amendment,
        )
        for one in known.amending
        if begun_on_new_text(convention, one)
    ]
    return tuple(found)


def published_totals(
    store: Store, day: date, as_at: datetime | None = None
) -> list[PublishedTotal]:
    """The totals that the texts of circulars announce, of those that count by that day."""
    found: list[PublishedTotal] = []
    for one in Known(store, as_at).amending:
        announced = one.amendment.announced
        if announced is None or not one.stood_on(day) or one.amendment.entry_into_force > day:
            continue
        for column in COLUMNS:
            computed = sum(
                (getattr(row, column) for row in one.amendment.additions), Decimal("0.00")
            )
            published: Decimal = getattr(announced, column)
            found.append(
                PublishedTotal(
                    circular=one.circular,
                    column=column,
                    published=published,
                    computed=computed,
                    difference_in_cents=int((published - computed) * 100),
                )
            )
    return found
