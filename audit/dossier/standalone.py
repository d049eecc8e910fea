"""Verify a dossier: `python verify.py [DOSSIER] [--key KEY]`. Needs Python and `cryptography`.

DOSSIER is the ZIP file or the folder into which it was unpacked; without it, the folder in which
this file lies. KEY is the public key that the office has published, in hex or a PEM file: the one
that signed, or an older one from which a signed change of keys leads to it. Ends with 0 when
everything holds, with 5 and the places when something does not, with 2 for a wrong usage.

What is checked: every byte of the file; that the checkpoint is signed; that every fact is, at its
place, in the tree that was signed; that every document is the one that a fact names, and is called
after it; that nothing else lies there but what this program knows.
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
BYTES = re.compile(r"(?:[0-9a-f]{2})*")
AVENANT = re.compile(r"[a-z0-9-]+\.[A-Za-z0-9-]+")
INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:[+-][0-9:]+)?")
NAMING = ("evidence", "report", "content", "replaces")
"""The fields in which facts name documents by their address."""
LISTED_PIECES = re.compile(
    rb'\{"size":[0-9]+,"sha256":"[0-9a-f]{64}","pieces":\["[0-9a-f]{64}"(?:,"[0-9a-f]{64}")*\]\}'
)
"""How a message that was too large lists its pieces."""
PLACED = re.compile(r"documents/([0-9]{8,})-([A-Za-z0-9._-]+)")
"""A document is called after the position and the kind of the fact that names it."""
WHY_NOT = {"erased", "left out", "missing", "of another avenant"}
"""Why a document is not there."""
UNPROVEN = re.compile(
    r"README-(?:fr|nl|de)\.txt|trail-(?:fr|nl|de|en)\.(?:txt|pdf)|trail\.json|proof\.json|"
    r"checkpoint\.(?:json|tsr)|keys\.json|manifest\.(?:json|sha256)|verify\.py"
)
"""The other files that a dossier has: what proves, what only tells, and this program."""
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


def number(value: Any) -> int:
    """A count or a place; raises ValueError for whatever else stands there."""
    if type(value) is not int or not 0 <= value < 1 << 63:
        raise ValueError(f"no number: {value!r}"[:80])
    return value


def raw(text: str) -> bytes:
    """Bytes that are written in small hex, in the one way; raises ValueError."""
    if not BYTES.fullmatch(text):
        raise ValueError(f"no bytes in hex: {text!r}"[:80])
    return bytes.fromhex(text)


def only(value: dict[str, Any], *names: str) -> dict[str, Any]:
    """An object with these members; raises ValueError where one is missing, or one more is there.

    What nobody checks is not carried along.
    """
    if set(value) != set(names):
        raise ValueError(f"other members than {', '.join(names)}")
    return value


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
    proof = only(_read(files, PROOF, report), "facts", "evidence", "attachments", "left_out")
    stored = _facts(files, proof["facts"], one, report)
    _whole(proof["facts"], stored, report)
    kinds = {one["position"]: kind_of(one["topic"]) for one in proof["facts"] if "file" in one}
    _documents(files, proof, stored, kinds, report)
    _attachments(files, proof, stored, kinds, report)
    _trail(files, stored, report)
    proven = (*proof["facts"], *proof["evidence"], *proof["attachments"])
    used = {entry["file"] for entry in proven if "file" in entry}
    for name in files:
        if not UNPROVEN.fullmatch(name) and name not in used:
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
    said = only(_read(files, MANIFEST, report), "format", "avenant", "files")
    if said["format"] != FORMAT:
        report.add("of a format that this program does not know", str(said["format"]))
    if not AVENANT.fullmatch(said["avenant"]):
        report.add("no name of an avenant", repr(said["avenant"]))
    listed = {one["name"]: only(one, "name", "size", "sha256") for one in said["files"]}
    apart = {name.lower() for name in files}
    if len(listed) != len(said["files"]) or len(apart) != len(files):
        report.add("more than one file of a name", MANIFEST)
    for name in sorted({*files, *listed, MANIFEST, MANIFEST_HASH}):
        if name in {MANIFEST, MANIFEST_HASH}:
            if name in listed:
                report.add("more than one file of a name", name)
        elif name not in files:
            report.add("file missing", name)
        elif name not in listed:
            report.add("file that is not listed", name)
        elif (sha256(files[name]).hexdigest(), len(files[name])) != (
            listed[name]["sha256"],
            listed[name]["size"],
        ):
            report.add("changed", name)
    return said["avenant"], len(report.findings) == before


def _checkpoint(files: dict[str, bytes], key: str | None, report: Report) -> dict[str, Any]:
    """The checkpoint is signed, and by the key that is believed."""
    said = _read(files, CHECKPOINT, report)
    one: dict[str, Any] = said["checkpoint"]
    report.key, report.checkpoint = raw(one["key"]).hex(), number(one["number"])
    if not INSTANT.fullmatch(one["sealed_at"]):
        raise ValueError("no instant of a seal")
    report.sealed_at = one["sealed_at"]
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
    one: dict[str, Any] = only(said, "checkpoint", "signature")["checkpoint"]
    message = f"{CHECKPOINT_FORMAT}\n".encode() + canonical(one)[:-1]
    try:
        public = Ed25519PublicKey.from_public_bytes(raw(one["key"]))
        public.verify(raw(said["signature"]), message)
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
        position, index = number(one["position"]), number(one["index"])
        number(one["version"])
        where = f"fact at position {position}"
        shown = ("topic", "file") if "file" in one else ("leaf",)
        only(one, "position", "version", "stream", "index", "path", *shown)
        if position <= before[0] or index <= before[1] or position > checkpoint["position"]:
            report.add("out of its order", where)
        before = (position, index)
        if "file" in one:
            if one["file"] != f"facts/{position:08d}.json":
                report.add("called after another fact", one["file"])
            stored[position] = files[one["file"]]
            leaf = leaf_of(one, stored[position])
            report.facts += 1
        else:
            leaf = raw(one["leaf"])
            report.withheld += 1
        path = [raw(step) for step in one["path"]]
        if root_from(leaf, index, number(checkpoint["size"]), path) != raw(checkpoint["root"]):
            report.add("not what was sealed", where)
    return stored


def _whole(facts: list[Any], stored: dict[int, bytes], report: Report) -> None:
    """The facts are about the avenant, and none of its convention is missing before the last."""
    stream = f"convention-{report.avenant.partition('.')[2]}"
    own = [one for one in facts if one["stream"] == stream]
    versions = [number(one["version"]) for one in own]
    for expected, version in enumerate(versions or [0], start=1):
        if version != expected:
            report.add("a fact is missing", f"{stream} version {expected}")
            break
    told = b"".join(stored.get(one["position"], b"") for one in own)
    if stored and f'"avenant":"{report.avenant}"'.encode() not in told:
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
    files: dict[str, bytes],
    proof: dict[str, Any],
    stored: dict[int, bytes],
    kinds: dict[int, str],
    report: Report,
) -> None:
    """Every document has the address that a fact names; every other address is said to be out."""
    named = {position: named_by(state) for position, state in stored.items()}
    every = {address for addresses in named.values() for address in addresses}
    lists = [one for one in proof["evidence"] if one["media_type"] == PIECES]
    contents = {one["address"]: files[one["file"]] for one in proof["evidence"]}
    for one in lists:
        if one["address"] in every:
            pieces = _pieces(one, contents, report)
            for addresses in named.values():
                addresses.update(pieces if one["address"] in addresses else ())
    known = {address for addresses in named.values() for address in addresses}
    for one in proof["evidence"]:
        address, name = only(one, "address", "salt", "file", "media_type")["address"], one["file"]
        report.documents += 1
        if sha256(raw(one["salt"]) + files[name]).hexdigest() != address:
            report.add("not the document of its address", name)
        if address not in known:
            report.add("a document that no fact names", name)
        elif address not in named.get(placed(name, kinds), ()):
            report.add("called after another fact", name)
    out = {only(one, "address", "why")["address"] for one in proof["left_out"]}
    report.left_out = len(out)
    if not WHY_NOT.issuperset(one["why"] for one in proof["left_out"]):
        raise ValueError("no reason to leave a document out")
    for address in sorted(every - contents.keys() - out):
        report.add("a document that a fact names is not here", address)


def named_by(state: bytes) -> set[str]:
    """The addresses of the documents that a fact names in its stored bytes."""
    rests = (rest for name in NAMING for rest in state.split(f'"{name}":"'.encode())[1:])
    found = (rest.partition(b'"')[0].decode("ascii", "replace") for rest in rests)
    return {address for address in found if HEX.fullmatch(address)}


def kind_of(topic: str) -> str:
    """What a fact says that happened: `refusal-registered` of `avenant.refusal-registered/1`."""
    return topic.partition("/")[0].partition(".")[2]


def placed(name: str, kinds: dict[int, str]) -> int:
    """The position of the fact after which a document is called; -1 for none."""
    found = PLACED.fullmatch(name)
    position = int(found[1]) if found else -1
    return position if found and found[2].startswith(kinds.get(position, "?")) else -1


def _pieces(one: dict[str, Any], contents: dict[str, bytes], report: Report) -> list[str]:
    """The pieces of a message; together they have the size and the hash that their list says."""
    content = contents[one["address"]]
    if not LISTED_PIECES.fullmatch(content):
        report.add("no list of pieces", one["file"])
        return []
    listed = json.loads(content)
    message = b"".join(contents[piece] for piece in listed["pieces"])
    if (len(message), sha256(message).hexdigest()) != (listed["size"], listed["sha256"]):
        report.add("not the message of its pieces", one["file"])
    return listed["pieces"]


def _attachments(
    files: dict[str, bytes],
    proof: dict[str, Any],
    stored: dict[int, bytes],
    kinds: dict[int, str],
    report: Report,
) -> None:
    """What went with a message has the hash that a fact names."""
    for one in proof["attachments"]:
        hashed, name = sha256(files[only(one, "sha256", "file")["file"]]).hexdigest(), one["file"]
        wanted = f'"sha256":"{hashed}"'.encode()
        if hashed != one["sha256"] or wanted not in b"\n".join(stored.values()):
            report.add("not what went with a message", name)
        elif wanted not in stored.get(placed(name, kinds), b""):
            report.add("called after another fact", name)


def _trail(files: dict[str, bytes], stored: dict[int, bytes], report: Report) -> None:
    """There is a line of every fact that is here, in their order, and it gives its own days."""
    lines = _read(files, TRAIL, report)
    for position in sorted(set(stored) - {line["position"] for line in lines}):
        report.add("a fact that is here is not told", f"position {position}")
    before = -1
    for line in lines:
        names = ("event_id", "recorded_at", "by", "type", "effective_on")
        position = number(only(line, "position", "sentences", *names)["position"])
        state = json.loads(stored.get(position, b"{}"))
        fact = state.get("fact", {})
        of_fact = (
            *(state.get(name) for name in ("id", "at", "by")),
            fact.get("type"),
            fact.get("on"),
        )
        if position not in stored or of_fact != tuple(line[name] for name in names):
            report.add("told of a fact that is not here", f"position {position}")
        elif position <= before:
            report.add("told out of its order, or twice", f"position {position}")
        before = position


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
        "Sentences are a translation of the facts: they stand under this fingerprint alone.",
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
