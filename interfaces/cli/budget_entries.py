"""What moves the budget of a network is registered, or taken back by a second person."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Annotated
from uuid import UUID, uuid4

import typer

from activities.budget_entries import Decision, network_of, register
from audit.law.budgets import budgets, decided
from audit.law.known import Known
from domain.budget import CENT, BudgetKind
from domain.budget_facts import (
    AdvancePaid,
    BudgetEntryRetracted,
    BudgetFact,
    BudgetIndexed,
    BudgetLineBegun,
    BudgetLineEnded,
    BudgetTransferred,
    Entry,
)
from domain.budgeting import register_entry, retract_entry
from domain.office import Actor
from domain.turned import NotPossible, Why
from interfaces.cli import options as o
from interfaces.cli.command import command
from interfaces.cli.exits import Exit
from interfaces.cli.finding import a_network
from interfaces.cli.giving import tell_recorded
from interfaces.cli.people import actor, must_be_of_inami
from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say
from journal.register_rows import NetworkRow

app = typer.Typer()
PANEL = "Law and money"
AMOUNT = re.compile(r"[0-9]{1,10}(?:\.[0-9]{1,2})?")
PERCENTAGE = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,4})?")


def amount(text: str) -> Decimal:
    """Euros with a point and at most two decimals, more than nothing: 25.000 is no 25 euros."""
    written = text.strip()
    if not AMOUNT.fullmatch(written) or not Decimal(written):
        raise typer.BadParameter(f"{text!r} is no amount to register: write 71428.57")
    return Decimal(written).quantize(CENT)


def percentage(text: str) -> Decimal:
    """A percentage such as 2.05; below nothing where budgets shrink."""
    written = text.strip().removesuffix("%").strip()
    found = Decimal(written) if PERCENTAGE.fullmatch(written) else None
    if not found or not -100 < found <= 100:  # noqa: PLR2004 - per cent
        raise typer.BadParameter(
            f"{text!r} is no percentage to register: write 2.05, with four decimals at most"
        )
    return found


Amount = Annotated[
    Decimal, typer.Option("--amount", metavar="EUROS", parser=amount, help="Euros, as 71428.57.")
]
Year = Annotated[
    int, typer.Option("--year", min=2020, max=2099, help="The year of the budget that it is of.")
]
Source = Annotated[
    str, typer.Option("--source", help="The document on which it rests: a letter, a decision.")
]
OnWhichDay = Annotated[
    date, typer.Option("--on", metavar="D", parser=o.day, help="The day from which it counts.")
]
LineOf = Annotated[BudgetKind, typer.Option("--line", help="A line of art. 14.")]


@command(app, "transfer", panel=PANEL)
def transfer(
    session: Session,
    network: o.Network,
    *,
    from_line: Annotated[BudgetKind, typer.Option("--from", help="The line that gives.")],
    to_line: Annotated[BudgetKind, typer.Option("--to", help="The line that gets.")],
    euros: Amount,
    year: Year,
    on: OnWhichDay,
    source: Source,
    reason: o.Reason,
    by: o.By,
) -> None:
    """Register that part of a line is spent under another, such as running costs on care.

    It counts in its own year, and takes no more than the line holds on that day.

    Example: avenants transfer namur --from running_costs --to base_care --amount 25000.00 --year
    2026 --on 2026-06-01 --source "letter of 20 May" --reason "care needs it" --by inami.cell

    Next: `avenants budget NETWORK` shows both lines.
    """
    row, who = a_network(session, network), of_inami(session, by)
    entry = BudgetTransferred(
        on=on,
        network=row.id,
        id=uuid4(),
        source=source,
        reason=reason,
        by=who.id,
        year=year,
        from_line=from_line,
        to_line=to_line,
        amount=euros,
    )
    give(session, [row], [entry], who)


@command(app, "advance", panel=PANEL)
def advance(
    session: Session,
    network: o.Network,
    *,
    line: LineOf,
    euros: Amount,
    year: Year,
    on: OnWhichDay,
    source: Source,
    reason: o.Reason,
    by: o.By,
) -> None:
    """Register that part of a line was paid in advance; it changes no line.

    Example: avenants advance namur --line running_costs --amount 80000.00 --year 2026 --on
    2026-04-15 --source "payment 4711" --reason "second advance" --by inami.cell

    Next: `avenants budget NETWORK` shows what was paid of each line.
    """
    row, who = a_network(session, network), of_inami(session, by)
    entry = AdvancePaid(
        on=on,
        network=row.id,
        id=uuid4(),
        source=source,
        reason=reason,
        by=who.id,
        year=year,
        line=line,
        amount=euros,
    )
    give(session, [row], [entry], who)


@command(app, "index-budget", panel=PANEL)
def index_budget(
    session: Session,
    network: Annotated[
        list[str] | None,
        typer.Argument(metavar="NETWORK...", help="Networks; every one that has a budget if none."),
    ] = None,
    *,
    percent: Annotated[
        Decimal,
        typer.Option("--percent", metavar="P", parser=percentage, help="Per cent, as 2.05."),
    ],
    on: OnWhichDay,
    source: Source,
    reason: o.Reason,
    by: o.By,
    line: Annotated[
        list[BudgetKind] | None,
        typer.Option("--line", help="Only these lines; every line if none is named."),
    ] = None,
) -> None:
    """Register an indexation: from that day each line is so many per cent higher.

    Each line is rounded to the cent by itself.

    Example: avenants index-budget --percent 2.05 --on 2026-07-01 --source "circular of June"
    --reason "health index" --by inami.cell

    Next: `avenants budget --as-of D` shows every network.
    """
    who = of_inami(session, by)
    lines = tuple(dict.fromkeys(line or list(BudgetKind)))
    rows = list(
        {row.id: row for row in (a_network(session, one) for one in network or ())}.values()
    )
    if not rows:
        rows = with_a_budget(session, on)
    if not rows:
        raise session.stop(Say.NO_BUDGET_ANYWHERE, Exit.NOT_FOUND, day=on)
    entries = [
        BudgetIndexed(
            on=on,
            network=row.id,
            id=uuid4(),
            source=source,
            reason=reason,
            by=who.id,
            percent=percent,
            lines=lines,
        )
        for row in rows
    ]
    give(session, rows, entries, who)


@command(app, "budget-line", panel=PANEL)
def budget_line(
    session: Session,
    network: o.Network,
    *,
    line: LineOf,
    on: OnWhichDay,
    source: Source,
    reason: o.Reason,
    by: o.By,
    ends: Annotated[
        bool, typer.Option("--ends", help="From that day the network has the line no longer.")
    ] = False,
    euros: Annotated[
        Decimal | None,
        typer.Option(
            "--amount", metavar="EUROS", parser=amount, help="Euros a year, if it begins."
        ),
    ] = None,
) -> None:
    """Register that a line which only some networks have begins or ends, such as prisons.

    Example: avenants budget-line namur --line prisons --ends --on 2026-09-01 --source "convention
    ended" --reason "art. 56 convention not renewed" --by inami.cell

    Next: `avenants budget NETWORK --as-of D` has the line as long as it lasts.
    """
    if ends is (euros is not None):
        raise session.stop(Say.BEGINS_OR_ENDS, Exit.USAGE)
    row, who = a_network(session, network), of_inami(session, by)
    said = {"on": on, "network": row.id, "id": uuid4(), "source": source, "reason": reason}
    entry: Entry = (
        BudgetLineBegun.model_validate({**said, "by": who.id, "line": line, "amount": euros})
        if euros is not None
        else BudgetLineEnded.model_validate({**said, "by": who.id, "line": line})
    )
    give(session, [row], [entry], who)


@command(app, "retract-entry", panel=PANEL)
def retract(
    session: Session,
    entry: Annotated[
        UUID, typer.Argument(metavar="ENTRY", help="Its number, as `avenants budget` shows it.")
    ],
    reason: o.Reason,
    by: o.By,
) -> None:
    """Take back an entry of a budget that was a mistake; another person than who made it.

    Example: avenants retract-entry 6f1c2a90-… --reason "another network's" --by inami.second

    Next: register what is right, if anything is.
    """
    who = of_inami(session, by)
    network = network_of(session.store, entry)
    if network is None:
        why = NotPossible(why=Why.UNKNOWN_REGISTRATION, details={"registration": str(entry)})
        raise session.turned_down(why)
    fact = BudgetEntryRetracted(
        on=session.store.clock.today(), network=network, retracts=entry, reason=reason, by=who.id
    )

    row, law = session.store.registers.network(network), Known(session.store)

    def decide(known: Sequence[BudgetFact]) -> Sequence[BudgetFact]:
        return retract_entry(known, fact, row.kind, partial(decided, law, network))

    record(session, [network], [decide], who)


def of_inami(session: Session, by: str) -> Actor:
    """Money is INAMI's to register."""
    return must_be_of_inami(session, actor(session, by))


def with_a_budget(session: Session, on: date) -> list[NetworkRow]:
    """The networks of which a budget is in force on that day."""
    rows = session.store.registers.networks()
    sheets = budgets(session.store, [row.id for row in rows], on)
    return [row for row, one in zip(rows, sheets, strict=True) if one.budget.state == "in_force"]


def give(
    session: Session, rows: Sequence[NetworkRow], entries: Sequence[Entry], who: Actor
) -> None:
    """Record an entry for each network, or stop with the reason why one does not fit."""
    known = Known(session.store)
    decisions: list[Callable[[Sequence[BudgetFact]], Sequence[BudgetFact]]] = [
        partial(
            register_entry,
            entry=entry,
            today=session.store.clock.today(),
            kind=row.kind,
            decided=partial(decided, known, row.id),
        )
        for row, entry in zip(rows, entries, strict=True)
    ]
    record(session, [row.id for row in rows], decisions, who)


def record(
    session: Session, networks: Sequence[str], decisions: Sequence[Decision], who: Actor
) -> None:
    """Record, and tell what was recorded with its numbers."""
    answer = register(session.store, networks, decisions, who, uuid4())
    if isinstance(answer, NotPossible):
        raise session.turned_down(answer)
    tell_recorded(session, answer)
