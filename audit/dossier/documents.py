"""The documents that facts name: mails, letters, signed copies, reports on signatures."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from email import policy
from email.parser import BytesParser
from hashlib import sha256
from typing import Any, cast

from pydantic_core import from_json

from audit.dossier.leaving_out import LeaveOut
from audit.dossier.refusals import DossierRefused
from audit.dossier.standalone import PIECES
from audit.dossier.stored import Stored
from journal.errors import EvidenceErased, EvidenceUnknown
from journal.evidence import Opened
from journal.opening import Store
from journal.streams import convention_stream

ENDINGS = {
    "message/rfc822": "eml",
    "application/pdf": "pdf",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/plain": "txt",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/tiff": "tif",
    PIECES: "json",
}
NAMING = ("evidence", "report", "content", "replaces")
"""The fields in which facts name evidence by its address."""
_ADDRESS = re.compile(r"[0-9a-f]{64}")


@dataclass(slots=True)
class Documents:
    """The files of a dossier's documents, how each is proven, and which are not there."""

    files: dict[str, bytes] = field(default_factory=dict[str, bytes])
    evidence: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    attachments: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    left_out: list[dict[str, str]] = field(default_factory=list[dict[str, str]])


def documents_of(
    store: Store, facts: Iterable[Stored], leave_out: LeaveOut, convention: str
) -> Documents:
    """Every document that these facts name, once; those left out by their address alone.

    What belongs to the avenant of another `convention`, such as the network's, is left out.
    Raises EvidenceDamaged where one is not what its address says, DossierRefused where one that
    is to be left out is not among them.
    """
    gathering = _Gathering(store, leave_out)
    own, others = convention_stream(convention), convention_stream("")
    for one in facts:
        fact = one.recorded.fact.model_dump(mode="json")
        what = one.topic.partition("/")[0].partition(".")[2]
        for name in NAMING:
            address = fact.get(name)
            if isinstance(address, str) and _ADDRESS.fullmatch(address):
                label = what if name == "evidence" else f"{what}-{name}"
                if one.recorded.stream.startswith(others) and one.recorded.stream != own:
                    gathering.leave(address, "of another avenant")
                    continue
                gathering.add(address, f"{one.position:08d}-{label}", _hashes(fact))
    if unknown := sorted(leave_out.documents - gathering.named):
        raise DossierRefused(
            f"The dossier has no document {', '.join(map(repr, unknown))}: name files as they are "
            "called in it, or addresses of evidence. Nothing was written."
        )
    return gathering.found


class _Gathering:
    """Documents on their way into a dossier."""

    def __init__(self, store: Store, leave_out: LeaveOut) -> None:
        self._evidence = store.evidence
        self._leave_out = leave_out
        self._seen: set[str] = set()
        self.found = Documents()
        self.named: set[str] = set()
        """Which of the named documents were met."""

    def leave(self, address: str, why: str) -> None:
        """One document that is not for this dossier."""
        if address not in self._seen:
            self._seen.add(address)
            self._out(address, why)

    def add(self, address: str, name: str, attached: frozenset[str]) -> None:
        """One document, and the files that went with it."""
        if address in self._seen:
            return
        self._seen.add(address)
        try:
            opened = self._evidence.opened(address)
        except EvidenceErased:
            self._out(address, "erased")
            return
        except EvidenceUnknown:
            self._out(address, "missing")
            return
        file = f"documents/{name}.{ENDINGS.get(opened.media_type, 'bin')}"
        if named := self._leave_out.named(address, file):
            self.named |= named
            self._out(address, "left out")
        elif opened.media_type == PIECES:
            self._pieces(address, name, opened)
        elif self._leave_out.document(opened.content, opened.media_type):
            self._out(address, "left out")
        else:
            self._put(address, file, opened)
            self._attached(file, opened, attached)

    def _pieces(self, address: str, name: str, opened: Opened) -> None:
        """A message that is kept in pieces: all of them, or none where somebody is left out."""
        if self._leave_out.persons or self._leave_out.every_document:
            self._out(address, "left out")
            return
        self._put(address, f"documents/{name}.json", opened)
        for number, piece in enumerate(from_json(opened.content)["pieces"], start=1):
            file = f"documents/{name}-piece-{number:04d}.bin"
            self._put(piece, file, self._evidence.opened(piece))

    def _attached(self, file: str, opened: Opened, wanted: frozenset[str]) -> None:
        for hashed, content in _attachments(opened, wanted):
            beside = f"{file.rpartition('.')[0]}-{len(self.found.attachments) + 1}.pdf"
            self.found.files[beside] = content
            self.found.attachments.append({"sha256": hashed, "file": beside})

    def _put(self, address: str, file: str, opened: Opened) -> None:
        self.found.files[file] = opened.content
        self.found.evidence.append(
            {
                "address": address,
                "salt": opened.salt.hex(),
                "file": file,
                "media_type": opened.media_type,
            }
        )

    def _out(self, address: str, why: str) -> None:
        self.found.left_out.append({"address": address, "why": why})


def _hashes(fact: dict[str, Any]) -> frozenset[str]:
    """The SHA-256 of the documents that went with a message."""
    documents = cast("list[dict[str, str]]", fact.get("documents") or [])
    return frozenset(one["sha256"] for one in documents)


def _attachments(opened: Opened, wanted: frozenset[str]) -> Iterator[tuple[str, bytes]]:
    """The parts of a mail that are those documents, to the byte."""
    if not wanted or opened.media_type != "message/rfc822":
        return
    message = BytesParser(policy=policy.default).parsebytes(opened.content)
    for part in message.walk():
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and (hashed := sha256(payload).hexdigest()) in wanted:
            yield hashed, payload
