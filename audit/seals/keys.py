"""The Ed25519 keys of checkpoints: read from files, made once where nobody gave one."""

import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from audit.seals.refusals import SealsRefused

HOW_TO_MAKE = "openssl genpkey -algorithm ed25519 -out FILE"


class Signer:
    """Whoever holds a private key."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        self.key = public_hex(private.public_key())
        """The public key, 32 bytes in hex: how checkpoints name it."""

    def sign(self, message: bytes) -> str:
        """The signature over these bytes, in hex."""
        return self._private.sign(message).hex()


def read_signer(file: Path) -> Signer:
    """The key in a PEM file (PKCS#8, no password); raises SealsRefused."""
    try:
        key = load_pem_private_key(_bytes(file), password=None)
    except (ValueError, TypeError) as error:
        raise SealsRefused(_no_key(file, str(error))) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise SealsRefused(_no_key(file, type(key).__name__))
    return Signer(key)


def make_signer(file: Path) -> Signer:
    """The key in that file, made there if there is none; nobody else may read it."""
    private = Ed25519PrivateKey.generate()
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return read_signer(file)
    except OSError as error:
        raise SealsRefused(
            f"The key of checkpoints cannot be made at {file} ({error.strerror}): name a file of "
            f"your own with AVENANT_CHECKPOINT_KEY; make it with {HOW_TO_MAKE}."
        ) from error
    with os.fdopen(handle, "wb") as opened:
        opened.write(pem)
        opened.flush()
        os.fsync(opened.fileno())
    return Signer(private)


def read_public(file: Path) -> str:
    """The public key in a PEM file, or that of the private key there, in hex."""
    content = _bytes(file)
    if b"PRIVATE KEY" in content:
        return read_signer(file).key
    try:
        key = load_pem_public_key(content)
    except ValueError as error:
        raise SealsRefused(_no_key(file, str(error))) from error
    if not isinstance(key, Ed25519PublicKey):
        raise SealsRefused(_no_key(file, type(key).__name__))
    return public_hex(key)


def public_hex(key: Ed25519PublicKey) -> str:
    """The 32 bytes of a public key in hex."""
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def signed_by(key: str, signature: str, message: bytes) -> bool:
    """Whether the holder of that key signed these bytes; all in hex but the message."""
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(signature), message)
    except (ValueError, InvalidSignature):
        return False
    return True


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise SealsRefused(
            f"The key of checkpoints {file} cannot be read ({error.strerror}): check the path and "
            f"the rights on it. A new one is made with {HOW_TO_MAKE}."
        ) from error


def _no_key(file: Path, what: str) -> str:
    return (
        f"{file} holds no Ed25519 key without a password ({what}): name another file, or make a "
        f"key with {HOW_TO_MAKE}."
    )
