"""Signed copies whose proof ends soon get another timestamp, by a timer or by a person."""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from activities.recording import Door, record
from activities.signatures.renewing import CannotRenew, Due, copies_due, renewed
from domain.commands import RenewEvidence
from domain.office import Actor
from domain.turned import NotPossible
from interfaces.settings import Settings
from interfaces.signing import timestamping_of, trust_of
from journal.envelope import Recorded
from journal.errors import EvidenceDamaged, EvidenceErased
from journal.opening import Store


class Renewal(NamedTuple):
    """What came of one copy: the facts, or why it could not be renewed."""

    due: Due
    recorded: tuple[Recorded, ...]
    why: Exception | NotPossible | None = None


def renewals(
    settings: Settings, store: Store, actor: Actor, door: Door, within: timedelta
) -> Iterator[Renewal]:
    """Renew every copy whose last timestamp ends within that time; one that fails stops no other.

    Raises MeansMissing, KeyRefused or TrustRefused where something is due and a setting is wrong.
    """
    due = tuple(copies_due(store, store.clock.now(), within))
    if not due:
        return
    trust = trust_of(settings)
    timestamps = timestamping_of(settings, store.clock.now)
    for one in due:
        try:
            copy = store.evidence.get(one.evidence)
            again = renewed(copy, timestamps, trust, store.clock.now())
        except (CannotRenew, EvidenceErased, EvidenceDamaged) as error:
            yield Renewal(one, (), error)
            continue
        command = RenewEvidence(
            today=store.clock.today(),
            by=actor.id,
            avenant=one.avenant,
            replaces=one.evidence,
            evidence=store.evidence.put(again, "application/pdf", of=one.party),
        )
        answer = record(
            store, one.convention, command, actor=actor, door=door, correlation=one.avenant
        )
        if isinstance(answer, NotPossible):
            yield Renewal(one, (), answer)
        else:
            yield Renewal(one, answer)
