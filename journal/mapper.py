"""Facts as bytes and back: one JSON object a fact, short metadata first, the fact last.

The topic is the permanent type and version, never a class path. Encoding joins what pydantic-core
wrote; decoding is one strict pass over the bytes. Whoever reads them all skims: of what surrounds a
fact no more is looked at, and made into values, than is asked for.
"""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from eventsourcing.persistence import Notification, StoredEvent
from pydantic import ValidationError, create_model
from pydantic_core import from_json, to_json

from domain.fact import Fact
from domain.values import Value
from journal.envelope import Append, Context, Recorded, Skimmed, as_uuid, event_ids
from journal.errors import UnknownFact
from journal.registry import FactRegistry, permanent_type

BRUSSELS = ZoneInfo("Europe/Brussels")
ID = rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
"""An id as it is written; a group that repeats itself would take longer to match."""
_PLAIN = rb'[^"\\\x00-\x1f]*'
_INSTANT = rb"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?Z"
"""As the journal writes one: Python takes more for an instant than is one."""


def _surroundings(*wanted: str) -> re.Pattern[bytes]:
    forms = {
        "id": ID,
        "cmd": ID,
        "at": _INSTANT,
        "by": _PLAIN,
        "via": _PLAIN,
        "cause": ID,
        "corr": _PLAIN,
        "rehearsal": b"true|false",
    }
    # What is asked for is made an id, which is strict; the rest is passed over.
    loose = {ID: rb'[^"]{36}', _PLAIN: rb'[^"]*'}
    asked = {ID: rb"[0-9a-f-]{36}"}
    return re.compile(
        rb'\{"id":"%(id)b","cmd":"%(cmd)b","at":"%(at)b","by":"%(by)b","via":"%(via)b",'
        rb'"cause":(?:null|"%(cause)b"),"corr":"%(corr)b","rehearsal":(?:%(rehearsal)b),"fact":'
        % {
            field.encode(): b"(%b)" % asked.get(form, form)
            if field in wanted
            else loose.get(form, form)
            for field, form in forms.items()
        }
    )


METADATA = _surroundings("at", "by")
"""What surrounds a fact, as it is written below; what is written otherwise is read in full.

What is not asked for is passed over: that it is an id is seen by whoever reads it.
"""
_ALL_METADATA = _surroundings("id", "cmd", "at", "by", "via", "cause", "corr", "rehearsal")
"""The same, all of it asked for."""
_BEGINNING = re.compile(
    rb'\{"id":"%(id)b","cmd":"%(id)b","at":"(%(at)b)"' % {b"id": ID, b"at": _INSTANT}
)
"""The same up to the instant."""


class Written(NamedTuple):
    """One append made ready: what the recorder stores, and all of each fact but its position."""

    events: Sequence[StoredEvent]
    ids: Sequence[UUID]
    append: Append
    recorded_at: datetime
    rehearsal: bool

    def at(self, positions: Sequence[int]) -> tuple[Recorded, ...]:
        """The facts as recorded, now that their positions are known."""
        context = self.append.context
        return tuple(
            [
                Recorded(
                    event_id=id_,
                    stream=self.append.stream,
                    version=event.originator_version,
                    position=position,
                    fact=fact,
                    command_id=context.command_id,
                    effective_on=fact.on,
                    recorded_at=self.recorded_at,
                    actor=context.actor,
                    channel=context.channel,
                    causation=context.causation,
                    correlation=context.correlation,
                    rehearsal=self.rehearsal,
                )
                for event, id_, fact, position in zip(
                    self.events, self.ids, self.append.facts, positions, strict=True
                )
            ]
        )


class _Stored(Value):
    id: UUID
    cmd: UUID
    at: datetime
    by: str
    via: str
    cause: UUID | None
    corr: str
    rehearsal: bool
    fact: Fact


class FactMapper:
    """Writes facts of the registry as stored events and reads them back, old versions too."""

    def __init__(self, registry: FactRegistry) -> None:
        self._registry = registry
        self._readers: dict[str, Callable[[bytes], Fact]] = {}
        """How facts in today's shape are read, by topic; noted when the first of them was."""
        self._topics = {fact: f"{name}/{fact.VERSION}" for name, fact in registry.classes.items()}

    def write(self, append: Append, recorded_at: datetime, *, rehearsal: bool) -> Written:
        """The stored events of one append; raises UnknownFact for one outside the registry."""
        tail = _metadata(append.context, recorded_at, rehearsal=rehearsal)
        ids = event_ids(append.context.command_id, append.stream, len(append.facts))
        events = [
            StoredEvent(
                append.stream,
                version,
                self._topic(fact),
                b'{"id":%b,%b,"fact":%b}'
                % (to_json(id_), tail, fact.__pydantic_serializer__.to_json(fact)),
            )
            for version, (id_, fact) in enumerate(
                zip(ids, append.facts, strict=True), start=append.expected_version + 1
            )
        ]
        return Written(events, ids, append, recorded_at.astimezone(BRUSSELS), rehearsal)

    def read(self, event: Notification) -> Recorded:
        """A stored event as the fact that was recorded."""
        return self.recorded(
            str(event.originator_id), event.originator_version, event.id, event.topic, event.state
        )

    def recorded(
        self, stream: str, version: int, position: int, topic: str, state: bytes
    ) -> Recorded:
        """The same, of a row as the database gives it."""
        reader = self._readers.get(topic)
        found = _ALL_METADATA.match(state)
        if reader is None or found is None or state[-1:] != b"}":
            return self._read_in_full(stream, version, position, topic, state)
        id_, command_id, at, actor, channel, cause, correlation, rehearsal = found.groups()
        try:
            fact = reader(state[found.end() : -1])
            return Recorded(
                as_uuid(id_.decode()),
                stream,
                version,
                position,
                fact,
                as_uuid(command_id.decode()),
                fact.on,
                instant_of(at),
                actor.decode(),
                channel.decode(),
                None if cause is None else as_uuid(cause.decode()),
                correlation.decode(),
                rehearsal == b"true",
            )
        except ValueError:
            return self._read_in_full(stream, version, position, topic, state)

    def skimmed(
        self, stream: str, version: int, position: int, topic: str, state: bytes
    ) -> Skimmed:
        """The fact, checked as strictly, with what a read model asks of the rest."""
        reader = self._readers.get(topic)
        found = METADATA.match(state)
        if reader is None or found is None or state[-1:] != b"}":
            return self._skim_in_full(stream, version, position, topic, state)
        at, by = found.groups()
        try:
            fact = reader(state[found.end() : -1])
            return Skimmed(stream, version, position, fact, instant_of(at), by.decode())
        except ValueError:
            return self._skim_in_full(stream, version, position, topic, state)

    def _skim_in_full(
        self, stream: str, version: int, position: int, topic: str, state: bytes
    ) -> Skimmed:
        one = self._read_in_full(stream, version, position, topic, state)
        return Skimmed(stream, version, position, one.fact, one.recorded_at, one.actor)

    def _read_in_full(
        self, stream: str, version: int, position: int, topic: str, state: bytes
    ) -> Recorded:
        """What is unusual, of an old shape, the first of its kind, or wrong: then why."""
        try:
            stored = self._stored(stream, version, topic, state)
        except ValidationError as error:
            raise UnknownFact(_unreadable(stream, version, topic, error)) from error
        return Recorded(
            stored.id,
            stream,
            version,
            position,
            stored.fact,
            stored.cmd,
            stored.fact.on,
            stored.at.astimezone(BRUSSELS),
            stored.by,
            stored.via,
            stored.cause,
            stored.corr,
            stored.rehearsal,
        )

    def _stored(self, stream: str, version: int, topic: str, state: bytes) -> _Stored:
        """All of it, checked; one in today's shape is read alone, as it is written, from now on."""
        name, _, shape = topic.partition("/")
        fact_class = self._registry.classes.get(name)
        if fact_class is None or int(shape) > fact_class.VERSION:
            raise UnknownFact(_unknown(stream, version, topic))
        read = _reader(fact_class).model_validate_json
        if int(shape) < fact_class.VERSION:
            return read(self._upcast(name, int(shape), state))
        stored = read(state)
        self._readers[topic] = fact_class.__pydantic_validator__.validate_json
        return stored

    def _topic(self, fact: Fact) -> str:
        topic = self._topics.get(type(fact))
        if topic is None:
            msg = (
                f"{type(fact).__name__} ({permanent_type(type(fact))}) is not in the registry "
                "of this journal: add it there before recording it."
            )
            raise UnknownFact(msg)
        return topic

    def _upcast(self, name: str, version: int, state: bytes) -> bytes:
        stored = from_json(state)
        stored["fact"] = self._registry.upcast(name, version, stored["fact"])
        return to_json(stored)


@cache
def _reader(fact: type[Fact]) -> type[_Stored]:
    # Some milliseconds each: made when first read, since a command reads few types.
    return create_model("_Stored", __base__=_Stored, fact=(fact, ...))


def recorded_at(state: bytes) -> datetime | None:
    """When a stored fact was recorded, told without reading it; None where it must be read."""
    found = _BEGINNING.match(state)
    try:
        return None if found is None else instant_of(found[1])
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def instant_of(at: bytes) -> datetime:
    """The instant (Europe/Brussels) that is written so."""
    # Facts that were recorded together have it in common.
    return datetime.fromisoformat(at.decode()).astimezone(BRUSSELS)


def _metadata(context: Context, recorded_at: datetime, *, rehearsal: bool) -> bytes:
    return to_json(
        {
            "cmd": context.command_id,
            "at": recorded_at.astimezone(UTC),
            "by": context.actor,
            "via": context.channel,
            "cause": context.causation,
            "corr": context.correlation,
            "rehearsal": rehearsal,
        }
    )[1:-1]


def _unknown(stream: str, version: int, topic: str) -> str:
    return (
        f"Stream {stream}, version {version}, holds a fact "
        f"{topic} that this program does not know: it was written by a newer program; "
        "install that one."
    )


def _unreadable(stream: str, version: int, topic: str, error: ValidationError) -> str:
    where = "; ".join(
        f"{'.'.join(str(part) for part in problem['loc'])}: {problem['msg']}"
        for problem in error.errors(include_input=False, include_url=False)
    )
    return (
        f"Stream {stream}, version {version}: the stored bytes are "
        f"no {topic} ({where}). The row was changed by hand, or an upcaster is wrong."
    )
