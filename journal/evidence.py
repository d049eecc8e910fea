"""Evidence: what was sent and received, byte for byte, at an address that betrays nothing.

The address is SHA-256 over a random salt and the content: facts may carry it for ever, and once
salt and content are erased nobody can tell from it what they were.
"""

import hashlib
import secrets
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, Engine, RowMapping, bindparam, insert, select
from sqlalchemy.exc import IntegrityError

from domain.values import Value
from journal.clock import Clock
from journal.errors import EvidenceDamaged, EvidenceErased, EvidenceRefused, EvidenceUnknown
from journal.faults import faults
from journal.tables import evidence_table, writing

_INSERT = insert(evidence_table)
_ADDRESS_OF = select(evidence_table.c.address).where(evidence_table.c.digest == bindparam("digest"))

LARGEST = 50 * 1024 * 1024
"""Bytes; what an office receives by mail or scans is well below."""
SALT_BYTES = 32


class EvidenceItem(Value):
    """What is known of an item without reading it; `size` in bytes."""

    address: str
    media_type: str
    size: int
    stored_at: datetime
    erased: bool


class Opened(NamedTuple):
    """An item with what proves it: SHA-256 over salt and content is its address."""

    salt: bytes
    content: bytes
    media_type: str


class Evidence:
    """Keeps bytes and gives them back only if they are still the same."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def put(self, content: bytes, media_type: str) -> str:
        """Keep these bytes and give their address; the same bytes again have the same address.

        Raises EvidenceRefused for nothing at all and for more than `LARGEST`.
        """
        _check_size(content)
        digest = hashlib.sha256(content).hexdigest()
        with faults():
            return self._store(content, media_type, digest)

    def get(self, address: str) -> bytes:
        """The bytes at an address, compared with it.

        Raises EvidenceUnknown, EvidenceErased, or EvidenceDamaged if they were changed.
        """
        return self.opened(address).content

    def opened(self, address: str) -> "Opened":
        """The bytes at an address with the salt that leads to it, so that others can check them.

        Raises EvidenceUnknown, EvidenceErased, or EvidenceDamaged if they were changed.
        """
        row = self._row(address)
        salt, content = row["salt"], row["content"]
        if salt is None or content is None:
            raise EvidenceErased(f"The evidence {address} was erased; only its address remains.")
        if _address(salt, content) != address:
            raise EvidenceDamaged(
                f"The bytes of evidence {address} are not those that were put there: restore them "
                "from a backup and find out who changed them."
            )
        return Opened(salt, content, row["media_type"])

    def describe(self, address: str) -> EvidenceItem:
        """What is known of the item at an address; raises EvidenceUnknown."""
        row = self._row(address)
        return EvidenceItem(
            address=row["address"],
            media_type=row["media_type"],
            size=row["size"],
            stored_at=row["stored_at"],
            erased=row["content"] is None,
        )

    def _row(self, address: str) -> RowMapping:
        query = select(evidence_table).where(evidence_table.c.address == address)
        with faults(), self._engine.connect() as connection:
            row = connection.execute(query).mappings().first()
        if row is None:
            raise EvidenceUnknown(f"There is no evidence {address} in this store.")
        return row

    def address_of(self, sha256: str) -> str | None:
        """The address under which the bytes of that SHA-256 (hexadecimal) are kept, if they are."""
        with faults():
            return self._find(sha256)

    def _find(self, digest: str) -> str | None:
        with self._engine.connect() as connection:
            return _address_of(connection, digest)

    def _store(self, content: bytes, media_type: str, digest: str) -> str:
        salt = secrets.token_bytes(SALT_BYTES)
        address = _address(salt, content)
        row = {
            "address": address,
            "salt": salt,
            "digest": digest,
            "media_type": media_type,
            "size": len(content),
            "content": content,
            "stored_at": self._clock.now(),
        }
        try:
            # Whatever names the address is recorded later, and makes this last.
            with writing(self._engine, lasting=False) as connection:
                connection.execute(_INSERT, row)
        except IntegrityError:
            # The same bytes are there, or come in the same moment: theirs is the address. Seldom:
            # so nobody looks for them first.
            if (other := self._find(digest)) is None:
                raise
            return other
        return address


def _address(salt: bytes, content: bytes) -> str:
    return hashlib.sha256(salt + content).hexdigest()


def _address_of(connection: Connection, digest: str) -> str | None:
    return connection.scalar(_ADDRESS_OF, {"digest": digest})


def _check_size(content: bytes) -> None:
    if not content:
        raise EvidenceRefused("The evidence is empty: give the message or the scan itself.")
    if len(content) > LARGEST:
        raise EvidenceRefused(
            f"The evidence has {len(content)} bytes; at most {LARGEST} are kept: give the part "
            "that proves something, or scan at a lower resolution."
        )
