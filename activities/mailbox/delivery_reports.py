"""Reports on delivery as mail servers write them (RFC 3464)."""

import re
from collections.abc import Iterator
from email.message import Message
from typing import Literal, cast

from pydantic import TypeAdapter, ValidationError

from domain.values import Value

Action = Literal["failed", "delayed", "delivered", "relayed", "expanded"]
_ACTION = TypeAdapter[Action](Action)
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_XTEXT = re.compile(r"\+([0-9A-F]{2})")
LONGEST_REASON = 200


class OfRecipient(Value):
    """What became of the mail for one recipient."""

    action: Action
    status: str
    """As RFC 3463 numbers it, such as 5.1.1; empty where the server gives none."""
    recipient: str
    """The address as it was sent to, else the one that was tried at last; small letters."""


class DeliveryReport(Value):
    """A report: which mail it speaks of, and what became of it for each recipient."""

    envelope_ids: tuple[str, ...]
    """The id that its sender gave it, as it stands and with RFC 3461's `+2B` undone."""
    recipients: tuple[OfRecipient, ...]

    def failed(self) -> tuple[OfRecipient, ...]:
        """Those whom the mail will never reach."""
        return tuple(one for one in self.recipients if one.action == "failed")

    def reason(self) -> str:
        """Why it failed, for the record: the server's numbers, never an address."""
        statuses = dict.fromkeys(one.status for one in self.failed() if one.status)
        return f"delivery report {', '.join(statuses)}".strip()[:LONGEST_REASON]


def report_in(message: Message) -> DeliveryReport | None:
    """The report that a message is; None for every other message.

    It must say itself that it is one: a report that somebody forwards is a letter with a report
    in it.
    """
    if message.get_content_type() != "multipart/report" or not message.is_multipart():
        return None
    for part in cast("list[Message]", message.get_payload()):
        if part.get_content_type() in {
            "message/delivery-status",
            "message/global-delivery-status",
        }:
            return _report(part)
    return None


def _report(part: Message) -> DeliveryReport | None:
    groups = _groups(part)
    if not groups:
        return None
    whole, *each = groups
    envelope_id = _field(whole, "Original-Envelope-Id")
    return DeliveryReport(
        envelope_ids=(envelope_id, from_xtext(envelope_id)),
        recipients=tuple(found for group in each for found in _of_recipient(group)),
    )


def _groups(part: Message) -> list[Message]:
    """The groups of fields: one on the mail, then one for each recipient."""
    payload = part.get_payload()
    if not isinstance(payload, list):
        return []
    return [group for group in cast("list[object]", payload) if isinstance(group, Message)]


def _of_recipient(group: Message) -> Iterator[OfRecipient]:
    said = _field(group, "Action").lower()
    try:
        action = _ACTION.validate_python(said)
    except ValidationError:
        return
    status = _STATUS.search(_field(group, "Status"))
    address = _field(group, "Original-Recipient") or _field(group, "Final-Recipient")
    yield OfRecipient(
        action=action,
        status=status[0] if status else "",
        recipient=address.rpartition(";")[2].strip().strip("<>").lower(),
    )


def _field(group: Message, name: str) -> str:
    text = str(group.get(name, ""))
    return " ".join(text.encode("utf-8", "replace").decode("utf-8", "replace").split())


def from_xtext(text: str) -> str:
    """A value as it was before RFC 3461 §4 wrote some of its characters as +2B."""
    return _XTEXT.sub(lambda found: chr(int(found[1], 16)), text)
