"""Whether the evidence is what its addresses say, and none that a fact names is gone."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, RowMapping, String, or_, select, type_coerce

from audit.seals.findings import Fault, Findings
from audit.seals.leaves import Row
from audit.seals.listed import listed
from audit.seals.meanwhile import erased_since, in_the_end
from audit.seals.naming import ERASED, key_of, keys_of
from audit.seals.stored import snapshot
from journal.keys.place import Keys
from journal.sealed_items import proven, was_destroyed
from journal.tables import evidence_table, pages

_ERASED = key_of(ERASED)
_ADDRESS = re.compile(rb'([0-9a-f]{64})"')
_PIECES = re.compile(rb'\{"size":\d+,"sha256":"[0-9a-f]{64}","pieces":\["[0-9a-f",]*\]\}')
_COLUMNS = (
    *(one for one in evidence_table.c if one.name != "stored_at"),
    # As it lies there: what is no instant would not come out at all.
    type_coerce(evidence_table.c.stored_at, String).label("came_in"),
)
_NOT_EMPTY = or_(*(evidence_table.c[one].is_not(None) for one in ("salt", "digest", "content")))
PIECES = "application/vnd.avenants.pieces+json"
"""What evidence calls itself that lists, by their addresses, the pieces of a large message."""
_AT_ONCE = 32 * 1024 * 1024
"""Bytes of evidence that are read together."""
_ASKED_AT_ONCE = 500
_REMEMBERED = 20_000
"""Addresses that are known to be there: most facts name one of few circulars."""


class EvidenceCheck:
    """Notes what facts name, as they pass, and checks at the end what is kept."""

    def __init__(self, connection: Connection, found: Findings, keys: Keys) -> None:
        self._connection = connection
        self._found = found
        self._keys = keys
        self._there: set[str] = set()
        self._erased: set[str] = set()
        self._long_erased: frozenset[str] = frozenset()
        """Of those, what was erased before the last checkpoint: its bytes are gone by now."""
        self._keyless: list[str] = []
        """Sealed items whose key was destroyed, and whose erasure the snapshot does not know."""
        self._back: list[str] = []
        """What was erased before the last checkpoint and is not empty."""
        self.checked = 0
        self.erased = 0
        self.unopened = 0
        """Sealed items that cannot be held against their address, because no keys are at hand."""

    def facts(self, rows: Sequence[Row]) -> None:
        """Look whether everything that these facts name is there."""
        ends: list[bytes] = []
        for key, state in _holding(rows):
            # A split is ten times as fast as a regular expression.
            after = state.split(key)[1:]
            if key == _ERASED:
                listed_there = (
                    one for rest in after for one in rest.partition(b"]")[0].split(b",")
                )
                self._erased |= _addresses(one.strip(b'"') + b'"' for one in listed_there)
            else:
                ends += [rest[:65] for rest in after]
        named = _addresses(ends) - self._there
        missing = named - self._known(named)
        for address in sorted(missing):
            place = next(listed(row).place for row in rows if _names(row, address))
            self._found.add(Fault.EVIDENCE_MISSING, f"evidence {address}", place)

    def covered(self) -> None:
        """All facts so far are under a checkpoint."""
        self._long_erased = frozenset(self._erased)

    def kept(self) -> None:
        """Hold every kept item against its address; what is empty must have been erased."""
        table = evidence_table.c
        query = select(table.address, table.size).order_by(table.address)
        query = query.execution_options(yield_per=1000)
        page: list[str] = []
        size = 0
        for address, length in self._connection.execute(query):
            page.append(address)
            size += length if isinstance(length, int) else 0
            if size > _AT_ONCE or len(page) == _ASKED_AT_ONCE:
                self._check(page)
                page, size = [], 0
        self._check(page)
        if self._keyless:
            self._erased_meanwhile()
        if self._back:
            self._there_again()
        for address in sorted(self._long_erased - self._known(self._long_erased)):
            self._found.add(Fault.EVIDENCE_MISSING, f"evidence {address}", "what an erasure left")

    def _known(self, named: Iterable[str]) -> set[str]:
        asked = sorted(named)
        known: set[str] = set()
        for start in range(0, len(asked), _ASKED_AT_ONCE):
            page = asked[start : start + _ASKED_AT_ONCE]
            query = select(evidence_table.c.address).where(evidence_table.c.address.in_(page))
            known.update(self._connection.scalars(query))
        if len(self._there) > _REMEMBERED:
            self._there.clear()
        self._there |= known
        return known

    def _check(self, addresses: Sequence[str]) -> None:
        query = (
            select(*_COLUMNS)
            .where(evidence_table.c.address.in_(addresses))
            .order_by(evidence_table.c.address)
        )
        for row in self._connection.execute(query).mappings():
            self.checked += 1
            self._check_one(row)

    def _check_one(self, row: RowMapping) -> None:
        address = str(row["address"])
        if not _is_instant(row["came_in"]):
            self._found.add(Fault.EVIDENCE_CHANGED, f"evidence {address}", "its day is none")
        match row["salt"], row["digest"], row["content"]:
            case None, None, None:
                self.erased += 1
                if address not in self._erased:
                    self._found.add(Fault.EVIDENCE_EMPTIED, f"evidence {address}")
            case _ if address in self._long_erased:
                self._back.append(address)
            case _ if row["key_id"] is not None and not self._keys.at_hand:
                self.unopened += 1
            case _ if (content := proven(row, self._keys)) is not None:
                # What it calls itself is not hashed.
                if row["media_type"] == PIECES or _PIECES.fullmatch(content):
                    self._pieces(address, content)
            case _ if was_destroyed(row, self._keys):
                if address in self._erased:
                    # Its key is gone already; its bytes are being emptied.
                    self.erased += 1
                else:
                    self._keyless.append(address)
            case _:
                self._found.add(Fault.EVIDENCE_CHANGED, f"evidence {address}")

    def _erased_meanwhile(self) -> None:
        """What has no key was erased since the snapshot was made, as a fact says, or is a fault."""
        since = erased_since(self._connection)
        for address in self._keyless:
            if address in since.evidence:
                self.erased += 1
            else:
                self._found.add(Fault.EVIDENCE_CHANGED, f"evidence {address}")

    def _there_again(self) -> None:
        """What does not become empty at last: nobody is erasing it, somebody brought it back."""
        left = in_the_end(self._not_empty)
        self.erased += len(self._back) - len(left)
        for address in sorted(left):
            detail = "its erasure is on record, and yet it is there"
            self._found.add(Fault.EVIDENCE_CHANGED, f"evidence {address}", detail)

    def _not_empty(self) -> frozenset[str]:
        """Of these, what is there now."""
        there: set[str] = set()
        with snapshot(self._connection.engine) as now:
            for page in pages(self._back):
                query = select(evidence_table.c.address).where(
                    evidence_table.c.address.in_(page), _NOT_EMPTY
                )
                there.update(now.scalars(query))
        return frozenset(there)

    def _pieces(self, address: str, content: bytes) -> None:
        """Look whether every piece of a large message is there."""
        listed_there = content.partition(b'"pieces":[')[2].split(b'"')
        named = _addresses(one + b'"' for one in listed_there)
        for piece in sorted(named - self._known(named)):
            self._found.add(
                Fault.EVIDENCE_MISSING, f"evidence {piece}", f"a piece of evidence {address}"
            )


def _is_instant(value: object) -> bool:
    """Whether that can be read as an instant: text on SQLite."""
    try:
        return isinstance(value, datetime) or datetime.fromisoformat(str(value)).tzinfo is not None
    except ValueError:
        return False


def _holding(rows: Sequence[Row]) -> list[tuple[bytes, bytes]]:
    """Each way of naming evidence with the bytes of a fact that has it."""
    by_topic: dict[object, list[bytes]] = {}
    for _, _, _, topic, state in rows:
        if isinstance(state, bytes):
            by_topic.setdefault(topic, []).append(state)
    return [
        (key, state)
        for topic, states in by_topic.items()
        for key in keys_of(topic)
        for state in states
        if key in state
    ]


def _addresses(ends: Iterable[bytes]) -> set[str]:
    """Those among these texts that are addresses, each with the quotation mark behind it."""
    return {one[:64].decode("ascii") for one in set(ends) if _ADDRESS.fullmatch(one)}


def _names(row: Row, address: str) -> bool:
    return isinstance(row[4], bytes) and address.encode() in row[4]
