"""Is this convention in force on that day, and under which avenants?"""

from datetime import date

from domain.state import (
    Accepted,
    AcceptedTacitly,
    Avenant,
    Concluded,
    Convention,
)
from domain.values import Value


class Binding(Value):
    """What binds the parties of a convention on a day, with everything known now."""

    in_force: bool
    avenants: tuple[str, ...]
    ends_on: date | None
    """The first day without the convention, where one is known."""


def ends_on(convention: Convention) -> date | None:
    """The earliest end of the convention, by a refusal or otherwise; the earlier day counts."""
    ends = [e.on for e in convention.endings]
    ends += [a.terminated_on for a in convention.provider_avenants if a.terminated_on]
    return min(ends, default=None)


def binding(convention: Convention, day: date) -> Binding:
    """Whether the convention is in force on that day, and under which avenants.

    An avenant that was accepted binds from its entry into force, also backwards; one that was
    refused never does: the unamended text governs until the termination.
    """
    end = ends_on(convention)
    alive = convention.began_on <= day and (end is None or day < end)
    bound = tuple(
        a.id for a in convention.avenants if alive and binds(a) and a.in_force_from <= day
    )
    return Binding(in_force=alive, avenants=bound, ends_on=end)


def binds(avenant: Avenant) -> bool:
    """Whether both sides have agreed to the avenant."""
    return isinstance(avenant.standing, Accepted | AcceptedTacitly | Concluded)
