"""Where a mailbox lies and how it is entered."""

import ipaddress
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, SecretStr, model_validator

from domain.mailbox import MailboxId
from domain.values import NetworkId, Value

Security = Literal["tls", "starttls", "none"]


class MailboxAccess(Value):
    """One folder on one IMAP server.

    `networks` are those whose answers come in here: its reading is what their silence waits for.
    None stand there for INAMI's own mailbox, since no silence of a network is ever concluded.
    """

    id: MailboxId
    host: str
    port: Annotated[int, Field(ge=1, le=65535)]
    security: Security
    user: str
    password: SecretStr
    folder: str = "INBOX"
    networks: tuple[NetworkId, ...] = ()
    since: date | None = None
    """What came before this day is none of the office's: the mailbox is older than its use here."""
    ca_file: Path | None = None
    """The authority that the server's certificate is checked against; else the machine's."""

    @model_validator(mode="after")
    def _in_the_clear_only_at_home(self) -> Self:
        if self.security == "none" and not is_loopback(self.host):
            msg = f"{self.host} is another machine: security = tls or starttls keeps the password"
            raise ValueError(msg)
        return self


def is_loopback(host: str) -> bool:
    """Whether that host is this machine, by address or as localhost."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
