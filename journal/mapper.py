"""Facts as bytes and back: one JSON object a fact, short metadata first, the fact last.

The topic is the permanent type and version, never a class path. Encoding joins what pydantic-core
wrote; decoding is one strict pass over the bytes. Whoever reads them all skims: of what surrounds a
fact no more is looked at, and made into values, than is asked for.
"""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from eventsourcing.persistence import Notification, StoredEvent
from pydantic import ValidationError
from pydantic_core import SchemaValidator, from_json, to_json
from pydantic_core.core_schema import (
    bool_schema,
    nullable_schema,
    str_schema,
    typed_dict_field,
    typed_dict_schema,
    uuid_schema,
)

from domain.fact import Fact
from journal.envelope import Append, Context, Recorded, Skimmed, event_ids
from journal.errors import UnknownFact
from journal.registry import FactRegistry, permanent_type

BRUSSELS = ZoneInfo("Europe/Brussels")
ID = rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
"""An id as it is written; a group that repeats itself would take longer to match."""
_PLAIN = rb'[^"\\\x00-\x1f]*'
_INSTANT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?Z"
"""As the journal writes one: Python takes more for an instant than is one."""

METADATA = re.compile(
    rb'\{"id":"[^"]{36}","cmd":"[^"]{36}","at":"(%(at)b)","by":"(%(plain)b)","via":"[^"]*",'
    rb'"cause":(?:null|"[^"]{36}"),"corr":"[^"]*","rehearsal":(?:true|false),"fact":'
    % {b"at": _INSTANT.encode(), b"plain": _PLAIN}
)
"""What surrounds a fact, as it is written below; what is written otherwise is read in full.

What is not asked for is passed over: that it is an id is seen by whoever reads it.
"""
_BEGINNING = re.compile(
    rb'\{"id":"%(id)b","cmd":"%(id)b","at":"(%(at)b)"' % {b"id": ID, b"at": _INSTANT.encode()}
)
"""The same up to the instant."""
_SURROUNDINGS = {
    "id": uuid_schema(),
    "cmd": uuid_schema(),
    "at": str_schema(pattern=f"^{_INSTANT}$"),
    "by": str_schema(),
    "via": str_schema(),
    "cause": nullable_schema(uuid_schema()),
    "corr": str_schema(),
    "rehearsal": bool_schema(),
}
_Stored = dict[str, Any]
"""What a row holds: the fields of `_SURROUNDINGS` in their order, then `fact`."""
_Read = Callable[[bytes], _Stored]


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


class FactMapper:
    """Writes facts of the registry as stored events and reads them back, old versions too."""

    def __init__(self, registry: FactRegistry) -> None:
        self._registry = registry
        self._readers: dict[str, _Read] = {}
        """How rows are read, by topic; noted when the first of them was."""
        self._facts: dict[str, Callable[[bytes], Fact]] = {}
        """How facts in today's shape are read alone."""
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
        read = self._readers.get(topic) or self._learn(stream, version, topic)
        try:
            id_, command_id, at, actor, channel, cause, correlation, rehearsal, fact = read(
                state
            ).values()
            return Recorded(
                id_,
                stream,
                version,
                position,
                fact,
                command_id,
                fact.on,
                _instant(at),
                actor,
                channel,
                cause,
                correlation,
                rehearsal,
            )
        except ValueError as error:
            raise UnknownFact(_unreadable(stream, version, topic, error)) from error

    def skimmed(
        self, stream: str, version: int, position: int, topic: str, state: bytes
    ) -> Skimmed:
        """The fact, checked as strictly, with what a read model asks of the rest."""
        read = self._facts.get(topic)
        found = METADATA.match(state)
        if read is None or found is None or state[-1:] != b"}":
            return self._skimmed_in_full(stream, version, position, topic, state)
        at, by = found.groups()
        try:
            fact = read(state[found.end() : -1])
            return Skimmed(stream, version, position, fact, instant_of(at), by.decode())
        except ValueError:
            return self._skimmed_in_full(stream, version, position, topic, state)

    def _skimmed_in_full(
        self, stream: str, version: int, position: int, topic: str, state: bytes
    ) -> Skimmed:
        """What is unusual, of an old shape, the first of its kind, or wrong: then why."""
        one = self.recorded(stream, version, position, topic, state)
        return Skimmed(stream, version, position, one.fact, one.recorded_at, one.actor)

    def _learn(self, stream: str, version: int, topic: str) -> _Read:
        """How rows of a topic are read; raises UnknownFact for what a newer program wrote."""
        name, _, shape = topic.partition("/")
        fact_class = self._registry.classes.get(name)
        if fact_class is None or int(shape) > fact_class.VERSION:
            raise UnknownFact(_unknown(stream, version, topic))
        today = _reader(fact_class)
        if int(shape) < fact_class.VERSION:
            read = self._from_older(today, name, int(shape))
        else:
            read = today
            self._facts[topic] = fact_class.__pydantic_validator__.validate_json
        self._readers[topic] = read
        return read

    def _from_older(self, today: _Read, name: str, version: int) -> _Read:
        def read(state: bytes) -> _Stored:
            stored = from_json(state)
            try:
                stored["fact"] = self._registry.upcast(name, version, stored["fact"])
            except (LookupError, TypeError, AttributeError) as error:
                msg = f"version {version} is upcast from what it does not hold: {error!r}"
                raise ValueError(msg) from error
            return today(to_json(stored))

        return read

    def _topic(self, fact: Fact) -> str:
        topic = self._topics.get(type(fact))
        if topic is None:
            msg = (
                f"{type(fact).__name__} ({permanent_type(type(fact))}) is not in the registry "
                "of this journal: add it there before recording it."
            )
            raise UnknownFact(msg)
        return topic


@cache
def _reader(fact: type[Fact]) -> _Read:
    """Reads what surrounds such a fact together with it: in one pass, strictly."""
    # Made when first needed, since a command reads few types.
    fact.model_rebuild()
    fields = {**_SURROUNDINGS, "fact": fact.__pydantic_core_schema__}
    whole = typed_dict_schema(
        {name: typed_dict_field(schema) for name, schema in fields.items()},
        strict=True,
        extra_behavior="forbid",
    )
    return SchemaValidator(whole).validate_json


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
    return _instant(at.decode())


@lru_cache(maxsize=1024)
def _instant(at: str) -> datetime:
    # Facts that were recorded together have it in common.
    return datetime.fromisoformat(at).astimezone(BRUSSELS)


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


def _unreadable(stream: str, version: int, topic: str, error: ValueError) -> str:
    return (
        f"Stream {stream}, version {version}: the stored bytes are "
        f"no {topic} ({_where(error)}). The row was changed by hand, or an upcaster is wrong."
    )


def _where(error: ValueError) -> str:
    if not isinstance(error, ValidationError):
        return str(error)
    return "; ".join(
        f"{'.'.join(str(part) for part in problem['loc'])}: {problem['msg']}"
        for problem in error.errors(include_input=False, include_url=False)
    )
