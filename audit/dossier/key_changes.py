"""Changes of the key that signs checkpoints: whoever believes an older key is led to the newer."""

from functools import lru_cache
from pathlib import Path

from audit.seals.checkpoint import Checkpoint, Sealed
from audit.seals.folder import SealsFolder


def key_changes(folder: SealsFolder, until: Checkpoint) -> list[Sealed]:
    """The checkpoints that led to the key of that one, each naming the next; the oldest first.

    As far back as the folder of seals shows it without a gap.
    """
    found: list[Sealed] = []
    key = until.key
    for one in reversed(naming_another(folder.path, until.number)):
        if one.checkpoint.next_key != key:
            break
        found.insert(0, one)
        key = one.checkpoint.key
    return found


@lru_cache(maxsize=8)
def naming_another(folder: Path, before: int) -> list[Sealed]:
    """The checkpoints below that number which name another key than their own.

    They are written once and for ever, and an archive asks for each of its dossiers.
    """
    seals = SealsFolder(folder)
    kept = (seals.read(number).sealed for number in seals.numbers() if number < before)
    return [one for one in kept if one and one.checkpoint.next_key and one.holds]
