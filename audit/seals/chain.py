"""Whether the checkpoints, among themselves, are those of one store, one growth and one trust."""

from collections.abc import Callable, Iterator
from hashlib import sha256

from audit.seals.checkpoint import Checkpoint, Sealed, StoreMark, unhex
from audit.seals.findings import Fault, Findings
from audit.seals.folder import Kept, SealsFolder
from audit.seals.merkle import grew

TokenCheck = Callable[[bytes, bytes], str | None]
"""Why a timestamp does not stand over these bytes; None where it does."""


class Chain:
    """Reads the checkpoints in their order and gives those that can be relied upon."""

    def __init__(
        self,
        folder: SealsFolder,
        store: StoreMark,
        trusted: frozenset[str],
        check_token: TokenCheck,
        found: Findings,
    ) -> None:
        self._folder = folder
        self._store = store
        self._trusted = trusted
        self._check_token = check_token
        self._found = found
        self.last: Sealed | None = None
        """The last checkpoint that can be relied upon."""
        self.checkpoints = 0
        self.timestamps = 0
        self.anchored = False

    def checked(self, sealed_before: int) -> Iterator[tuple[Checkpoint | None, Checkpoint]]:
        """Each reliable checkpoint, with the one before; `sealed_before` is the store's own count.

        Everything that is wrong on the way is noted.
        """
        expected = 1
        for kept in self._folder.kept():
            self._missing(expected, kept.number)
            expected = kept.number + 1
            self.checkpoints += 1
            sealed = self._readable(kept)
            if sealed is not None and self._follows(kept, sealed):
                before, self.last = self.last, sealed
                self._token(sealed)
                self.anchored |= sealed.checkpoint.key in self._trusted
                yield (before.checkpoint if before else None), sealed.checkpoint
        self._missing(expected, sealed_before + 1)
        if self._trusted and self.last is not None and not self.anchored:
            self._found.add(Fault.KEY_FOREIGN, str(self._folder.path), self.last.checkpoint.key)

    def _missing(self, first: int, end: int) -> None:
        for number in range(first, end):
            self._found.add(Fault.CHECKPOINT_MISSING, str(self._folder.file(number)))

    def _readable(self, kept: Kept) -> Sealed | None:
        sealed = kept.sealed
        if (
            sealed is None
            or sealed.checkpoint.number != kept.number
            or not sealed.holds
            or not _whole(sealed.checkpoint)
        ):
            self._found.add(Fault.CHECKPOINT_DAMAGED, str(kept.file))
            return None
        if sealed.checkpoint.store != self._store:
            mark = sealed.checkpoint.store
            self._found.add(Fault.CHECKPOINT_FOREIGN, str(kept.file), mark.made_at.isoformat())
            return None
        return sealed

    def _follows(self, kept: Kept, sealed: Sealed) -> bool:
        """Whether the checkpoint goes on from the last one that can be relied upon."""
        now, last = sealed.checkpoint, self.last
        if last is None:
            return True
        before = last.checkpoint
        if now.number == before.number + 1 and now.key != before.heir:
            self._found.add(Fault.KEY_FOREIGN, str(kept.file), now.key)
            return False
        if now.size < before.size or now.position < before.position:
            self._found.add(Fault.CHAIN_BROKEN, str(kept.file))
            return False
        if now.number == before.number + 1 and not _grew(last, now):
            self._found.add(Fault.CHAIN_BROKEN, str(kept.file))
            return False
        return True

    def _token(self, sealed: Sealed) -> None:
        number = sealed.checkpoint.number
        token = self._folder.token(number)
        if token is None:
            return
        self.timestamps += 1
        if (why := self._check_token(sealed.content, token)) is not None:
            self._found.add(Fault.TIMESTAMP_WRONG, str(self._folder.token_file(number)), why)


def list_stands(folder: SealsFolder, checkpoint: Checkpoint, found: Findings) -> bool:
    """Whether the list of a checkpoint's facts is the one that was signed."""
    content = folder.facts(checkpoint)
    if content is None or sha256(content).hexdigest() != checkpoint.facts:
        found.add(Fault.LIST_DAMAGED, str(folder.list_file(checkpoint)))
        return False
    return True


def _whole(one: Checkpoint) -> bool:
    try:
        return one.frontier().root.hex() == one.root
    except ValueError:
        return False


def _grew(last: Sealed, now: Checkpoint) -> bool:
    if now.previous != last.as_previous():
        return False
    before = last.checkpoint
    return grew(
        before.size,
        bytes.fromhex(before.root),
        now.size,
        bytes.fromhex(now.root),
        unhex(now.consistency),
    )
