"""What is known of evidence without reading it: whose an item is, and which is the same."""

import hashlib
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Engine, RowMapping, bindparam, select

from domain.values import Value
from journal.errors import EvidenceUnknown
from journal.faults import faults
from journal.keys.place import Keys
from journal.sealed_items import NOBODYS, mark_of_hash
from journal.tables import evidence_table, pages

_FOUND = select(evidence_table.c.address).where(
    (evidence_table.c.digest == bindparam("plain")) | (evidence_table.c.found_by == bindparam("by"))
)
_DESCRIBED = ("address", "media_type", "size", "stored_at", "key_id")


class EvidenceItem(Value):
    """What is known of an item without reading it; `size` in bytes."""

    address: str
    media_type: str
    size: int
    stored_at: datetime
    erased: bool
    key: str | None = None
    """Under which key it is sealed; None for what concerns no person, such as a circular."""


class EvidenceItems:
    """The items of a store: what they are, whose they are, and by what they are found."""

    def __init__(self, engine: Engine, keys: Keys) -> None:
        self.engine = engine
        self.keys = keys

    def describe(self, address: str) -> EvidenceItem:
        """What is known of the item at an address; raises EvidenceUnknown."""
        return _item(self.row_at(address))

    def under(self, keys: Collection[str]) -> tuple[EvidenceItem, ...]:
        """Every item that is sealed under one of these keys, in the order of their coming."""
        return self._described(evidence_table.c.key_id, keys)

    def at(self, addresses: Collection[str]) -> tuple[EvidenceItem, ...]:
        """The items at these addresses, in the order of their coming."""
        return self._described(evidence_table.c.address, addresses)

    def give(self, addresses: Collection[str], party: str) -> None:
        """Nobody's items at these addresses concern that party: they are erased with it."""
        keys = [one.key for one in self.at(addresses) if one.key is not None]
        if nobodys := [key for key in keys if key.startswith(NOBODYS)]:
            self.keys.ring.give(nobodys, party)

    def address_of(self, sha256: str) -> str | None:
        """The address under which the bytes of that SHA-256 (hexadecimal) are kept, if they are."""
        by = mark_of_hash(self.keys.ring, sha256) if self.keys.at_hand else ""
        with faults(), self.engine.connect() as connection:
            return connection.scalar(_FOUND, {"plain": sha256, "by": by})

    def same(self, content: bytes) -> tuple[EvidenceItem, ...]:
        """Every item with these very bytes, of whomever, in the order of their coming."""
        sha256 = hashlib.sha256(content).hexdigest()
        by = mark_of_hash(self.keys.ring, sha256) if self.keys.at_hand else ""
        with faults(), self.engine.connect() as connection:
            found = tuple(connection.scalars(_FOUND, {"plain": sha256, "by": by}))
        return self.at(found) if found else ()

    def row_at(self, address: str) -> RowMapping:
        """The row of the item at an address; raises EvidenceUnknown."""
        query = select(evidence_table).where(evidence_table.c.address == address)
        with faults(), self.engine.connect() as connection:
            row = connection.execute(query).mappings().first()
        if row is None:
            raise EvidenceUnknown(f"There is no evidence {address} in this store.")
        return row

    def _described(self, among: Column[Any], wanted: Collection[str]) -> tuple[EvidenceItem, ...]:
        columns = [evidence_table.c[name] for name in _DESCRIBED]
        query = select(*columns, evidence_table.c.content.is_(None).label("emptied"))
        found: list[EvidenceItem] = []
        for page in pages(wanted):
            asked = query.where(among.in_(page)).order_by(evidence_table.c.stored_at)
            with faults(), self.engine.connect() as connection:
                found += map(_item, connection.execute(asked).mappings())
        return tuple(found)


def _item(row: RowMapping) -> EvidenceItem:
    return EvidenceItem(
        address=row["address"],
        media_type=row["media_type"],
        size=row["size"],
        stored_at=row["stored_at"],
        erased=row["emptied"] if "emptied" in row else row["content"] is None,
        key=row["key_id"],
    )
