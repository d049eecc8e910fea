"""The Committee's signature on the copy that the network signed: PAdES B-LTA, made to last."""

# pyHanko and asn1crypto come without types: what they give is named where it leaves this module.
# pyright: reportMissingTypeStubs=false, reportMissingTypeArgument=false
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import Signer
from pyhanko.sign.general import SigningError
from pyhanko.sign.timestamps import TimeStamper
from pyhanko_certvalidator.errors import PathBuildingError, PathValidationError

from activities.signatures.apart import examine_apart
from activities.signatures.instants import run
from activities.signatures.keys import KeySource, signer_of
from activities.signatures.mandates import NetworkMandates
from activities.signatures.sealing import SignatureField
from activities.signatures.signing import Level, Means, sign_in
from activities.signatures.troubles import SigningTrouble, Trouble
from activities.signatures.trust import Trust, certificates_of, only_about
from domain.facts import Capacity, CopyFault, CopyVerdict
from domain.signing import registration_of
from domain.state import Convention, NetworkAvenant
from journal.opening import Store


class CannotCountersign(SigningTrouble):
    """The copy cannot be signed for the Committee; the message says why and what to do."""


@dataclass(frozen=True)
class Committee:
    """With what the leading official signs for the Insurance Committee."""

    key: KeySource
    timestamps: TimeStamper
    trust: Trust


def copy_to_countersign(convention: Convention, avenant: NetworkAvenant) -> str:
    """The evidence address of the one copy that both directors signed; raises CannotCountersign.

    Signatures on two copies sign the avenant, but cannot be countersigned in one. A copy whose
    registration was taken back is none.
    """
    retracted = {line.id for line in convention.registrations if line.retracted}
    attested = {s.evidence for s in avenant.signatures if set(s.capacities) == set(Capacity)}
    whole = [
        c
        for c in avenant.copies
        if c.evidence in attested
        or (c.verdict is CopyVerdict.ACCEPTED and registration_of(c.id, c.verdict) not in retracted)
    ]
    if not whole:
        raise CannotCountersign(Trouble.NO_WHOLE_COPY, avenant=avenant.id)
    return whole[-1].evidence


def countersigned(copy: bytes, committee: Committee, instant: datetime) -> bytes:
    """The copy with the Committee's signature, its proofs, and a timestamp over everything.

    Raises CannotCountersign, and KeyRefused for a key that cannot be used.
    """
    try:
        with signer_of(committee.key) as signer:
            trust = about_all(copy, signer, committee)
            means = Means(signer, instant, Level.LTA, committee.timestamps, trust)
            return sign_in(copy, SignatureField.COMMITTEE.value, means)
    except (SigningError, PdfError, PathBuildingError, PathValidationError) as error:
        raise CannotCountersign(Trouble.NOT_SIGNED, reason=error) from error
    except OSError as error:
        raise CannotCountersign(Trouble.TIMESTAMPS_AWAY, reason=error) from error


def about_all(copy: bytes, signer: Signer, committee: Committee) -> Trust:
    """The lists by which everybody who signed the copy can be judged years later."""
    run(committee.timestamps.async_dummy_response("sha256"))
    certificates = [
        one
        for signature in PdfFileReader(BytesIO(copy)).embedded_regular_signatures
        for one in certificates_of(signature)
    ]
    if signer.signing_cert is not None:
        certificates.append(signer.signing_cert)
    certificates += [*signer.cert_registry, *committee.timestamps.cert_registry]
    return only_about(committee.trust, certificates)


def must_be_countersigned(copy: bytes, brought: bytes, committee: Trust, instant: datetime) -> None:
    """A copy that was countersigned elsewhere is what it has to be, or CannotCountersign is raised.

    It must begin with the very copy that the network signed, and nothing may have happened to it
    but that one signature in the Committee's field. Raises CannotCountersign.
    """
    verdict = examine_apart(copy, brought, committee, NetworkMandates(), instant)
    signed = [one for one in verdict.signings if one.field == SignatureField.COMMITTEE.value]
    # Whose name stands in the Committee's field is for the person who brings it.
    faults = set(verdict.faults) - {CopyFault.WRONG_SIGNER}
    if faults or len(verdict.signings) != 1 or not signed:
        said = ", ".join(fault.value for fault in verdict.faults) or "not_signed"
        raise CannotCountersign(Trouble.NOT_THE_COPY, faults=said)


def copy_on_file(store: Store, convention: Convention, avenant: NetworkAvenant) -> bytes:
    """The bytes of the copy that waits for the Committee; raises CannotCountersign."""
    return store.evidence.get(copy_to_countersign(convention, avenant))
