"""Wrapping every key of a key store anew, from one master key to the next, while all go on.

First there is a new root, under the new master key; from then on the old master key opens nothing.
What the old root wrapped is wrapped by the new one, page by page, and at last the old root goes.
Stopped anywhere, the same again does the rest.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Engine, bindparam, func, select, update

from journal.faults import faults
from journal.keys.cipher import Cipher, NotSealedSo, new_key
from journal.keys.keyring import Keyring, about, leave_no_trace
from journal.keys.root import Root
from journal.keys.tables import keys_table, root_table
from journal.tables import writing

AT_ONCE = 500
"""Keys that are wrapped anew in one transaction: others wait some milliseconds."""
_keys = keys_table.c
_NEXT = (
    select(_keys.seq, _keys.id, _keys.wrapped)
    .where(_keys.seq > bindparam("after"), _keys.wrapped.is_not(None))
    .order_by(_keys.seq)
    .limit(bindparam("most"))
)
_INSTEAD = (
    update(keys_table)
    .where(_keys.seq == bindparam("of"), _keys.wrapped == bindparam("old"))
    .values(wrapped=bindparam("new"))
)
"""Nothing where somebody has destroyed it meanwhile."""


@dataclass(frozen=True, slots=True)
class Rewrapped:
    """All keys of a key store lie under another master key now."""

    number: UUID
    """Of this change of keys, however often it was begun."""
    keys: int
    damaged: tuple[str, ...]
    """The ids of keys that no root opens, and that were lost before."""


def rewrap(ring: Keyring, record: Callable[[Rewrapped], None]) -> Rewrapped | None:
    """Wrap all keys of these anew under the present master key, made where there is none yet.

    `record` is called once that is done, before the old root goes. None where all lie under the
    present one already. Raises KeysMissing, with the previous one where it is not at hand.
    """
    ring.root.masters.present.make()
    root = _begun(ring)
    if root is None:
        return None
    damaged = _wrapped_anew(ring.engine, root)
    with faults(), ring.engine.connect() as connection:
        kept = select(func.count()).select_from(keys_table).where(_keys.wrapped.is_not(None))
        count = connection.scalar(kept) or 0
    done = Rewrapped(_number(root), count - len(damaged), damaged)
    record(done)
    _ended(ring, root)
    return done


def _begun(ring: Keyring) -> Root | None:
    """The new root, with those that it replaces; None where nothing is left to do."""
    masters = ring.root.masters
    with faults(), writing(ring.engine) as connection:
        root, whose = ring.root.alone(connection)
        if whose is masters.present:
            return root if root.earlier else None
        new = Root(new_key(), root.index, (root.key, *root.earlier))
        ring.root.change(connection, new)
        return new


def _wrapped_anew(engine: Engine, root: Root) -> tuple[str, ...]:
    """Who wraps a key from now on does it with the new root: so one way through them is enough."""
    new, earlier = Cipher(root.key), tuple(map(Cipher, root.earlier))
    damaged: list[str] = []
    after = 0
    while True:
        with faults(), writing(engine) as connection:
            rows = connection.execute(_NEXT, {"after": after, "most": AT_ONCE}).all()
            changes: list[dict[str, object]] = []
            for seq, number, wrapped in rows:
                key = _opened(wrapped, about(number), earlier)
                if key is not None:
                    instead = new.seal(key, about(number))
                    changes.append({"of": seq, "old": wrapped, "new": instead})
                elif _opened(wrapped, about(number), (new,)) is None:
                    damaged.append(number)
            if changes:
                connection.execute(_INSTEAD, changes)
        if not rows:
            return tuple(damaged)
        after = rows[-1].seq


def _opened(wrapped: bytes, of: bytes, ciphers: tuple[Cipher, ...]) -> bytes | None:
    for cipher in ciphers:
        try:
            return cipher.open(wrapped, of)
        except NotSealedSo:
            continue
    return None


def _ended(ring: Keyring, root: Root) -> None:
    """The earlier roots go, unless another process was faster."""
    with faults(), writing(ring.engine) as connection:
        now, _ = ring.root.alone(connection)
        if now == root:
            ring.root.change(connection, Root(root.key, root.index))
    leave_no_trace(ring.engine)
    if ring.engine.dialect.name == "postgresql":
        alone = ring.engine.execution_options(isolation_level="AUTOCOMMIT")
        with faults(), alone.connect() as connection:
            # What lay there before goes from its files too.
            for table in (root_table, keys_table):
                connection.exec_driver_sql(f"VACUUM FULL {table.name}")


def _number(root: Root) -> UUID:
    """The same for the same new root, and telling nothing of it."""
    return UUID(bytes=hmac.digest(root.key, b"avenants/rewrapping/1", "sha256")[:16], version=4)
