"""What the acts of a convention come to, avenant by avenant."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from .acts import Act, convention_of, read, standing
from .answers import Standing
from .network import NetworkLife
from .provider import ProviderLife

Outcome = dict[str, str | None]
FIELDS = (
    "state",
    "channel",
    "sent_on",
    "announced_last_day",
    "admitted_last_day",
    "refusal_received_on",
    "terminates_on",
    "terminated_on",
)


class ConventionLife:
    """The avenants of one convention, which ends once for all of them."""

    def __init__(self, acts: Iterable[Act], intake_through: date | None = None) -> None:
        """Fold acts that still count; those of other conventions must be left out."""
        self.providers: dict[str, ProviderLife] = {}
        self.networks: dict[str, NetworkLife] = {}
        self.other_ends: list[date] = []
        self._intake_through = intake_through
        for act in acts:
            self._see(act)

    def _see(self, act: Act) -> None:
        if act.name == "ended_otherwise":
            self.other_ends.append(act.day("on"))
        elif convention_of(act.avenant).startswith("net-"):
            self.network(act.avenant).see(act)
        else:
            self.provider(act.avenant).see(act, self.end())

    def provider(self, avenant: str) -> ProviderLife:
        """One provider avenant of this convention; untouched when no act names it."""
        return self.providers.setdefault(avenant, ProviderLife(self._intake_through))

    def network(self, avenant: str) -> NetworkLife:
        """One network avenant of this convention; untouched when no act names it."""
        return self.networks.setdefault(avenant, NetworkLife())

    def _terminating(self) -> tuple[date | None, set[str]]:
        """The end of the convention, and the avenants whose refusal came before it."""
        end = min(self.other_ends, default=None)
        refused: list[tuple[date, date, str]] = []
        for avenant, life in self.providers.items():
            found = life.standing(date.max)
            if found.state == "refused" and found.concluded_on and found.terminates_on:
                refused.append((found.concluded_on, found.terminates_on, avenant))
        counted: set[str] = set()
        for concluded_on, terminates_on, avenant in sorted(refused):
            if end is None or concluded_on <= end:
                end = min(end or terminates_on, terminates_on)
                counted.add(avenant)
        return end, counted

    def end(self) -> date | None:
        """The first day on which the convention is no longer in force; None while it goes on."""
        return self._terminating()[0]

    def outcome(self, avenant: str, kind: str, today: date) -> Outcome:
        """The fields of one avenant on a day, as ISO dates or None."""
        if kind == "network":
            return self._network_outcome(avenant, today)
        return self._provider_outcome(avenant, today)

    def _provider_outcome(self, avenant: str, today: date) -> Outcome:
        life = self.provider(avenant)
        found, days = life.standing(today), life.window()
        end, counted = self._terminating()
        outcome: Outcome = dict.fromkeys(FIELDS)
        outcome["state"] = found.state
        if days is not None:
            outcome["channel"] = days.channel
            outcome["sent_on"] = days.sent_on.isoformat()
            outcome["announced_last_day"] = days.announced_last_day.isoformat()
            outcome["admitted_last_day"] = days.admitted_last_day.isoformat()
        if avenant not in counted and _lapses(found, end, today):
            outcome["state"] = "lapsed"
            return outcome
        outcome["refusal_received_on"] = _iso(found.refusal_received_on)
        if avenant in counted and end is not None:
            outcome["terminates_on"] = end.isoformat()
            if end <= today:
                outcome["state"] = "terminated"
                outcome["terminated_on"] = end.isoformat()
        return outcome

    def _network_outcome(self, avenant: str, today: date) -> Outcome:
        life = self.network(avenant)
        outcome: Outcome = dict.fromkeys(FIELDS)
        found = Standing(life.state(), life.closed_on())
        outcome["state"] = "lapsed" if _lapses(found, self.end(), today) else found.state
        communication = life.communication()
        if communication is not None:
            outcome["sent_on"], outcome["channel"] = communication[0].isoformat(), communication[1]
        return outcome


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _lapses(found: Standing, end: date | None, today: date) -> bool:
    """Whether the convention ended before the avenant was concluded."""
    if end is None or end > today or found.state == "declined":
        return False
    return found.concluded_on is None or end < found.concluded_on


def conventions(acts: Sequence[Act]) -> dict[str, list[Act]]:
    """The acts that still count, by convention and in their order."""
    by_convention: dict[str, list[Act]] = {}
    for act in standing(acts):
        by_convention.setdefault(convention_of(act.avenant), []).append(act)
    return by_convention


def expected(
    avenant: str | Mapping[str, object],
    kind: str,
    acts: Sequence[Mapping[str, object]],
    until: date,
    intake_through: date | None = None,
) -> Outcome:
    """What one avenant must have come to on a day, from the acts of a scenario.

    `avenant` is an id or an object that carries one; `kind` is `provider` or `network`;
    `acts` is the list into which retractions point, and may hold other conventions too.
    """
    name = avenant if isinstance(avenant, str) else str(avenant["avenant"])
    own = conventions(read(acts)).get(convention_of(name), [])
    return ConventionLife(own, intake_through).outcome(name, kind, until)
