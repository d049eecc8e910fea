"""Erasing what is held about a person: recorded first, then the keys go, then what they sealed.

Between the first and the second nothing more is sealed under the keys, and what came in since the
person was looked up is recorded too: no key goes whose every item is not on record as erased.

Each for all parties that are one person, and last of all what tells that they are. So, stopped
anywhere in between, the same command again finds them all and does the rest: what is recorded
already is not recorded twice. Whoever still has a key in memory reads nothing with it, since
nothing is left.
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
    left = [held_of(store, party) for party in parties]
    recorded: list[Recorded] = []
    while left:
        recorded += _all_recorded(store, left, by)
        left = _complete(store, left)
        recorded += _all_recorded(store, left, by)
        _carry_out(store, left)
        # Until nothing is left: who read the person just before may have given them a last thing.
        now = (held_of(store, held.party) for held in left)
        left = [held for held in now if held.evidence or held.versions]
    return tuple(recorded)


def _all_recorded(store: Store, left: Sequence[Held], by: Authority) -> list[Recorded]:
    return [one for held in left for one in _recorded(store, held, by)]


def _complete(store: Store, left: Sequence[Held]) -> list[Held]:
    """All that is held of these parties, now that nothing more is sealed under their keys."""
    store.keys.ring.close_to_more(held.party for held in left)
    store.evidence.wait_for_keepers()
    return [held_of(store, held.party) for held in left]


def _carry_out(store: Store, erased: Sequence[Held]) -> None:
    """What the register knows of them goes last and at once: by it one is found by the other."""
    parties = [held.party for held in erased]
    store.keys.ring.destroy([*parties, *(key for held in erased for key in held.keys)])
    store.evidence.empty([item.address for held in erased for item in held.evidence])
    store.people.empty(parties)


def _recorded(store: Store, held: Held, by: Authority) -> tuple[Recorded, ...]:

    def decide(history: tuple[Recorded, ...]) -> Sequence[Fact]:
        earlier = [one.fact for one in history if isinstance(one.fact, PersonErased)]
        known = {address for fact in earlier for address in fact.erased_evidence}
        new = tuple(item.address for item in held.evidence if item.address not in known)
        if earlier and not new:
            return ()
        return (_fact(store, held, new, by),)

    context = Context(command_id=uuid4(), actor=by.actor.id, channel="cli", correlation=held.party)
    return handle(store.journal, access_stream(held.party), decide, context)


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
