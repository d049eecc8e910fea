"""Whether one signature holds: its bytes, its certificate, its authority, its time."""

# pyHanko and asn1crypto come without types: what they give is named where it leaves this module.
# pyright: reportMissingTypeStubs=false, reportMissingTypeArgument=false
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from asn1crypto import x509 as asn1_x509
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate, AdESPassed, AdESSubIndic
from pyhanko.sign.validation.ades import (
    AdESBasicValidationResult,
    ades_basic_validation,
    ades_timestamp_validation,
    ades_with_time_validation,
)
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter, message_imprint_checker
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.policy_decl import SignatureValidationSpec
from pyhanko.sign.validation.status import (
    PdfSignatureStatus,
    SignatureCoverageLevel,
    TimestampSignatureStatus,
)

from activities.signatures.mandates import Signatory
from activities.signatures.seams import out_of_form
from activities.signatures.trust import timing_of, unasked_for_revocations
from domain.facts import CopyFault

FAULTS: dict[AdESSubIndic, CopyFault] = {
    AdESFailure.FORMAT_FAILURE: CopyFault.NOT_INTACT,
    AdESFailure.HASH_FAILURE: CopyFault.NOT_INTACT,
    AdESFailure.SIG_CRYPTO_FAILURE: CopyFault.NOT_INTACT,
    AdESFailure.REVOKED: CopyFault.REVOKED,
    AdESFailure.NOT_YET_VALID: CopyFault.NOT_TRUSTED_TIME,
    AdESIndeterminate.REVOKED_NO_POE: CopyFault.REVOKED,
    AdESIndeterminate.REVOKED_CA_NO_POE: CopyFault.REVOKED,
    AdESIndeterminate.TRY_LATER: CopyFault.REVOCATION_UNKNOWN,
    AdESIndeterminate.REVOCATION_OUT_OF_BOUNDS_NO_POE: CopyFault.REVOCATION_UNKNOWN,
    AdESIndeterminate.OUT_OF_BOUNDS_NO_POE: CopyFault.NOT_TRUSTED_TIME,
    AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED: CopyFault.NOT_TRUSTED_TIME,
    AdESIndeterminate.EXPIRED: CopyFault.NOT_TRUSTED_TIME,
    AdESIndeterminate.NOT_YET_VALID: CopyFault.NOT_TRUSTED_TIME,
    AdESIndeterminate.TIMESTAMP_ORDER_FAILURE: CopyFault.NOT_TRUSTED_TIME,
    AdESIndeterminate.SIG_CONSTRAINTS_FAILURE: CopyFault.NOT_FOR_SIGNING,
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE: CopyFault.NOT_INTACT,
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE: CopyFault.NOT_INTACT,
}
"""What each indication of ETSI EN 319 102-1 comes to; any other is an authority not believed."""


@dataclass
class Held:
    """What was found of one signature."""

    signatory: Signatory
    signed_at: datetime | None = None
    faults: set[CopyFault] = field(default_factory=set[CopyFault])
    result: AdESBasicValidationResult | None = None
    """For the report; None where there is none to make."""


async def judged_or_broken(
    signature: EmbeddedPdfSignature,
    content: bytes,
    spec: SignatureValidationSpec,
    instant: datetime,
) -> Held:
    """As `judge`; a signature over which the mathematics stumble is not intact."""
    try:
        return await judge(signature, content, spec, instant)
    except Exception:  # noqa: BLE001 - hostile bytes break a reader in any way
        return Held(Signatory(names=(), serial=""), faults={CopyFault.NOT_INTACT})


async def judge(
    signature: EmbeddedPdfSignature,
    content: bytes,
    spec: SignatureValidationSpec,
    instant: datetime,
) -> Held:
    """What a signature in the copy with that content is worth at that instant."""
    certificate = signature.signer_cert
    held = Held(signatory_of(certificate))
    if out_of_form(signature, content) is not None:
        held.faults.add(CopyFault.NOT_INTACT)
    held.faults |= uncovered(signature)
    if not for_signing(certificate):
        held.faults.add(CopyFault.NOT_FOR_SIGNING)
    held.signed_at = await trusted_time(signature, spec, instant)
    basic = await validated(signature, spec, instant, with_time=False)
    held.result = basic
    if held.signed_at is None:
        held.faults.add(CopyFault.NOT_TRUSTED_TIME)
    else:
        held.result = await validated(signature, spec, instant, with_time=True)
    if basic.ades_subindic is AdESPassed.OK:
        return held
    if held.signed_at is not None and await held_then(signature, spec, held.signed_at, basic):
        return held
    fault = fault_of(basic.ades_subindic)
    if fault is CopyFault.UNKNOWN_AUTHORITY:
        lenient = unasked_for_revocations(spec)
        chained = await validated(signature, lenient, instant, with_time=False)
        if chained.ades_subindic is AdESPassed.OK:
            fault = CopyFault.REVOCATION_UNKNOWN
    held.faults.add(fault)
    return held


def uncovered(signature: EmbeddedPdfSignature) -> set[CopyFault]:
    """What is wrong with that to which the signature applies, and with what came after it."""
    signature.compute_integrity_info()
    found: set[CopyFault] = set()
    coverage = signature.coverage
    if coverage is None or coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        found.add(CopyFault.NOT_INTACT)
    elif signature.summarise_integrity_info()["docmdp_ok"] is not True:
        found.add(CopyFault.CHANGED_AFTER_SIGNING)
    return found


async def validated(
    signature: EmbeddedPdfSignature,
    spec: SignatureValidationSpec,
    moment: datetime,
    *,
    with_time: bool,
) -> AdESBasicValidationResult:
    """What pyHanko says of a signature at a moment, its own timestamps considered or not."""
    digest, timing = signature.compute_digest(), timing_of(moment)
    if not with_time:
        return await ades_basic_validation(
            signature.signed_data, spec, timing_info=timing, raw_digest=digest
        )
    return await ades_with_time_validation(
        signature.signed_data,
        spec,
        timing_info=timing,
        raw_digest=digest,
        extra_status_kwargs=signature.summarise_integrity_info(),
        status_cls=PdfSignatureStatus,
    )


async def trusted_time(
    signature: EmbeddedPdfSignature, spec: SignatureValidationSpec, instant: datetime
) -> datetime | None:
    """When the signature existed at the latest, by a timestamp within it that is believed."""
    for token in extract_tst_data_iter(signature.signer_info, signed=False):
        result = await ades_timestamp_validation(
            token,
            spec,
            message_imprint_checker(signature.signer_info),
            timing_info=timing_of(instant),
        )
        status = result.api_status
        if result.ades_subindic is AdESPassed.OK and isinstance(status, TimestampSignatureStatus):
            return status.timestamp if status.timestamp <= instant else None
    return None


async def held_then(
    signature: EmbeddedPdfSignature,
    spec: SignatureValidationSpec,
    signed_at: datetime,
    now: AdESBasicValidationResult,
) -> bool:
    """Whether it held at the trusted time, although the certificate was given up or ended since."""
    match now.ades_subindic:
        case AdESIndeterminate.REVOKED_NO_POE:
            status = now.api_status
            revocation = None if status is None else status.revocation_details
            return revocation is not None and signed_at < revocation.revocation_date
        case AdESIndeterminate.OUT_OF_BOUNDS_NO_POE | AdESIndeterminate.TRY_LATER:
            then = await validated(signature, spec, signed_at, with_time=False)
            return then.ades_subindic is AdESPassed.OK
        case _:
            return False


def fault_of(indication: AdESSubIndic) -> CopyFault:
    """What an indication other than passed comes to."""
    return FAULTS.get(indication, CopyFault.UNKNOWN_AUTHORITY)


def for_signing(certificate: asn1_x509.Certificate) -> bool:
    """Whether the certificate says that its key is for what one stands by (non-repudiation)."""
    usage = certificate.key_usage_value
    return usage is not None and "non_repudiation" in usage.native


def signatory_of(certificate: asn1_x509.Certificate) -> Signatory:
    """Who it is, by every way in which the certificate writes the name."""
    said: dict[str, Any] = dict(certificate.subject.native)
    common, given, surname = (said.get(key) for key in ("common_name", "given_name", "surname"))
    names = [common] if isinstance(common, str) else []
    if isinstance(given, str) and isinstance(surname, str):
        names += [f"{given} {surname}", f"{surname} {given}"]
    return Signatory(names=tuple(names), serial=f"{certificate.serial_number:x}")
