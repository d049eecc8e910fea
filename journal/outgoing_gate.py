"""The gate of outgoing mail: how many may leave in a minute, and whether any may at all."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, func, or_, select, update

from journal.clock import Clock
from journal.faults import faults
from journal.outgoing import Leaving
from journal.outgoing_tables import outgoing_gate_table, outgoing_table
from journal.tables import writing

COUNTED = timedelta(hours=24)
"""Over which the share of bounces is reckoned, or since a person last lifted a stop."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """No mail leaves, since when and why."""

    at: datetime
    why: str


class Gate:
    """The gate that all workers of a store share."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        """The gate of this store; `clock` tells real time, also where days are rehearsed."""
        self._engine = engine
        self._clock = clock

    def ask(self) -> tuple[Stopped | None, int]:
        """Whether mail is stopped, and how many bounces were ever counted."""
        with faults(), self._engine.connect() as connection:
            row = connection.execute(select(outgoing_gate_table)).mappings().one()
        stopped = Stopped(row["stopped_at"], row["stopped_why"]) if row["stopped_at"] else None
        return stopped, row["bounces"]

    def turn(self, per_minute: int, *, within: timedelta) -> timedelta | None:
        """How long to wait before one mail may leave, which takes its turn.

        None, and no turn is taken, where it would be longer than `within`. Turns are spaced
        evenly: a server that limits by the second is not run into either.
        """
        with faults(), writing(self._engine) as connection:
            query = select(outgoing_gate_table.c.next_at).with_for_update()
            free_from: datetime | None = connection.scalar(query)
            now = self._clock.now()
            at = max(now, free_from) if free_from else now
            if at - now > within:
                return None
            following = at + timedelta(minutes=1) / per_minute
            connection.execute(update(outgoing_gate_table).values(next_at=following))
        return at - now

    def stop_if_unusual(self, share: float, least: int) -> Stopped | None:
        """Stop all mail where at least `least` bounced and they are `share` of all that left."""
        now = self._clock.now()
        with faults(), writing(self._engine) as connection:
            query = select(outgoing_gate_table).with_for_update()
            gate = connection.execute(query).mappings().one()
            begin = max(now - COUNTED, gate["counted_from"] or now - COUNTED)
            settled = outgoing_table.c.settled_at >= begin
            bounced = or_(
                outgoing_table.c.state == Leaving.REFUSED.value,
                outgoing_table.c.returned_at.is_not(None),
            )
            count = select(func.count()).select_from(outgoing_table)
            every = connection.scalar(count.where(settled)) or 0
            bad = connection.scalar(count.where(settled, bounced)) or 0
            if gate["stopped_at"] or bad < least or bad < share * every:
                return None
            why = f"{bad} of {every} mails bounced"
            connection.execute(update(outgoing_gate_table).values(stopped_at=now, stopped_why=why))
        return Stopped(now, why)

    def resume(self, by: str) -> Stopped | None:
        """Let mail leave again, and count bounces anew; gives the stop that was lifted."""
        with faults(), writing(self._engine) as connection:
            row = connection.execute(select(outgoing_gate_table)).mappings().one()
            if row["stopped_at"] is None:
                return None
            connection.execute(
                update(outgoing_gate_table).values(
                    stopped_at=None,
                    stopped_why=None,
                    counted_from=self._clock.now(),
                    resumed_by=by,
                )
            )
        return Stopped(row["stopped_at"], row["stopped_why"])
