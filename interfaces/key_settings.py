"""Where the keys of the people lie, and which master key opens them."""

import re
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, Field, SecretStr, StringConstraints, field_validator

from journal.keys.master import MasterKey, MasterKeyFile
from journal.keys.master_token import MasterKeyToken
from journal.keys.place import KeysPlace, keys_beside, keys_of
from journal.keys.token import SCHEME, TokenAddress

Where = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
ADDRESS = "pkcs11:token=NAME;object=LABEL?module-path=/path/to/library.so"
_A_KEY = re.compile(r"[0-9a-fA-F]{64}")


class KeySettings(BaseModel):
    """The settings of the keys."""

    keys_url: SecretStr | None = Field(
        default=None,
        description="the keys of the people, apart from the store: postgresql://user@host/name or "
        "sqlite:////a/file; beside a SQLite store, else in the data folder, where it is not set",
    )
    master_key: Where | None = Field(
        default=None,
        description="the master key that opens the keys: a file of 64 hexadecimal digits, or "
        f"{ADDRESS}, made where it is not there yet and the store is new; a file beside a SQLite "
        "store, else in the data folder, where it is not set",
    )
    master_key_password: SecretStr | None = Field(default=None, description="PIN of that token")
    master_key_previous: Where | None = Field(
        default=None,
        description="the master key before, written likewise, from the day on which another one "
        "is named until `avenants rewrap-keys` has wrapped every key under that one",
    )
    master_key_previous_password: SecretStr | None = Field(
        default=None, description="PIN of that token"
    )

    @field_validator("master_key", "master_key_previous")
    @classmethod
    def _names_a_key(cls, said: str | None) -> str | None:
        if said is not None and _A_KEY.fullmatch(said):
            raise ValueError("it names the file of the key: write its path, never the key itself")
        if said is not None and said.startswith(SCHEME):
            TokenAddress.read(said)
        return said

    def keys_of_store(self, url: str, data: Path) -> KeysPlace:
        """Where the keys of the store at that address lie, in files of the data folder at last."""
        beside = keys_beside(url) or keys_of(f"{data.absolute() / 'avenants'}")
        present = _master(self.master_key, self.master_key_password)
        return KeysPlace(
            url=beside.url if self.keys_url is None else self.keys_url.get_secret_value(),
            master=present or beside.master,
            previous=_master(self.master_key_previous, self.master_key_previous_password),
        )


def _master(said: str | None, password: SecretStr | None) -> MasterKey | None:
    if said is None:
        return None
    if said.startswith(SCHEME):
        pin = None if password is None else password.get_secret_value()
        return MasterKeyToken(TokenAddress.read(said), pin)
    return MasterKeyFile(Path(said))
