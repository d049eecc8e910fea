"""Every fact that this version of the program writes and reads, and how older shapes are read."""

from typing import get_args

from domain.circular_facts import CircularFact
from domain.fact import Fact
from domain.facts import ConventionFact
from domain.intake import IntakeFact
from journal.registry import FactRegistry


def known_facts() -> FactRegistry:
    """The registry of the project's own facts."""
    classes: list[type[Fact]] = []
    for union in (ConventionFact, CircularFact, IntakeFact):
        classes.extend(get_args(union))
    return FactRegistry(classes)
