"""The raw bytes of a message as evidence: whole, or in pieces where one piece may not be so large.

See docs/decisions for why a message that is too large is kept in pieces.
"""

import hashlib
from collections.abc import Iterable, Iterator

from pydantic import ValidationError

from domain.values import Value
from journal.evidence import NOBODY_YET, Evidence

WHOLE = "message/rfc822"
PIECE = "application/octet-stream"
PIECES = "application/vnd.avenants.pieces+json"
"""What a list of pieces calls itself among the evidence."""


class Pieces(Value):
    """A message in pieces: their addresses in order, its size in bytes, and its own hash."""

    size: int
    sha256: str
    pieces: tuple[str, ...]


class Kept(Value):
    """Where a message lies among the evidence, and the hash of its bytes."""

    evidence: str | None
    """None for a message without a single byte: there is nothing to keep."""
    sha256: str


def keep(evidence: Evidence, content: bytes) -> Kept:
    """Keep a message whole, of nobody yet; the same one again has the same address."""
    sha256 = hashlib.sha256(content).hexdigest()
    address = evidence.put(content, WHOLE, of=NOBODY_YET) if content else None
    return Kept(evidence=address, sha256=sha256)


def keep_in_pieces(evidence: Evidence, pieces: Iterable[bytes]) -> Kept:
    """Keep a message of any size, one piece after the other; never more than one is in memory."""
    digest, size, addresses = hashlib.sha256(), 0, list[str]()
    for piece in pieces:
        digest.update(piece)
        size += len(piece)
        addresses.append(evidence.put(piece, PIECE, of=NOBODY_YET))
    listed = Pieces(size=size, sha256=digest.hexdigest(), pieces=tuple(addresses))
    address = evidence.put(listed.model_dump_json().encode(), PIECES, of=NOBODY_YET)
    return Kept(evidence=address, sha256=listed.sha256)


def give(evidence: Evidence, address: str, party: str) -> None:
    """A message that was nobody's concerns that party from now on: it is erased with it."""
    evidence.give(addresses_of(evidence, address), party)


def addresses_of(evidence: Evidence, address: str) -> tuple[str, ...]:
    """The address of a message, and of its pieces where it lies in several."""
    if evidence.describe(address).media_type != PIECES:
        return (address,)
    listed = _pieces(evidence.get(address))
    return (address, *(listed.pieces if listed is not None else ()))


def kept_message(evidence: Evidence, address: str) -> Iterator[bytes]:
    """The bytes of a kept message, in one piece or several.

    Raises EvidenceUnknown, EvidenceErased or EvidenceDamaged.
    """
    content = evidence.get(address)
    listed = _pieces(content) if evidence.describe(address).media_type == PIECES else None
    if listed is None:
        yield content
        return
    for piece in listed.pieces:
        yield evidence.get(piece)


def _pieces(content: bytes) -> Pieces | None:
    try:
        return Pieces.model_validate_json(content)
    except ValidationError:
        return None
