"""Two times: what was known as at an instant, and what counts as of a day.

As at an instant is simple: what had been recorded by then, and nothing else. As of a day takes
what is known (now, or as at an instant) and asks what of it counts on that day:

- what came in counts from its own day, however late it was registered: a refusal received on the
  2nd and registered on the 20th stands as of the 3rd;
- a registration that was retracted never counts, and neither does what followed from it;
- a conclusion that was rescinded never counts, not even as of the days between: the silence was
  none;
- a decision, an extension, a bounce and a withdrawal count from the day they are dated, and not
  before: as of the day before the decision a refusal is contested, and the termination that the
  decision led to does not count either, whatever its legal day.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import takewhile
from typing import TypeVar
from uuid import UUID

from audit.folding import ends_on_record, folded_on
from domain import facts as f
from domain.budget_facts import BudgetEntry, BudgetEntryRetracted
from journal.envelope import Recorded, Skimmed

Told = TypeVar("Told", Recorded, Skimmed)
"""A fact, with all of its surroundings or some."""

RETRACTED = f.RegistrationRetracted | BudgetEntryRetracted
"""What says that a registration, or an entry of a budget, was a mistake."""
TAKEN_BACK = RETRACTED | f.TacitAcceptanceRescinded | f.TerminationRescinded | f.AvenantRestored
"""What only says that something before it does not count."""
BY_REFUSAL = f.AvenantTerminated | f.AvenantLapsed
"""What the end of a convention leaves for its avenants."""


def known_at(history: Sequence[Told], as_at: datetime | None) -> tuple[Told, ...]:
    """What had been recorded by that instant; everything where there is none.

    Of a stream nothing is known before what it follows, also where a clock was set back between.
    """
    if as_at is None:
        return tuple(history)
    # Two hours of one zone are compared as they read on the clock, and one reads twice in October.
    then = as_at.astimezone(UTC)
    return tuple(takewhile(lambda one: one.recorded_at <= then, history))


def counting_on(history: Sequence[Recorded], day: date) -> tuple[Recorded, ...]:
    """Of what is known, what counts as of that day."""
    mistaken = retracted_commands(history)
    gone = rescinded(history) | ends_to_come(history, day)
    return tuple(
        one
        for one in history
        if one.effective_on <= day
        and one.event_id not in gone
        and one.command_id not in mistaken
        and not (isinstance(one.fact, TAKEN_BACK) and corrects(one, history))
    )


def retracted_commands(history: Sequence[Recorded]) -> set[UUID]:
    """The commands that registered what was retracted: nothing that followed from them counts."""
    retracted = {one.fact.retracts for one in history if isinstance(one.fact, RETRACTED)}
    return {
        one.command_id
        for one in history
        if isinstance(one.fact, f.Registration | BudgetEntry) and one.fact.id in retracted
    }


def rescinded(history: Sequence[Recorded]) -> set[UUID]:
    """Events of conclusions and terminations that a later fact rescinded."""
    standing: dict[tuple[str, str], UUID] = {}
    gone: set[UUID] = set()
    for one in history:
        match one.fact:
            case f.SilenceConcluded(avenant=avenant):
                standing["silence", avenant] = one.event_id
            case f.AvenantTerminated(avenant=avenant):
                standing["termination", avenant] = one.event_id
            case f.TacitAcceptanceRescinded(avenant=avenant):
                gone |= {standing.pop(("silence", avenant), one.event_id)}
            case f.TerminationRescinded(avenant=avenant):
                gone |= {standing.pop(("termination", avenant), one.event_id)}
            case _:
                pass
    return gone


def ends_to_come(history: Sequence[Recorded], day: date) -> set[UUID]:
    """Events of terminations, and of what lapsed by them, that rest on a later decision."""
    dated = [one for one in history if one.effective_on <= day and isinstance(one.fact, BY_REFUSAL)]
    if not dated:
        return set()
    ended = ends_on_record(folded_on(history, day))
    return {one.event_id for one in dated if by_a_refusal(one) and one.effective_on not in ended}


def by_a_refusal(one: Recorded) -> bool:
    """Whether it says that a convention ended by a refusal."""
    cause = one.fact.cause if isinstance(one.fact, f.AvenantLapsed) else f.EndCause.REFUSAL
    return cause is f.EndCause.REFUSAL


def corrects(one: Recorded, history: Sequence[Recorded]) -> bool:
    """Whether a fact that takes something back belongs to a correction of the record itself.

    An avenant that is open again because a refusal was withdrawn or decided has really moved; one
    that is open again because a registration was a mistake never was anything else.
    """
    if not isinstance(one.fact, f.AvenantRestored):
        return True
    return any(
        other.command_id == one.command_id and isinstance(other.fact, f.RegistrationRetracted)
        for other in history
    )
