"""A post for tests of other rooms: it remembers instead of sending."""

from threading import Lock

from activities.post import DifferentBytes, Envelope, PostGivenUp


class RememberedPost:
    """Keeps every message in memory, and to whom it went; passes the contract of every post."""

    def __init__(self) -> None:
        self.messages: dict[str, bytes] = {}
        self.envelopes: dict[str, Envelope | None] = {}
        self.given_up: set[str] = set()
        self._lock = Lock()

    def deliver(self, message_id: str, content: bytes, envelope: Envelope | None) -> None:
        with self._lock:
            if message_id in self.given_up:
                raise PostGivenUp(message_id)
            if self.messages.setdefault(message_id, content) != content:
                raise DifferentBytes(message_id)
            self.envelopes.setdefault(message_id, envelope)

    def delivered(self, message_id: str) -> bool:
        return message_id in self.messages

    def give_up(self, message_id: str) -> bool:
        with self._lock:
            if message_id not in self.messages:
                self.given_up.add(message_id)
            return message_id in self.given_up
