"""The raw facts as CloudEvents 1.0, one JSON object a line, for programs of others."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from audit.trails.lines import about_what, known_fact
from audit.trails.proofs import cause
from journal.envelope import Recorded

SEQUENCE_DIGITS = 19
"""Positions as text of one length, so that their order as text is their order."""


def cloud_event(one: Recorded) -> Mapping[str, Any]:
    """A fact as a CloudEvent in structured JSON; `source` and `id` together are unique.

    `type` is the permanent name, `factversion` the version of the shape that `data` has: that of
    this program, however old the stored bytes are. `time` is when the office knew, `effectiveon`
    the day on which it counts. `sequence` and `partitionkey` are the extensions of those names.
    """
    fact = known_fact(one.fact)
    led_to_it = cause(one)
    event: dict[str, Any] = {
        "specversion": "1.0",
        "id": str(one.event_id),
        "source": f"/avenants/{one.stream}",
        "type": fact.type,
        "subject": about_what(one),
        "time": rfc3339(one.recorded_at),
        "datacontenttype": "application/json",
        "sequence": f"{one.position:0{SEQUENCE_DIGITS}d}",
        "partitionkey": one.stream,
        "factversion": fact.VERSION,
        "streamversion": one.version,
        "effectiveon": one.effective_on.isoformat(),
        "actor": one.actor,
        "channel": one.channel,
        "commandid": str(one.command_id),
        "correlationid": one.correlation,
        "rehearsal": one.rehearsal,
        "data": fact.model_dump(mode="json"),
    }
    if led_to_it is not None:
        event["causationid"] = str(led_to_it)
    return event


def rfc3339(instant: datetime) -> str:
    """An aware instant as RFC 3339 writes it."""
    return instant.isoformat(timespec="microseconds")
