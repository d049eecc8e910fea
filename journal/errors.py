"""What can be wrong with the store, each in a sentence that says what to do about it."""


class StoreError(Exception):
    """The store did not do what was asked; nothing was recorded unless the message says so."""


class Conflict(StoreError):
    """Somebody appended to the stream first: read it again and decide anew."""

    def __init__(self, stream: str, expected: int, actual: int) -> None:
        self.stream = stream
        self.expected = expected
        self.actual = actual
        super().__init__(
            f"Stream {stream} stands at version {actual}, not at {expected} as expected: "
            "read it again and decide anew."
        )


class Overtaken(Conflict):
    """Something was recorded meanwhile that may change what was decided: decide anew."""

    def __init__(self) -> None:
        self.stream, self.expected, self.actual = "", 0, 0
        StoreError.__init__(
            self, "Something was recorded meanwhile that this rests on: give the command again."
        )


class StoreTooNew(StoreError):
    """A newer program made or changed this store."""


class StoreNotReady(StoreError):
    """The store's tables are missing or old, and this role may not make them."""


class StoreUnreachable(StoreError):
    """The database did not answer; what was under way may or may not have been recorded."""


class StoreFull(StoreError):
    """No space is left where the store lives; nothing was recorded."""


class DataFolderRefused(StoreError):
    """The folder of the store cannot be made or written."""


class NotAStore(StoreError):
    """What lies at the address is no store of this program, or the address makes no sense."""


class RehearsalStore(StoreError):
    """A rehearsal was to be opened as a real store, or a real store as a rehearsal."""


class UnknownFact(StoreError):
    """The store holds a fact that this program has no class for."""


class EvidenceUnknown(StoreError):
    """No evidence lies at this address."""


class EvidenceErased(StoreError):
    """The evidence at this address was erased; that it existed is still on record."""


class EvidenceDamaged(StoreError):
    """The bytes at this address are not the bytes that were put there."""


class EvidenceRefused(StoreError):
    """These bytes cannot be kept as evidence."""


class KeysMissing(StoreError):
    """Personal data cannot be read or kept here, because its keys are not at hand."""
