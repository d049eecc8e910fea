"""One item of evidence as it lies in the table: open, or sealed with its salt under a key."""

import hashlib
from typing import NamedTuple, Self

from sqlalchemy import RowMapping

from journal.keys.cipher import NotSealedSo
from journal.keys.keyring import Keyring
from journal.keys.place import Keys

SALT_BYTES = 32
NOBODYS = "e-"
"""How the keys are called of items that were nobody's when they came in."""


class Item(NamedTuple):
    """What of an item leads to its bytes; `salt` is None for one that is sealed."""

    address: str
    key: str | None
    salt: bytes | None
    content: bytes

    @classmethod
    def of_row(cls, row: RowMapping) -> Self:
        """The item in a row that was not emptied."""
        return cls(row["address"], row["key_id"], row["salt"], row["content"])


class Bytes(NamedTuple):
    """An item's salt and content, which lead to its address."""

    salt: bytes
    content: bytes


def key_of_nobody(ring: Keyring, digest: bytes) -> str:
    """The id of the key of an item that is nobody's yet: the same bytes have the same key."""
    return NOBODYS + ring.index(b"nobody", digest)[:32]


def evidence_columns(
    ring: Keyring, key: str, address: str, salt: bytes, content: bytes
) -> dict[str, object] | None:
    """The columns of a sealed item; None where its key was destroyed."""
    cipher = ring.cipher(key)
    if cipher is None:
        return None
    same, found_by = _marks(ring, key, hashlib.sha256(content).digest())
    return {
        "content": cipher.seal(salt + content, _about(address)),
        "digest": same,
        "key_id": key,
        "found_by": found_by,
    }


def mark_of_hash(ring: Keyring, sha256: str) -> str:
    """By what an item is found for who knows the hash of its bytes."""
    return ring.index(b"found", sha256.encode())


def open_item(item: Item, keys: Keys) -> Bytes | None:
    """Salt and content, where they lead to the address; None for anything else.

    None too once the key is destroyed, or was never there. Raises KeysMissing where a sealed item
    cannot be opened at all.
    """
    if item.key is None:
        return None if item.salt is None else _proven(item.address, item.salt, item.content)
    cipher = keys.ring.ciphers([item.key]).get(item.key)
    if cipher is None:
        return None
    try:
        plain = cipher.open(item.content, _about(item.address))
    except NotSealedSo:
        return None
    return _proven(item.address, plain[:SALT_BYTES], plain[SALT_BYTES:])


def proven(row: RowMapping, keys: Keys) -> bytes | None:
    """The bytes of an item whose every column is what it was put there with; None else."""
    try:
        found = open_item(Item.of_row(row), keys)
    except (TypeError, ValueError):
        return None
    if found is None or len(found.content) != row["size"]:
        return None
    digest = hashlib.sha256(found.content)
    marks = (digest.hexdigest(), None)
    if (key := row["key_id"]) is not None:
        if row["salt"] is not None:
            return None
        marks = _marks(keys.ring, key, digest.digest())
    return found.content if (row["digest"], row["found_by"]) == marks else None


def was_destroyed(row: RowMapping, keys: Keys) -> bool:
    """Whether the key of a sealed item is gone for good."""
    if (key := row["key_id"]) is None:
        return False
    found = keys.ring.ciphers([key])
    return key in found and found[key] is None


def _marks(ring: Keyring, key: str, digest: bytes) -> tuple[str, str]:
    return ring.index(b"same", key.encode(), digest), mark_of_hash(ring, digest.hex())


def _proven(address: str, salt: bytes, content: bytes) -> Bytes | None:
    whole = hashlib.sha256(salt + content).hexdigest()
    return Bytes(salt, content) if whole == address else None


def _about(address: str) -> bytes:
    return b"avenants/evidence/1\n" + address.encode()
