"""Wrapping the keys of a store's people under another master key, and recording that it was done.

Recorded before the old root goes, under an id that is this change's own: whoever was stopped gives
the command again, and it stands in the record once.
"""

from domain.access import KeysRewrapped
from domain.office import Actor
from journal.envelope import Context
from journal.handling import handle
from journal.keys.rewrapping import Rewrapped, rewrap
from journal.opening import Store
from journal.streams import access_stream

STREAM = access_stream("keys")
"""Of nobody in particular: what concerns all keys at once."""


def rewrap_keys(store: Store, actor: Actor, reason: str) -> Rewrapped | None:
    """Wrap every key under the present master key; None where all lie under it already.

    Raises KeysMissing where the previous master key is not at hand: then nothing was changed.
    """
    ring = store.keys.ring

    def record(done: Rewrapped) -> None:
        fact = KeysRewrapped(
            on=store.clock.today(),
            by=actor.id,
            reason=" ".join(reason.split()),
            key_store=ring.id,
            master=ring.root.masters.present.kind,
            keys=done.keys,
            lost=len(done.damaged),
        )
        context = Context(
            command_id=done.number, actor=actor.id, channel="cli", correlation=ring.id
        )
        handle(store.journal, STREAM, lambda _: (fact,), context)

    return rewrap(ring, record)
