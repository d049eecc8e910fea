"""The circulars as they were launched, read from the evidence once each."""

from datetime import date

from domain.amendment import InLanguages
from domain.circular import Circular
from domain.frozen import NotFrozen, thaw
from journal.errors import EvidenceDamaged, EvidenceErased, EvidenceUnknown
from journal.evidence import Evidence

UNREADABLE = InLanguages(fr="illisible", nl="onleesbaar", de="unlesbar", en="unreadable")
USUAL = Circular(
    id="unreadable",
    reference="Unreadable/2026/0",
    kind="informing",
    date=date(2026, 1, 1),
    subject=UNREADABLE,
    summary=UNREADABLE,
    templates=(),
)
"""Has the usual policies and reminders and says nothing."""


class Contents:
    """Gives the circular at an address.

    One that cannot be read any more counts as one with the usual policies and reminders: they
    decide what a board expects next, never where an avenant stands.
    """

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._read: dict[str, Circular] = {}

    def __call__(self, address: str) -> Circular:
        """The circular that was frozen at that address."""
        if address not in self._read:
            self._read[address] = self._thaw(address)
        return self._read[address]

    def _thaw(self, address: str) -> Circular:
        try:
            return thaw(self._evidence.get(address))
        except (EvidenceUnknown, EvidenceErased, EvidenceDamaged, NotFrozen):
            return USUAL
