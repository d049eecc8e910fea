"""What the facts of a stream bring into the index, whatever their names."""

from collections.abc import Sequence

from audit.views.alike import Table
from audit.views.marks import circulars_of, marks_of, network_of
from journal.envelope import Skimmed

Facts = Sequence[int]
"""Which facts of the stream, counted from 0."""


COMMON, NAMED, DAYS = range(3)
"""The tables: marks that many histories have alike, the other marks, and days."""
NAMES_OF_ITS_OWN = ("party:", "document:", "message:")
"""How marks begin in which there is a name that hardly any other history has."""


def entries_of(facts: Sequence[Skimmed], new: int) -> Sequence[Table]:
    """What facts of one stream bring, of which those from the index `new` on are new.

    Rows of a mark, or a day, and of which facts it is.
    """
    network = network_of(facts)
    circulars = circulars_of(facts[:new])
    marks: dict[str, list[int]] = {}
    days: dict[str, list[int]] = {}
    for index, one in enumerate(facts[new:], new):
        days.setdefault(one.recorded_at.date().isoformat(), []).append(index)
        for mark in marks_of(one, network, circulars):
            marks.setdefault(mark, []).append(index)
        circulars |= circulars_of([one])
    rows = list(marks.items())
    return (
        [row for row in rows if not row[0].startswith(NAMES_OF_ITS_OWN)],
        [row for row in rows if row[0].startswith(NAMES_OF_ITS_OWN)],
        list(days.items()),
    )
