"""Reading the yearly budgets of art. 14, and holding them against additions and cap."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from domain.budget import (
    EVERY_NETWORK_HAS,
    Addition,
    BudgetKind,
    BudgetLine,
    NetworkBudget,
    RunningCostsCap,
    above_cap,
    may_have,
    not_held,
)
from interfaces.circulars.addressees import Networks, is_known
from interfaces.circulars.problems import Findings
from interfaces.circulars.rows import Row, once, read_rows

COLUMNS = ("network", "line", "amount")
EARMARK = "training_earmark"
TOTAL = "total"
_HALF_A_CENT = Decimal("0.005")
_NAMES = (*BudgetKind, EARMARK, TOTAL)


@dataclass(slots=True)
class PrintedBudget:
    """The budget of one network as it grows row by row, with the line of each row."""

    name: str
    amounts: dict[str, Decimal] = field(default_factory=dict[str, Decimal])
    rows: dict[str, Row] = field(default_factory=dict[str, Row])
    whole: bool = True
    """False as soon as one row is ill-formed: sums of the others would only confuse."""

    def line_of(self, name: str) -> int:
        """Where a line of the budget stands, or its first row where it has no such line."""
        return (self.rows.get(name) or next(iter(self.rows.values()))).line


def read_budgets(
    file: str, text: str, networks: Networks | None, findings: Findings
) -> dict[str, PrintedBudget]:
    """The budgets of a table, by network; ill-formed rows are written down."""
    read: dict[str, PrintedBudget] = {}
    for row in once(read_rows(file, text, COLUMNS, findings), ("line",), findings):
        name, amount = row.cells["line"], row.amount("amount", findings)
        if name not in _NAMES:
            said = f"art. 14 has no line called {name!r}"
            findings.error(file, row.line, said, f"write one of: {', '.join(_NAMES)}")
        if networks is not None and not is_known(row, networks, findings):
            continue
        budget = read.setdefault(row.network, PrintedBudget(row.cells["network"]))
        budget.rows[name] = row
        if amount is None or name not in _NAMES:
            budget.whole = False
        else:
            budget.amounts[name] = amount
    return read


def assemble(printed: Mapping[str, PrintedBudget]) -> tuple[NetworkBudget, ...]:
    """The budgets that are whole, as the domain knows them."""
    return tuple(
        NetworkBudget(
            network=network,
            lines=tuple(
                BudgetLine(kind=kind, amount=budget.amounts[kind])
                for kind in BudgetKind
                if kind in budget.amounts
            ),
            training_earmark=budget.amounts.get(EARMARK, Decimal("0.00")),
            published_total=budget.amounts.get(TOTAL),
        )
        for network, budget in printed.items()
        if budget.whole
    )


def find_gaps(
    printed: Mapping[str, PrintedBudget],
    networks: Networks,
    file: str,
    findings: Findings,
) -> None:
    """Write down every network without a budget, and every budget without a line it needs."""
    missing = defaultdict[str, list[str]](list)
    for network in networks.listed.values():
        budget = printed.get(network.id)
        if budget is None:
            said = f"{network.name} has no budget"
            findings.error(file, 1, said, "add its rows: no avenant of a network without one")
            continue
        missing[network.id] = [kind for kind in EVERY_NETWORK_HAS if kind not in budget.rows]
        for kind in missing[network.id]:
            said = f"the budget of {network.name} has no line {kind}"
            findings.error(file, budget.line_of(kind), said, "add the row")
            budget.whole = False


def look_at_lines(
    printed: Mapping[str, PrintedBudget],
    networks: Networks,
    prison_conventions: frozenset[str],
    findings: Findings,
) -> None:
    """Write down every line that a network of that kind cannot have."""
    for network, budget in printed.items():
        for name, row in budget.rows.items():
            kind = networks.kind_of(network)
            if name not in set(BudgetKind) or kind is None:
                continue
            line, prisons = BudgetKind(name), network in prison_conventions
            if not may_have(line, kind, prison_convention=prisons):
                said = f"{budget.name} cannot have a line {name}"
                findings.error(row.file, row.line, said, _WHY_NOT[line])


_WHY_NOT = {
    BudgetKind.EATING_DISORDERS: "only networks for children and adolescents have it: remove it",
    BudgetKind.PRISONS: "remove it, or name the network in prison_conventions",
}


def look_at_amounts(
    printed: Mapping[str, PrintedBudget],
    budgets: Sequence[NetworkBudget],
    additions: Mapping[str, Addition],
    cap: RunningCostsCap | None,
    findings: Findings,
) -> None:
    """Write down every budget that breaks the cap, loses an addition or sets aside too much."""
    for budget in budgets:
        rows = printed[budget.network]
        file = next(iter(rows.rows.values())).file
        if cap is not None and (excess := above_cap(budget, cap)) > 0:
            said = (
                f"the running costs of {rows.name} lie {excess:,.2f} above "
                f"{cap.percent} % of the whole"
            )
            line = rows.line_of(BudgetKind.RUNNING_COSTS)
            findings.error(file, line, said, "lower them, or correct the cap and its source")
        if budget.training_earmark > budget.amount(BudgetKind.RUNNING_COSTS):
            said = f"{rows.name} sets aside more for training than it has running costs"
            findings.error(file, rows.line_of(EARMARK), said, "lower training_earmark")
        _compare_the_total(budget, rows, findings)
        _hold_the_addition(budget, rows, additions, findings)


def _compare_the_total(budget: NetworkBudget, rows: PrintedBudget, findings: Findings) -> None:
    """Write down a printed total that is not the sum: rounding is a warning, more an error."""
    surplus = budget.surplus()
    if not surplus:
        return
    file, line = next(iter(rows.rows.values())).file, rows.line_of(TOTAL)
    side = "above" if surplus > 0 else "below"
    said = f"{rows.name}: the printed total lies {abs(surplus):,.2f} {side} the sum of its lines"
    if abs(surplus) <= _HALF_A_CENT * len(budget.lines):
        findings.warning(file, line, said, "nothing to do: art. 14 prints the total as published")
    else:
        findings.error(file, line, said, "correct the lines or the total")


def _hold_the_addition(
    budget: NetworkBudget,
    rows: PrintedBudget,
    additions: Mapping[str, Addition],
    findings: Findings,
) -> None:
    addition = additions.get(budget.network)
    if addition is None:
        return
    for kind, missing in not_held(budget, addition).items():
        line, file = rows.line_of(kind), next(iter(rows.rows.values())).file
        said = f"{kind} of {rows.name} is {missing:,.2f} smaller than what the circular adds to it"
        findings.error(file, line, said, "a yearly budget holds the addition: correct it")
