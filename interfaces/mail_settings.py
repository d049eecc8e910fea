"""How mail leaves: into a folder, or through the office's mail server."""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import BaseModel, Field, SecretStr, StringConstraints, model_validator

from activities.mailbox.access import MailboxAccess
from activities.smtp_server import Security, ServerAddress

if TYPE_CHECKING:
    # Settings are read by every command, and the libraries for mail take long to import.
    from activities.post_smtp import Pace
    from activities.sent_copies import SentMailbox

Port = Annotated[int, Field(ge=1, le=65535)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class MailSettings(BaseModel):
    """The settings of outgoing mail."""

    mail_by: Literal["folder", "smtp"] = Field(
        default="folder",
        description="how e-mail leaves: as files into the mail folder, or by a mail server",
    )
    smtp_host: Line = Field(default="localhost", description="the office's mail server")
    smtp_port: Port = Field(default=587, description="its port")
    smtp_security: Security = Field(
        default="starttls",
        description="starttls, tls, or none, which only a server on this machine is spoken to with",
    )
    smtp_user: Line | None = Field(default=None, description="as whom the office logs in there")
    smtp_password: SecretStr | None = Field(default=None, description="and with which password")
    smtp_ca_file: Path | None = Field(
        default=None, description="authority of its certificate (PEM), else those of the machine"
    )
    smtp_timeout: Annotated[float, Field(ge=1, le=600)] = Field(
        default=60.0,
        description="seconds for each of its answers; ten times as long for the last one, after "
        "which a message is in doubt",
    )
    smtp_per_minute: Annotated[int, Field(ge=0, le=100_000)] = Field(
        default=300, description="mails that leave in a minute, over all workers; 0 for no limit"
    )
    bounce_stop_share: Annotated[float, Field(gt=0, le=1)] = Field(
        default=0.2,
        description="share of a day's mails which, when so many bounce, stops all mail until "
        "`avenants resume-mail`",
    )
    bounce_stop_least: Annotated[int, Field(ge=1)] = Field(
        default=20, description="bounces below which their share stops nothing"
    )
    sent_host: Line | None = Field(
        default=None,
        description="IMAP server of the mailbox into which the mail server files a copy of all "
        "that the office sends: asked when nobody saw whether a message was taken; a person is "
        "asked where it is not set",
    )
    sent_port: Port = Field(default=993, description="its port")
    sent_security: Security = Field(default="tls", description="tls, starttls or none, as above")
    sent_user: Line | None = Field(default=None, description="whose mailbox it is")
    sent_password: SecretStr | None = Field(default=None, description="and its password")
    sent_folder: Line = Field(default="INBOX", description="the folder of the copies")
    sent_ca_file: Path | None = Field(
        default=None, description="authority of its certificate (PEM), else those of the machine"
    )
    sent_minutes: Annotated[int, Field(ge=1, le=1440)] = Field(
        default=15, description="minutes after which a copy has surely been filed"
    )
    token_key: Annotated[SecretStr, Field(min_length=32)] | None = Field(
        default=None,
        description="secret of the tokens in addresses, 32 characters or more, the same for "
        "worker and intake; else made once, as `token.key` in the data folder",
    )
    reply_tokens: bool = Field(
        default=True,
        description="whether Reply-To has a token (`name+token@…`); false where the networks' "
        "mail servers do not know plus addresses",
    )

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.sent_host is not None and (self.sent_user is None or self.sent_password is None):
            msg = "sent_host is set: set sent_user and sent_password too"
            raise ValueError(msg)
        return self

    def server(self, own_name: str) -> ServerAddress:
        """The mail server; raises ValueError where the settings do not fit together."""
        return ServerAddress(
            host=self.smtp_host,
            port=self.smtp_port,
            security=self.smtp_security,
            own_name=own_name,
            user=self.smtp_user,
            password=self.smtp_password,
            timeout=self.smtp_timeout,
            ca_file=self.smtp_ca_file,
        )

    def pace(self) -> "Pace":
        """How fast mail leaves, and when it stops by itself."""
        from activities.post_smtp import Pace  # noqa: PLC0415 - see above

        return Pace(
            per_minute=self.smtp_per_minute,
            stop_share=self.bounce_stop_share,
            stop_least=self.bounce_stop_least,
        )

    def sent_mailbox(self) -> "SentMailbox | None":
        """The mailbox of copies, where there is one; raises ValueError as `server`."""
        from activities.sent_copies import SentMailbox  # noqa: PLC0415 - see above

        if self.sent_host is None or self.sent_user is None or self.sent_password is None:
            return None
        access = MailboxAccess(
            id="sent",
            host=self.sent_host,
            port=self.sent_port,
            security=self.sent_security,
            user=self.sent_user,
            password=self.sent_password,
            folder=self.sent_folder,
            ca_file=self.sent_ca_file,
        )
        return SentMailbox(access, within=timedelta(minutes=self.sent_minutes))
