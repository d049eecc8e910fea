"""A token that never gives its keys away (PKCS#11): its address, and one login at a time."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Self
from urllib.parse import parse_qs, unquote, urlsplit

if TYPE_CHECKING:
    from pkcs11 import Session

SCHEME = "pkcs11:"
ONE_LOGIN = RLock()
"""A token knows one login for each process, and its end is everybody's: others wait for it."""


class NoTokenAddress(ValueError):
    """An address does not say which key on which token is meant."""


@dataclass(frozen=True, slots=True)
class TokenAddress:
    """A key on a token, found by both labels, and the library that speaks to it (RFC 7512)."""

    library: Path
    token: str
    label: str

    @classmethod
    def read(cls, said: str) -> Self:
        """Of `pkcs11:token=inami;object=master?module-path=/path/to/library.so`.

        A PIN has no place in it. Raises NoTokenAddress.
        """
        address = urlsplit(said)
        parts = (part.partition("=") for part in address.path.split(";"))
        named = {name: unquote(value) for name, _, value in parts}
        query = parse_qs(address.query)
        module = query.get("module-path", [""])[0]
        token, label = named.get("token", ""), named.get("object", "")
        if "pin-value" in query:
            raise NoTokenAddress("This address holds the PIN: put that into a file of its own")
        if not (said.startswith(SCHEME) and module and token and label):
            raise NoTokenAddress(
                "This address does not say which key on which token is meant: write "
                "pkcs11:token=NAME;object=LABEL?module-path=/path/to/the/library.so"
            )
        return cls(Path(module), token, label)


@contextmanager
def logged_in(address: TokenAddress, pin: str | None, *, to_make: bool) -> "Generator[Session]":
    """A session with that token, alone in this process, logged out at the end.

    `to_make` where a key is to be made there. Raises pkcs11.PKCS11Error.
    """
    # Only who has a token loads its library.
    from pkcs11 import lib  # noqa: PLC0415

    with ONE_LOGIN:
        token = lib(str(address.library)).get_token(token_label=address.token)
        with token.open(rw=to_make, user_pin=pin) as session:
            yield session
