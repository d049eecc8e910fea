"""What leaves the office as a file, and what becomes of a file at its end.

A file is all that is kept about one avenant. It is open while anything can still come of it,
closed afterwards, due for the archive once its period has passed, and destroyed only by authority:
no public service destroys documents without leave of the State Archivist (law of 24 June 1955 on
archives, art. 5).
"""

from datetime import date
from enum import StrEnum
from typing import Literal

from domain.fact import Fact
from domain.values import AvenantId, StaffId, Value


class AboutFile(Fact):
    """A fact about all that is kept of one avenant."""

    avenant: AvenantId
    by: StaffId


class DossierMade(AboutFile):
    """A dossier was made and may have been handed over; `sha256` is its fingerprint.

    `withheld` facts are in it by their hash alone, `left_out` documents by their address.
    """

    type: Literal["archive.dossier-made"] = "archive.dossier-made"
    sha256: str
    checkpoint: int
    withheld: int
    left_out: int
    reason: str


class FileArchived(AboutFile):
    """The file was exported for the archive; `sha256` is that of the bag's tag manifest."""

    type: Literal["archive.file-archived"] = "archive.file-archived"
    sha256: str
    checkpoint: int


class DestructionAuthorised(AboutFile):
    """Two persons say that the file may be destroyed, and by which authorisation."""

    type: Literal["archive.destruction-authorised"] = "archive.destruction-authorised"
    authorised_by: StaffId
    reference: str
    """Of the State Archivist's authorisation, as it stands on the letter."""
    reason: str


class FileDestroyed(AboutFile):
    """The documents of the file are gone; their addresses, and every proof, stay."""

    type: Literal["archive.file-destroyed"] = "archive.file-destroyed"
    erased_evidence: tuple[str, ...]


ArchiveFact = DossierMade | FileArchived | DestructionAuthorised | FileDestroyed
"""Everything that can stand in the stream of a file."""


class FileState(StrEnum):
    """Where the file of an avenant stands."""

    OPEN = "open"
    CLOSED = "closed"
    TO_BE_ARCHIVED = "to_be_archived"
    ARCHIVED = "archived"
    DESTROYED = "destroyed"


class FileLife(Value):
    """What has become of a file so far."""

    dossiers: int = 0
    archived_on: date | None = None
    authorised: DestructionAuthorised | None = None
    destroyed: FileDestroyed | None = None


def file_of(facts: tuple[ArchiveFact, ...]) -> FileLife:
    """Fold the facts of a file."""
    life = FileLife()
    for fact in facts:
        life = life.model_copy(update=change(life, fact))
    return life


def change(life: FileLife, fact: ArchiveFact) -> dict[str, object]:
    """What that fact changes."""
    match fact:
        case DossierMade():
            return {"dossiers": life.dossiers + 1}
        case FileArchived():
            return {"archived_on": fact.on}
        case DestructionAuthorised():
            return {"authorised": fact}
        case FileDestroyed():
            return {"destroyed": fact}
