"""The facts that answer a question put to a trail."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date
from itertools import chain, islice
from uuid import UUID

from audit.moments import counting_on, known_at
from audit.trails.looking_up import looked_up
from audit.trails.networks import Networks
from audit.trails.question import Question, narrowed
from audit.trails.subjects import Subject
from journal.envelope import Recorded
from journal.opening import Store
from journal.streams import budget_stream, convention_stream

RETRACTABLE = (convention_stream(""), budget_stream(""))
"""Streams in which a later fact may say that an earlier one does not count."""
STREAMS_REMEMBERED = 2_000
"""Of how many conventions it is remembered what counts, while a long trail is read."""


def answer(store: Store, subject: Subject, question: Question) -> Iterator[Recorded]:
    """The facts on a subject that answer a question, in the order of the journal."""
    if subject.indexed:
        facts, network = counting(store, subject, question), None
    else:
        facts, network = in_order(subject, question), question.network
    # The index knows the network of each fact; of others it has to be asked for.
    filters = question.model_copy(update={"network": network})
    wanted = (
        one
        for one in narrowed(facts, filters, Networks(store))
        if one.position > question.after and subject.concerns(one)
    )
    return islice(wanted, question.limit)


def counting(store: Store, subject: Subject, question: Question) -> Iterator[Recorded]:
    """What the index finds, as far as it was known and counts."""
    return Looked(store, question).up(looked_up(store, subject, question))


def in_order(subject: Subject, question: Question) -> Sequence[Recorded]:
    """What is known and counts of the streams that were read, in the order of the journal."""
    counts = [what_counts(history, question) for history in subject.histories.values()]
    if len(counts) == 1:
        return counts[0]
    return sorted(chain.from_iterable(counts), key=lambda one: one.position)


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
        # In UTC: of one zone an hour in October reads twice.
        then = None if as_at is None else as_at.astimezone(UTC)
        for one in facts:
            if then is not None and one.recorded_at > then:
                continue
            if as_of is None or self._counts(one, as_of):
                yield one

    def _counts(self, one: Recorded, as_of: date) -> bool:
        """Whether it counts: where it may be retracted, only the whole stream tells."""
        if one.effective_on > as_of or not one.stream.startswith(RETRACTABLE):
            return one.effective_on <= as_of
        if one.stream not in self._counting:
            if len(self._counting) >= STREAMS_REMEMBERED:
                self._counting.clear()
            history = self._store.journal.read(one.stream)
            counting = what_counts(history, self._question)
            self._counting[one.stream] = {other.event_id for other in counting}
        return one.event_id in self._counting[one.stream]
