"""A convention as plainly as can be: a list of acts, and what they come to."""

from collections.abc import Mapping
from datetime import date

from .acts import convention_of, faults
from .outcomes import Outcome, expected


class NaiveConvention:
    """A model to hold the engine against: it remembers acts and derives everything else.

    >>> model = NaiveConvention("2026-001.K00123")
    >>> model.do({"avenant": "2026-001.K00123", "act": "sent", "on": "2026-03-03",
    ...           "channel": "email"})
    0
    >>> model.outcome(date(2026, 3, 4))["2026-001.K00123"]["state"]
    'sent'
    """

    def __init__(self, *avenants: str) -> None:
        """Begin with avenants of one convention, prepared and nothing more."""
        self.avenants = list(avenants)
        self.acts: list[dict[str, object]] = []

    def do(self, act: Mapping[str, object]) -> int:
        """Append an act and answer its index, which a retraction names; days as dates or ISO.

        ValueError for an act of unknown form.
        """
        wrong = faults(dict(act))
        if wrong:
            raise ValueError("; ".join(wrong))
        avenant = str(act["avenant"])
        if avenant not in self.avenants:
            self.avenants.append(avenant)
        self.acts.append(dict(act))
        return len(self.acts) - 1

    def outcome(self, today: date, intake_through: date | None = None) -> dict[str, Outcome]:
        """Every avenant on a day, when all acts done so far are known.

        `intake_through` is the day up to which the network has confirmed its post; without
        it silence is concluded after the fifth working day.
        """
        return {
            avenant: expected(avenant, _kind(avenant), self.acts, today, intake_through)
            for avenant in self.avenants
        }


def _kind(avenant: str) -> str:
    return "network" if convention_of(avenant).startswith("net-") else "provider"
