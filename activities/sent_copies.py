"""The mailbox into which the mail server files what the office sends: it says what really left."""

import ssl
from datetime import timedelta
from functools import partial
from imaplib import IMAP4
from typing import Protocol

from imap_tools import (
    AND,
    BaseMailBox,
    H,
    ImapToolsError,
    MailBox,
    MailBoxStartTls,
    MailBoxUnencrypted,
)

from activities.mailbox.access import MailboxAccess
from activities.post import PostUnavailable

_SECONDS = 30.0


class SentCopies(Protocol):
    """Knows what the server really took."""

    within: timedelta
    """After which a message that was taken has surely been filed."""

    def hold(self, message_id: str) -> bool:
        """Whether a copy of this message lies there; raises PostUnavailable if it cannot tell."""
        ...


class SentMailbox:
    """Such a mailbox, asked by IMAP and by Message-ID."""

    def __init__(self, access: MailboxAccess, *, within: timedelta) -> None:
        """The mailbox to ask; each question is a session of its own, since it is rarely asked."""
        self._access = access
        self.within = within

    def hold(self, message_id: str) -> bool:
        """Whether a copy of this message lies there; raises PostUnavailable."""
        access = self._access
        try:
            with self._server().login(
                access.user, access.password.get_secret_value(), access.folder
            ) as mailbox:
                return bool(mailbox.uids(AND(header=H("Message-ID", message_id))))
        except (OSError, ImapToolsError, IMAP4.error) as error:
            raise PostUnavailable(
                f"The mailbox of sent copies at {access.host}:{access.port} cannot be asked "
                f"({type(error).__name__}): see AVENANT_SENT_HOST and its user; it is tried again"
            ) from None

    def _server(self) -> BaseMailBox:
        access = self._access
        match access.security:
            case "tls":
                kind = partial(MailBox, ssl_context=self._trusting())
            case "starttls":
                kind = partial(MailBoxStartTls, ssl_context=self._trusting())
            case "none":
                kind = MailBoxUnencrypted
        return kind(access.host, access.port, timeout=_SECONDS)

    def _trusting(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self._access.ca_file)
