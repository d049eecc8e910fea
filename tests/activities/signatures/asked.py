"""An authority that answers over HTTP, on loopback: its own server (OCSP) and its lists (CRL)."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp

from interfaces.rehearsal.authority import Authority, Holder
from tests.activities.signatures.office import EXAMINED_AT, SENT_AT

DAY = timedelta(days=1)
OCSP_REPLY, LIST_REPLY = "application/ocsp-response", "application/pkix-crl"


@dataclass
class Asked:
    """What the authority does when it is asked, and what it was asked."""

    authority: Authority | None = None
    now: datetime = EXAMINED_AT
    server: bool = True
    lists: bool = True
    slow: float = 0.0
    padding: int = 0
    """Bytes of nothing behind each answer."""
    elsewhere: bool = False
    """Whether it sends those who ask to another address."""
    paths: list[str] = field(default_factory=list[str])
    known: list[Holder] = field(default_factory=list[Holder])
    """Whose certificates it can be asked about."""

    def answer(self, path: str, question: bytes) -> tuple[int, str, bytes]:
        """Status, type and body."""
        self.paths.append(path)
        time.sleep(self.slow)
        if self.elsewhere:
            return 302, "text/plain", b""
        if path == "/ocsp" and self.server:
            return 200, OCSP_REPLY, self.ocsp_answer(question) + bytes(self.padding)
        if path.startswith("/crl/") and self.lists:
            return 200, LIST_REPLY, self.crl(path.removeprefix("/crl/")) + bytes(self.padding)
        return 503, "text/plain", b"out of order"

    def crl(self, serial: str) -> bytes:
        """The list of that issuer."""
        assert self.authority is not None
        of_root, of_issuing = self.authority.crls(self.now - DAY)
        return of_root if serial == self.authority.root.serial else of_issuing

    def ocsp_answer(self, question: bytes) -> bytes:
        """What it says of the certificate in question, signed by who issued it."""
        assert self.authority is not None
        asked = ocsp.load_der_ocsp_request(question)
        issuer, about = self.of(asked)
        revoked = self.authority.revoked.get(about.serial_number)
        known = revoked is not None and revoked <= self.now
        built = (
            ocsp.OCSPResponseBuilder()
            .add_response(
                cert=about,
                issuer=issuer.certificate,
                algorithm=hashes.SHA1(),
                cert_status=ocsp.OCSPCertStatus.REVOKED if known else ocsp.OCSPCertStatus.GOOD,
                this_update=self.now - timedelta(minutes=5),
                next_update=self.now + DAY,
                revocation_time=revoked if known else None,
                revocation_reason=None,
            )
            .responder_id(ocsp.OCSPResponderEncoding.HASH, issuer.certificate)
        )
        for extension in asked.extensions:
            if isinstance(extension.value, x509.OCSPNonce):
                built = built.add_extension(extension.value, critical=False)
        return built.sign(issuer.key, hashes.SHA256()).public_bytes(Encoding.DER)

    def of(self, asked: ocsp.OCSPRequest) -> tuple[Holder, x509.Certificate]:
        """Who issued it, and a certificate that bears its number."""
        assert self.authority is not None
        root, issuing = self.authority.root, self.authority.issuing
        if asked.serial_number == issuing.certificate.serial_number:
            return root, issuing.certificate
        for holder in self.known:
            if holder.certificate.serial_number == asked.serial_number:
                by_root = holder.certificate.issuer == root.certificate.subject
                return (root if by_root else issuing), holder.certificate
        raise LookupError(asked.serial_number)


@contextmanager
def an_answering_authority() -> Iterator[Asked]:
    """An authority whose certificates say where it is asked; it answers as it is told to."""
    asked = Asked()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.reply(self.rfile.read(int(self.headers["Content-Length"])))

        def do_GET(self) -> None:
            self.reply(b"")

        def reply(self, question: bytes) -> None:
            status, kind, body = asked.answer(self.path, question)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            if status == 302:
                self.send_header("Location", "http://127.0.0.1:9/")
            self.end_headers()
            try:
                self.wfile.write(body)
            except OSError:
                return

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as it is called
            """Nobody reads along."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}"
        asked.authority = Authority.found("Answering", SENT_AT - 400 * DAY, asked_at=address)
        try:
            yield asked
        finally:
            server.shutdown()
            thread.join()
