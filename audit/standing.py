"""Where an avenant stood: as at an instant, as of a day, or both."""

from datetime import date, datetime
from typing import cast

from audit.folding import folded_on
from audit.moments import known_at
from audit.outcomes import row_of
from audit.rows import BoardRow
from domain import facts as f
from domain.evolve import changed, with_avenant
from domain.settle import ought
from domain.state import Convention
from domain.values import split_avenant_id
from journal.envelope import Recorded
from journal.opening import Store
from journal.streams import convention_from, convention_stream


def standing_at(
    store: Store, avenant: str, *, as_at: datetime | None = None, as_of: date | None = None
) -> BoardRow | None:
    """Where an avenant stood; None where there was none.

    As at an instant it is what the record said then. As of a day it is what ought to be said of
    that day with what is known (now, or as at the instant): see `audit.moments`. A termination
    that nobody has recorded yet is not assumed.
    """
    folded = convention_at(store, avenant, as_at=as_at, as_of=as_of)
    found = folded.avenant(avenant) if folded else None
    return row_of(folded, found) if folded and found else None


def convention_at(
    store: Store, avenant: str, *, as_at: datetime | None = None, as_of: date | None = None
) -> Convention | None:
    """The convention of an avenant as at an instant, as of a day, or both: as `standing_at`."""
    _, convention = split_avenant_id(avenant)
    known = known_at(store.journal.read(convention_stream(convention)), as_at)
    return convention_from(known) if as_of is None else convention_on(known, avenant, as_of)


def convention_on(known: tuple[Recorded, ...], avenant: str, day: date) -> Convention | None:
    """The convention as of that day; None where nothing about the avenant counts by then."""
    facts = [cast("f.ConventionFact", one.fact) for one in known]
    days = [
        fact.on for fact in facts if isinstance(fact, f.AvenantFact) and fact.avenant == avenant
    ]
    if min(days, default=date.max) > day:
        return None
    folded = folded_on(known, day)
    return settled(folded) if folded else None


def settled(convention: Convention) -> Convention:
    """The convention with each avenant where its file says that it ought to stand."""
    for avenant in convention.avenants:
        placed = changed(avenant, standing=ought(convention, avenant))
        convention = with_avenant(convention, placed)
    return convention
