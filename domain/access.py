"""Who looked at what is held about a person, and who had it erased; who changed the master key.

The first two stand in the person's own stream, under the opaque party id, and are sealed like
every fact.
"""

from enum import StrEnum
from typing import Literal

from domain.fact import Fact
from domain.values import StaffId


class Shown(StrEnum):
    """What a person was shown of somebody."""

    REGISTER = "register"
    """Name, address, numbers, as the register has them."""
    MESSAGE = "message"
    """A message that came in."""
    LETTERS = "letters"
    """Letters and notices as they left, to print or to preview."""
    DOCUMENTS = "documents"
    """Pieces of evidence, byte for byte."""
    DOSSIER = "dossier"
    """A file of all that proves one avenant."""
    EVERYTHING = "everything"
    """All that is held, with who looked."""


class AboutPerson(Fact):
    """A fact about what is held of a party; or of a message that was nobody's when it came in."""

    party: str
    by: StaffId


class PersonalDataRead(AboutPerson):
    """Somebody was shown what is held, and said why.

    `addresses` are the pieces of evidence whose bytes they were given.
    """

    type: Literal["access.personal-data-read"] = "access.personal-data-read"
    shown: Shown
    why: str
    addresses: tuple[str, ...] = ()


class PersonErased(AboutPerson):
    """Two persons had everything made unreadable that is held of a party.

    `versions` of the register and the evidence at these addresses; what is told of a party in
    facts, under its opaque id, stays.
    """

    type: Literal["access.person-erased"] = "access.person-erased"
    authorised_by: StaffId
    reason: str
    versions: int
    erased_evidence: tuple[str, ...]


class MasterKind(StrEnum):
    """Where a master key lies."""

    FILE = "file"
    PKCS11 = "pkcs11"
    """A token of PKCS#11, which never gives it away."""


class KeysRewrapped(Fact):
    """Every key of the key store was wrapped anew, under another master key.

    `keys` of them; `lost` is how many no master key opened any more, now or before.
    """

    type: Literal["access.keys-rewrapped"] = "access.keys-rewrapped"
    by: StaffId
    reason: str
    key_store: str
    master: MasterKind
    keys: int
    lost: int


AccessFact = PersonalDataRead | PersonErased | KeysRewrapped
"""Everything that can stand in the streams of who looked, and in that of the keys."""
