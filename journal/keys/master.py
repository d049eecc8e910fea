"""The master key: without it the key store gives nothing away. It lies in a file, or on a token.

A token is one of PKCS#11 (`journal.keys.master_token`), which never gives the key away.
"""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import ClassVar, Protocol

from domain.access import MasterKind
from journal.errors import KeysMissing
from journal.keys.cipher import KEY_BYTES, Cipher, NotSealedSo, new_key

LARGEST = 1024
"""Bytes of a master key's file; it has 64."""
ANOTHERS = "is not the one of this key store"


class NotThisMaster(KeysMissing):
    """Another master key has wrapped it, or it was changed since."""


class MasterKey(Protocol):
    """Wraps the root of a key store, once when it is made and once each time it is opened.

    A key management service stands behind these three calls and never gives its own key away.
    """

    kind: ClassVar[MasterKind]
    """Where it lies, as the record says it."""

    def make(self) -> None:
        """Have a master key, where there is none yet and this kind of it can be made here."""
        ...

    def wrap(self, root: bytes, about: bytes) -> bytes:
        """The root as the key store keeps it; `about` names that key store. Raises KeysMissing."""
        ...

    def unwrap(self, wrapped: bytes, about: bytes) -> bytes:
        """The root again.

        Raises KeysMissing where the master key is not at hand, NotThisMaster for another one's.
        """
        ...


class MasterKeyFile:
    """A master key in a file of 64 hexadecimal digits that its owner alone may read."""

    kind: ClassVar[MasterKind] = MasterKind.FILE

    def __init__(self, path: Path) -> None:
        self._path = path

    def make(self) -> None:
        """Make the file, if it is not there; of several processes at once all go on with one."""
        if self._path.exists():
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=self._path.parent, prefix=".master-") as unfinished:
                unfinished.write(new_key().hex().encode("ascii"))
                unfinished.flush()
                os.fsync(unfinished.fileno())
                os.link(unfinished.name, self._path)
        except FileExistsError:
            return
        except OSError as error:
            raise self._missing(f"cannot be made ({error.strerror})") from error

    def wrap(self, root: bytes, about: bytes) -> bytes:
        """The root sealed under the key of the file."""
        return self._cipher().seal(root, about)

    def unwrap(self, wrapped: bytes, about: bytes) -> bytes:
        """The root again; raises KeysMissing for a file that is away, NotThisMaster."""
        try:
            return self._cipher().open(wrapped, about)
        except NotSealedSo as error:
            raise NotThisMaster(self._said(ANOTHERS)) from error

    def _cipher(self) -> Cipher:
        try:
            with self._path.open("rb") as file:
                key = bytes.fromhex(file.read(LARGEST).decode("ascii").strip())
        except OSError as error:
            raise self._missing(f"cannot be read ({error.strerror})") from error
        except ValueError as error:
            raise self._missing("is no key") from error
        if len(key) != KEY_BYTES:
            raise self._missing("is no key: it has to have 64 hexadecimal digits")
        return Cipher(key)

    def _missing(self, why: str) -> KeysMissing:
        return KeysMissing(self._said(why))

    def _said(self, why: str) -> str:
        return (
            f"The master key {self._path} {why}: bring it back from where it is kept, or name it "
            "with AVENANT_MASTER_KEY. Without it nothing personal can be read."
        )
