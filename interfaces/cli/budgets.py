"""The budget of a network on a day, line by line, and of all networks side by side."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

import typer

from activities.wording import budget_label, euros
from audit.law.budgets import BudgetSheet, budget_of, budgets, published_totals
from domain.budget import BudgetKind
from domain.budget_lines import BudgetOn, Line, Part
from domain.values import Language
from interfaces.cli import options as o
from interfaces.cli.command import command
from interfaces.cli.finding import a_network
from interfaces.cli.listings import Row, write
from interfaces.cli.moments import as_known_at
from interfaces.cli.screen import plainly, remark, show
from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say
from interfaces.cli.writing_json import write_json

app = typer.Typer()
PANEL = "Law and money"
PARTS = ("line", "move", "on", "amount", "origin", "source", "reason", "by")
SIDE_BY_SIDE = (
    "network",
    "state",
    "circular",
    *(kind.value for kind in BudgetKind),
    "total",
    "printed_total",
    "printed_total_difference_in_cents",
    "earmark",
    "running_costs_percent",
    "cap_percent",
    "above_cap",
    "addition_published",
    "addition_computed",
    "difference_in_cents",
)
STATES = {
    "in_force": Say.BUDGET_IN_FORCE,
    "proposed": Say.BUDGET_PROPOSED,
    "unknown": Say.BUDGET_UNKNOWN,
}
MOVES = {
    "printed": Say.MOVE_PRINTED,
    "added": Say.MOVE_ADDED,
    "later": Say.MOVE_LATER,
    "transferred": Say.MOVE_TRANSFERRED,
    "indexed": Say.MOVE_INDEXED,
    "begun": Say.MOVE_BEGUN,
    "ended": Say.MOVE_ENDED,
}


@command(app, "budget", panel=PANEL)
def budget(
    session: Session,
    network: Annotated[
        str | None,
        typer.Argument(metavar="NETWORK", help="A network; all of them side by side if not named."),
    ] = None,
    *,
    as_of: Annotated[
        date | None,
        typer.Option("--as-of", metavar="DATE", parser=o.day, help="The day; today if not named."),
    ] = None,
    as_at: Annotated[
        datetime | None,
        typer.Option(
            "--as-at",
            metavar="INSTANT",
            parser=o.instant,
            help="What was known at that instant; a day alone is its end.",
        ),
    ] = None,
    form: o.As = o.Format.TABLE,
) -> None:
    """Show the yearly budget of art. 14 on a day, and everything that moved each line.

    Figures are those published; sums are reckoned beside them, with the difference in cents. A
    budget that the network has not concluded is only proposed. Running costs above the cap, and
    advances above their line, are told, and the command ends with 3.

    Example: avenants budget namur --as-of 2027-01-01

    Next: `avenants transfer`, `advance`, `index-budget` and `budget-line` register what moves it.
    """
    day = as_of or session.store.clock.today()
    if network is None:
        side_by_side(session, day, as_at, form)
        return
    sheet = budget_of(session.store, a_network(session, network).id, day, as_at)
    match form:
        case o.Format.JSON:
            write_json(sheet.model_dump(mode="json"))
        case o.Format.CSV:
            write(part_rows(sheet.budget), PARTS, form)
        case o.Format.TABLE:
            screen(session, sheet)
    look_at(session, sheet.budget)


def side_by_side(session: Session, day: date, as_at: datetime | None, form: o.Format) -> None:
    """A row for each network; what circulars announce of their columns beside the sums."""
    networks = [row.id for row in session.store.registers.networks()]
    sheets = list(budgets(session.store, networks, day, as_at))
    write([network_row(sheet) for sheet in sheets], SIDE_BY_SIDE, form)
    if as_at is not None:
        remark(as_known_at(session, as_at))
    for one in published_totals(session.store, day, as_at):
        remark(
            session.words(
                Say.TOTAL_PUBLISHED,
                circular=one.circular,
                column=one.column,
                published=euros(one.published, session.language),
                computed=euros(one.computed, session.language),
                cents=one.difference_in_cents,
            )
        )
    for sheet in sheets:
        look_at(session, sheet.budget)


def network_row(sheet: BudgetSheet) -> Row:
    """The budget of a network in one row; a line that it does not have is empty."""
    budget = sheet.budget
    last = budget.published[-1] if budget.published else None
    return {
        "network": budget.network,
        "state": budget.state,
        "circular": budget.circular,
        **{kind.value: line.amount if (line := budget.line(kind)) else None for kind in BudgetKind},
        "total": budget.total if budget.lines else None,
        "printed_total": budget.printed.total if budget.printed else None,
        "printed_total_difference_in_cents": (
            budget.printed.difference_in_cents if budget.printed else None
        ),
        "earmark": budget.earmark if budget.lines else None,
        "running_costs_percent": budget.running_costs_percent,
        "cap_percent": budget.cap.percent if budget.cap else None,
        "above_cap": budget.above_cap if budget.lines else None,
        "addition_published": last.total if last else None,
        "addition_computed": last.computed if last else None,
        "difference_in_cents": last.difference_in_cents if last else None,
    }


def part_rows(budget: BudgetOn) -> list[Row]:
    """A row for everything that moved a line."""
    return [{"line": line.kind, **dict(part)} for line in budget.lines for part in line.parts]


def screen(session: Session, sheet: BudgetSheet) -> None:
    """The budget as a person reads it."""
    language, budget = session.language, sheet.budget
    show(
        session.words(
            STATES[budget.state],
            network=budget.network,
            day=budget.as_of,
            circular=budget.circular or "",
        )
    )
    if sheet.as_at is not None:
        show(as_known_at(session, sheet.as_at))
    if budget.specimen:
        show(session.words(Say.BUDGET_SPECIMEN))
    for line in budget.lines:
        show_line(session, line)
    if not budget.lines:
        return
    show(session.words(Say.BUDGET_TOTAL, amount=euros(budget.total, language)))
    if budget.earmark:
        show(
            session.words(
                Say.BUDGET_EARMARK, amount=euros(budget.earmark, language), year=budget.as_of.year
            )
        )
    if budget.cap is not None:
        show(
            session.words(
                Say.BUDGET_CAP,
                percent=share(budget.running_costs_percent, language),
                cap=share(budget.cap.percent, language),
                source=budget.cap.source,
            )
        )
    if budget.printed is not None:
        show(
            session.words(
                Say.BUDGET_PRINTED,
                circular=budget.printed.circular,
                published=euros(budget.printed.total, language),
                computed=euros(budget.printed.computed, language),
                cents=budget.printed.difference_in_cents,
            )
        )
    for row in budget.published:
        show(
            session.words(
                Say.ADDITION_PUBLISHED,
                circular=row.circular,
                published=euros(row.total, language),
                computed=euros(row.computed, language),
                cents=row.difference_in_cents,
            )
        )


def show_line(session: Session, line: Line) -> None:
    """A line with all that moved it, what it holds, and what was paid in advance."""
    language = session.language
    colon = " : " if language is Language.FR else ": "
    show(f"{budget_label(line.kind, language)}{colon}{euros(line.amount, language)}")
    for part in line.parts:
        show(f"    {part_in_words(session, part)}")
    for held in line.holds:
        amount = euros(held.amount, language)
        show(f"    {session.words(Say.BUDGET_HOLDS, amount=amount, circular=held.circular)}")
    if line.advances:
        amount = euros(line.advances, language)
        show(f"    {session.words(Say.BUDGET_ADVANCES, amount=amount)}")


def part_in_words(session: Session, part: Part) -> str:
    """What moved a line, on whose word, why; of an entry also who made it, and its number."""
    what = session.words(MOVES[part.move], amount=euros(part.amount, session.language), day=part.on)
    because = f" ({part.reason}; {part.by}, {part.origin})" if part.by else ""
    return plainly(f"{what} [{part.source}]{because}")


def share(percent: Decimal | None, language: Language) -> str:
    """A percentage as the language writes it."""
    written = f"{percent:f}" if percent is not None else "–"
    return written if language is Language.EN else written.replace(".", ",")


def look_at(session: Session, budget: BudgetOn) -> None:
    """A person has to look where running costs are above the cap, or advances above their line."""
    for line in budget.lines:
        if line.advances > line.amount:
            session.look(
                Say.ADVANCES_ABOVE_LINE,
                network=budget.network,
                line=budget_label(line.kind, session.language),
                paid=euros(line.advances, session.language),
                year=budget.as_of.year,
                amount=euros(line.amount, session.language),
            )
    if budget.above_cap and budget.cap is not None:
        session.look(
            Say.ABOVE_CAP,
            network=budget.network,
            amount=euros(budget.above_cap, session.language),
            cap=share(budget.cap.percent, session.language),
        )
