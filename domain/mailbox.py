"""What came into a mailbox: every message once, what it was taken for, and whose it is."""

import hashlib
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from domain.fact import Fact
from domain.values import AvenantId, StaffId, Value

MailboxId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,31}$")]


class MessageKind(StrEnum):
    """What a message is taken for; only a person says what it is worth."""

    DELIVERY_REPORT = "delivery_report"
    SIGNED_COPY = "signed_copy"
    POSSIBLE_REFUSAL = "possible_refusal"
    AUTO_REPLY = "auto_reply"
    OTHER = "other"
    UNREADABLE = "unreadable"


def message_id_hash(message_id: str) -> str | None:
    """The SHA-256 by which a message of somebody else's is found; None where it says nothing.

    With or without the angle brackets. By its hash, since such an id may name a person.
    """
    own = message_id.strip().strip("<>")
    return hashlib.sha256(f"<{own}>".encode()).hexdigest() if own else None


class MessageKept(Fact):
    """A message came in on `on`, by the server's clock, and its raw bytes are kept.

    `uidvalidity` and `uid` are the server's names for it, `sha256` that of its bytes;
    `dispatched_on` is the day of its own date, where it has a sound one; `message_id_hash` is what
    `message_id_hash` makes of the Message-ID that its sender gave it, where there is one.
    """

    VERSION: ClassVar[int] = 2
    type: Literal["mailbox.message-kept"] = "mailbox.message-kept"
    id: UUID
    mailbox: MailboxId
    uidvalidity: Annotated[int, Field(ge=0)]
    uid: Annotated[int, Field(ge=0)]
    sha256: str
    evidence: str | None
    """None where it is too large to be kept: it still lies on the server."""
    kind: MessageKind
    dispatched_on: date | None
    avenant: AvenantId | None
    matched_by: Literal["token", "thread", "none"]
    message_id_hash: str | None = None


class MessageAssigned(Fact):
    """A person said which avenant a message is about; None: none of them."""

    type: Literal["mailbox.message-assigned"] = "mailbox.message-assigned"
    mailbox: MailboxId
    message: UUID
    avenant: AvenantId | None
    reason: str
    by: StaffId


MailboxFact = MessageKept | MessageAssigned


class MessageInMailbox(Value):
    """A message, and what a person said of it."""

    kept: MessageKept
    assigned: MessageAssigned | None = None

    @property
    def waits(self) -> bool:
        """Whether a person must say what it is before the mailbox counts as read past its day."""
        needs_reading = (MessageKind.POSSIBLE_REFUSAL, MessageKind.UNREADABLE)
        unread = self.kept.kind in needs_reading or self.kept.evidence is None
        return unread and self.kept.avenant is None and self.assigned is None


class MailboxOnFile(Value):
    """All messages of a mailbox, in the order in which they were kept."""

    messages: tuple[MessageInMailbox, ...] = ()

    @property
    def waiting(self) -> tuple[MessageInMailbox, ...]:
        """Those that wait for a person."""
        return tuple(m for m in self.messages if m.waits)

    def unread_since(self) -> date | None:
        """The first day that cannot count as read, because something of it waits."""
        return min((m.kept.on for m in self.waiting), default=None)


def mailbox_of(facts: tuple[MailboxFact, ...]) -> MailboxOnFile:
    """Fold the facts of a mailbox."""
    messages: dict[UUID, MessageInMailbox] = {}
    for fact in facts:
        match fact:
            case MessageKept():
                messages.setdefault(fact.id, MessageInMailbox(kept=fact))
            case MessageAssigned():
                kept = messages[fact.message].kept
                messages[fact.message] = MessageInMailbox(kept=kept, assigned=fact)
    return MailboxOnFile(messages=tuple(messages.values()))
