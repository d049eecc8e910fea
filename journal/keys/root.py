"""The root of a key store: it wraps the keys of its people, and lies wrapped by a master key."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Self

from sqlalchemy import Connection, Engine, select, text, update

from journal.errors import KeysMissing
from journal.faults import faults
from journal.keys.cipher import KEY_BYTES, Cipher, NotSealedSo
from journal.keys.master import MasterKey, NotThisMaster
from journal.keys.tables import root_table

WRAPPED = select(root_table.c.wrapped)
TURN = 4_711_302_216
"""Of PostgreSQL's advisory locks: who wraps a key keeps out who changes the root."""


@dataclass(frozen=True, slots=True)
class Root:
    """What opens the keys of a key store's people, and marks what is found without a name."""

    key: bytes
    index: bytes
    earlier: tuple[bytes, ...] = ()
    """Keys that some people's keys are still wrapped with, while all are wrapped anew."""

    def plain(self) -> bytes:
        """As a master key is given it."""
        return b"".join((self.key, self.index, *self.earlier))

    @classmethod
    def of(cls, plain: bytes) -> Self:
        """As a master key gives it back."""
        key, index, *earlier = (
            plain[at : at + KEY_BYTES] for at in range(0, len(plain), KEY_BYTES)
        )
        return cls(key, index, tuple(earlier))


@dataclass(frozen=True, slots=True)
class Masters:
    """The master key of a key store, and the one before it while all keys are wrapped anew."""

    present: MasterKey
    previous: MasterKey | None = None

    def wrapped(self, root: Root, number: str) -> bytes:
        """A root under the present master key."""
        return self.present.wrap(root.plain(), _about(number, whole=not root.earlier))

    def opened(self, wrapped: bytes, number: str) -> tuple[Root, MasterKey]:
        """The root of that key store, and whose it is; raises KeysMissing."""
        troubles: list[KeysMissing] = []
        for master in (self.present, self.previous):
            if master is None:
                continue
            for whole in (True, False):
                try:
                    return Root.of(master.unwrap(wrapped, _about(number, whole=whole))), master
                except NotThisMaster as error:
                    trouble = error
                except KeysMissing as error:
                    trouble = error
                    break
            troubles.append(trouble)
        raise KeysMissing(" ".join(map(str, troubles))) from troubles[0]


class RootKept:
    """The root of one key store as it lies there, read again where somebody has changed it.

    Safe to share between threads.
    """

    def __init__(self, engine: Engine, number: str, masters: Masters, wrapped: bytes) -> None:
        self.masters = masters
        self._engine = engine
        self._number = number
        self._lock = Lock()
        self._read: tuple[bytes, Root] = (wrapped, masters.opened(wrapped, number)[0])
        self._ciphers: tuple[Cipher, ...] = ()
        self._remember(self._read[1])

    @property
    def index(self) -> bytes:
        """What marks are reckoned with; it stays for as long as the key store."""
        return self._read[1].index

    def open(self, wrapped: bytes, about: bytes) -> bytes:
        """A person's key; raises NotSealedSo for one that no root of this key store wrapped."""
        try:
            return self._open(wrapped, about)
        except NotSealedSo:
            with faults(), self._engine.connect() as connection:
                self._look(connection)
            return self._open(wrapped, about)

    def held(self, connection: Connection) -> Callable[[bytes, bytes], bytes]:
        """What wraps a new key; nobody changes the root before this transaction ends."""
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock_shared(:turn)"), {"turn": TURN})
        self._look(connection)
        return self._ciphers[0].seal

    def alone(self, connection: Connection) -> tuple[Root, MasterKey]:
        """The root and whose it is, for who changes it: nobody wraps a key meanwhile."""
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": TURN})
        return self.masters.opened(self._wrapped(connection), self._number)

    def change(self, connection: Connection, root: Root) -> None:
        """From the end of this transaction on this is the root, under the present master key."""
        wrapped = self.masters.wrapped(root, self._number)
        connection.execute(update(root_table).values(wrapped=wrapped))

    def _look(self, connection: Connection) -> None:
        wrapped = self._wrapped(connection)
        with self._lock:
            if wrapped != self._read[0]:
                root, _ = self.masters.opened(wrapped, self._number)
                self._read = (wrapped, root)
                self._remember(root)

    def _wrapped(self, connection: Connection) -> bytes:
        return connection.execute(WRAPPED).scalar_one()

    def _remember(self, root: Root) -> None:
        # Those from before stay: somebody may just have read what they wrapped.
        self._ciphers = (
            *(Cipher(key) for key in (root.key, *root.earlier)),
            *self._ciphers,
        )

    def _open(self, wrapped: bytes, about: bytes) -> bytes:
        for cipher in self._ciphers:
            try:
                return cipher.open(wrapped, about)
            except NotSealedSo:
                continue
        raise NotSealedSo


def _about(number: str, *, whole: bool) -> bytes:
    kind = b"1" if whole else b"2"
    return b"avenants/root/" + kind + b"\n" + number.encode()
