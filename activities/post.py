"""The post: what carries a message away, whatever stands behind it: a folder, or SMTP."""

from hashlib import sha256
from typing import Protocol

from domain.values import Value


class Envelope(Value):
    """To whom a mail goes, whatever its headers say; the addressee first, copies after it."""

    sender: str
    """Where reports on its delivery go."""
    recipients: tuple[str, ...]


class Post(Protocol):
    """Carries messages at least once; a repeat with the same Message-ID and bytes is harmless."""

    def deliver(self, message_id: str, content: bytes, envelope: Envelope | None) -> None:
        """Hand the message over; after the return it will survive a crash of this machine.

        The same Message-ID with the same bytes again changes nothing. A letter has no envelope.
        Raises DifferentBytes when other bytes went out under this Message-ID, PostUnavailable when
        it may be tried again, PostRefused when it will never be taken, PostGivenUp when it was
        given up, and PostDoubtful when nobody but a person can find out whether it left.
        """
        ...

    def delivered(self, message_id: str) -> bool:
        """Whether a message with this Message-ID was handed over: asked after a broken end.

        Raises PostUnavailable while that is not known, PostRefused and PostDoubtful as `deliver`.
        """
        ...

    def give_up(self, message_id: str) -> bool:
        """Never let that message leave; False where it was handed over, and only then.

        Whoever is about to hand it over, in whatever process, gets PostGivenUp. May be asked
        again. Raises PostUnavailable while that is not known, PostRefused and PostDoubtful.
        """
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


class PostRefused(PostError):
    """The post refused this message for good, with a reason in which no address stands."""

    def __init__(self, message_id: str, reason: str) -> None:
        self.reason = reason
        super().__init__(f"{message_id} was refused: {reason}")


class PostGivenUp(PostError):
    """The message was given up and never leaves: what is to be said goes out as another one."""

    def __init__(self, message_id: str) -> None:
        super().__init__(f"{message_id} was given up before it left: nothing was sent")


class PostDoubtful(PostError):
    """The connection broke when the message may have been taken, and no query can tell."""

    def __init__(self, message_id: str, why: str) -> None:
        self.why = why
        super().__init__(
            f"{message_id} may have left or not: {why}. It is not sent again before a person has "
            "found out"
        )


def content_hash(content: bytes) -> str:
    """The SHA-256 of a message's bytes, in hexadecimal, as the intent to send records it."""
    return sha256(content).hexdigest()
