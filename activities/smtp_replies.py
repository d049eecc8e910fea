"""What a mail server answered, in words that say nothing of anybody: its own may name people."""

import re
from types import MappingProxyType
from typing import NamedTuple

_ENHANCED = re.compile(r"\s*([245]\.\d{1,3}\.\d{1,3})\b")
_TEMPORARY, _PERMANENT = 4, 5
_MEANS = MappingProxyType(
    {
        "1.1": "there is no such mailbox",
        "1.2": "there is no such domain",
        "1.10": "the domain takes no mail",
        "2.1": "the mailbox is closed",
        "2.2": "the mailbox is full",
        "2.3": "the message is too long for the mailbox",
        "3.4": "the message is too long",
        "7.1": "the server does not want it",
    }
)
_CLASS_MEANS = MappingProxyType(
    {
        "1": "the address",
        "2": "the mailbox",
        "3": "the mail system",
        "4": "the network",
        "5": "the protocol",
        "6": "the form of the message",
        "7": "security or policy",
    }
)


class Reply(NamedTuple):
    """A reply of a server: its code, and the enhanced code where it gave one (RFC 3463)."""

    code: int
    enhanced: str

    @classmethod
    def of(cls, code: int, text: str) -> "Reply":
        """The reply without the server's own words, which may hold addresses and names."""
        found = _ENHANCED.match(text)
        return cls(code, found[1] if found else "")

    @property
    def temporary(self) -> bool:
        """Whether the same may be tried again (4xx)."""
        return self.code // 100 == _TEMPORARY

    @property
    def permanent(self) -> bool:
        """Whether it is refused for good (5xx)."""
        return self.code // 100 == _PERMANENT

    def __str__(self) -> str:
        """The codes, and what they mean: for facts, logs and messages."""
        numbers = f"{self.code} {self.enhanced}".strip()
        if not self.enhanced:
            return numbers
        subject = self.enhanced.partition(".")[2]
        means = _MEANS.get(subject) or _CLASS_MEANS.get(subject.partition(".")[0])
        return f"{numbers} ({means})" if means else numbers
