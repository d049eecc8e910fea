"""What the facts of a stream bring into the index, whatever their names."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from audit.views.marks import circulars_of, marks_of, network_of, number_of
from audit.views.stand_ins import Form, form_of
from journal.envelope import Skimmed

Facts = Sequence[int]
"""Which facts of the stream, counted from 0."""


class Entries(NamedTuple):
    """The marks of some facts, and the days on which they were recorded."""

    common: Sequence[tuple[int, Facts]]
    """The number of each mark without a name of theirs in it."""
    named: Sequence[tuple[Form, Facts]]
    """The other marks."""
    days: Sequence[tuple[date, Facts]]

    def numbers_of(self, names: Sequence[str]) -> Iterator[tuple[int, Facts]]:
        """The number of each mark of the stream that has these names."""
        yield from self.common
        for (text, among), facts in self.named:
            yield number_of(text % among(names)), facts


def entries_of(facts: Sequence[Skimmed], new: int) -> Entries:
    """What facts of one stream bring, of which those from the index `new` on are new."""
    network = network_of(facts)
    circulars = circulars_of(facts[:new])
    marks: dict[str, list[int]] = {}
    days: dict[date, list[int]] = {}
    for index, one in enumerate(facts[new:], new):
        days.setdefault(one.recorded_at.date(), []).append(index)
        for mark in marks_of(one, network, circulars):
            marks.setdefault(mark, []).append(index)
        circulars |= circulars_of([one])
    forms = {mark: form_of(mark) for mark in marks}
    return Entries(
        common=[(number_of(mark), facts) for mark, facts in marks.items() if forms[mark] is None],
        named=[(form, facts) for mark, facts in marks.items() if (form := forms[mark])],
        days=list(days.items()),
    )
