"""Timestamps of an authority that is asked over the network (RFC 3161), here on loopback."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from asn1crypto import tsp
from pydantic import SecretStr

from activities.signatures.countersigning import CannotCountersign, countersigned
from activities.signatures.renewing import lasting
from interfaces.settings import Settings
from interfaces.signing import MeansMissing, committee_of
from tests.activities.signatures.office import EXAMINED_AT, an_office

pytestmark = pytest.mark.slow


@contextmanager
def an_authority(*, answers: bool = True) -> Iterator[str]:
    """The address of a timestamping authority, or of one that is out of order."""
    stamping = an_office().authority.timestamps(lambda: EXAMINED_AT)

    class Asked(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200 if answers else 503)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            if answers:
                request = tsp.TimeStampReq.load(asked)
                self.wfile.write(stamping.request_tsa_response(request).dump())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as it is called
            """Nobody reads along."""

    with HTTPServer(("127.0.0.1", 0), Asked) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def the_settings(folder: Path, address: str | None) -> Settings:
    """As an installation has them."""
    office = an_office()
    office.authority.write(folder, EXAMINED_AT, EXAMINED_AT.replace(year=2027), "secret")
    return Settings(
        committee_key=str(folder / "committee.p12"),
        committee_password=SecretStr("secret"),
        authorities=folder / "authorities",
        revocations=folder / "revocations",
        timestamp_url=address,
    )


def test_the_committee_signs_with_timestamps_that_came_over_the_network(tmp_path: Path) -> None:
    office = an_office()
    copy = office.signed_by_both(office.sealed())
    with an_authority() as address:
        committee = committee_of(the_settings(tmp_path, address), lambda: EXAMINED_AT)
        whole = countersigned(copy, committee, EXAMINED_AT)
    held = lasting(whole, office.trust(), EXAMINED_AT)
    assert held == {"B4": True, "INVOICING": True, "COMMITTEE": True}


def test_an_authority_that_does_not_answer_or_is_not_set_is_named(tmp_path: Path) -> None:
    office = an_office()
    copy = office.signed_by_both(office.sealed())
    with an_authority(answers=False) as address:
        committee = committee_of(the_settings(tmp_path, address), lambda: EXAMINED_AT)
        with pytest.raises(CannotCountersign, match="does not answer"):
            countersigned(copy, committee, EXAMINED_AT)
    with pytest.raises(CannotCountersign, match="does not answer"):
        countersigned(copy, committee, EXAMINED_AT)
    with pytest.raises(MeansMissing, match="AVENANT_TIMESTAMP_URL"):
        committee_of(the_settings(tmp_path, None), lambda: EXAMINED_AT)
