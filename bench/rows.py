"""What is appended: facts as the engine leaves them, the same bytes for both."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from uuid import uuid4

from domain.facts import AvenantPrepared, Purpose, Sent
from domain.terms import CURRENT_RULES, window
from domain.values import AvenantKind, Channel
from journal.envelope import Append, Context
from journal.known_facts import known_facts
from journal.mapper import FactMapper

Row = tuple[str, int, str, bytes]
"""Stream, version, topic, bytes."""

CommandRow = tuple[str, str, int, int]
"""Stream, command id, first and last version."""

LONG = 5
"""Facts of one stream: what a tacit avenant leaves after it was prepared."""
_ON = date(2026, 3, 3)
_WINDOW = window(_ON, Channel.EMAIL)
_AT = datetime(2026, 3, 3, 8, 0, 0, 123456, UTC)


def sendings(prefix: str) -> Iterator[Append]:
    """Facts as the steps of avenants append them one by one; a few to each stream."""
    number = 0
    while True:
        convention = f"{prefix}{number // LONG:06d}"
        fact = Sent(
            on=_ON,
            avenant=f"2026-001.{convention}",
            ordinal=1,
            channel=Channel.EMAIL,
            window=_WINDOW,
            id=uuid4(),
            by="engine",
            purpose=Purpose.FIRST,
        )
        yield Append(f"convention-{convention}", (fact,), number % LONG, _context(fact.avenant))
        number += 1


def preparations(prefix: str) -> Iterator[Append]:
    """Facts as a launch appends them page by page: each convention gets its avenant."""
    number = 0
    while True:
        convention = f"{prefix}{number:06d}"
        fact = AvenantPrepared(
            on=_ON,
            avenant=f"2026-001.{convention}",
            circular="2026-001",
            kind=AvenantKind.PROVIDER,
            content="0" * 64,
            rules=CURRENT_RULES,
            in_force_from=_ON,
        )
        yield Append(f"convention-{convention}", (fact,), 0, _context(fact.avenant))
        number += 1


def of_one_command(page: Sequence[Append]) -> Append:
    """The same facts as those of one command, in one stream."""
    facts = [fact for append in page for fact in append.facts]
    return Append(page[0].stream, facts, 0, page[0].context)


def rows_of(given: Sequence[Append]) -> tuple[list[Row], list[CommandRow]]:
    """The very rows that the journal would store, made ready for the bare driver."""
    mapper = FactMapper(known_facts())
    events = [event for one in given for event in mapper.write(one, _AT, rehearsal=False).events]
    rows = [(str(e.originator_id), e.originator_version, e.topic, e.state) for e in events]
    commands = [
        (
            a.stream,
            a.context.command_id.hex,
            a.expected_version + 1,
            a.expected_version + len(a.facts),
        )
        for a in given
    ]
    return rows, commands


def _context(avenant: str) -> Context:
    return Context(command_id=uuid4(), actor="engine", channel="workflow", correlation=avenant)
