"""Facts that no stream holds together, found by the index of facts."""

from collections.abc import Iterator
from datetime import date

from audit.trails.question import Question, is_called
from audit.trails.subjects import Subject
from audit.views.fact_index import FactIndex
from audit.views.marks import Kind, Mark
from journal.clock import BRUSSELS
from journal.envelope import Recorded
from journal.known_facts import known_facts
from journal.opening import Store
from journal.recorder import LAST

FIRST_PAGE = 50
"""Facts that are read for a short page; what is more than a page is read by the hundred."""
SAMPLE = 100
"""Facts by which it is told which of several marks is the rarest."""


def looked_up(store: Store, subject: Subject, question: Question) -> Iterator[Recorded]:
    """The facts that bear one of the subject's marks, behind the cursor, in order.

    What the index knows of the filters is asked of it, so that few facts among many are not looked
    for one by one.
    """
    index = FactIndex(store)
    index.catch_up()
    after, until = between(index, question)
    page = min(max(question.limit or 500, FIRST_PAGE), 500)
    ways = rarest_first(index, wanted(subject, question), after, until)
    return index.each(ways, after=after, until=until, page=page)


def between(index: FactIndex, question: Question) -> tuple[int, int]:
    """Behind which position and up to which the answer can stand.

    Clocks of several machines differ, so the facts there are looked at once more.
    """
    first, last = date.min, date.max
    if question.as_at is not None:
        last = question.as_at.astimezone(BRUSSELS).date()
    if question.recorded:
        first, last = question.since or first, min(question.until or last, last)
    if (first, last) == (date.min, date.max):
        return question.after, LAST
    lowest, highest = index.recorded_between(first, last)
    return max(question.after, lowest - 1), highest


def wanted(subject: Subject, question: Question) -> list[tuple[Mark, ...]]:
    """What a fact must bear: one of each of these."""
    filters = [marks_of_types(question.types)] if question.types else []
    filters += [(Mark(Kind.ACTOR, question.actor),)] if question.actor else []
    filters += [(Mark(Kind.NETWORK, question.network),)] if question.network else []
    return [subject.indexed, *filters]


def rarest_first(
    index: FactIndex, ways: list[tuple[Mark, ...]], after: int, until: int
) -> list[tuple[Mark, ...]]:
    """The same, the rarest behind the cursor first: the others are only looked up beside it."""
    if len(ways) == 1:
        return ways

    def how_often(marks: tuple[Mark, ...]) -> tuple[int, int]:
        # As many as there are, if they are few; else the further the last of them, the rarer.
        places = index.positions([marks], after=after, until=until, limit=SAMPLE)
        return len(places), -places[-1] if places else 0

    return sorted(ways, key=how_often)


def marks_of_types(types: tuple[str, ...]) -> tuple[Mark, ...]:
    """The permanent names that are meant, as marks."""
    names = (name for name in known_facts().classes if is_called(name, types))
    return tuple(Mark(Kind.TYPE, name) for name in names)
