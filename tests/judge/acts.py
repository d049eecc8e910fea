"""The acts of a scenario: their vocabulary, and which of them still count."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast


@dataclass(frozen=True)
class Act:
    """One thing that was done, with its place in the scenario."""

    index: int
    avenant: str
    name: str
    details: Mapping[str, object]

    def day(self, key: str) -> date:
        """A day that the act must carry; ValueError when it does not."""
        found = as_day(self.details.get(key))
        if found is None:
            raise ValueError(f"act {self.index} ({self.name}) has no day under {key!r}")
        return found

    def day_or_none(self, key: str) -> date | None:
        """A day that the act may carry."""
        return as_day(self.details.get(key))

    def text(self, key: str) -> str:
        """A word such as a channel or an outcome."""
        return str(self.details[key])

    def number(self, key: str) -> int:
        """An ordinal or an index."""
        return int(cast("int", self.details[key]))

    def flag(self, key: str) -> bool:
        """A yes or no."""
        return self.details[key] is True


def as_day(value: object) -> date | None:
    """A date from a date or its ISO form `YYYY-MM-DD`; None when it is neither."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if day.isoformat() == value else None


def is_day(value: object) -> bool:
    """Whether a value is a date or the ISO form of one."""
    return as_day(value) is not None


def is_day_or_null(value: object) -> bool:
    """Whether a value is a date or says that there is none."""
    return value is None or is_day(value)


def is_channel(value: object) -> bool:
    """Whether a value names a channel of sending or answering."""
    return value in ("email", "letter")


def is_flag(value: object) -> bool:
    """Whether a value is a plain yes or no."""
    return isinstance(value, bool)


def is_ordinal(value: object) -> bool:
    """Whether a value counts communications: 1, 2, 3 and so on."""
    return is_index(value) and value != 0


def is_index(value: object) -> bool:
    """Whether a value can be a place in the scenario."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def is_decision(value: object) -> bool:
    """Whether a value is what a person can decide about a contested refusal."""
    return value in ("refusal", "acceptance")


Check = Callable[[object], bool]
SENDING: dict[str, Check] = {"on": is_day, "channel": is_channel}
DATED: dict[str, Check] = {"on": is_day}
VOCABULARY: dict[str, dict[str, Check]] = {
    "sent": SENDING,
    "sent_again": SENDING,
    "bounced": {"on": is_day, "of": is_ordinal},
    "accepted": {"received_on": is_day, "registered_on": is_day},
    "refused": {
        "dispatched_on": is_day_or_null,
        "received_on": is_day,
        "registered_on": is_day,
        "channel": is_channel,
        "by_representative": is_flag,
    },
    "refusal_withdrawn": {"on": is_day, "agreed": is_flag},
    "decided": {"on": is_day, "outcome": is_decision},
    "extended": {"on": is_day, "until": is_day},
    "signed": DATED,
    "countersigned": DATED,
    "wrong_copy": DATED,
    "declined": DATED,
    "released": DATED,
    "withdrawn": DATED,
    "ended_otherwise": DATED,
    "retracted": {"on": is_day, "what": is_index},
}
NETWORKS_ONLY = frozenset({"signed", "countersigned", "wrong_copy", "declined", "released"})
PROVIDERS_ONLY = frozenset({"accepted", "refused", "refusal_withdrawn", "decided", "extended"})


def faults(raw: object) -> list[str]:
    """What is wrong with the form of one act; nothing when it can be judged."""
    if not isinstance(raw, dict):
        return ["is not an object"]
    act = cast("dict[str, object]", raw)
    name = act.get("act")
    if not isinstance(name, str) or name not in VOCABULARY:
        return [f"unknown act {name!r}"]
    keys = VOCABULARY[name]
    found = [] if isinstance(act.get("avenant"), str) else ["names no avenant"]
    found += [f"lacks {key!r}" for key in keys if key not in act]
    found += [f"has a key {key!r} too many" for key in act if key not in {*keys, "act", "avenant"}]
    return found + [
        f"{key!r} cannot be {act[key]!r}"
        for key, fits in keys.items()
        if key in act and not fits(act[key])
    ]


def read(raw: Iterable[Mapping[str, object]]) -> list[Act]:
    """The acts of a scenario in their order; those of faulty form are left out."""
    return [
        Act(index, str(act["avenant"]), str(act["act"]), act)
        for index, act in enumerate(raw)
        if not faults(act)
    ]


def standing(acts: Sequence[Act]) -> list[Act]:
    """The acts that still count: no retractions, and nothing that was retracted.

    A retraction that was itself retracted takes nothing away.
    """
    gone: set[int] = set()
    for act in reversed(acts):
        if act.name == "retracted" and act.index not in gone:
            gone.add(act.number("what"))
    return [act for act in acts if act.name != "retracted" and act.index not in gone]


def convention_of(avenant: str) -> str:
    """The convention of an avenant id `<circular>.<convention>`."""
    return avenant.partition(".")[2]
