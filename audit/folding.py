"""What a convention comes to as of a day, from the facts that count by then."""

from collections.abc import Sequence
from datetime import date
from typing import cast

from domain import facts as f
from domain.evolve import changed, fold, with_avenant
from domain.standing import termination
from domain.state import Convention
from journal.envelope import Recorded

WHENEVER = (
    f.ConventionRegistered
    | f.AvenantPrepared
    | f.RegistrationRetracted
    | f.TacitAcceptanceRescinded
    | f.TerminationRescinded
)
"""What is taken into account as of every day: without the first two nothing can be folded, and
what the others took back is known not to count on any day."""


def folded_on(known: Sequence[Recorded], day: date) -> Convention | None:
    """The convention with what is dated by that day on file; where it stands is not settled."""
    facts = [cast("f.ConventionFact", one.fact) for one in known]
    folded = fold([fact for fact in facts if isinstance(fact, WHENEVER) or fact.on <= day])
    return without_ends_to_come(folded) if folded else None


def without_ends_to_come(convention: Convention) -> Convention:
    """The convention without terminations that rest on what does not count yet.

    A termination is dated the legal day even if the refusal was only decided afterwards. As of a
    day between, that decision does not count, and so neither does what followed from it.
    """
    recorded = [a for a in convention.provider_avenants if a.terminated_on is not None]
    if not recorded:
        return convention
    due = termination(convention)
    for avenant in recorded:
        if due is None or avenant.terminated_on != due.on or avenant.id not in due.avenants:
            convention = with_avenant(convention, changed(avenant, terminated_on=None))
    return convention


def ends_on_record(convention: Convention | None) -> set[date]:
    """The days on which the convention ended by operation of law, as far as that is on file."""
    avenants = convention.provider_avenants if convention else ()
    return {a.terminated_on for a in avenants if a.terminated_on is not None}
