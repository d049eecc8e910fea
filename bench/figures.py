"""What a measurement found: a rate of ours, the same of the bare thing, and their ratio."""

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

LEAST = 4
"""Rounds of every measurement, however little time there is."""

Round = Callable[[], float]
"""One short round of a measurement; gives things per second."""


@dataclass(frozen=True)
class Figure:
    """One line of the table. Rates and sizes depend on the machine; ratios are what lasts."""

    name: str
    unit: str
    ours: float
    bare: float | None
    """The same of the bare thing, in the same run; None where there is none."""
    ratio: float | None = None
    """Ours / bare: the median of the rounds."""
    lowest: float | None = None
    highest: float | None = None
    rounds: int = 1
    target: str = ""
    beside: str = ""
    """What the bare thing is."""

    def as_json(self) -> dict[str, Any]:
        """The line as it is printed on stdout."""
        return asdict(self)


def beside(
    name: str, unit: str, rounds: Sequence[tuple[float, float]], *, target: str, beside: str
) -> Figure:
    """The figure of rounds that were measured in turns: (ours, bare) each."""
    ratios = sorted(ours / bare for ours, bare in rounds)
    return Figure(
        name=name,
        unit=unit,
        ours=median(ours for ours, _ in rounds),
        bare=median(bare for _, bare in rounds),
        ratio=median(ratios),
        lowest=ratios[0],
        highest=ratios[-1],
        rounds=len(rounds),
        target=target,
        beside=beside,
    )


def in_turns(ours: Round, bare: Round, seconds: float) -> list[tuple[float, float]]:
    """Measure both in each round, so that noise hits both; who begins changes every round."""
    ends = time.monotonic() + seconds
    found: list[tuple[float, float]] = []
    while len(found) < LEAST or time.monotonic() < ends:
        if len(found) % 2:
            found.append((ours(), bare()))
        else:
            later = bare()
            found.append((ours(), later))
    return found


def say(line: str) -> None:
    """Tell a person who waits."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def table(figures: Sequence[Figure]) -> str:
    """The figures for people."""
    head = ("", "unit", "ours", "bare", "ratio", "rounds from - to", "target")
    rows = [head, *(_row(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = [
        "  ".join(_cell(c, w, n) for n, (c, w) in enumerate(_pairs(row, widths))) for row in rows
    ]
    notes = [f"{figure.name}: beside {figure.beside}" for figure in figures if figure.beside]
    return "\n".join([*(line.rstrip() for line in lines), "", *notes])


def _pairs(row: Sequence[str], widths: Sequence[int]) -> list[tuple[str, int]]:
    return list(zip(row, widths, strict=True))


def _cell(text: str, width: int, column: int) -> str:
    return text.ljust(width) if column < 2 else text.rjust(width)


def _row(figure: Figure) -> tuple[str, ...]:
    spread = ""
    if figure.lowest is not None and figure.highest is not None:
        spread = f"{figure.rounds}: {figure.lowest:.2f} - {figure.highest:.2f}"
    return (
        figure.name,
        figure.unit,
        _number(figure.ours),
        _number(figure.bare),
        _number(figure.ratio, places=2),
        spread,
        figure.target,
    )


def _number(value: float | None, places: int | None = None) -> str:
    if value is None:
        return ""
    if places is None:
        places = 0 if value >= 100 or value == int(value) else 1
    return f"{value:,.{places}f}"
