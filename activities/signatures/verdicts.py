"""What an examination of a copy found."""

from pydantic import AwareDatetime, ConfigDict

from domain.facts import Capacity, CopyFault, CopyVerdict
from domain.values import Value

LARGEST_COPY = 25 * 1024 * 1024
"""Bytes; an avenant with three signatures and their evidence has some hundred thousand."""
FOR_A_PERSON = frozenset(
    {
        CopyFault.NOT_THE_DOCUMENT,
        CopyFault.UNCONFIRMED_SIGNER,
        CopyFault.NOT_TRUSTED_TIME,
        CopyFault.REVOCATION_UNKNOWN,
    }
)
"""Faults that a careful notary would not refuse unseen: a person looks at the copy."""


class Signing(Value):
    """One signature that stands in the copy and did not stand in the document sent."""

    field: str
    signatory: str
    """The name in the certificate."""
    serial: str
    signed_at: AwareDatetime | None
    """By a timestamp that is believed; None where only the signatory says when."""
    faults: tuple[CopyFault, ...] = ()


class Verdict(Value):
    """What a copy is worth, why, and who signed."""

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    verdict: CopyVerdict
    faults: tuple[CopyFault, ...] = ()
    capacities: tuple[Capacity, ...] = ()
    """As whom it is validly signed; none where it is refused."""
    signings: tuple[Signing, ...] = ()
    report: bytes | None = None
    """ETSI TS 119 102-2 validation report (XML) on every signature that could be judged."""
    certificates: tuple[bytes, ...] = ()
    """What the signatures bring along, DER: the office may ask whether they were revoked."""
    remark: str = ""
    """For the log: what the reader of the PDF said, in its own words."""


def verdict_of(
    faults: set[CopyFault],
    capacities: set[Capacity],
    signings: tuple[Signing, ...] = (),
    report: bytes | None = None,
    remark: str = "",
) -> Verdict:
    """The verdict that follows from what was found.

    A scan or another PDF that nobody signed electronically is for a person too: it may be the
    copy on paper.
    """
    grave = faults - FOR_A_PERSON
    if CopyFault.NOT_THE_DOCUMENT in faults:
        grave -= {CopyFault.NOT_SIGNED}
    if grave:
        found = CopyVerdict.REFUSED
    elif faults:
        found = CopyVerdict.PERSON_LOOKS
    elif capacities == set(Capacity):
        found = CopyVerdict.ACCEPTED
    else:
        found = CopyVerdict.PARTLY_SIGNED
    return Verdict(
        verdict=found,
        faults=tuple(fault for fault in CopyFault if fault in faults),
        capacities=()
        if found is CopyVerdict.REFUSED
        else tuple(capacity for capacity in Capacity if capacity in capacities),
        signings=signings,
        report=report,
        remark=remark,
    )
