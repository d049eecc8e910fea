"""A master key on a token of PKCS#11: it is made there, wraps there and never leaves."""

import secrets
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from domain.access import MasterKind
from journal.errors import KeysMissing
from journal.keys.cipher import KEY_BYTES, NONCE_BYTES
from journal.keys.master import ANOTHERS, NotThisMaster
from journal.keys.token import TokenAddress, logged_in

if TYPE_CHECKING:
    from pkcs11 import Session

TAG_BITS = 128


class KeyOnToken(Protocol):
    """A key that seals and opens where it lies; the library's own classes do not say so."""

    def encrypt(self, data: bytes, **how: object) -> bytes:
        """Sealed, as `how` says."""
        ...

    def decrypt(self, data: bytes, **how: object) -> bytes:
        """Opened, as `how` says."""
        ...


class MasterKeyToken:
    """An AES-256 key of a token; AES-GCM is reckoned inside it (CKM_AES_GCM)."""

    kind: ClassVar[MasterKind] = MasterKind.PKCS11

    def __init__(self, address: TokenAddress, pin: str | None) -> None:
        """Nothing is asked of the token before the key is needed."""
        self._address = address
        self._pin = pin

    def make(self) -> None:
        """Have the key made on the token, if none has that label there; raises KeysMissing."""
        from pkcs11 import Attribute, KeyType, NoSuchKey  # noqa: PLC0415

        with self._session(to_make=True) as session:
            try:
                self._key(session)
            except NoSuchKey:
                only_here = {Attribute.SENSITIVE: True, Attribute.EXTRACTABLE: False}
                used_for = {
                    Attribute.ENCRYPT: True,
                    Attribute.DECRYPT: True,
                    Attribute.WRAP: False,
                    Attribute.UNWRAP: False,
                }
                session.generate_key(
                    KeyType.AES,
                    8 * KEY_BYTES,
                    label=self._address.label,
                    store=True,
                    template={Attribute.PRIVATE: True, **only_here, **used_for},
                )

    def wrap(self, root: bytes, about: bytes) -> bytes:
        """The root sealed inside the token; raises KeysMissing."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        with self._session() as session:
            return nonce + self._key(session).encrypt(root, **_gcm(nonce, about))

    def unwrap(self, wrapped: bytes, about: bytes) -> bytes:
        """The root again; raises KeysMissing for a token that is away, NotThisMaster."""
        from pkcs11 import exceptions as e  # noqa: PLC0415

        nonce, sealed = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
        with self._session() as session:
            key = self._key(session)
            try:
                return key.decrypt(sealed, **_gcm(nonce, about))
            except (
                e.EncryptedDataInvalid,
                e.EncryptedDataLenRange,
                e.DataInvalid,
                e.DataLenRange,
                # What some tokens answer when a seal does not hold.
                e.GeneralError,
                e.FunctionFailed,
            ) as error:
                raise NotThisMaster(self._said(ANOTHERS)) from error

    @contextmanager
    def _session(self, *, to_make: bool = False) -> "Generator[Session]":
        from pkcs11 import PKCS11Error  # noqa: PLC0415

        try:
            with logged_in(self._address, self._pin, to_make=to_make) as session:
                yield session
        except PKCS11Error as error:
            raise KeysMissing(self._said(self._why(error))) from error

    def _key(self, session: "Session") -> KeyOnToken:
        from pkcs11 import KeyType, ObjectClass  # noqa: PLC0415

        found = session.get_key(ObjectClass.SECRET_KEY, KeyType.AES, self._address.label)
        return cast("KeyOnToken", found)

    def _why(self, error: Exception) -> str:
        """What is wrong and what to do, of an answer of the token or of its library."""
        token, library = self._address.token, self._address.library
        match type(error).__name__:
            case "PinIncorrect" | "PinInvalid" | "PinLenRange":
                return (
                    f"does not open: the token {token} has another PIN. Put the right one into the "
                    "file of AVENANT_MASTER_KEY_PASSWORD_FILE; after some wrong ones a token locks "
                    "itself"
                )
            case "PinLocked" | "PinExpired" | "UserPinNotInitialized":
                return (
                    f"does not open: the PIN of the token {token} is locked, has ended or was "
                    "never set. Its security officer sets a new one"
                )
            case "NoSuchToken" | "TokenNotPresent" | "DeviceRemoved" | "TokenNotRecognised":
                return f"is not there: {library} knows no token {token}. Plug it in, or name it"
            case "NoSuchKey" if self._pin is None:
                return (
                    f"is not there: without its PIN the token {token} shows no key of that label. "
                    "Name the file of the PIN with AVENANT_MASTER_KEY_PASSWORD_FILE"
                )
            case "NoSuchKey":
                return f"is not there: the token {token} has no AES key of that label"
            case "MultipleObjectsReturned" | "MultipleTokensReturned":
                return "is not the only one of that name: give one of them another label"
            case "MechanismInvalid" | "KeyTypeInconsistent" | "FunctionNotSupported":
                return f"cannot be used: the token {token} has to know CKM_AES_GCM for it"
            case name if "loading" in str(error):
                return f"is away: the library {library} cannot be loaded ({name})"
            case name:
                return f"does not answer: the token {token} says {name}"

    def _said(self, why: str) -> str:
        return (
            f"The master key {self._address.label} {why}. It is named with AVENANT_MASTER_KEY; "
            "without it nothing personal can be read."
        )


def _gcm(nonce: bytes, about: bytes) -> dict[str, object]:
    from pkcs11 import GCMParams, Mechanism  # noqa: PLC0415

    return {
        "mechanism": Mechanism.AES_GCM,
        "mechanism_param": GCMParams(nonce, about, TAG_BITS),
    }
