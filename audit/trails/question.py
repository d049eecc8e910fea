"""What can be asked of a trail: its two times, its filters and its page."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from audit.trails.lines import known_fact
from audit.trails.networks import Networks
from domain.values import NetworkId, Value
from journal.envelope import Recorded


class Question(Value):
    """What is asked of a trail. Without anything it is all that the record holds.

    `as_at` is an aware instant, `as_of` a day: see `audit.moments`. `types` are permanent names
    of facts, or the word behind their dot. `since` and `until` are the first and last day on which
    a fact counts. `after` is the cursor of the last line that was read, `limit` how many come now.
    """

    as_at: datetime | None = None
    as_of: date | None = None
    types: tuple[str, ...] = ()
    actor: str | None = None
    since: date | None = None
    until: date | None = None
    recorded: bool = False
    """Whether that period is of the days on which facts were recorded, not on which they count."""
    network: NetworkId | None = None
    after: Annotated[int, Field(ge=0)] = 0
    limit: Annotated[int, Field(ge=1)] | None = None


def narrowed(
    facts: Iterable[Recorded], question: Question, networks: Networks
) -> Iterator[Recorded]:
    """The facts that pass the filters."""
    asked = (question.types, question.actor, question.since, question.until, question.network)
    if not any(asked):
        return iter(facts)
    return (one for one in facts if fits(one, question, networks))


def fits(one: Recorded, question: Question, networks: Networks) -> bool:
    """Whether a fact passes the filters."""
    day = one.recorded_at.date() if question.recorded else one.effective_on
    return (
        (not question.types or is_called(known_fact(one.fact).type, question.types))
        and (question.actor is None or question.actor in doers(one))
        and (question.since is None or day >= question.since)
        and (question.until is None or day <= question.until)
        and (question.network is None or networks.of(one) == question.network)
    )


def is_called(name: str, types: Sequence[str]) -> bool:
    """Whether a permanent name, or the word behind the dot of it, is among these."""
    return name in types or name.partition(".")[2] in types


def doers(one: Recorded) -> tuple[str | None, ...]:
    """Who stood behind a fact, and whom it names as who acted or has authorised it."""
    return one.actor, getattr(one.fact, "by", None), getattr(one.fact, "authorised_by", None)
