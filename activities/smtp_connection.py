"""One connection to the office's mail server, taken step by step, as the ledger needs it.

Each has an event loop of its own, which runs in whichever thread uses the connection just then.
"""

import asyncio
import re
import ssl
import time
from collections.abc import Coroutine
from typing import TypeVar

from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPException,
    SMTPHeloError,
    SMTPResponseException,
    SMTPServerDisconnected,
)
from aiosmtplib.protocol import SMTPProtocol

from activities.post import Envelope, PostUnavailable
from activities.smtp_replies import Reply
from activities.smtp_server import ServerAddress

_FINAL_ANSWER = 10
"""Times the usual patience: RFC 5321 4.5.3.2.6 gives a server ten minutes for the last answer."""
_START_INPUT, _TOO_LONG, _COMPLETED = 354, 552, 250
_LONGEST_ENVID = 100
_LET_GO = 0.005
_LINE_END = re.compile(rb"\r\n|\n|\r")
_NOT_XTEXT = re.compile(r"[^!-~]|[+=]")
_FAILURES = (OSError, SMTPException, EOFError, ValueError)

Result = TypeVar("Result")


class Refused(Exception):
    """The server will never take this message."""

    def __init__(self, reply: Reply) -> None:
        self.reply = reply
        super().__init__(str(reply))


class NotNow(Exception):
    """The server took nothing of it; it may be tried again."""


class BrokenOff(Exception):
    """The message had left when the connection ended or kept silent: nobody knows."""


class Connection:
    """A session with the server. Not to be used by two threads at once."""

    def __init__(self, server: ServerAddress) -> None:
        """Connect, secure it and log in; raises PostUnavailable."""
        self._server = server
        self._loop = asyncio.new_event_loop()
        self._used = time.monotonic()
        self.fresh = True
        """Whether it has not carried anything yet; one that has may have been closed meanwhile."""
        self._smtp = SMTP(
            hostname=server.host,
            port=server.port,
            timeout=server.timeout,
            use_tls=server.security == "tls",
            start_tls=server.security == "starttls",
            tls_context=_trusting(server),
            local_hostname=server.own_name,
            username=server.user,
            password=server.password.get_secret_value() if server.password else None,
        )
        try:
            self._run(self._greet())
        except _FAILURES as error:
            self.close()
            raise PostUnavailable(_no_session(server, error)) from None

    @property
    def idle_for(self) -> float:
        """Seconds since it was last used."""
        return time.monotonic() - self._used

    def address(self, envelope: Envelope, message_id: str, size: int) -> int:
        """Name sender and recipients; gives how many of the copies the server refused.

        The addressee counts, copies do not. Raises Refused, NotNow.
        """
        self._used = time.monotonic()
        try:
            self._name_sender(envelope.sender, message_id, size)
            addressee, *copies = envelope.recipients
            self._check(self._name_recipient(addressee))
            refused = [copy for copy in copies if self._name_recipient(copy).code >= 400]  # noqa: PLR2004 - 4xx and 5xx
        except (Refused, NotNow):
            self.reset()
            raise
        except _FAILURES as error:
            raise NotNow(f"the connection broke ({type(error).__name__})") from None
        return len(refused)

    def transfer(self, content: bytes) -> Reply:
        """Send the message itself; gives the reply with which the server took it.

        Raises Refused, NotNow, or BrokenOff once its last byte may have left.
        """
        try:
            self._check(self._reply(self._smtp.execute_command(b"DATA")), _START_INPUT)
            protocol = self._run(self._all_but_the_end(content))
        except _FAILURES as error:
            raise NotNow(f"the connection broke ({type(error).__name__})") from None
        try:
            patience = self._server.timeout * _FINAL_ANSWER
            reply = self._reply(protocol.execute_command(b".", timeout=patience))
        except _FAILURES as error:
            raise BrokenOff(type(error).__name__) from None
        if reply.code != _COMPLETED and not reply.temporary and not reply.permanent:
            raise BrokenOff(f"an answer that makes no sense ({reply.code})")
        self._check(reply)
        self.fresh = False
        return reply

    def reset(self) -> None:
        """Forget the envelope that was named, or else close; never fails."""
        try:
            self._run(self._smtp.rset())
        except _FAILURES:
            self.close()

    @property
    def usable(self) -> bool:
        """Whether another message may be tried on it."""
        return not self._loop.is_closed() and self._smtp.is_connected

    def close(self) -> None:
        """Take leave, as far as the server listens."""
        if self._loop.is_closed():
            return
        self._smtp.close()
        # Some turns more, in which the transport lets go of its socket.
        self._run(asyncio.sleep(_LET_GO))
        self._loop.close()

    async def _greet(self) -> None:
        """Connect, and learn what the server offers before the first message asks for it."""
        await self._smtp.connect()
        if self._smtp.is_ehlo_or_helo_needed:
            try:
                await self._smtp.ehlo()
            except SMTPHeloError:
                await self._smtp.helo()

    async def _all_but_the_end(self, content: bytes) -> SMTPProtocol:
        """Send all that comes before the final dot: without it no server takes anything."""
        protocol = self._smtp.protocol
        if protocol is None:
            raise SMTPServerDisconnected("Connection lost")
        protocol.write(_as_data(content))
        transport = protocol.transport
        patience = time.monotonic() + self._server.timeout * _FINAL_ANSWER
        while isinstance(transport, asyncio.WriteTransport) and transport.get_write_buffer_size():
            if transport.is_closing() or time.monotonic() > patience:
                raise SMTPServerDisconnected("Connection lost")
            await asyncio.sleep(0.005)
        if not protocol.is_connected:
            raise SMTPServerDisconnected("Connection lost")
        return protocol

    def _name_sender(self, sender: str, message_id: str, size: int) -> None:
        options: list[str] = []
        if self._smtp.supports_extension("SIZE"):
            options.append(f"SIZE={size}")
        if self._smtp.supports_extension("DSN"):
            options.append("RET=HDRS")
            name = _xtext(message_id.strip("<>"))
            if 0 < len(name) <= _LONGEST_ENVID:
                options.append(f"ENVID={name}")
        reply = self._reply(self._said(b"MAIL", "FROM", sender, options))
        if reply.permanent and reply.code != _TOO_LONG:
            # Said of the office, whoever is written to: no addressee is to blame for it.
            raise NotNow(f"the server does not let this office send: {reply}")
        self._check(reply)

    def _name_recipient(self, address: str) -> Reply:
        options: list[str] = []
        if self._smtp.supports_extension("DSN"):
            options = ["NOTIFY=FAILURE,DELAY", f"ORCPT=rfc822;{_xtext(address)}"]
        return self._reply(self._said(b"RCPT", "TO", address, options))

    def _said(
        self, verb: bytes, side: str, address: str, options: list[str]
    ) -> "Coroutine[object, object, tuple[int, str]]":
        """The command as it is; whoever sends has checked the address, and parses it no more."""
        named = f"{side}:<{address}>".encode("ascii")
        return self._smtp.execute_command(verb, named, *(one.encode("ascii") for one in options))

    def _check(self, reply: Reply, wanted: int | None = None) -> None:
        if reply.permanent:
            raise Refused(reply)
        if reply.temporary or (wanted is not None and reply.code != wanted):
            raise NotNow(f"the server said {reply}")

    def _reply(self, command: "Coroutine[object, object, tuple[int, str]]") -> Reply:
        try:
            code, text = self._run(command)
        except SMTPResponseException as error:
            code, text = error.code, error.message
        return Reply.of(code, text)

    def _run(self, doing: Coroutine[object, object, Result]) -> Result:
        return self._loop.run_until_complete(doing)


def _as_data(content: bytes) -> bytes:
    """The message as it travels: CRLF ends every line, a dot at the start of one is doubled."""
    lines = content
    if not content.count(b"\r\n") == content.count(b"\n") == content.count(b"\r"):
        lines = _LINE_END.sub(b"\r\n", content)
    lines = lines.replace(b"\r\n.", b"\r\n..")
    if lines.startswith(b"."):
        lines = b"." + lines
    return lines if not lines or lines.endswith(b"\r\n") else lines + b"\r\n"


def _xtext(value: str) -> str:
    """Characters as RFC 3461 4 wants them in a parameter."""
    return _NOT_XTEXT.sub(lambda found: f"+{ord(found[0]):02X}", value)


def _trusting(server: ServerAddress) -> ssl.SSLContext | None:
    if server.security == "none":
        return None
    return ssl.create_default_context(cafile=server.ca_file)


def _no_session(server: ServerAddress, error: Exception) -> str:
    place = f"{server.host}:{server.port}"
    match error:
        case ssl.SSLCertVerificationError():
            why = error.verify_message
            what = f"its certificate does not hold ({why}): see AVENANT_SMTP_CA_FILE"
        case SMTPAuthenticationError():
            what = "it does not take user and password: see AVENANT_SMTP_USER"
        case SMTPResponseException():
            what = f"it said {Reply.of(error.code, error.message)}"
        case _ if isinstance(error.__cause__, ssl.SSLCertVerificationError):
            return _no_session(server, error.__cause__)
        case SMTPException() if "not supported" in str(error):
            what = f"it does not offer what AVENANT_SMTP_SECURITY={server.security} wants"
        case _:
            what = f"no session came about ({type(error).__name__})"
    return f"The mail server {place} takes nothing now: {what}. Nothing was sent; it is tried again"
