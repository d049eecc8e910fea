"""Erasing what is held about a person: recorded first, then the keys go, then what they sealed.

Stopped anywhere in between, the same command again does the rest: what is recorded already is not
recorded twice. Whoever still has a key in memory reads nothing with it, since nothing is left.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import uuid4

from domain.access import PersonErased
from domain.fact import Fact
from domain.office import Actor
from journal.envelope import Context, Recorded
from journal.handling import handle
from journal.held import Held, held_of
from journal.opening import Store
from journal.streams import access_stream


@dataclass(frozen=True, slots=True)
class Authority:
    """Who erases, who of the office has authorised it, and why."""

    actor: Actor
    authorised_by: Actor
    reason: str


def erase(store: Store, parties: Iterable[str], by: Authority) -> tuple[Recorded, ...]:
    """Make everything unreadable that is held of these parties; gives the facts that say so.

    Raises KeysMissing, and StoreNotReady for a role that may not take anything away: then nothing
    is recorded and nothing is erased.
    """
    store.evidence.may_be_emptied()
    return tuple(fact for party in parties for fact in _one(store, party, by))


def _one(store: Store, party: str, by: Authority) -> tuple[Recorded, ...]:
    """Until nothing is left: who read the person just before may have kept a last thing."""
    recorded = _once(store, party, by, held_of(store, party))
    while (late := held_of(store, party)).evidence or late.versions:
        recorded += _once(store, party, by, late)
    return recorded


def _once(store: Store, party: str, by: Authority, held: Held) -> tuple[Recorded, ...]:

    def decide(history: tuple[Recorded, ...]) -> Sequence[Fact]:
        earlier = [one.fact for one in history if isinstance(one.fact, PersonErased)]
        known = {address for fact in earlier for address in fact.erased_evidence}
        new = tuple(item.address for item in held.evidence if item.address not in known)
        if earlier and not new:
            return ()
        return (_fact(store, held, new, by),)

    context = Context(command_id=uuid4(), actor=by.actor.id, channel="cli", correlation=held.party)
    recorded = handle(store.journal, access_stream(party), decide, context)
    store.keys.ring.destroy({party, *held.keys})
    store.people.empty([party])
    store.evidence.empty([item.address for item in held.evidence])
    return recorded


def _fact(store: Store, held: Held, addresses: tuple[str, ...], by: Authority) -> PersonErased:
    return PersonErased(
        on=store.clock.today(),
        party=held.party,
        by=by.actor.id,
        authorised_by=by.authorised_by.id,
        reason=" ".join(by.reason.split()),
        versions=held.versions,
        erased_evidence=addresses,
    )
