"""Sealing under one key: AES-256-GCM, bound to what the sealed bytes are about."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12
"""Drawn at random: one person's key seals far fewer records than would repeat one."""


class NotSealedSo(Exception):
    """These bytes were not sealed under this key, or not for this record, or were changed since."""


class Cipher:
    """A key, ready to seal and open. Safe to share between threads."""

    def __init__(self, key: bytes) -> None:
        self._gcm = AESGCM(key)

    def seal(self, plain: bytes, about: bytes) -> bytes:
        """The nonce and the sealed bytes; `about` is authenticated and not in them."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._gcm.encrypt(nonce, plain, about)

    def open(self, sealed: bytes, about: bytes) -> bytes:
        """What was sealed for that record; raises NotSealedSo."""
        try:
            return self._gcm.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], about)
        except (InvalidTag, ValueError) as error:
            raise NotSealedSo from error


def new_key() -> bytes:
    """A key of 32 random bytes."""
    return secrets.token_bytes(KEY_BYTES)
