"""The mailboxes that an installation reads: one `[[mailboxes]]` each in the TOML file."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    model_validator,
)

from activities.mailbox.access import MailboxAccess, Security, is_loopback
from domain.mailbox import MailboxId
from domain.values import NetworkId

OF_INAMI = "inami"
MOST_PASSWORD = 4096
"""Bytes of a password's file."""


class MailboxSettings(BaseModel):
    """One mailbox. `networks` are those whose providers answer there, or "inami" for none."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    id: MailboxId
    host: Annotated[str, Field(min_length=1)]
    port: Annotated[int, Field(ge=1, le=65535)] | None = None
    security: Security = "tls"
    user: Annotated[str, Field(min_length=1)]
    password: SecretStr | None = None
    password_file: Path | None = None
    folder: str = "INBOX"
    networks: Annotated[tuple[NetworkId, ...], Field(min_length=1)] | Literal["inami"]
    since: date | None = None
    ca_file: Path | None = None

    @model_validator(mode="after")
    def _can_be_entered_safely(self) -> Self:
        if (self.password is None) is (self.password_file is None):
            msg = f"the mailbox {self.id} needs password_file or password, and not both"
            raise ValueError(msg)
        if self.security == "none" and not is_loopback(self.host):
            msg = f"the mailbox {self.id} is on another machine: security is tls or starttls then"
            raise ValueError(msg)
        return self

    @property
    def served(self) -> tuple[NetworkId, ...]:
        """The networks whose answers come in here."""
        return () if self.networks == OF_INAMI else self.networks

    def access(self) -> MailboxAccess:
        """How it is entered; raises OSError or ValueError where the password cannot be read."""
        return MailboxAccess(
            id=self.id,
            host=self.host,
            port=self.port or (993 if self.security == "tls" else 143),
            security=self.security,
            user=self.user,
            password=self.secret(),
            folder=self.folder,
            networks=self.served,
            since=self.since,
            ca_file=self.ca_file,
        )

    def secret(self) -> SecretStr:
        """The password, read from its file each time; raises OSError or ValueError."""
        if self.password is not None:
            return self.password
        assert self.password_file is not None  # noqa: S101 - one of both is there
        with self.password_file.open(encoding="utf-8") as file:
            return SecretStr(file.read(MOST_PASSWORD).strip())


def listed(said: object) -> object:
    """A variable holds the list as JSON; a TOML file holds it as it is."""
    return json.loads(said) if isinstance(said, str) else said


def each_once(mailboxes: tuple[MailboxSettings, ...]) -> tuple[MailboxSettings, ...]:
    """Refuse two mailboxes of one name: their messages would lie in one stream."""
    names = [one.id for one in mailboxes]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        msg = f"{', '.join(twice)} stands there twice: give every mailbox an id of its own"
        raise ValueError(msg)
    return mailboxes


Mailboxes = Annotated[
    tuple[MailboxSettings, ...], BeforeValidator(listed), AfterValidator(each_once)
]
"""All mailboxes of an installation."""
