"""A post for tests of other rooms: it remembers instead of sending."""

from threading import Lock

from activities.post import DifferentBytes


class RememberedPost:
    """Keeps every message in memory; passes the same contract as the real posts."""

    def __init__(self) -> None:
        self.messages: dict[str, bytes] = {}
        self._lock = Lock()

    def deliver(self, message_id: str, content: bytes) -> None:
        with self._lock:
            if self.messages.setdefault(message_id, content) != content:
                raise DifferentBytes(message_id)

    def delivered(self, message_id: str) -> bool:
        return message_id in self.messages
