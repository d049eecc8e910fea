"""Where an avenant stands, as a row that anybody can check against the rules."""

from datetime import date
from typing import Any

from audit.rows import BoardRow
from domain.concluding import termination_day
from domain.state import (
    Avenant,
    Contested,
    Convention,
    NetworkAvenant,
    ProviderAvenant,
    Refused,
    Terminated,
)


def rows_of(convention: Convention) -> tuple[BoardRow, ...]:
    """A row for each avenant of the convention."""
    return tuple(row_of(convention, avenant) for avenant in convention.avenants)


def row_of(convention: Convention, avenant: Avenant) -> BoardRow:
    """The row of one avenant of the convention."""
    return BoardRow(**cells_of(convention, avenant))


def cells_of(convention: Convention, avenant: Avenant) -> dict[str, Any]:
    """The same as plain cells, in the order of a row."""
    opening = avenant.opening
    window = opening.window if opening else None
    return {
        "avenant": avenant.id,
        "circular": avenant.circular,
        "kind": avenant.kind,
        "network": convention.network,
        "convention": convention.id,
        "channel": opening.channel if opening else None,
        "sent_on": opening.sent_on if opening else None,
        "announced_last_day": window.announced_last_day if window else None,
        "admitted_last_day": window.admitted_last_day if window else None,
        "state": avenant.standing.status,
        "refusal_received_on": refusal_received_on(avenant),
        "terminates_on": terminates_on(convention, avenant),
        "terminated_on": terminated_on(avenant),
    }


def refusal_received_on(avenant: Avenant) -> date | None:
    """The day on which the network received the refusal that determines the present state.

    Of several contested refusals that is the earliest; a contested acceptance has none.
    """
    match avenant.standing:
        case Refused(received_on=day) | Terminated(received_on=day):
            return day
        case Contested(refusals=contested) if isinstance(avenant, ProviderAvenant):
            days = [r.received_on for r in avenant.refusals if r.id in contested]
            return min(days, default=None)
        case _:
            return None


def terminates_on(convention: Convention, avenant: Avenant) -> date | None:
    """The day on which the convention ends by the refusals that stand: the earliest among them."""
    stands = isinstance(avenant.standing, Refused | Terminated)
    return termination_day(convention) if stands else None


def terminated_on(avenant: Avenant) -> date | None:
    """The legal day of the termination, even if that was recorded later."""
    match avenant.standing:
        case Terminated(terminated_on=day):
            return day
        case _:
            return None


def last_effective_day(avenant: Avenant) -> date | None:
    """The last day of the window as it now counts, an extension included."""
    if isinstance(avenant, NetworkAvenant) or avenant.opening is None:
        return None
    days = avenant.opening.last_days
    return days[1] if days else None
