"""Where facts are looked up that no stream holds together: by actor, document, message, network."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from audit.trails.proofs import proofs
from journal.envelope import Recorded
from journal.opening import Store

PAGE = 2_000


class IndexKey(NamedTuple):
    """A kind (actor, document, message, network, circular) and what is looked for."""

    kind: str
    key: str


def holds(store: Store, keys: Sequence[IndexKey]) -> bool:
    """Whether any fact stands under one of these keys."""
    return next(found(store, keys, 0), None) is not None


def found(store: Store, keys: Sequence[IndexKey], after: int) -> Iterator[Recorded]:
    """The facts under any of these keys, each once, in the order of the journal."""
    wanted = set(keys)
    while page := store.journal.feed(after, PAGE):
        after = page[-1].position
        yield from (one for one in page if wanted & set(keys_of(one)))


def keys_of(one: Recorded) -> Iterator[IndexKey]:
    """Under what a fact is found."""
    yield IndexKey("actor", one.actor)
    for proof in proofs(one.fact):
        yield IndexKey("document", proof.value)
    message = getattr(one.fact, "message_id", None)
    if isinstance(message, str):
        yield IndexKey("message", message)
    circular = getattr(one.fact, "circular", None)
    avenant = getattr(one.fact, "avenant", None)
    if isinstance(circular, str):
        yield IndexKey("circular", circular)
    elif isinstance(avenant, str):
        yield IndexKey("circular", avenant.partition(".")[0])
