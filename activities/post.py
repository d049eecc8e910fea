"""The post: what carries a message away, whatever stands behind it (a folder, later SMTP)."""

from hashlib import sha256
from typing import Protocol


class Post(Protocol):
    """Carries messages at least once; a repeat with the same Message-ID and bytes is harmless."""

    def deliver(self, message_id: str, content: bytes) -> None:
        """Hand the message over; after the return it will survive a crash of this machine.

        The same Message-ID with the same bytes again changes nothing. Raises DifferentBytes when
        other bytes went out under this Message-ID, PostUnavailable when it may be tried again.
        """
        ...

    def delivered(self, message_id: str) -> bool:
        """Whether a message with this Message-ID was handed over: asked after a broken end."""
        ...


class PostError(Exception):
    """The post did not take a message."""


class DifferentBytes(PostError):
    """Other bytes already went out under this Message-ID; trying again cannot mend it."""

    def __init__(self, message_id: str) -> None:
        super().__init__(
            f"{message_id} was handed over before with other bytes: nothing was sent. "
            "A text that has to change goes out as a new communication"
        )


class PostUnavailable(PostError):
    """The post cannot take anything at the moment; the same message may be tried again."""


def content_hash(content: bytes) -> str:
    """The SHA-256 of a message's bytes, in hexadecimal, as the intent to send records it."""
    return sha256(content).hexdigest()
