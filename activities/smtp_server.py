"""Where the office's mail server is and how it is spoken to."""

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, SecretStr, model_validator

from activities.mailbox.access import is_loopback
from domain.values import Value

Security = Literal["tls", "starttls", "none"]


class ServerAddress(Value):
    """The server that takes all mail of the office; `timeout` in seconds, for each answer."""

    host: str
    port: Annotated[int, Field(ge=1, le=65535)]
    security: Security
    own_name: str
    """With which the office greets it."""
    user: str | None = None
    password: SecretStr | None = None
    timeout: Annotated[float, Field(gt=0)] = 60
    ca_file: Path | None = None
    """The authority that the server's certificate is checked against; else the machine's."""

    @model_validator(mode="after")
    def _in_the_clear_only_at_home(self) -> Self:
        if self.security == "none" and not is_loopback(self.host):
            msg = f"{self.host} is another machine: tls or starttls keeps mail and password secret"
            raise ValueError(msg)
        if (self.user is None) != (self.password is None):
            msg = "a user and a password go together"
            raise ValueError(msg)
        return self
