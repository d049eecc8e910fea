"""Tokens in addresses: by them an answer or a report on delivery finds its avenant, unguessably."""

import hmac
import re
from base64 import b32encode
from hashlib import sha256
from typing import NamedTuple

_LETTERS = 16
"""Of base32, five bits each: 80 bits that nobody guesses by writing to a mail server."""
_PART = r"[cni][1-9][0-9]{0,5}"
_TOKEN = re.compile(rf"([a-z0-9][a-z0-9.-]{{2,80}})\.({_PART})\.([a-z2-7]{{{_LETTERS}}})")
SHORTEST_KEY = 32
"""Bytes."""


class Token(NamedTuple):
    """What a token stands for: an avenant's id in small letters, and which of its mails.

    `part` is `c` and the ordinal for a communication, `n` and the ordinal for a notice, `i` and a
    number for a circular that informs.
    """

    avenant_lower: str
    part: str


class ReplyTokens:
    """Makes and reads tokens with one secret key; the same input always gives the same token."""

    def __init__(self, key: bytes) -> None:
        """Tokens under this key; raises ValueError if it is too short to be a secret."""
        if len(key) < SHORTEST_KEY:
            msg = f"The key of the tokens has {len(key)} bytes: give at least {SHORTEST_KEY}."
            raise ValueError(msg)
        self._key = key

    def token(self, avenant: str, part: str) -> str:
        """The token of one mail of an avenant, for the part of an address behind the plus."""
        named = f"{avenant.lower()}.{part}"
        return f"{named}.{self._proof(named)}"

    def read(self, token: str) -> Token | None:
        """What a token stands for; None if it was not made with this key. Case does not matter."""
        found = _TOKEN.fullmatch(token.lower())
        if found is None:
            return None
        avenant, part, proof = found.groups()
        if not hmac.compare_digest(proof, self._proof(f"{avenant}.{part}")):
            return None
        return Token(avenant, part)

    def _proof(self, named: str) -> str:
        # Mail servers may change the case of an address, hence one case only.
        digest = hmac.digest(self._key, named.encode(), sha256)
        return b32encode(digest).decode("ascii").lower()[:_LETTERS]
