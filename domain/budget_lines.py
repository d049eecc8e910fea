"""What a yearly budget is made of: lines, what moved each of them, and what was published."""

from datetime import date
from decimal import Decimal
from typing import Literal

from domain.amendment import Amendment
from domain.budget import BudgetKind, RunningCostsCap
from domain.values import Value

NOTHING = Decimal("0.00")


class Decided(Value):
    """A circular's avenant to the network's own convention, and what it says of money."""

    circular: str
    avenant: str | None
    number: int
    since: date
    binds: bool
    """Whether the network and the Committee have concluded it; else it is only proposed."""
    amendment: Amendment


State = Literal["in_force", "proposed", "unknown"]
Move = Literal["printed", "added", "later", "transferred", "indexed", "begun", "ended"]


class Part(Value):
    """Something that moved a line, by how many euros, from when, and on whose word."""

    move: Move
    on: date
    amount: Decimal
    origin: str
    """The circular, or the number of the entry."""
    source: str
    reason: str = ""
    by: str = ""


class Held(Value):
    """What a circular added to a line whose printed amount holds it already."""

    circular: str
    amount: Decimal


class Line(Value):
    """A line of art. 14 on a day, in euros."""

    kind: BudgetKind
    amount: Decimal
    holds: tuple[Held, ...]
    parts: tuple[Part, ...]
    advances: Decimal
    """Paid in advance by that day, for the year of that day."""


class PublishedAddition(Value):
    """The row of a circular's table: its total as printed beside the sum of its parts."""

    circular: str
    article_8: Decimal
    base_care: Decimal
    total: Decimal
    computed: Decimal
    difference_in_cents: int


class PrintedTotal(Value):
    """The global budget as the avenant prints it beside the sum of the lines that it prints."""

    circular: str
    total: Decimal
    computed: Decimal
    difference_in_cents: int


class BudgetOn(Value):
    """A network's yearly budget on a day.

    `state` is `in_force` where the network has concluded the avenant that prints it, `proposed`
    where it has not, `unknown` where no circular of the record prints one. `earmark` is the part
    of the running costs set aside for training in that year; it adds nothing.
    """

    network: str
    as_of: date
    state: State
    circular: str | None
    specimen: bool
    lines: tuple[Line, ...]
    total: Decimal
    """The sum of the lines on that day."""
    printed: PrintedTotal | None
    earmark: Decimal
    running_costs_percent: Decimal | None
    cap: RunningCostsCap | None
    above_cap: Decimal
    """By how many euros the running costs exceed the cap; nothing where they hold it."""
    published: tuple[PublishedAddition, ...]

    def line(self, kind: BudgetKind) -> Line | None:
        """The line of that kind, where the network has it."""
        return next((one for one in self.lines if one.kind is kind), None)
