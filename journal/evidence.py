"""Evidence: what was sent and received, byte for byte, at an address that betrays nothing.

The address is SHA-256 over a random salt and the content: facts may carry it for ever, and once
salt and content are erased nobody can tell from it what they were. What concerns a person lies
sealed under that person's key, the salt with it; what concerns nobody yet, under one of its own.
"""

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, Engine, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from journal.clock import Clock
from journal.emptying import must_be_the_owner, while_keeping, while_taking_away
from journal.errors import EvidenceDamaged, EvidenceErased, EvidenceRefused
from journal.evidence_items import EvidenceItems
from journal.faults import faults
from journal.keys.place import Keys
from journal.sealed_items import (
    NOBODYS,
    SALT_BYTES,
    Item,
    evidence_columns,
    key_of_nobody,
    open_item,
    was_destroyed,
)
from journal.tables import evidence_table, pages, writing

_INSERT = insert(evidence_table)
_ADDRESS_OF = select(evidence_table.c.address).where(evidence_table.c.digest == bindparam("digest"))

LARGEST = 50 * 1024 * 1024
"""Bytes; what an office receives by mail or scans is well below."""


@dataclass(frozen=True, slots=True)
class Nobody:
    """It is not known yet whom an item concerns."""


NOBODY_YET = Nobody()


class Opened(NamedTuple):
    """An item with what proves it: SHA-256 over salt and content is its address."""

    salt: bytes
    content: bytes
    media_type: str


class Evidence(EvidenceItems):
    """Keeps bytes and gives them back only if they are still the same."""

    def __init__(self, engine: Engine, clock: Clock, keys: Keys) -> None:
        super().__init__(engine, keys)
        self._clock = clock
        self.found: set[str] = set()
        """What was there when this process was to keep the same bytes: others may take it away."""

    def put(self, content: bytes, media_type: str, *, of: str | Nobody | None = None) -> str:
        """Keep these bytes and give their address; the same bytes again have the same address.

        `of` is the party that they concern: they are sealed under its key. Without it they
        concern no person and lie open. The same bytes of another party are another item. Raises
        EvidenceRefused for nothing at all and for more than `LARGEST`, EvidenceErased for what was
        erased, and KeysMissing.
        """
        _check_size(content)
        if isinstance(of, Nobody):
            # Somebody may have brought it in by hand before it was read: it is that party's.
            for one in self.same(content):
                if one.key is not None:
                    return self._found(one.address)
        with faults():
            return self._store(content, media_type, of)

    def put_again(self, content: bytes, media_type: str, party: str) -> str:
        """As `put`, where the bytes may have come in before: then their address is that one's.

        What was nobody's concerns that party from now on.
        """
        for one in self.same(content):
            if one.key == party:
                return self._found(one.address)
            if one.key is not None and one.key.startswith(NOBODYS):
                ring = self.keys.ring
                if ring.owners([one.key]).get(one.key, party) == party:
                    if ring.closed(party):
                        raise _was_erased(party)
                    ring.give([one.key], party)
                    return self._found(one.address)
        return self.put(content, media_type, of=party)

    def get(self, address: str) -> bytes:
        """The bytes at an address, compared with it.

        Raises EvidenceUnknown, EvidenceErased, EvidenceDamaged if they were changed, KeysMissing.
        """
        return self.opened(address).content

    def opened(self, address: str) -> "Opened":
        """The bytes at an address with the salt that leads to it, so that others can check them.

        Raises EvidenceUnknown, EvidenceErased, EvidenceDamaged if they were changed, KeysMissing.
        """
        row = self.row_at(address)
        if row["content"] is None or (self.keys.at_hand and was_destroyed(row, self.keys)):
            raise EvidenceErased(f"The evidence {address} was erased; only its address remains.")
        found = open_item(Item.of_row(row), self.keys)
        if found is None:
            raise EvidenceDamaged(
                f"The bytes of evidence {address} are not those that were put there, or the key "
                "under which they were sealed was lost: restore them from a backup and find out "
                "who changed them."
            )
        return Opened(*found, row["media_type"])

    def wait_for_keepers(self) -> None:
        """Return once everything is there that was being kept when this was asked."""
        with faults(), writing(self.engine) as connection:
            while_taking_away(connection)

    def may_be_emptied(self) -> None:
        """Nothing, where this role may take away what was kept; else raises StoreNotReady."""
        must_be_the_owner(self.engine)

    def empty(self, addresses: Collection[str]) -> None:
        """Take away what is sealed there, for good; done once its erasure is on record."""
        nothing = {"salt": None, "digest": None, "content": None, "found_by": None}
        for page in pages(addresses):
            change = update(evidence_table).where(evidence_table.c.address.in_(page))
            with faults(), writing(self.engine) as connection:
                while_taking_away(connection)
                connection.execute(change.values(nothing))

    def _store(
        self, content: bytes, media_type: str, of: str | Nobody | None, *, again: bool = True
    ) -> str:
        salt = secrets.token_bytes(SALT_BYTES)
        address = hashlib.sha256(salt + content).hexdigest()
        lying = self._sealed(address, salt, content, of) if of is not None else None
        row = {
            "address": address,
            "media_type": media_type,
            "size": len(content),
            "stored_at": self._clock.now(),
            "salt": None,
            **(lying or _open(salt, content)),
        }
        try:
            # Whatever names the address is recorded later, and makes this last.
            with writing(self.engine, lasting=False) as connection:
                if lying is not None:
                    self._must_not_be_erased(connection, str(lying["key_id"]))
                connection.execute(_INSERT, row)
        except IntegrityError:
            # The same bytes are there, or come in the same moment: theirs is the address. Seldom:
            # so nobody looks for them first.
            if (other := self._find(row["digest"])) is not None:
                return self._found(other)
            if not again:
                raise
            # It was there, and was taken away since.
            return self._store(content, media_type, of, again=False)
        return address

    def _sealed(
        self, address: str, salt: bytes, content: bytes, of: str | Nobody
    ) -> dict[str, object]:
        ring = self.keys.ring
        nobodys = isinstance(of, Nobody)
        key = key_of_nobody(ring, hashlib.sha256(content).digest()) if nobodys else of
        sealed = evidence_columns(ring, key, address, salt, content)
        if sealed is None:
            raise _was_erased(key)
        return sealed

    def _must_not_be_erased(self, connection: Connection, key: str) -> None:
        """A key is remembered for minutes: what it would still seal nobody could ever erase."""
        while_keeping(connection)
        if self.keys.ring.closed(key):
            raise _was_erased(key)

    def _found(self, address: str) -> str:
        self.found.add(address)
        return address

    def _find(self, digest: object) -> str | None:
        with self.engine.connect() as connection:
            return connection.scalar(_ADDRESS_OF, {"digest": digest})


def _open(salt: bytes, content: bytes) -> dict[str, object]:
    digest = hashlib.sha256(content).hexdigest()
    return {"salt": salt, "content": content, "digest": digest, "key_id": None, "found_by": None}


def _was_erased(key: str) -> EvidenceErased:
    return EvidenceErased(
        f"What concerns {key} was erased: nothing more of it is kept. Whoever comes back "
        "is registered under another convention number."
    )


def _check_size(content: bytes) -> None:
    if not content:
        raise EvidenceRefused("The evidence is empty: give the message or the scan itself.")
    if len(content) > LARGEST:
        raise EvidenceRefused(
            f"The evidence has {len(content)} bytes; at most {LARGEST} are kept: give the part "
            "that proves something, or scan at a lower resolution."
        )
