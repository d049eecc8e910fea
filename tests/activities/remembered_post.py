"""A post for tests of other rooms: it remembers instead of sending."""

from threading import Lock

from activities.post import DifferentBytes, Envelope


class RememberedPost:
    """Keeps every message in memory, and to whom it went; passes the contract of every post."""

    def __init__(self) -> None:
        self.messages: dict[str, bytes] = {}
        self.envelopes: dict[str, Envelope | None] = {}
        self._lock = Lock()

    def deliver(self, message_id: str, content: bytes, envelope: Envelope | None) -> None:
        with self._lock:
            if self.messages.setdefault(message_id, content) != content:
                raise DifferentBytes(message_id)
            self.envelopes.setdefault(message_id, envelope)

    def delivered(self, message_id: str) -> bool:
        return message_id in self.messages
