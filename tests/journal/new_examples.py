"""Write the missing stored examples of the project's facts: `python -m tests.journal.new_examples`.

What lies there already is never written again: stores hold facts of that shape.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from journal.envelope import Append, Context
from journal.known_facts import known_facts
from journal.mapper import FactMapper
from tests.audit.specimens import specimens

KEPT = Path(__file__).with_name("facts")
WRITTEN_AT = datetime(2026, 3, 3, 8, 15, tzinfo=UTC)


def main() -> None:
    """One example of each fact of today that has none."""
    KEPT.mkdir(exist_ok=True)
    registry = known_facts()
    context = Context(
        command_id=UUID("b9a31369-fcb0-4ff7-b4cf-dc7dbba351b5"),
        actor="anna.namur",
        channel="cli",
        correlation="2026-001.K00123",
    )
    for name, kind in registry.classes.items():
        path = KEPT / f"{name}-{kind.VERSION}.json"
        if path.exists():
            continue
        fact = next(specimens(kind))
        append = Append("convention-K00123", [fact], 0, context)
        [event] = FactMapper(registry).write(append, WRITTEN_AT, rehearsal=False).events
        kept = {
            "topic": event.topic,
            "state": json.loads(event.state),
            "reads_as": fact.model_dump(mode="json"),
        }
        path.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
