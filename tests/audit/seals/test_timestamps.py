"""Timestamps over checkpoints, by an authority on this machine that speaks RFC 3161 over HTTP."""

import asyncio
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from asn1crypto import tsp
from cryptography.hazmat.primitives.serialization import Encoding

from audit.seals.findings import Fault
from audit.seals.keys import make_signer
from audit.seals.refusals import SealsRefused
from audit.seals.verifying import verify
from interfaces.rehearsal.authority import Authority
from interfaces.sealing import check_of_tokens, folder_of, seal, timestamp
from interfaces.settings import Settings
from tests.audit.seals.record import Record

pytestmark = pytest.mark.slow

NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)


def no_key_is_made(file: Path) -> None:
    pytest.fail(f"{file} was made")


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority.found("Time", datetime(2025, 1, 1, tzinfo=UTC))


@pytest.fixture(scope="module")
def server(authority: Authority) -> Iterator[str]:
    stamps = authority.timestamps(lambda: NOW)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            answer = stamps.request_tsa_response(tsp.TimeStampReq.load(asked)).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Quietly."""

    with HTTPServer(("127.0.0.1", 0), Handler) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{listening.server_port}/"
        listening.shutdown()


@pytest.fixture
def wanted(record: Record, authority: Authority, server: str, tmp_path: Path) -> Settings:
    """An installation whose checkpoints are timestamped."""
    trusted = tmp_path / "authorities.pem"
    trusted.write_bytes(authority.root.certificate.public_bytes(Encoding.PEM))
    make_signer(record.key)
    return Settings(
        data=tmp_path,
        seals_folder=record.folder.path,
        checkpoint_key=record.key,
        checkpoint_timestamp_url=server,
        checkpoint_timestamp_authorities=trusted,
    )


def findings(record: Record, wanted: Settings) -> list[tuple[Fault, str]]:
    said = verify(
        record.store,
        folder_of(wanted),
        trusted=frozenset({record.signer.key}),
        check_token=check_of_tokens(wanted),
    )
    return [(one.fault, one.detail) for one in said.findings]


def test_the_last_checkpoint_is_timestamped_once(record: Record, wanted: Settings) -> None:
    seal(wanted, record.store, no_key_is_made)
    assert asyncio.run(timestamp(wanted)) == 1
    assert asyncio.run(timestamp(wanted)) == 0
    assert findings(record, wanted) == []
    assert record.verify().timestamps == 1


def test_a_token_over_another_checkpoint_is_found(record: Record, wanted: Settings) -> None:
    seal(wanted, record.store, no_key_is_made)
    asyncio.run(timestamp(wanted))
    record.refuse("K00001")
    seal(wanted, record.store, no_key_is_made)
    folder = folder_of(wanted)
    folder.token_file(2).write_bytes(folder.token_file(1).read_bytes())
    assert findings(record, wanted) == [(Fault.TIMESTAMP_WRONG, "it is over other bytes")]
    folder.token_file(2).write_bytes(b"no token")
    ((fault, why),) = findings(record, wanted)
    assert fault is Fault.TIMESTAMP_WRONG
    assert why.startswith("it cannot be read")


def test_a_token_whose_signature_was_changed_is_found(record: Record, wanted: Settings) -> None:
    seal(wanted, record.store, no_key_is_made)
    asyncio.run(timestamp(wanted))
    file = folder_of(wanted).token_file(1)
    token = file.read_bytes()
    file.write_bytes(token[:-3] + bytes([token[-3] ^ 1]) + token[-2:])
    ((fault, _),) = findings(record, wanted)
    assert fault is Fault.TIMESTAMP_WRONG


def test_an_authority_that_nobody_trusts_is_not_believed(
    record: Record, wanted: Settings, tmp_path: Path
) -> None:
    seal(wanted, record.store, no_key_is_made)
    stranger = Authority.found("Stranger", datetime(2025, 1, 1, tzinfo=UTC))
    other = tmp_path / "other.pem"
    other.write_bytes(stranger.root.certificate.public_bytes(Encoding.PEM))
    strict = wanted.model_copy(update={"checkpoint_timestamp_authorities": other})
    with pytest.raises(SealsRefused, match="none that is trusted"):
        asyncio.run(timestamp(strict))
    asyncio.run(timestamp(wanted))
    assert findings(record, strict) == [
        (Fault.TIMESTAMP_WRONG, "its authority is none that is trusted")
    ]


def test_an_authority_that_is_away_leaves_the_checkpoint_standing(
    record: Record, wanted: Settings
) -> None:
    """The next run asks again."""
    seal(wanted, record.store, no_key_is_made)
    away = wanted.model_copy(update={"checkpoint_timestamp_url": "http://127.0.0.1:9/"})
    with pytest.raises(SealsRefused, match="asked again"):
        asyncio.run(timestamp(away))
    assert findings(record, wanted) == []
    assert asyncio.run(timestamp(wanted)) == 1


def test_without_an_authority_nothing_is_timestamped(record: Record, wanted: Settings) -> None:
    seal(wanted, record.store, no_key_is_made)
    alone = wanted.model_copy(update={"checkpoint_timestamp_url": None})
    assert asyncio.run(timestamp(alone)) == 0


def test_a_file_without_certificates_is_refused(wanted: Settings, tmp_path: Path) -> None:
    for content in (b"", b"nothing", b"-----BEGIN CERTIFICATE-----\nAAAA\n"):
        wrong = tmp_path / "wrong.pem"
        wrong.write_bytes(content)
        strict = wanted.model_copy(update={"checkpoint_timestamp_authorities": wrong})
        with pytest.raises(SealsRefused, match="holds no certificates"):
            check_of_tokens(strict)


def test_a_key_that_has_to_be_made_is_said_aloud_once(record: Record, tmp_path: Path) -> None:
    """And the next key takes over when it is named."""
    said: list[Path] = []
    usual = Settings(data=tmp_path / "data", seals_folder=record.folder.path)
    seal(usual, record.store, said.append)
    record.refuse("K00001")
    seal(usual, record.store, said.append)
    assert said == [tmp_path / "data" / "checkpoint.key"]
    new = tmp_path / "new.key"
    make_signer(new)
    handing_over = usual.model_copy(update={"checkpoint_next_key": new})
    assert len(seal(handing_over, record.store, said.append)) == 2
    assert seal(handing_over, record.store, said.append) == ()
    record.refuse("K00002")
    assert len(seal(handing_over, record.store, said.append)) == 1
    after = usual.model_copy(update={"checkpoint_key": new})
    record.refuse("K00003")
    assert len(seal(after, record.store, said.append)) == 1
    record.refuse("K00004")
    with pytest.raises(SealsRefused, match="wants the key"):
        seal(usual, record.store, said.append)
    assert record.verify(make_signer(new).key).findings == ()
