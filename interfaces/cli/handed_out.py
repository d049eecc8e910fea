"""What of a person left as a file, as far as the record knows: to whom and when."""

from collections.abc import Iterator, Sequence

from domain.access import PersonalDataRead, Shown
from domain.archiving import DossierMade, FileArchived
from domain.facts import AvenantPrepared
from journal.envelope import Recorded
from journal.held import Held, looked_at
from journal.opening import Store
from journal.streams import archive_stream, convention_stream

AS_FILES = (Shown.LETTERS, Shown.DOCUMENTS, Shown.MESSAGE, Shown.EVERYTHING)
"""What is written into files, or answered to somebody who asks what is held about them."""


def handed_out(store: Store, held: Held) -> Iterator[str]:
    """Each file: what it was, the day, who had it, and its fingerprint where that is known.

    One that somebody began and that is on record no further was perhaps never finished, or is
    being written at this moment: it is named too.
    """
    files, seen = left_as_files(store, held), looked_at(store, held)
    for one in (*files, *seen):
        match one.fact:
            case DossierMade() | FileArchived() as fact:
                yield f"{fact.avenant}, {fact.on}, {fact.by}, SHA-256 {fact.sha256}"
            case PersonalDataRead(shown=shown) as fact if shown in AS_FILES:
                yield f"{fact.shown}, {fact.on}, {fact.by}"
            case PersonalDataRead(shown=Shown.DOSSIER) as fact if not _done(one, seen, files):
                yield f"{fact.shown}, {fact.on}, {fact.by}"
            case _:
                continue


def left_as_files(store: Store, held: Held) -> tuple[Recorded, ...]:
    """Every fact on what became of the files of the person's avenants."""
    histories = store.reading.streams(map(convention_stream, held.conventions))
    facts = (one.fact for history in histories for one in history)
    avenants = {fact.avenant for fact in facts if isinstance(fact, AvenantPrepared)}
    files = store.reading.streams(archive_stream(one) for one in sorted(avenants))
    return tuple(one for history in files for one in history)


def _done(begun: Recorded, seen: Sequence[Recorded], files: Sequence[Recorded]) -> bool:
    """Whether the file is on record for which somebody read: before they read for another one."""
    again = (one.position for one in seen if _began(one) and one.actor == begun.actor)
    until = min((at for at in again if at > begun.position), default=None)
    return any(
        one.actor == begun.actor
        and one.position > begun.position
        and (until is None or one.position < until)
        for one in files
        if isinstance(one.fact, DossierMade | FileArchived)
    )


def _began(one: Recorded) -> bool:
    return isinstance(one.fact, PersonalDataRead) and one.fact.shown is Shown.DOSSIER
