"""Verify a dossier: `python verify.py [DOSSIER] [--key KEY]`. Needs Python and `cryptography`.

DOSSIER is the ZIP file or the folder into which it was unpacked; without it, the folder in which
this file lies. KEY is the public key that the office has published, in hex or a PEM file: the one
that signed, or an older one from which a signed change of keys leads to it. Ends with 0 when
everything holds, with 5 and the places when something does not, with 2 for a wrong usage.

What is checked: every byte of the file; that the checkpoint is signed; that every fact is, at its
place, in the tree that was signed; that every document is the one that a fact names.
"""

from __future__ import annotations

import json
import re
import struct
import sys
import zlib
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)

FORMAT = "avenants/dossier/1"
CHECKPOINT_FORMAT = "avenants/checkpoint/1"
MANIFEST, MANIFEST_HASH = "manifest.json", "manifest.sha256"
PROOF, CHECKPOINT, TRAIL = "proof.json", "checkpoint.json", "trail.json"
KEYS = "keys.json"
PIECES = "application/vnd.avenants.pieces+json"
HEX = re.compile(r"[0-9a-f]{64}")
SAFE_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")

UNREADABLE = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
)
"""What reading files raises that are not as they were written, whatever somebody put there."""

FOREIGN = "signed by a key that is not the one to believe"

LOCAL = struct.Struct("<4s5H3I2H")
CENTRAL = struct.Struct("<4s6H3I5H2I")
END = struct.Struct("<4s4H2IH")
FIRST_DAY = 0x21
"""1 January 1980, the first day a ZIP file knows: its times say nothing."""


class Finding(NamedTuple):
    """Something that does not hold, and where."""

    what: str
    where: str


@dataclass
class Report:
    """What was checked, and everything that does not hold."""

    findings: list[Finding] = field(default_factory=list[Finding])
    avenant: str = ""
    facts: int = 0
    withheld: int = 0
    documents: int = 0
    left_out: int = 0
    checkpoint: int = 0
    sealed_at: str = ""
    key: str = ""
    keys: list[str] = field(default_factory=list[str])
    """That key, behind those that led to it: whoever believes one of them believes it."""
    fingerprint: str = ""

    def add(self, what: str, where: str) -> None:
        """Note something that does not hold."""
        self.findings.append(Finding(what, where))


def canonical(value: object) -> bytes:
    """JSON in the one way in which it is hashed: sorted keys, no spaces, ASCII, a line feed."""
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode("ascii") + b"\n"


# -- the file ---------------------------------------------------------------------------------


def packed(files: dict[str, bytes]) -> bytes:
    """The one ZIP file of these files in their order: nothing compressed, no times, no remarks."""
    local, central = bytearray(), bytearray()
    for name, content in files.items():
        written, crc, size = name.encode("ascii"), zlib.crc32(content), len(content)
        shared = (10, 0, 0, 0, FIRST_DAY, crc, size, size, len(written), 0)
        at = len(local)
        local += LOCAL.pack(b"PK\x03\x04", *shared) + written + content
        central += CENTRAL.pack(b"PK\x01\x02", 10, *shared, 0, 0, 0, 0, at) + written
    count = len(files)
    end = END.pack(b"PK\x05\x06", 0, 0, count, count, len(central), len(local), 0)
    return bytes(local + central + end)


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files of such a ZIP file; raises ValueError unless it is one to the last byte."""
    files: dict[str, bytes] = {}
    at = 0
    try:
        while content[at : at + 4] == b"PK\x03\x04":
            head = LOCAL.unpack_from(content, at)
            size, length = head[8], head[9]
            start = at + LOCAL.size + length
            name = content[at + LOCAL.size : start].decode("ascii")
            if not SAFE_NAME.fullmatch(name) or name in files:
                raise ValueError(f"no name of a file: {name!r}")
            files[name] = content[start : start + size]
            if zlib.crc32(files[name]) != head[6]:
                raise ValueError(f"changed: {name}")
            at = start + size
        same = packed(files) == content
    except struct.error as error:
        raise ValueError(str(error)) from error
    if not files or not same:
        raise ValueError("not as a dossier is written")
    return files


def in_folder(folder: Path) -> dict[str, bytes]:
    """The files below a folder, if it is one into which a dossier was unpacked."""
    if not (folder / MANIFEST).is_file():
        return {}
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


# -- the checks -------------------------------------------------------------------------------


def examined(files: dict[str, bytes], key: str | None = None) -> Report:
    """Check the files of a dossier; `key` is the public key to believe, in hex."""
    report = Report()
    try:
        _examine(files, key, report)
    except UNREADABLE as error:
        report.add("unreadable", f"{type(error).__name__}: {error}")
    return report


def _examine(files: dict[str, bytes], key: str | None, report: Report) -> None:
    report.avenant, stands = _manifest(files, report)
    if not stands:
        return
    one = _checkpoint(files, key, report)
    proof = _read(files, PROOF, report)
    stored = _facts(files, proof["facts"], one, report)
    _whole(proof["facts"], stored, report)
    _documents(files, proof, b"\n".join(stored.values()), report)
    _trail(files, stored, report)
    proven = (*proof["facts"], *proof["evidence"], *proof["attachments"])
    used = {entry["file"] for entry in proven if "file" in entry}
    for name in files:
        if name.startswith(("facts/", "documents/")) and name not in used:
            report.add("file without a proof", name)


def _read(files: dict[str, bytes], name: str, report: Report) -> Any:
    """A file of JSON, which has to be written in the one way."""
    said = json.loads(files[name])
    if canonical(said) != files[name]:
        report.add("not written as it was", name)
    return said


def _manifest(files: dict[str, bytes], report: Report) -> tuple[str, bool]:
    """Every file is as it is listed, and the list as it was made."""
    before = len(report.findings)
    for name in (MANIFEST, MANIFEST_HASH):
        if name not in files:
            report.add("file missing", name)
            return "", False
    report.fingerprint = sha256(files[MANIFEST]).hexdigest()
    if files[MANIFEST_HASH] != f"{report.fingerprint}  {MANIFEST}\n".encode():
        report.add("changed", f"{MANIFEST}, or {MANIFEST_HASH}")
    said = _read(files, MANIFEST, report)
    if said["format"] != FORMAT:
        report.add("of a format that this program does not know", str(said["format"]))
    listed = {one["name"]: one for one in said["files"]}
    for name in sorted({*files, *listed} - {MANIFEST, MANIFEST_HASH}):
        if name not in files:
            report.add("file missing", name)
        elif name not in listed:
            report.add("file that is not listed", name)
        elif (sha256(files[name]).hexdigest(), len(files[name])) != (
            listed[name]["sha256"],
            listed[name]["size"],
        ):
            report.add("changed", name)
    return str(said["avenant"]), len(report.findings) == before


def _checkpoint(files: dict[str, bytes], key: str | None, report: Report) -> dict[str, Any]:
    """The checkpoint is signed, and by the key that is believed."""
    said = _read(files, CHECKPOINT, report)
    one: dict[str, Any] = said["checkpoint"]
    report.key, report.checkpoint = str(one["key"]), int(one["number"])
    report.sealed_at = str(one["sealed_at"])
    if not _signed(said):
        report.add("not signed by its key", CHECKPOINT)
    if one["format"] != CHECKPOINT_FORMAT:
        report.add("of a format that this program does not know", CHECKPOINT)
    report.keys = [*_before(files, one, report), report.key]
    if key is not None and key not in report.keys:
        report.add(FOREIGN, " or ".join(report.keys))
    return one


def _signed(said: dict[str, Any]) -> bool:
    """Whether the key that a checkpoint names has signed it."""
    one: dict[str, Any] = said["checkpoint"]
    message = f"{CHECKPOINT_FORMAT}\n".encode() + canonical(one)[:-1]
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(one["key"]))
        public.verify(bytes.fromhex(said["signature"]), message)
    except (ValueError, InvalidSignature):
        return False
    return True


def _before(files: dict[str, bytes], now: dict[str, Any], report: Report) -> list[str]:
    """The keys that signed before, the oldest first: each has named the next one and signed that.

    Whoever believes one of them believes the key of the checkpoint too.
    """
    keys: list[str] = []
    for said in reversed(_read(files, KEYS, report) if KEYS in files else []):
        one: dict[str, Any] = said["checkpoint"]
        names = one["next_key"] == now["key"] and one["format"] == CHECKPOINT_FORMAT
        earlier = one["store"] == now["store"] and one["number"] < now["number"]
        if not (_signed(said) and names and earlier):
            report.add("no change of keys that was signed", f"{KEYS}: {one['key']}")
            break
        keys.insert(0, str(one["key"]))
        now = one
    return keys


def _facts(
    files: dict[str, bytes], facts: list[Any], checkpoint: dict[str, Any], report: Report
) -> dict[int, bytes]:
    """Every fact is a leaf of the tree that was signed; gives the bytes of those not withheld."""
    stored: dict[int, bytes] = {}
    before = (-1, -1)
    for one in facts:
        position, index, where = (
            one["position"],
            one["index"],
            f"fact at position {one['position']}",
        )
        if position <= before[0] or index <= before[1] or position > checkpoint["position"]:
            report.add("out of its order", where)
        before = (position, index)
        if "file" in one:
            stored[position] = files[one["file"]]
            leaf = leaf_of(one, stored[position])
            report.facts += 1
        else:
            leaf = bytes.fromhex(one["leaf"])
            report.withheld += 1
        path = [bytes.fromhex(step) for step in one["path"]]
        if root_from(leaf, index, checkpoint["size"], path) != bytes.fromhex(checkpoint["root"]):
            report.add("not what was sealed", where)
    return stored


def _whole(facts: list[Any], stored: dict[int, bytes], report: Report) -> None:
    """The facts are about the avenant, and none of its convention is missing before the last."""
    stream = f"convention-{report.avenant.partition('.')[2]}"
    versions = [one["version"] for one in facts if one["stream"] == stream]
    for expected, version in enumerate(versions, start=1):
        if version != expected:
            report.add("a fact is missing", f"{stream} version {expected}")
            break
    if stored and f'"avenant":"{report.avenant}"'.encode() not in b"".join(stored.values()):
        report.add("about another avenant", report.avenant)


def leaf_of(one: dict[str, Any], state: bytes) -> bytes:
    """The leaf hash of a fact: its place, and every byte of it as it was stored."""
    stream, topic = one["stream"].encode(), one["topic"].encode()
    head = struct.pack(">QQII", one["position"], one["version"], len(stream), len(topic))
    return sha256(b"\x00avenants/fact/1\n" + head + stream + topic + state).digest()


def root_from(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes | None:
    """The root to which a path leads from a leaf (RFC 9162, 2.1.3.2); None where it leads none."""
    if not 0 <= index < size:
        return None
    number, last, found = index, size - 1, leaf
    for step in path:
        if last == 0:
            return None
        if number & 1 or number == last:
            found = sha256(b"\x01" + step + found).digest()
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            found = sha256(b"\x01" + found + step).digest()
        number, last = number >> 1, last >> 1
    return found if last == 0 else None


def _documents(
    files: dict[str, bytes], proof: dict[str, Any], stored: bytes, report: Report
) -> None:
    """Every document has the address that a fact names; every other address is said to be out."""
    lists = b"\n".join(files[e["file"]] for e in proof["evidence"] if e["media_type"] == PIECES)
    there: set[str] = set()
    for one in proof["evidence"]:
        address, name = one["address"], one["file"]
        there.add(address)
        report.documents += 1
        if sha256(bytes.fromhex(one["salt"]) + files[name]).hexdigest() != address:
            report.add("not the document of its address", name)
        if f'"{address}"'.encode() not in stored + lists:
            report.add("a document that no fact names", name)
    for one in proof["attachments"]:
        hashed = sha256(files[one["file"]]).hexdigest()
        if hashed != one["sha256"] or f'"sha256":"{hashed}"'.encode() not in stored:
            report.add("not what went with a message", one["file"])
    out = {one["address"] for one in proof["left_out"]}
    report.left_out = len(out)
    for name in ("evidence", "report", "content", "replaces"):
        for rest in stored.split(f'"{name}":"'.encode())[1:]:
            address = rest.partition(b'"')[0].decode()
            if HEX.fullmatch(address) and address not in there | out:
                report.add("a document that a fact names is not here", address)


def _trail(files: dict[str, bytes], stored: dict[int, bytes], report: Report) -> None:
    """Every line that is told is about a fact that is here, and gives its own days; all are."""
    lines = _read(files, TRAIL, report)
    for position in sorted(set(stored) - {line["position"] for line in lines}):
        report.add("a fact that is here is not told", f"position {position}")
    for line in lines:
        state = json.loads(stored.get(line["position"], b"{}"))
        fact = state.get("fact", {})
        names = ("event_id", "recorded_at", "by", "type", "effective_on")
        of_fact = (
            *(state.get(name) for name in ("id", "at", "by")),
            fact.get("type"),
            fact.get("on"),
        )
        if of_fact != tuple(line[name] for name in names):
            report.add("told of a fact that is not here", f"position {line['position']}")


# -- at the terminal --------------------------------------------------------------------------

HOLDS = ("Tout tient.", "Alles klopt.", "Alles hält stand.", "Everything holds.")
BROKEN = ("CELA NE TIENT PAS.", "DIT KLOPT NIET.", "DAS HÄLT NICHT STAND.", "THIS DOES NOT HOLD.")


def key_named(text: str) -> str:
    """A public key in hex, from itself or from a PEM file; raises ValueError or OSError."""
    if HEX.fullmatch(text.lower()):
        return text.lower()
    public = load_pem_public_key(Path(text).read_bytes())
    if not isinstance(public, Ed25519PublicKey):
        raise TypeError("it is no Ed25519 key")
    return public.public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def said(report: Report, key: str | None) -> list[str]:
    """What a person reads at the end."""
    if report.findings:
        # What stands in the file may steer a terminal: it is shown as it is spelt.
        found = (f"- {one.what}: {one.where}" for one in report.findings)
        return [*BROKEN, *(ascii(one)[1:-1] for one in found)]
    lines = [
        *HOLDS,
        f"{report.avenant}: facts {report.facts}, withheld {report.withheld}.",
        f"Documents {report.documents}, left out {report.left_out}.",
        f"Checkpoint {report.checkpoint} of {report.sealed_at}, key {report.key}.",
        f"Fingerprint (SHA-256 of {MANIFEST}): {report.fingerprint}",
    ]
    lines += [f"It was named by the key before it, {one}." for one in report.keys[-2::-1]]
    if key is None:
        lines.append("No --key was given: compare the key above with the one that was published.")
    return lines


def asked(arguments: list[str]) -> tuple[Path, str | None]:
    """What is to be verified, and the key to believe; raises ValueError, TypeError or OSError."""
    key, rest = None, list(arguments)
    if "--key" in rest:
        at = rest.index("--key")
        key = key_named("".join(rest[at + 1 : at + 2]))
        del rest[at : at + 2]
    if len(rest) > 1:
        raise ValueError("one dossier at a time")
    return (Path(rest[0]) if rest else Path(__file__).resolve().parent), key


def main(arguments: list[str]) -> int:
    """Verify what the arguments name; gives the exit code."""
    try:
        path, key = asked(arguments)
        content = b"" if path.is_dir() else path.read_bytes()
    except (OSError, TypeError, ValueError) as error:
        sys.stderr.write(f"{error}\n\n{__doc__}")
        return 2
    report = Report()
    try:
        report = examined(in_folder(path) if path.is_dir() else unpacked(content), key)
    except (OSError, ValueError) as error:
        report.add("not the file that was written", f"{path} ({error})")
    sys.stdout.write("\n".join(said(report, key)) + "\n")
    return 5 if report.findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
