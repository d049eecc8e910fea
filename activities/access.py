"""That somebody was shown what is held about a person is a fact, before they are shown it."""

from collections.abc import Collection, Iterable, Sequence
from uuid import uuid4

from activities.recording import Door
from domain.access import PersonalDataRead, Shown
from domain.office import Actor
from journal.envelope import Append, Context
from journal.errors import Conflict, EvidenceErased
from journal.opening import Store
from journal.streams import access_stream
from journal.tables import pages

AT_ONCE = 200
"""Parties whose streams are added to in one transaction."""
TRIES = 20


def note_reading(
    store: Store,
    parties: Iterable[str],
    shown: Shown,
    *,
    actor: Actor,
    why: str,
    door: Door = "cli",
    addresses: Collection[str] = (),
) -> None:
    """Record that this person is about to be shown something of each of these parties, and why.

    `addresses` are the pieces of evidence that are given out with it. Raises what the store raises:
    then nothing must be shown.
    """
    for page in pages(dict.fromkeys(parties), AT_ONCE):
        _note(store, page, shown, (actor, why, door), tuple(addresses))


def must_still_be_there(store: Store, addresses: Collection[str]) -> None:
    """Nothing, unless what was read there was taken away since; then it raises EvidenceErased.

    To be asked once the reading is on record: whoever takes it away later finds that there.
    """
    if gone := [item.address for item in store.evidence.at(addresses) if item.erased]:
        raise EvidenceErased(
            f"{len(gone)} of the documents that were read were erased in this moment, the first at "
            f"{gone[0]}. Nothing was given out: give the command again."
        )


def _note(
    store: Store,
    parties: Sequence[str],
    shown: Shown,
    who: tuple[Actor, str, Door],
    addresses: tuple[str, ...],
) -> None:
    actor, why, door = who
    on = store.clock.today()
    told = [(party, uuid4()) for party in parties]
    for attempt in range(TRIES):
        histories = store.reading.streams(access_stream(party) for party in parties)
        versions = {history[0].stream: len(history) for history in histories}
        appends = [
            Append(
                access_stream(party),
                [
                    PersonalDataRead(
                        on=on,
                        party=party,
                        by=actor.id,
                        shown=shown,
                        why=" ".join(why.split()),
                        addresses=addresses,
                    )
                ],
                versions.get(access_stream(party), 0),
                Context(command_id=number, actor=actor.id, channel=door, correlation=party),
            )
            for party, number in told
        ]
        try:
            store.journal.append_many(appends)
        except Conflict:
            # Somebody else looks at the same moment.
            if attempt == TRIES - 1:
                raise
        else:
            return
