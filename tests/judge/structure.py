"""Whether a report has the form that was agreed, before anything in it is judged."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from .acts import NETWORKS_ONLY, PROVIDERS_ONLY, faults, is_channel, is_day
from .findings import Finding

IDENTITY = ("avenant", "circular", "kind", "network", "convention")
DAYS = (
    "sent_on",
    "announced_last_day",
    "admitted_last_day",
    "refusal_received_on",
    "terminates_on",
    "terminated_on",
)
KEYS = frozenset({*IDENTITY, *DAYS, "channel", "state"})
ANY_KIND = {"prepared", "sending", "sent", "undeliverable", "withdrawn", "superseded"}
STATES = {
    "network": {*ANY_KIND, "signed", "concluded", "declined"},
    "provider": {
        *ANY_KIND,
        "accepted",
        "accepted_tacitly",
        "refused",
        "contested",
        "terminated",
        "lapsed",
    },
}
Row = Mapping[str, object]


def shape(report: object) -> list[Finding]:
    """What keeps a report from being judged at all."""
    if not isinstance(report, dict):
        return [Finding("report", "shape", "an object", type(report).__name__)]
    parts = cast("dict[str, object]", report)
    found = [
        Finding("report", key, "a list of objects", type(parts.get(key)).__name__)
        for key in ("avenants", "scenario")
        if not _is_list_of_objects(parts.get(key))
    ]
    if not isinstance(parts.get("until"), str) or not is_day(parts.get("until")):
        found.append(Finding("report", "until", "an ISO date", parts.get("until")))
    return found


def _is_list_of_objects(value: object) -> bool:
    if not isinstance(value, list):
        return False
    return all(isinstance(item, dict) for item in cast("list[object]", value))


def check(avenants: Sequence[Row], scenario: Sequence[Row]) -> list[Finding]:
    """Every fault of form in the rows and in the acts."""
    found = [finding for row in avenants for finding in _row(row)]
    found += _once(avenants)
    rows = {str(row.get("avenant")): row for row in avenants}
    found += [finding for row in avenants for finding in _network(row, frozenset(rows))]
    return found + list(_acts(scenario, rows))


def _row(row: Row) -> Iterator[Finding]:
    about = str(row.get("avenant"))
    if set(row) != KEYS:
        yield Finding(about, "keys", sorted(KEYS), sorted(row))
    for key in IDENTITY:
        if not isinstance(row.get(key), str) or not row.get(key):
            yield Finding(about, key, "a word", row.get(key))
    for key in DAYS:
        value = row.get(key)
        if value is not None and not (isinstance(value, str) and is_day(value)):
            yield Finding(about, key, "an ISO date or null", value)
    if row.get("channel") is not None and not is_channel(row.get("channel")):
        yield Finding(about, "channel", "email, letter or null", row.get("channel"))
    joined = f"{row.get('circular')}.{row.get('convention')}"
    if about != joined:
        yield Finding(about, "avenant", joined, about)
    yield from _kind(about, row)


def _kind(about: str, row: Row) -> Iterator[Finding]:
    kind = str(row.get("kind"))
    if kind not in STATES:
        yield Finding(about, "kind", sorted(STATES), kind)
        return
    if row.get("state") not in STATES[kind]:
        yield Finding(about, "state", sorted(STATES[kind]), row.get("state"))
    of_network = str(row.get("convention")).startswith("net-")
    if of_network != (kind == "network"):
        yield Finding(about, "kind", "network" if of_network else "provider", kind)
    if of_network and row.get("convention") != f"net-{row.get('network')}":
        yield Finding(about, "network", str(row.get("convention")), row.get("network"))


def _once(avenants: Sequence[Row]) -> Iterator[Finding]:
    for avenant, times in Counter(str(row.get("avenant")) for row in avenants).items():
        if times != 1:
            yield Finding(avenant, "listed", "once", f"{times} times")


def _network(row: Row, names: frozenset[str]) -> Iterator[Finding]:
    if row.get("kind") == "provider" and network_avenant(row) not in names:
        yield Finding(str(row.get("avenant")), "network", "a listed network", row.get("network"))


def network_avenant(row: Row) -> str:
    """The avenant of the network to which a provider's avenant belongs."""
    return f"{row.get('circular')}.net-{row.get('network')}"


def _acts(scenario: Sequence[Row], rows: Mapping[str, Row]) -> Iterator[Finding]:
    for index, act in enumerate(scenario):
        about, place = str(act.get("avenant")), f"scenario[{index}]"
        for fault in faults(dict(act)):
            yield Finding(about, place, "the agreed form", fault)
        row = rows.get(about)
        if row is None:
            yield Finding(about, place, "a listed avenant", act.get("avenant"))
            continue
        name, kind = act.get("act"), row.get("kind")
        if name in (PROVIDERS_ONLY if kind == "network" else NETWORKS_ONLY):
            yield Finding(about, place, f"an act of a {kind} avenant", name)
