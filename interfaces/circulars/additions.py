"""Reading the additions: the figures as printed, and what their rounding leaves to see."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from domain.budget import CENT, COLUMNS, Addition, AnnouncedTotals, Column, may_gain
from domain.values import slug
from interfaces.circulars.addressees import Networks, is_known
from interfaces.circulars.problems import MANIFEST, Findings
from interfaces.circulars.rows import Row, once, read_rows


@dataclass(frozen=True, slots=True)
class PrintedAddition:
    """A row of additions, and what it adds, where it holds."""

    row: Row
    addition: Addition


@dataclass(frozen=True, slots=True)
class Printed:
    """The table of additions: the rows that hold, and every network that has a row at all."""

    rows: tuple[PrintedAddition, ...]
    named: frozenset[str]


def read_additions(file: str, text: str, networks: Networks | None, findings: Findings) -> Printed:
    """Every well-formed addition, for a known network that may have one; the rest is written down.

    `networks` is None when nobody knows which networks there are.
    """
    read: list[PrintedAddition] = []
    rows = tuple(once(read_rows(file, text, ("network", *COLUMNS), findings), (), findings))
    for row in rows:
        addition = _addition(row, findings)
        if networks is not None and is_known(row, networks, findings):
            _may_gain(row, networks, findings)
        if addition is not None:
            read.append(PrintedAddition(row, addition))
    return Printed(tuple(read), frozenset(row.network for row in rows))


def _addition(row: Row, findings: Findings) -> Addition | None:
    amounts = [row.amount(column, findings) for column in COLUMNS]
    article_8, base_care, total = amounts
    if article_8 is None or base_care is None or total is None:
        return None
    return Addition(network=row.network, article_8=article_8, base_care=base_care, total=total)


def _may_gain(row: Row, networks: Networks, findings: Findings) -> None:
    kind = networks.kind_of(row.network)
    if kind is not None and not may_gain(kind):
        name = row.cells["network"]
        said = f"{name} is a network for children and adolescents: it gains nothing here"
        findings.error(row.file, row.line, said, "remove the row, or correct the network's kind")


def find_gaps(printed: Printed, networks: Networks, file: str, findings: Findings) -> None:
    """Write down every network that gains and has no row."""
    for network in networks.listed.values():
        if may_gain(network.kind) and network.id not in printed.named:
            said = f"{network.name} has no row of additions"
            findings.error(file, 1, said, "add its row as the circular prints it")


def look_at_rounding(printed: Printed, as_printed: Sequence[str], findings: Findings) -> None:
    """Write down each row whose printed total is not the sum of its parts.

    Every figure of the circular was rounded to the nearest cent by itself, which explains one
    cent and no more.
    """
    accepted = {slug(name) for name in as_printed}
    for one in printed.rows:
        surplus = one.addition.surplus()
        if not surplus:
            continue
        name, side = one.row.cells["network"], "above" if surplus > 0 else "below"
        said = f"{name}: the printed total lies {_cents(surplus)} {side} the sum of its parts"
        if abs(surplus) <= CENT or one.addition.network in accepted:
            remedy = "nothing to do: the letters print the figures as published"
            findings.warning(one.row.file, one.row.line, said, remedy)
        else:
            remedy = f'correct the row, or write as_printed = ["{name}"] if it really is so'
            findings.error(one.row.file, one.row.line, said, remedy)


def look_at_sums(
    printed: Printed,
    announced: AnnouncedTotals,
    lines: dict[Column, int],
    findings: Findings,
) -> None:
    """Write down each column that does not sum to what the text announces.

    Half a cent per row is rounding; more is a figure or a total that somebody mistyped.
    """
    for column in COLUMNS:
        total: Decimal = getattr(announced, column)
        parts: list[Decimal] = [getattr(one.addition, column) for one in printed.rows]
        missing = total - sum(parts, Decimal(0))
        if not missing:
            continue
        side = "below" if missing > 0 else "above"
        said = (
            f"column {column} sums to {total - missing:,}, "
            f"{_cents(missing)} {side} the announced {total:,}"
        )
        if abs(missing) <= CENT * len(parts) / 2:
            remedy = "nothing to do: every figure was rounded by itself"
            findings.warning(MANIFEST, lines[column], said, remedy)
        else:
            findings.error(MANIFEST, lines[column], said, "correct a figure or the total")


def _cents(difference: Decimal) -> str:
    cents = int(abs(difference) / CENT)
    return "1 cent" if cents == 1 else f"{cents:,} cents"
