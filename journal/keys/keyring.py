"""The keys at hand: unwrapped when asked for, remembered for minutes, destroyed for good."""

import hashlib
import hmac
import time
from collections.abc import Collection, Iterable
from contextlib import closing
from functools import cache
from threading import Lock
from typing import Any

from sqlalchemy import Engine, bindparam, func, select, update

from journal.clock import SystemClock
from journal.errors import KeysMissing
from journal.faults import faults
from journal.keys.cipher import Cipher, NotSealedSo, new_key
from journal.keys.root import RootKept
from journal.keys.tables import keys_table
from journal.tables import insert_into, pages, writing

REMEMBERED_SECONDS = 300.0
"""An unwrapped key is forgotten after that; what it reads is emptied when it is destroyed."""
MOST_REMEMBERED = 20_000
AHEAD = 200
"""Keys that are fetched with one that is asked for: those of its register are asked for next."""

_keys = keys_table.c
_IDS = select(_keys.id).where(_keys.id.in_(bindparam("ids", expanding=True)))
_NAMED = select(_keys.id, _keys.wrapped).where(_keys.id.in_(bindparam("ids", expanding=True)))
_CLOSED = {
    dialect: f"SELECT 1 FROM {keys_table.name} WHERE id = {mark} AND destroyed_at IS NOT NULL"  # noqa: S608
    for dialect, mark in (("sqlite", "?"), ("postgresql", "%s"))
}
_AHEAD = (
    select(_keys.id, _keys.wrapped)
    .where(
        _keys.seq
        >= select(func.min(_keys.seq))
        .where(_keys.id.in_(bindparam("ids", expanding=True)))
        .scalar_subquery()
    )
    .order_by(_keys.seq)
    .limit(AHEAD)
)


class Keyring:
    """The keys of a store's people, and of its evidence. Safe to share between threads."""

    def __init__(self, engine: Engine, number: str, root: RootKept) -> None:
        self.engine = engine
        """Of the key store."""
        self.id = number
        """Which key store these keys lie in."""
        self.root = root
        self._known: dict[str, tuple[float, Cipher | None]] = {}
        self._lock = Lock()

    def index(self, *parts: bytes) -> str:
        """A mark by which equal content is found again, and that says nothing without the root."""
        mac = hmac.new(self.root.index, digestmod=hashlib.sha256)
        for part in parts:
            mac.update(len(part).to_bytes(8, "big"))
            mac.update(part)
        return mac.hexdigest()

    def ciphers(self, ids: Collection[str]) -> dict[str, Cipher | None]:
        """The keys of these ids: None for one that was destroyed, no entry for one never made."""
        now = time.monotonic()
        found: dict[str, Cipher | None] = {}
        missing: list[str] = []
        for one in ids:
            known = self._known.get(one)
            if known is None or known[0] < now:
                missing.append(one)
            else:
                found[one] = known[1]
        for page in pages(missing):
            fetched = self.fetched(page, now + REMEMBERED_SECONDS)
            found |= {one: fetched[one] for one in page if one in fetched}
        return found

    def cipher(self, number: str) -> Cipher | None:
        """One key, made if it was never there; None once it was destroyed."""
        found = self.ciphers([number])
        if number not in found:
            self.make([number])
            found = self.ciphers([number])
        return found[number]

    def closed(self, number: str) -> bool:
        """Whether nothing more is sealed under that key by now, whatever is remembered here."""
        with faults(), closing(self.engine.raw_connection()) as connection:
            # The driver itself: a statement of the library takes seven times as long.
            cursor = connection.cursor()
            cursor.execute(_CLOSED[self.engine.dialect.name], (number,))
            gone = cursor.fetchone() is not None
        if gone:
            with self._lock:
                self._known.pop(number, None)
        return gone

    def make(self, ids: Iterable[str]) -> None:
        """A key for each of these that has none; one that was destroyed stays so."""
        now = SystemClock().now()
        for page in pages(ids):
            with faults(), writing(self.engine) as connection:
                there = set(connection.scalars(_IDS, {"ids": page}))
                new = [one for one in dict.fromkeys(page) if one not in there]
                if not new:
                    continue
                wrap = self.root.held(connection)
                rows = [
                    {
                        "id": one,
                        "wrapped": wrap(new_key(), about(one)),
                        "belongs_to": None,
                        "made_at": now,
                    }
                    for one in new
                ]
                connection.execute(_insert(connection.dialect.name), rows)

    def give(self, ids: Iterable[str], party: str) -> None:
        """From now on these keys belong to that party, and are destroyed with its own."""
        for page in pages(ids):
            change = update(keys_table).where(_keys.id.in_(page), _keys.id != party)
            with faults(), writing(self.engine) as connection:
                connection.execute(change.values(belongs_to=party))

    def belonging(self, parties: Collection[str]) -> set[str]:
        """The ids of every key of these parties, their own among them, destroyed ones too."""
        found: set[str] = set()
        for page in pages(parties):
            query = select(_keys.id).where(_keys.belongs_to.in_(page) | _keys.id.in_(page))
            with faults(), self.engine.connect() as connection:
                found.update(connection.scalars(query))
        return found

    def owners(self, ids: Collection[str]) -> dict[str, str]:
        """To whom each of these keys was given; no entry for one of nobody, or of the party."""
        found: dict[str, str] = {}
        for page in pages(ids):
            query = select(_keys.id, _keys.belongs_to).where(
                _keys.id.in_(page), _keys.belongs_to.is_not(None)
            )
            with faults(), self.engine.connect() as connection:
                found |= {row[0]: row[1] for row in connection.execute(query)}
        return found

    def close_to_more(self, ids: Iterable[str]) -> None:
        """From now on nothing more is sealed under these keys; what was sealed still opens.

        Said before they are destroyed, so that what goes with them can be counted.
        """
        named = list(dict.fromkeys(ids))
        self.make(named)
        for page in pages(named):
            change = update(keys_table).where(_keys.id.in_(page), _keys.destroyed_at.is_(None))
            with faults(), writing(self.engine) as connection:
                connection.execute(change.values(destroyed_at=SystemClock().now()))

    def destroy(self, ids: Iterable[str]) -> int:
        """Destroy these keys for good, and any that is not there yet; gives how many there were."""
        named = list(dict.fromkeys(ids))
        self.make(named)
        destroyed, now = 0, SystemClock().now()
        for page in pages(named):
            change = (
                update(keys_table)
                .where(_keys.id.in_(page), _keys.wrapped.is_not(None))
                .values(wrapped=None, destroyed_at=now)
            )
            with faults(), writing(self.engine) as connection:
                destroyed += connection.execute(change).rowcount
        with self._lock:
            for one in named:
                self._known.pop(one, None)
        leave_no_trace(self.engine)
        return destroyed

    def forget(self) -> None:
        """Forget every key that was unwrapped."""
        with self._lock:
            self._known.clear()

    def close(self) -> None:
        """Let go of the key store."""
        self.forget()
        self.engine.dispose()

    def fetched(self, ids: list[str], until: float) -> dict[str, Cipher | None]:
        """These keys out of the key store, remembered until then, with those that come after."""
        query = _AHEAD if len(ids) == 1 else _NAMED
        with faults(), self.engine.connect() as connection:
            rows = connection.execute(query, {"ids": ids}).all()
        fetched = {one: None if key is None else self._unwrapped(one, key) for one, key in rows}
        with self._lock:
            if len(self._known) > MOST_REMEMBERED:
                self._known.clear()
            self._known.update({one: (until, cipher) for one, cipher in fetched.items()})
        return fetched

    def _unwrapped(self, number: str, wrapped: bytes) -> Cipher:
        try:
            return Cipher(self.root.open(wrapped, about(number)))
        except NotSealedSo as error:
            raise KeysMissing(
                f"The key {number} in the key store is damaged: bring the key store back from a "
                "backup, and find out who changed it."
            ) from error


def leave_no_trace(engine: Engine) -> None:
    """On SQLite the pages are overwritten (secure_delete); the log that came before goes."""
    if engine.dialect.name == "sqlite":
        raw = engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        finally:
            raw.close()


def about(number: str) -> bytes:
    """What a person's key is bound to: another one's in its place does not open."""
    return b"avenants/key/1\n" + number.encode()


@cache
def _insert(dialect: str) -> Any:
    return insert_into(keys_table, dialect).on_conflict_do_nothing()
