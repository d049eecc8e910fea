"""A timestamp over the checkpoint goes with the dossier, and is checked where that can be done."""

import asyncio
import json
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from audit.dossier.standalone import (
    KEYS,
    MANIFEST,
    MANIFEST_HASH,
    canonical,
    examined,
    unpacked,
)
from audit.seals.keys import make_signer
from audit.seals.sealer import Sealer
from audit.seals.timestamps import stamp
from interfaces.rehearsal.authority import Authority
from tests.audit.dossier.proven import Proven, proven
from tests.interfaces.cli_office import run

pytestmark = pytest.mark.slow


def stamped(office: Proven, authority: Authority, content: bytes | None = None) -> bytes:
    """The dossier of an office whose checkpoint bears a timestamp, over other bytes where given."""
    last = office.folder.last()
    assert last is not None
    clock = authority.timestamps(lambda: datetime(2026, 4, 22, 9, 0, tzinfo=UTC))
    token = asyncio.run(stamp(content or last.content, clock))
    office.folder.token_file(last.checkpoint.number).unlink(missing_ok=True)
    assert office.folder.put_token(last.checkpoint.number, token)
    return office.dossier().packed()


def test_a_timestamp_is_checked_with_the_dossier(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = Authority.found("Time", datetime(2025, 1, 1, tzinfo=UTC))
    other = Authority.found("Other", datetime(2025, 1, 1, tzinfo=UTC))
    trusted = tmp_path / "authorities.pem"
    trusted.write_bytes(authority.root.certificate.public_bytes(Encoding.PEM))
    monkeypatch.setenv("AVENANT_DATA", str(tmp_path / "nobody"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    monkeypatch.setenv("AVENANT_CHECKPOINT_TIMESTAMP_AUTHORITIES", str(trusted))
    file = tmp_path / "d.zip"
    with proven(sqlite_url, tmp_path) as office:
        file.write_bytes(stamped(office, authority))
        assert "checkpoint.tsr" in unpacked(file.read_bytes())
        assert run("verify", file, "--trusted", office.key).code == 0
        for wrong in (stamped(office, other), stamped(office, authority, b"other bytes")):
            assert examined(unpacked(wrong), office.public).findings == [], "nothing else is wrong"
            file.write_bytes(wrong)
            done = run("verify", file, "--trusted", office.key)
            assert (done.code, "checkpoint.tsr" in done.out) == (5, True)


def test_after_a_change_of_keys_older_dossiers_still_verify_at_the_office(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder of seals shows how one key followed the other; a newer dossier shows it itself."""
    monkeypatch.setenv("AVENANT_DATA", str(tmp_path / "nobody"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    old, new = tmp_path / "old.zip", tmp_path / "new.zip"
    with proven(sqlite_url, tmp_path) as office:
        old.write_bytes(office.dossier().packed())
        first, second = make_signer(office.key), make_signer(tmp_path / "next.key")
        Sealer(office.store, office.folder, [first]).rotate(second)
        new.write_bytes(office.dossier().packed())
        assert run("verify", old, "--trusted", tmp_path / "next.key").code == 5, "nothing shows it"
        assert run("verify", new, "--trusted", office.key).code == 0
        monkeypatch.setenv("AVENANT_SEALS_FOLDER", str(office.folder.path))
        for file in (old, new):
            for key in (office.key, tmp_path / "next.key"):
                assert run("verify", file, "--trusted", key).code == 0
        make_signer(tmp_path / "other.key")
        assert run("verify", old, "--trusted", tmp_path / "other.key").code == 5
        office.folder.file(2).unlink()
        assert run("verify", old, "--trusted", tmp_path / "next.key").code == 5, "a gap shows none"


def test_whoever_believes_an_older_key_is_led_to_the_one_that_signed(
    sqlite_url: str, tmp_path: Path
) -> None:
    """By the program inside, over each change as it was signed; others lead nowhere."""
    with proven(sqlite_url, tmp_path) as office:
        signers = [make_signer(office.key)]
        for name in ("second.key", "third.key"):
            signers.append(make_signer(tmp_path / name))
            Sealer(office.store, office.folder, signers).rotate(signers[-1])
        files = office.dossier().files
        keys = [one.key for one in signers]
        for key in keys:
            report = examined(files, key)
            assert (report.findings, report.keys) == ([], keys)
        stranger = make_signer(tmp_path / "stranger.key")
        (finding,) = examined(files, stranger.key).findings
        assert all(key in finding.where for key in keys), "it says which keys may be believed"
        first, second = json.loads(files[KEYS])
        for forged in (
            [first | {"checkpoint": first["checkpoint"] | {"key": stranger.key}}, second],
            [first],
            [second, first],
            [first, second | {"signature": "0" * 128}],
        ):
            assert examined(relisted(files | {KEYS: canonical(forged)}), keys[0]).findings
        without = {name: content for name, content in files.items() if name != KEYS}
        assert examined(relisted(without), keys[2]).findings == []
        assert examined(relisted(without), keys[0]).findings


def relisted(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files as somebody would list them who changed some."""
    rest = {n: c for n, c in files.items() if n not in {MANIFEST, MANIFEST_HASH}}
    said = json.loads(files[MANIFEST]) | {
        "files": [
            {"name": name, "size": len(content), "sha256": sha256(content).hexdigest()}
            for name, content in rest.items()
        ]
    }
    manifest = canonical(said)
    hashed = f"{sha256(manifest).hexdigest()}  {MANIFEST}\n".encode()
    return rest | {MANIFEST: manifest, MANIFEST_HASH: hashed}
