"""What is held of a party: versions in the register, and evidence under its keys."""

from dataclasses import dataclass

from journal.envelope import Recorded
from journal.evidence_items import EvidenceItem
from journal.named_evidence import named_in
from journal.opening import Store
from journal.sealed_items import NOBODYS
from journal.streams import access_stream, convention_stream


@dataclass(frozen=True, slots=True)
class Held:
    """What is held of a party and can still be read."""

    party: str
    conventions: tuple[str, ...]
    versions: int
    """Of the register, that are not empty."""
    evidence: tuple[EvidenceItem, ...]
    """In the order of its coming; what was emptied is not among it."""
    keys: frozenset[str]
    """Under which its evidence lies, and every other key that was given to it."""


def held_of(store: Store, party: str) -> Held:
    """What is held of a party now; raises KeysMissing where its keys are not at hand.

    Its evidence is what lies under its keys, and what facts on its conventions name and was
    nobody's: should a process have ended before that was given to the party.
    """
    ring = store.keys.ring
    keys = ring.belonging([party])
    conventions = tuple(row.id for row in store.registers.held_by([party]))
    histories = store.reading.streams(map(convention_stream, conventions))
    named = {address for one in histories for fact in one for address in named_in(fact.fact)}
    nobodys = [
        item for item in store.evidence.at(named) if item.key and item.key.startswith(NOBODYS)
    ]
    owners = ring.owners({item.key for item in nobodys if item.key})
    own = [item for item in nobodys if owners.get(item.key or "", party) == party]
    items = {item.address: item for item in (*store.evidence.under(keys), *own) if not item.erased}
    return Held(
        party=party,
        conventions=conventions,
        versions=store.people.versions(party),
        evidence=tuple(sorted(items.values(), key=lambda item: (item.stored_at, item.address))),
        keys=frozenset(keys | {item.key for item in items.values() if item.key}),
    )


def looked_at(store: Store, held: Held) -> tuple[Recorded, ...]:
    """Every fact on who was shown something of a party, or erased it, in the journal's order.

    With those on messages that were nobody's when somebody read them.
    """
    streams = {access_stream(held.party), *map(access_stream, held.keys)}
    facts = [one for history in store.reading.streams(streams) for one in history]
    return tuple(sorted(facts, key=lambda one: one.position))
