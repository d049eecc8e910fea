"""The ledger of outgoing mail: written before the bytes of a message leave, and after the reply.

A message is claimed by one worker at a time, for as long as its server may take to answer. What is
claimed and was not settled when that time is over is in doubt: the claimant was killed, and the
server may have taken the message or not.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Engine, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from journal.clock import Clock
from journal.faults import faults
from journal.outgoing_tables import outgoing_gate_table, outgoing_table
from journal.tables import writing


class Leaving(StrEnum):
    """How far a message has come."""

    OPEN = "open"
    """Nothing of it was taken; it may be sent."""
    DATA = "data"
    """Its bytes are leaving, or left: nobody knows yet whether they were taken."""
    ACCEPTED = "accepted"
    REFUSED = "refused"
    DOUBTFUL = "doubtful"
    """Nobody but a person can find out."""
    GIVEN_UP = "given_up"
    """Nothing of it was taken, and it never leaves."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the ledger says of a message."""

    message_id: str
    content_hash: str | None
    state: Leaving
    holder: UUID
    """Changes whenever somebody claims the message, so that two never do at once."""
    lease_until: datetime | None
    begun_at: datetime | None
    reply: str | None


class Overtaken(Exception):
    """Somebody else has claimed the message since it was looked at: look again."""


class Outgoing:
    """The ledger. Safe to share between threads, processes and machines."""

    def __init__(self, engine: Engine, clock: Clock, *, lease: timedelta) -> None:
        """A ledger on this store; `clock` tells real time, also where days are rehearsed.

        `lease` is longer than any server may take to answer.
        """
        self._engine = engine
        self._clock = clock
        self._lease = lease

    def now(self) -> datetime:
        """The instant that leases are reckoned by."""
        return self._clock.now()

    def look(self, message_id: str) -> Entry | None:
        """What is known of a message; None for one that nobody ever touched."""
        with faults(), self._engine.connect() as connection:
            row = connection.execute(_LOOK, {"of": message_id}).mappings().first()
        if row is None:
            return None
        return Entry(
            message_id,
            row["content_hash"],
            Leaving(row["state"]),
            row["holder"],
            row["lease_until"],
            row["begun_at"],
            row["reply"],
        )

    def claim(self, message_id: str, content_hash: str, seen: Entry | None) -> Entry:
        """Say that the bytes are about to leave; raises Overtaken. Committed before it returns."""
        now = self.now()
        until = now + self._lease
        entry = Entry(message_id, content_hash, Leaving.DATA, uuid4(), until, now, None)
        self._write(entry, seen)
        return entry

    def settle(self, claimed: Entry, state: Leaving, reply: str | None = None) -> None:
        """What the server said; acceptance is the truth, whoever has claimed it meanwhile."""
        now = self.now()
        counts = state in {Leaving.ACCEPTED, Leaving.REFUSED}
        settled = {
            "of": claimed.message_id,
            "is_now": state.value,
            "said": reply,
            "at": now if counts else None,
        }
        change = _ACCEPT
        if state is not Leaving.ACCEPTED:
            change, settled = _SETTLE, settled | {"by": claimed.holder}
        # The fact that follows makes it last; lost in a power cut, it leaves a doubt, no double.
        with faults(), writing(self._engine, lasting=False) as connection:
            connection.execute(change, settled)
            if state is Leaving.REFUSED:
                connection.execute(_ONE_BOUNCE_MORE)

    def refuse(self, message_id: str, content_hash: str, seen: Entry | None, reply: str) -> None:
        """A message that was refused before any of its bytes left; raises Overtaken."""
        entry = Entry(message_id, content_hash, Leaving.REFUSED, uuid4(), None, None, reply)
        self._write(entry, seen)

    def let_go(self, claimed: Entry) -> None:
        """Give a claim up whose end is unknown, so that it need not run out first."""
        self._move(claimed, Leaving.DATA, lease_until=self.now())

    def doubt(self, entry: Entry) -> None:
        """Nobody can find out but a person; raises Overtaken."""
        self._move(entry, Leaving.DOUBTFUL, lease_until=None)

    def free(self, entry: Entry) -> None:
        """It is known by now that it was not taken: it may be sent; raises Overtaken."""
        self._move(entry, Leaving.OPEN, lease_until=None)

    def give_up(self, message_id: str, seen: Entry | None) -> None:
        """Take the message from whoever looked before and has not begun; raises Overtaken.

        After that nobody lets it leave any more, however slow: its intent can be given up.
        """
        hashed = seen.content_hash if seen is not None else None
        entry = Entry(message_id, hashed, Leaving.GIVEN_UP, uuid4(), None, None, None)
        self._write(entry, seen)

    def _write(self, entry: Entry, seen: Entry | None) -> None:
        row: dict[str, Any] = {
            "message_id": entry.message_id,
            "content_hash": entry.content_hash,
            "state": entry.state.value,
            "holder": entry.holder,
            "lease_until": entry.lease_until,
            "begun_at": entry.begun_at,
            "settled_at": self.now() if entry.state is Leaving.REFUSED else None,
            "reply": entry.reply,
        }
        try:
            with faults(), writing(self._engine) as connection:
                if seen is None:
                    connection.execute(_INSERT, row)
                elif not connection.execute(_only_if(seen).values(row)).rowcount:
                    raise Overtaken
                if entry.state is Leaving.REFUSED:
                    connection.execute(_ONE_BOUNCE_MORE)
        except IntegrityError as error:
            raise Overtaken from error

    def _move(self, seen: Entry, state: Leaving, *, lease_until: datetime | None) -> None:
        row = {"state": state.value, "lease_until": lease_until}
        with faults(), writing(self._engine) as connection:
            if not connection.execute(_only_if(seen).values(row)).rowcount:
                raise Overtaken


def count_returned(engine: Engine, now: datetime, message_id: str) -> None:
    """A report came back that it never arrived; counted once, and only of what left."""
    change = (
        update(outgoing_table)
        .where(
            outgoing_table.c.message_id == message_id,
            outgoing_table.c.state == Leaving.ACCEPTED.value,
            outgoing_table.c.returned_at.is_(None),
        )
        .values(returned_at=now)
    )
    with faults(), writing(engine) as connection:
        if connection.execute(change).rowcount:
            connection.execute(_ONE_BOUNCE_MORE)


def _only_if(seen: Entry) -> Any:
    return update(outgoing_table).where(
        outgoing_table.c.message_id == seen.message_id,
        outgoing_table.c.holder == seen.holder,
        outgoing_table.c.state == seen.state.value,
    )


# Made once: to put a statement together takes as long as to execute it.
_INSERT = insert(outgoing_table)
_LOOK = select(outgoing_table).where(outgoing_table.c.message_id == bindparam("of"))
_ACCEPT = (
    update(outgoing_table)
    .where(outgoing_table.c.message_id == bindparam("of"))
    .values(
        state=bindparam("is_now"),
        reply=bindparam("said"),
        lease_until=None,
        settled_at=bindparam("at"),
    )
)
_SETTLE = _ACCEPT.where(outgoing_table.c.holder == bindparam("by"))
_ONE_BOUNCE_MORE = update(outgoing_gate_table).values(bounces=outgoing_gate_table.c.bounces + 1)
