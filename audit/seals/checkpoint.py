"""A checkpoint: so many facts, this root over them, signed; and which one came before."""

import json
from datetime import datetime
from hashlib import sha256
from typing import Annotated, Literal, NamedTuple

from pydantic import AwareDatetime, Field, StringConstraints, ValidationError, field_serializer

from audit.seals.keys import Signer, signed_by
from audit.seals.merkle import Frontier
from domain.values import Value

Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""SHA-256, or a public key, in hex."""
FORMAT = "avenants/checkpoint/1"


class StoreMark(Value):
    """Which store this is: the instant at which it was made, and whether it is a rehearsal."""

    made_at: AwareDatetime
    rehearsal: bool

    @field_serializer("made_at")
    def _instant(self, value: datetime) -> str:
        return value.isoformat()


class Previous(Value):
    """The checkpoint before: its number, how many facts it covered, and its file's hash."""

    number: int = Field(ge=1)
    size: int = Field(ge=0)
    root: Hash
    sha256: Hash


class Checkpoint(Value):
    """What is signed.

    `size` facts, the last one at `position`, have the Merkle root `root`; `peaks` are the hashes
    of the tree's perfect subtrees, the largest first, from which the next checkpoint goes on.
    `facts` is the hash of the list of the facts that came since `previous`; `consistency` proves
    that the tree grew out of that one's. `next_key` names the key that signs from now on.
    """

    format: Literal["avenants/checkpoint/1"] = FORMAT
    store: StoreMark
    number: int = Field(ge=1)
    size: int = Field(ge=0)
    root: Hash
    position: int = Field(ge=0)
    peaks: tuple[Hash, ...]
    facts: Hash
    previous: Previous | None
    consistency: tuple[Hash, ...]
    sealed_at: AwareDatetime
    key: Hash
    next_key: Hash | None = None

    @field_serializer("sealed_at")
    def _instant(self, value: datetime) -> str:
        return value.isoformat()

    @property
    def heir(self) -> str:
        """The key that has to sign the next checkpoint."""
        return self.next_key or self.key

    def frontier(self) -> Frontier:
        """The tree as it stood; raises ValueError where size and peaks disagree."""
        return Frontier(self.size, unhex(self.peaks))

    def message(self) -> bytes:
        """The bytes that are signed."""
        return f"{FORMAT}\n".encode() + canonical(self.model_dump(mode="json"))


class Sealed(NamedTuple):
    """A checkpoint with its signature, as it lies in its file."""

    checkpoint: Checkpoint
    signature: str

    @property
    def content(self) -> bytes:
        """The bytes of its file."""
        said = {"checkpoint": self.checkpoint.model_dump(mode="json"), "signature": self.signature}
        return canonical(said) + b"\n"

    @property
    def digest(self) -> str:
        """The SHA-256 of its file, in hex."""
        return sha256(self.content).hexdigest()

    @property
    def holds(self) -> bool:
        """Whether its own key signed it."""
        one = self.checkpoint
        return signed_by(one.key, self.signature, one.message())

    def as_previous(self) -> Previous:
        """How the next checkpoint names it."""
        one = self.checkpoint
        return Previous(number=one.number, size=one.size, root=one.root, sha256=self.digest)


class _File(Value):
    checkpoint: Checkpoint
    signature: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{128}$")]


def sealed(checkpoint: Checkpoint, signer: Signer) -> Sealed:
    """The checkpoint, signed."""
    return Sealed(checkpoint, signer.sign(checkpoint.message()))


def read_sealed(content: bytes) -> Sealed | None:
    """What a file holds; None unless it is, to the byte, what a sealer would have written."""
    try:
        read = _File.model_validate_json(content)
    except ValidationError:
        return None
    found = Sealed(read.checkpoint, read.signature)
    return found if found.content == content else None


def canonical(value: object) -> bytes:
    """JSON in the one way in which it is hashed: sorted keys, no spaces, ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode("ascii")


def unhex(hashes: tuple[str, ...]) -> list[bytes]:
    """Hashes as bytes."""
    return [bytes.fromhex(one) for one in hashes]
