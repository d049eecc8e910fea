"""Which keys are believed where the key has changed: those that hang on a trusted one."""

from audit.seals.checkpoint import Sealed
from audit.seals.folder import SealsFolder


def believed(folder: SealsFolder, trusted: frozenset[str]) -> frozenset[str]:
    """The trusted keys, and every key that signed before or after one in this folder.

    Only over checkpoints that follow each other without a gap, by hash and by the key that each
    names as its heir; reads all of them. Who is trusted for none of it adds nothing.
    """
    keys: set[str] = set()
    last: Sealed | None = None
    found = frozenset(trusted)
    for kept in folder.kept():
        sealed = kept.sealed
        if sealed is None or not sealed.holds or not _follows(last, sealed):
            # What comes after a break stands for itself.
            keys, last = set(), None
            if sealed is None or not sealed.holds:
                continue
        keys.add(sealed.checkpoint.key)
        last = sealed
        if keys & trusted:
            found |= keys
    return found


def _follows(last: Sealed | None, sealed: Sealed) -> bool:
    if last is None:
        return True
    one = sealed.checkpoint
    return one.previous == last.as_previous() and one.key == last.checkpoint.heir
