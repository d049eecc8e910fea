"""A mail server that refuses, stalls and hangs up when told to, and keeps what it took."""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword

Answer = str | Callable[[], Awaitable[str]] | None
OK = "250 OK"


@dataclass
class Taken:
    """A message that the server took."""

    sender: str
    recipients: list[str]
    content: bytes


@dataclass
class AMailServer:
    """What the server says at each moment of a session; None stands for what is usual."""

    port: int
    at_mail: Answer = None
    at_rcpt: dict[str, str] = field(default_factory=dict[str, str])
    """By recipient."""
    at_data: Answer = None
    """Instead of letting the message begin."""
    at_end: Answer = None
    """Once the whole message was read; it is not taken then, unless a script takes it."""
    cuts_in_the_middle: bool = False
    """Whether it hangs up while the message is coming in."""
    taken: list[Taken] = field(default_factory=list[Taken])
    begun: int = 0
    """Messages that began."""

    async def handle_MAIL(  # noqa: N802 - the library's name
        self, server: Any, session: Any, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return await said(self.at_mail) or OK

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, server: Any, session: Any, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.at_rcpt:
            return self.at_rcpt[address]
        envelope.rcpt_tos.append(address)
        return OK

    async def handle_DATA(self, server: "Session", session: Any, envelope: Envelope) -> str:  # noqa: N802 - the library's name
        assert isinstance(envelope.content, bytes)
        message = Taken(envelope.mail_from or "", list(envelope.rcpt_tos), envelope.content)
        if (answer := await said(self.at_end)) is None:
            self.taken.append(message)
            return OK
        if answer.startswith("take and "):
            self.taken.append(message)
        if answer.endswith("hang up"):
            server.hang_up()
        return answer


class Session(SMTP):
    """One session of that server."""

    line_length_limit = 2**20

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - the library's name
        handler = self.event_handler
        assert isinstance(handler, AMailServer)
        handler.begun += 1
        if (answer := await said(handler.at_data)) is not None:
            await self.push(answer)
        elif handler.cuts_in_the_middle:
            await self.push("354 go on")
            await self._reader.read(100)
            self.hang_up()
        else:
            await super().smtp_DATA(arg)

    def hang_up(self) -> None:
        """Without a word, as a machine that loses its power."""
        assert isinstance(self.transport, asyncio.WriteTransport)
        self.transport.abort()


async def said(answer: Answer) -> str | None:
    """A script's answer, when it has come to it."""
    return await answer() if callable(answer) else answer


def after(seconds: float, answer: str) -> Callable[[], Awaitable[str]]:
    """That answer, late."""

    async def late() -> str:
        await asyncio.sleep(seconds)
        return answer

    return late


def only_once(answer: str) -> Callable[[], Awaitable[Any]]:
    """That answer the first time, then what is usual."""
    answers = iter([answer])

    async def once() -> str | None:
        return next(answers, None)

    return once


class OnAPort(Controller):
    """The library's own, with sessions of ours."""

    def factory(self) -> SMTP:
        return Session(self.handler, **self.SMTP_kwargs)


@contextmanager
def a_mail_server(
    *,
    starttls: ssl.SSLContext | None = None,
    tls: ssl.SSLContext | None = None,
    password: str | None = None,
    host: str = "127.0.0.1",
) -> Iterator[AMailServer]:
    """The server on a loopback port; with a password it wants to know who sends."""
    with socket.create_server((host, 0)) as free:
        port: int = free.getsockname()[1]
    script = AMailServer(port)

    def knows(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        return AuthResult(success=data.password == (password or "").encode(), handled=False)

    running = OnAPort(
        script,
        hostname=host,
        port=port,
        ssl_context=tls,
        tls_context=starttls,
        auth_required=password is not None,
        auth_require_tls=starttls is not None,
        authenticator=knows,
        enable_SMTPUTF8=False,
    )
    running.start()
    try:
        yield script
    finally:
        running.stop()
