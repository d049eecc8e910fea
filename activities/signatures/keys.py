"""The keys with which INAMI seals and the Committee signs: a PKCS#12 file, or a PKCS#11 token."""

# pyHanko and asn1crypto come without types: what they give is named where it leaves this module.
# pyright: reportMissingTypeStubs=false, reportMissingTypeArgument=false
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from pydantic import SecretStr
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign import Signer, SimpleSigner

from activities.signatures.troubles import SigningTrouble, Trouble
from domain.values import Value
from journal.keys.token import ONE_LOGIN, SCHEME, NoTokenAddress, TokenAddress


class KeyRefused(SigningTrouble):
    """A key cannot be used; the message says which one and what to do."""


class SecretsOfKeys(Protocol):
    """The settings from which the keys come; `interfaces.settings.Settings` has them."""

    @property
    def seal_key(self) -> str | None:
        """INAMI's seal: a PKCS#12 file, or a `pkcs11:` address."""
        ...

    @property
    def seal_password(self) -> SecretStr | None:
        """Password of that file, or PIN of that token."""
        ...


class KeyFile(Value):
    """A key with its certificates in a PKCS#12 file."""

    path: Path
    password: SecretStr | None = None


class KeyToken(Value):
    """A key with its certificate on a token, found by their label (RFC 7512)."""

    library: Path
    token: str
    label: str
    pin: SecretStr | None = None


KeySource = KeyFile | KeyToken


def key_source(said: str, password: SecretStr | None) -> KeySource:
    """Where a key is: the path of a PKCS#12 file, or the address of a key on a token.

    Such an address is written as RFC 7512 has it:
    `pkcs11:token=inami;object=seal?module-path=/usr/lib/softhsm/libsofthsm2.so`.
    Raises KeyRefused.
    """
    if not said.startswith(SCHEME):
        return KeyFile(path=Path(said), password=password)
    try:
        address = TokenAddress.read(said)
    except NoTokenAddress as error:
        raise KeyRefused(Trouble.KEY_ADDRESS, key=said) from error
    return KeyToken(library=address.library, token=address.token, label=address.label, pin=password)


@contextmanager
def signer_of(source: KeySource) -> Generator[Signer]:
    """Who signs with that key; a token is logged out at the end. Raises KeyRefused."""
    match source:
        case KeyFile():
            yield from_file(source)
        case KeyToken():
            with ONE_LOGIN, from_token(source) as signer:
                yield signer


def from_file(source: KeyFile) -> SimpleSigner:
    """The key of a PKCS#12 file, with the certificates beside it; raises KeyRefused."""
    password = source.password.get_secret_value().encode() if source.password else None
    try:
        return SimpleSigner.load_pkcs12_data(source.path.read_bytes(), [], password)
    except OSError as error:
        raise KeyRefused(Trouble.KEY_UNREADABLE, path=source.path, reason=error.strerror) from error
    except ValueError as error:
        raise KeyRefused(Trouble.NO_KEY_FILE, path=source.path) from error


@contextmanager
def from_token(source: KeyToken) -> Generator[Signer]:
    """The key on a token, for one login; raises KeyRefused."""
    # Only who has a token loads its library.
    from pkcs11 import PKCS11Error  # noqa: PLC0415
    from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session  # noqa: PLC0415

    pin = source.pin.get_secret_value() if source.pin else None
    try:
        session = open_pkcs11_session(
            str(source.library), token_criteria=TokenCriteria(label=source.token), user_pin=pin
        )
    except (PKCS11Error, RuntimeError, OSError) as error:
        raise KeyRefused(
            Trouble.KEY_AWAY,
            token=source.token,
            reason=type(error).__name__,
            library=source.library,
        ) from error
    with session:
        signer = PKCS11Signer(
            session, cert_label=source.label, key_label=source.label, other_certs_to_pull=None
        )
        try:
            found = signer.signing_cert
        except PKCS11Error as error:
            raise _not_there(source) from error
        if found is None:
            raise _not_there(source)
        # Not every token hashes for elliptic curves; each signs a hash that it is given.
        signer.use_raw_mechanism = found.public_key.algorithm == "ec"
        yield signer


def _not_there(source: KeyToken) -> KeyRefused:
    return KeyRefused(Trouble.NO_SUCH_KEY, token=source.token, label=source.label)
