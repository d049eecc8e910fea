"""Post by SMTP: what the ledger says decides, before the first byte leaves and after the reply.

A message that was refused for good is a bounce. One whose end nobody saw is looked for among the
copies that the server files, where there are any; else a person is asked. It never leaves again
under another Message-ID by itself, and under its own only when it surely was not taken.
"""

import re
import time
from dataclasses import dataclass, field
from datetime import timedelta

import structlog

from activities.post import (
    DifferentBytes,
    Envelope,
    PostDoubtful,
    PostGivenUp,
    PostRefused,
    PostUnavailable,
    content_hash,
)
from activities.sent_copies import SentCopies
from activities.smtp_connection import BrokenOff, Connection, NotNow, Refused
from activities.smtp_connections import Connections
from activities.smtp_replies import Reply
from journal.outgoing import Entry, Leaving, Outgoing, Overtaken
from journal.outgoing_gate import Gate

log = structlog.get_logger(__name__)

_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9.-]{1,255}")
_ILL_FORMED = Reply(553, "5.1.3")
_LOOK_AGAIN = 0.05
_ASKED_EVERY = 1.0
"""Seconds between two looks at the gate while no mail bounces here."""
_NOBODY_CAN_TELL = "the connection ended when the message had left, and the server files no copies"


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast mail leaves, and when it stops by itself."""

    per_minute: int = 0
    """Over all workers of a store; 0 for no limit."""
    stop_share: float = 0.2
    """Of all mails of a day: where so many bounce, something is wrong with the rest."""
    stop_least: int = 20
    """Bounces below which their share says nothing."""
    patience: timedelta = timedelta(seconds=10)
    """How long a step waits for its turn, or for another worker, before it is taken again."""


@dataclass
class SMTPPost:
    """A post that hands every message to the office's mail server. Safe to share by threads."""

    ledger: Outgoing
    gate: Gate
    connections: Connections
    pace: Pace = field(default_factory=Pace)
    copies: SentCopies | None = None
    _bounces_seen: int = -1
    _gate_asked: float | None = None

    def deliver(self, message_id: str, content: bytes, envelope: Envelope | None) -> None:
        """Hand the message to the server; raises a PostError of each kind, see `Post`."""
        if envelope is None:
            msg = f"{message_id} has no envelope: a letter does not leave by mail"
            raise ValueError(msg)
        hashed = content_hash(content)
        while True:
            seen = self._standing(message_id, hashed)
            if seen is not None and seen.state is Leaving.ACCEPTED:
                return
            if seen is not None and seen.state is Leaving.GIVEN_UP:
                raise PostGivenUp(message_id)
            try:
                self._send(message_id, content, envelope, seen)
            except Overtaken:
                continue
            return

    def delivered(self, message_id: str) -> bool:
        """Whether the server took the message; raises what `Post.delivered` may raise."""
        seen = self._standing(message_id, None)
        return seen is not None and seen.state is Leaving.ACCEPTED

    def give_up(self, message_id: str) -> bool:
        """Never let it leave; False where the server took it; raises as `delivered`."""
        while True:
            seen = self._standing(message_id, None)
            if seen is not None and seen.state in {Leaving.ACCEPTED, Leaving.GIVEN_UP}:
                return seen.state is Leaving.GIVEN_UP
            try:
                self.ledger.give_up(message_id, seen)
            except Overtaken:
                continue
            return True

    def close(self) -> None:
        """Take leave of the server."""
        self.connections.close()

    def _standing(self, message_id: str, hashed: str | None) -> Entry | None:
        """What the ledger says once nobody is at it; None or open if it may be sent.

        Else accepted or given up.
        """
        until = time.monotonic() + self.pace.patience.total_seconds()
        while True:
            entry = self.ledger.look(message_id)
            if entry is None or entry.state in {Leaving.OPEN, Leaving.GIVEN_UP}:
                return entry
            if entry.state is Leaving.REFUSED:
                raise PostRefused(message_id, entry.reply or "")
            if hashed not in {None, entry.content_hash}:
                raise DifferentBytes(message_id)
            if entry.state is Leaving.ACCEPTED:
                return entry
            if self._is_leaving(entry):
                if time.monotonic() > until:
                    raise PostUnavailable(
                        f"{message_id} is being sent by another worker: it is looked at again"
                    )
                time.sleep(_LOOK_AGAIN)
                continue
            try:
                self._resolve(entry)
            except Overtaken:
                continue

    def _is_leaving(self, entry: Entry) -> bool:
        """Whether its claimant may still get an answer."""
        if entry.state is not Leaving.DATA or entry.lease_until is None:
            return False
        return self.ledger.now() < entry.lease_until

    def _resolve(self, entry: Entry) -> None:
        """Find out what became of a message whose end nobody saw; raises if that cannot be."""
        if self.copies is None:
            if entry.state is not Leaving.DOUBTFUL:
                self.ledger.doubt(entry)
                log.warning("mail_doubtful", message_id=entry.message_id)
            raise PostDoubtful(entry.message_id, _NOBODY_CAN_TELL)
        if self.copies.hold(entry.message_id):
            self.ledger.settle(entry, Leaving.ACCEPTED, "filed")
            log.info("mail_found_among_copies", message_id=entry.message_id)
            return
        if entry.state is Leaving.DOUBTFUL:
            raise PostDoubtful(entry.message_id, "a person was asked, and no copy of it was filed")
        if entry.begun_at and self.ledger.now() < entry.begun_at + self.copies.within:
            raise PostUnavailable(
                f"{entry.message_id} may have left: the mailbox of copies is looked at again"
            )
        self.ledger.free(entry)
        log.info("mail_not_among_copies", message_id=entry.message_id)

    def _send(
        self, message_id: str, content: bytes, envelope: Envelope, seen: Entry | None
    ) -> None:
        """One try: through the gate, addressed, claimed, transferred, settled."""
        self._pass_the_gate()
        if not all(map(_ADDRESS.fullmatch, (envelope.sender, *envelope.recipients))):
            self._refused(message_id, content, seen, _ILL_FORMED)
        try:
            self._through(message_id, content, envelope, seen, fresh=False)
        except _WentStale:
            self._through(message_id, content, envelope, seen, fresh=True)

    def _through(
        self,
        message_id: str,
        content: bytes,
        envelope: Envelope,
        seen: Entry | None,
        *,
        fresh: bool,
    ) -> None:
        refused: Reply | None = None
        with self.connections.one(fresh=fresh) as connection:
            try:
                copies_refused = connection.address(envelope, message_id, len(content))
            except Refused as error:
                refused = error.reply
            except NotNow as error:
                if not connection.fresh:
                    raise _WentStale from None
                raise PostUnavailable(f"{message_id} did not leave: {error}") from None
            else:
                if copies_refused:
                    log.warning("copies_refused", message_id=message_id, copies=copies_refused)
                self._transfer(message_id, content, connection, seen)
        if refused is not None:
            self._refused(message_id, content, seen, refused)

    def _transfer(
        self, message_id: str, content: bytes, connection: Connection, seen: Entry | None
    ) -> None:
        """Claim it, let it leave, and write down what was answered."""
        try:
            claimed = self.ledger.claim(message_id, content_hash(content), seen)
        except Overtaken:
            connection.reset()
            raise
        try:
            reply = connection.transfer(content)
        except Refused as error:
            self.ledger.settle(claimed, Leaving.REFUSED, str(error.reply))
            self._gate_asked = None
            log.warning("mail_refused", message_id=message_id, reply=str(error.reply))
            raise PostRefused(message_id, str(error.reply)) from None
        except NotNow as error:
            self.ledger.free(claimed)
            raise PostUnavailable(f"{message_id} did not leave: {error}") from None
        except BrokenOff as error:
            self.ledger.let_go(claimed)
            log.warning("mail_broken_off", message_id=message_id, how=str(error))
            raise Overtaken from None
        self.ledger.settle(claimed, Leaving.ACCEPTED, str(reply))

    def _refused(self, message_id: str, content: bytes, seen: Entry | None, reply: Reply) -> None:
        self.ledger.refuse(message_id, content_hash(content), seen, str(reply))
        self._gate_asked = None
        log.warning("mail_refused", message_id=message_id, reply=str(reply))
        raise PostRefused(message_id, str(reply))

    def _pass_the_gate(self) -> None:
        """Wait for a turn; raises PostUnavailable where mail is stopped or the turn is far off."""
        now = time.monotonic()
        if self._gate_asked is None or now - self._gate_asked > _ASKED_EVERY:
            self._ask_the_gate()
            self._gate_asked = now
        if not self.pace.per_minute:
            return
        wait = self.gate.turn(self.pace.per_minute, within=self.pace.patience)
        if wait is None:
            raise PostUnavailable(
                f"{self.pace.per_minute} mails a minute leave already: its turn comes later"
            )
        time.sleep(wait.total_seconds())

    def _ask_the_gate(self) -> None:
        """Whether mail is stopped, or has to be by now; raises PostUnavailable."""
        stopped, bounces = self.gate.ask()
        if stopped is None and bounces != self._bounces_seen:
            self._bounces_seen = bounces
            stopped = self.gate.stop_if_unusual(self.pace.stop_share, self.pace.stop_least)
            if stopped is not None:
                log.error("mail_stopped", why=stopped.why)
        if stopped is not None:
            raise PostUnavailable(
                f"No mail leaves since {stopped.at:%Y-%m-%d %H:%M} UTC: {stopped.why}. Find out "
                "why, correct the register, then: avenants resume-mail --by …"
            )


class _WentStale(Exception):
    """A kept connection was closed by the server: a new one is tried, once."""
