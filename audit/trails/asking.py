"""A question put to a trail: its two times, its filters and its page, and the facts that answer."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import chain, islice
from typing import Annotated
from uuid import UUID

from pydantic import Field

from audit.moments import counting_on, known_at
from audit.trails.index import found
from audit.trails.networks import Networks
from audit.trails.subjects import Subject
from domain.values import NetworkId, Value
from journal.envelope import Recorded
from journal.opening import Store
from journal.streams import convention_stream

STREAMS_REMEMBERED = 2_000
"""Of how many conventions it is remembered what counts, while a long trail is read."""


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
    network: NetworkId | None = None
    after: Annotated[int, Field(ge=0)] = 0
    limit: Annotated[int, Field(ge=1)] | None = None


def answer(store: Store, subject: Subject, question: Question) -> Iterator[Recorded]:
    """The facts on a subject that answer a question, in the order of the journal."""
    if subject.indexed:
        facts = Looked(store, question).up(found(store, subject.indexed, question.after))
    else:
        facts = in_order(subject, question)
    networks = Networks(store)
    wanted = (
        one
        for one in facts
        if one.position > question.after and fits(one, question, networks) and subject.concerns(one)
    )
    return islice(wanted, question.limit)


def in_order(subject: Subject, question: Question) -> Sequence[Recorded]:
    """What is known and counts of the streams that were read, in the order of the journal."""
    counting = [what_counts(history, question) for history in subject.histories.values()]
    if len(counting) == 1:
        return counting[0]
    return sorted(chain.from_iterable(counting), key=lambda one: one.position)


def what_counts(history: Sequence[Recorded], question: Question) -> Sequence[Recorded]:
    """Of a whole stream, what was known at the instant and counts on the day."""
    known = known_at(history, question.as_at)
    return known if question.as_of is None else counting_on(known, question.as_of)


class Looked:
    """Facts that were looked up one by one, narrowed to what was known and counts."""

    def __init__(self, store: Store, question: Question) -> None:
        self._store = store
        self._question = question
        self._counting: dict[str, set[UUID]] = {}

    def up(self, facts: Iterator[Recorded]) -> Iterator[Recorded]:
        """The same in the same order, without what was not known or does not count."""
        as_at, as_of = self._question.as_at, self._question.as_of
        for one in facts:
            if as_at is not None and one.recorded_at > as_at:
                continue
            if as_of is None or self._counts(one, as_of):
                yield one

    def _counts(self, one: Recorded, as_of: date) -> bool:
        """Whether it counts: for a convention that is known only from the whole stream."""
        if one.effective_on > as_of or not one.stream.startswith(convention_stream("")):
            return one.effective_on <= as_of
        if one.stream not in self._counting:
            if len(self._counting) >= STREAMS_REMEMBERED:
                self._counting.clear()
            history = self._store.journal.read(one.stream)
            counting = what_counts(history, self._question)
            self._counting[one.stream] = {other.event_id for other in counting}
        return one.event_id in self._counting[one.stream]


def fits(one: Recorded, question: Question, networks: Networks) -> bool:
    """Whether a fact passes the filters."""
    return (
        (not question.types or is_called(one, question.types))
        and question.actor in {None, one.actor}
        and (question.since is None or one.effective_on >= question.since)
        and (question.until is None or one.effective_on <= question.until)
        and (question.network is None or networks.of(one) == question.network)
    )


def is_called(one: Recorded, types: Sequence[str]) -> bool:
    """Whether its permanent name, or the word behind the dot of it, is among these."""
    name = permanent_name(one)
    return name in types or name.partition(".")[2] in types


def permanent_name(one: Recorded) -> str:
    """The permanent name of a fact's type."""
    return str(one.fact.type)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownArgumentType]  - every fact declares its own
