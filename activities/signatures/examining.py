"""The verdict on a copy that came back, as a careful notary would give it.

A pure function of what was sent, what came back, whom the office believes, who holds the mandate,
and the instant. It never raises: what cannot be read is refused.
"""

# pyHanko and asn1crypto come without types: what they give is named where it leaves this module.
# pyright: reportMissingTypeStubs=false, reportMissingTypeArgument=false
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false

from datetime import datetime

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESPassed
from pyhanko.sign.validation.ades import ades_timestamp_validation
from pyhanko.sign.validation.policy_decl import SignatureValidationSpec

from activities.signatures.holding import Held, fault_of, judged_or_broken, uncovered
from activities.signatures.instants import run
from activities.signatures.mandates import NetworkMandates
from activities.signatures.report import report_of
from activities.signatures.revisions import (
    NotASignature,
    SignedField,
    altering_revisions,
    ends_with_its_last_revision,
    open_pdf,
    signed_fields,
)
from activities.signatures.sealing import SignatureField
from activities.signatures.seams import out_of_form
from activities.signatures.trust import (
    Trust,
    certificates_of,
    timing_of,
    validation_spec,
    with_what_it_brings,
)
from activities.signatures.verdicts import (
    FOR_A_PERSON,
    LARGEST_COPY,
    Signing,
    Verdict,
    verdict_of,
)
from domain.facts import Capacity, CopyFault

HEADER_WITHIN = 1024
"""A PDF says that it is one within its first bytes (ISO 32000-1, annex H)."""
MOST_BROUGHT = 64
"""Certificates of a copy that are told on; three signatures with timestamps bring a dozen."""
CAPACITIES = {
    SignatureField.B4: Capacity.B4,
    SignatureField.INVOICING: Capacity.INVOICING,
}


def examine(
    sent: bytes, copy: bytes, trust: Trust, mandates: NetworkMandates, instant: datetime
) -> Verdict:
    """What the copy is worth; see the module."""
    if len(copy) > LARGEST_COPY:
        return verdict_of({CopyFault.TOO_LARGE}, set())
    if b"%PDF-" not in copy[:HEADER_WITHIN]:
        return verdict_of({CopyFault.NOT_A_PDF}, set())
    try:
        return run(_examine(sent, copy, trust, mandates, instant))
    except NotASignature as broken:
        return verdict_of({CopyFault.NOT_INTACT}, set(), remark=str(broken))
    except Exception as trouble:  # noqa: BLE001 - hostile bytes break a reader in any way
        return verdict_of(
            {CopyFault.UNREADABLE}, set(), remark=f"{type(trouble).__name__}: {trouble}"
        )


async def _examine(
    sent: bytes, copy: bytes, trust: Trust, mandates: NetworkMandates, instant: datetime
) -> Verdict:
    spec = validation_spec(trust)
    if not copy.startswith(sent):
        return await _another_document(copy, spec, instant)
    before, after = open_pdf(sent), open_pdf(copy)
    spec = with_what_it_brings(spec, after)
    fields = signed_fields(before, after)
    faults = changes(before, after, fields)
    if not ends_with_its_last_revision(after, copy):
        faults.add(CopyFault.CHANGED_AFTER_SIGNING)
    capacities: set[Capacity] = set()
    signings: list[Signing] = []
    judged: list[tuple[SignedField, Held]] = []
    for one in fields:
        if one.is_timestamp:
            faults |= await timestamp_faults(one, copy, spec, instant)
            continue
        held = await judged_or_broken(one.signature, copy, spec, instant)
        capacity = capacity_of(one)
        held.faults |= field_faults(one, capacity, held, mandates)
        faults |= held.faults
        judged.append((one, held))
        signings.append(signing_of(one, held))
        if capacity is not None and held.faults <= FOR_A_PERSON:
            capacities.add(capacity)
    if not signings:
        faults.add(CopyFault.NOT_SIGNED)
    found = verdict_of(faults, capacities, tuple(signings), report_on(judged))
    return found.model_copy(update={"certificates": brought_along(fields)})


async def _another_document(
    copy: bytes, spec: SignatureValidationSpec, instant: datetime
) -> Verdict:
    """Of another PDF, or of the same one saved anew: whether its last signature is worth a look."""
    faults = {CopyFault.NOT_THE_DOCUMENT}
    reader = open_pdf(copy, strict=False)
    spec = with_what_it_brings(spec, reader)
    fields = [one for one in signed_fields(None, reader) if not one.is_timestamp]
    if not fields:
        return verdict_of(faults | {CopyFault.NOT_SIGNED}, set())
    last = fields[-1]
    held = await judged_or_broken(last.signature, copy, spec, instant)
    found = verdict_of(
        faults | held.faults, set(), (signing_of(last, held),), report_on([(last, held)])
    )
    return found.model_copy(update={"certificates": brought_along([last])})


def brought_along(fields: list[SignedField]) -> tuple[bytes, ...]:
    """The certificates of these signatures and of their timestamps; none of what breaks."""
    found: dict[bytes, None] = {}
    for one in fields:
        try:
            found.update(dict.fromkeys(c.dump() for c in certificates_of(one.signature)))
        except Exception:  # noqa: BLE001, S112 - hostile bytes break a reader in any way
            continue
    return tuple(found)[:MOST_BROUGHT]


def changes(
    before: PdfFileReader, after: PdfFileReader, fields: list[SignedField]
) -> set[CopyFault]:
    """What happened to the document since it was sent, apart from signing."""
    faults: set[CopyFault] = set()
    last_signed = max(
        (one.signature.signed_revision for one in fields if not one.is_timestamp), default=-1
    )
    for revision, _ in altering_revisions(before, after):
        signed_over = revision <= last_signed
        faults.add(
            CopyFault.CHANGED_BEFORE_SIGNING if signed_over else CopyFault.CHANGED_AFTER_SIGNING
        )
    return faults


def capacity_of(one: SignedField) -> Capacity | None:
    """As whom somebody signs in this field; None for a field that is nobody's of the network."""
    if not one.placed or one.name not in CAPACITIES:
        return None
    return CAPACITIES[SignatureField(one.name)]


def field_faults(
    one: SignedField, capacity: Capacity | None, held: Held, mandates: NetworkMandates
) -> set[CopyFault]:
    """Whether the field was placed, and whether this person may sign in it."""
    if not one.placed:
        return {CopyFault.FIELD_NOT_PLACED}
    if capacity is None:
        # Nobody of a network signs for the Committee.
        return {CopyFault.WRONG_SIGNER}
    fault = mandates.fault(capacity, held.signatory)
    return set() if fault is None else {fault}


async def timestamp_faults(
    one: SignedField, copy: bytes, spec: SignatureValidationSpec, instant: datetime
) -> set[CopyFault]:
    """What is wrong with a timestamp over the document; it may stand in a field of its own."""
    if one.placed or one.visible:
        return {CopyFault.FIELD_NOT_PLACED}
    faults = uncovered(one.signature)
    if out_of_form(one.signature, copy) is not None:
        faults.add(CopyFault.NOT_INTACT)
    result = await ades_timestamp_validation(
        one.signature.signed_data,
        spec,
        one.signature.compute_digest,
        timing_info=timing_of(instant),
    )
    if result.ades_subindic is not AdESPassed.OK:
        fault = fault_of(result.ades_subindic)
        intact = fault is not CopyFault.NOT_INTACT
        faults.add(CopyFault.NOT_TRUSTED_TIME if intact else fault)
    return faults


def signing_of(one: SignedField, held: Held) -> Signing:
    """One signature, for whoever reads the verdict."""
    names = held.signatory.names
    return Signing(
        field=one.name,
        signatory=names[0] if names else "",
        serial=held.signatory.serial,
        signed_at=held.signed_at,
        faults=tuple(fault for fault in CopyFault if fault in held.faults),
    )


def report_on(judged: list[tuple[SignedField, Held]]) -> bytes | None:
    """The report on what was judged; a report that cannot be made is no reason to stop."""
    try:
        return report_of(
            [(one.signature, held.result) for one, held in judged if held.result is not None]
        )
    except (ValueError, KeyError, TypeError, AssertionError, NotImplementedError):
        return None
