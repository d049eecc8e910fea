"""A page to read mails, for a try: what left into a folder, or came into real mailboxes.

On loopback and read only: nothing on it does anything.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from email import policy
from email.parser import BytesParser
from functools import lru_cache, partial
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Self, cast
from urllib.parse import parse_qs, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

MOST = 200
"""Mails on one page; the search narrows them."""
_PATH = re.compile(r"/mail/([0-9a-f]{16})(?:/([0-9]{1,3}))?")
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_PAGES = Environment(
    loader=PackageLoader("interfaces.running", "pages"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
Files = Callable[[], Iterable[Path]]
"""Every mail there is, as a file."""


@dataclass(frozen=True)
class Part:
    """Something attached."""

    number: int
    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Mail:
    """A mail as a person reads it."""

    key: str
    when: float
    headers: tuple[tuple[str, str], ...]
    text: str
    attached: tuple[Part, ...]

    def header(self, name: str) -> str:
        """A header, empty where there is none."""
        return dict(self.headers).get(name, "")


class MailPage:
    """Serves the page from a thread, to be used in a `with`."""

    def __init__(self, files: Files, title: str, port: int = 0) -> None:
        """Listen on a loopback port, 0 for a free one."""
        self._server = _Server(("127.0.0.1", port), _Handler)
        self._server.served = _Served(files, title)
        self._server.daemon_threads = True

    @property
    def address(self) -> str:
        """Where to read."""
        return f"http://127.0.0.1:{self._server.server_port}/"

    def __enter__(self) -> Self:
        # It ends within that many seconds of being told to.
        serve = partial(self._server.serve_forever, poll_interval=0.05)
        Thread(target=serve, name="mail-page", daemon=True).start()
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


@dataclass(frozen=True)
class _Served:
    files: Files
    title: str


class _Server(ThreadingHTTPServer):
    served: _Served


class _Handler(BaseHTTPRequestHandler):
    server_version = "avenants"
    sys_version = ""

    @property
    def served(self) -> _Served:
        """What the page is about."""
        return cast("_Server", self.server).served

    def do_GET(self) -> None:
        """The list, a mail, or something attached to it."""
        asked = urlsplit(self.path)
        if asked.path == "/":
            self._list(parse_qs(asked.query).get("q", [""])[0][:100])
            return
        found = _PATH.fullmatch(asked.path)
        path = self._find(found[1]) if found else None
        if found is None or path is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        mail = read_mail(path)
        if found[2] is None:
            self._page("mail.html", mail=mail)
            return
        part = next((p for p in mail.attached if p.number == int(found[2])), None)
        if part is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        self._send(part.content, part.media_type)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Nothing: who reads a rehearsal's mails is nobody's business."""

    def _list(self, words: str) -> None:
        paths = sorted(self.served.files(), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        wanted = [mail for path in paths if matches(mail := read_mail(path), words)]
        self._page("mails.html", mails=wanted[:MOST], count=len(wanted), words=words)

    def _find(self, key: str) -> Path | None:
        return next((path for path in self.served.files() if key_of(path) == key), None)

    def _page(self, name: str, **shown: object) -> None:
        page = _PAGES.get_template(name).render(title=self.served.title, **shown)
        self._send(page.encode(), "text/html; charset=utf-8")

    def _send(self, content: bytes, media_type: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


def key_of(path: Path) -> str:
    """A name for a mail in an address, that betrays no path."""
    return sha256(str(path).encode()).hexdigest()[:16]


def matches(mail: Mail, words: str) -> bool:
    """Whether one of its headers has these words."""
    wanted = words.strip().lower()
    return not wanted or any(wanted in value.lower() for _, value in mail.headers)


def read_mail(path: Path) -> Mail:
    """The mail in a file; mails never change."""
    return _read(path, path.stat().st_mtime)


@lru_cache(maxsize=5000)
def _read(path: Path, when: float) -> Mail:
    message = BytesParser(policy=policy.default).parsebytes(path.read_bytes())
    body = message.get_body(("plain", "html"))
    attached = list(message.iter_attachments())
    return Mail(
        key=key_of(path),
        when=when,
        headers=tuple((name, str(value)) for name, value in message.items()),
        text=str(body.get_content()) if body is not None else "",
        attached=tuple(
            Part(
                number=number,
                name=part.get_filename() or f"{number}",
                media_type=safe_type(part.get_content_type()),
                content=bytes(part.get_payload(decode=True) or b""),
            )
            for number, part in enumerate(attached)
        ),
    )


def safe_type(media_type: str) -> str:
    """What a browser may show; anything else is shown as plain bytes to be saved."""
    shown = {"application/pdf", "text/plain"}
    return media_type if media_type in shown else "application/octet-stream"
