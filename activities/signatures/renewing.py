"""Proof that lasts: the signed copy gets another timestamp before the last one's ends.

Keys grow weak and certificates end. As long as each timestamp is covered by a younger one that was
made while the older one still held, the signatures can be judged as of the day they were made
(PAdES B-LTA, ETSI EN 319 142-1; EN 319 102-1, 5.6).
"""

# pyHanko and asn1crypto come without types: what they give is named where it leaves this module.
# pyright: reportMissingTypeStubs=false, reportMissingTypeArgument=false
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false

from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO
from typing import NamedTuple

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESPassed
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_signer import PdfTimeStamper, TimestampDSSContentSettings
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation.ades import ades_timestamp_validation
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import TimestampSignatureStatus
from pyhanko_certvalidator import CertificateValidator
from pyhanko_certvalidator.errors import PathBuildingError, PathValidationError

from activities.signatures.holding import uncovered, validated
from activities.signatures.instants import run
from activities.signatures.sealing import SEAL_FIELD
from activities.signatures.troubles import SigningTrouble, Trouble
from activities.signatures.trust import (
    Trust,
    certificates_of,
    only_about,
    signing_context,
    timing_of,
    validation_spec,
    with_what_it_brings,
)
from domain.state import NetworkAvenant
from domain.values import network_convention
from journal.errors import EvidenceDamaged, EvidenceErased
from journal.opening import Store
from journal.streams import load_convention


class CannotRenew(SigningTrouble):
    """A signed copy cannot be renewed; the message says why and what to do."""


class Due(NamedTuple):
    """A signed copy whose last timestamp ends soon, or that bears none that can be read."""

    avenant: str
    convention: str
    party: str
    evidence: str
    ends_at: datetime | None


def copies_due(store: Store, now: datetime, within: timedelta) -> Iterator[Due]:
    """Every countersigned copy whose last timestamp's certificate ends within that time.

    One without a timestamp is always due: nothing but a person can make its proof last. What was
    erased is left alone.
    """
    for network in store.registers.networks():
        convention = network_convention(network.id)
        loaded = load_convention(store.journal, convention)
        if loaded is None:
            continue
        for avenant in loaded.avenants:
            if not isinstance(avenant, NetworkAvenant) or avenant.signed_copy is None:
                continue
            try:
                ends_at = proof_ends_at(store.evidence.get(avenant.signed_copy))
            except EvidenceErased:
                continue
            except (EvidenceDamaged, PdfError):
                ends_at = None
            if ends_at is None or ends_at <= now + within:
                yield Due(avenant.id, convention, loaded.party, avenant.signed_copy, ends_at)


def proof_ends_at(copy: bytes) -> datetime | None:
    """When the certificate of the last timestamp over the copy ends; None where there is none."""
    last = last_timestamp(PdfFileReader(BytesIO(copy)))
    return None if last is None else last.signer_cert.not_valid_after


def renewed(copy: bytes, timestamps: TimeStamper, trust: Trust, instant: datetime) -> bytes:
    """The copy with another timestamp behind it, and what proves that the last one still holds.

    Raises CannotRenew where it no longer does: then what it proved is lost.
    """
    try:
        return run(_renewed(copy, timestamps, trust, instant))
    except (SigningError, PdfError, PathBuildingError, PathValidationError) as error:
        raise CannotRenew(Trouble.NOT_RENEWED, reason=error) from error
    except OSError as error:
        raise CannotRenew(Trouble.TIMESTAMPS_AWAY, reason=error) from error


async def _renewed(copy: bytes, timestamps: TimeStamper, trust: Trust, instant: datetime) -> bytes:
    last = last_timestamp(PdfFileReader(BytesIO(copy)))
    if last is None:
        raise CannotRenew(Trouble.NOT_TIMESTAMPED)
    await timestamps.async_dummy_response("sha256")
    # A younger list of the signatories' own authority would only blur as of when they are judged.
    about = [*certificates_of(last), *timestamps.cert_registry]
    context = signing_context(only_about(trust, about), instant)
    path = await CertificateValidator(
        last.signer_cert,
        intermediate_certs=last.other_embedded_certs,
        validation_context=context,
    ).async_validate_usage(set(), extended_key_usage={"time_stamping"})
    writer = IncrementalPdfFileWriter(BytesIO(copy))
    DocumentSecurityStore.supply_dss_in_writer(
        writer, None, paths=(path,), validation_context=context
    )
    out = BytesIO()
    await PdfTimeStamper(timestamps).async_timestamp_pdf(
        writer,
        "sha256",
        context,
        output=out,
        dss_settings=TimestampDSSContentSettings(include_vri=False, update_before_ts=True),
    )
    return out.getvalue()


def last_timestamp(reader: PdfFileReader) -> EmbeddedPdfSignature | None:
    """The youngest timestamp over the document."""
    found = reader.embedded_timestamp_signatures
    return found[-1] if found else None


def lasting(copy: bytes, trust: Trust, instant: datetime) -> dict[str, bool]:
    """Of each signature, by its field, whether it can still be proved at that instant.

    Each timestamp is judged as of the younger one that covers it, the youngest as of the instant,
    each signature as of the oldest timestamp over it (EN 319 102-1, 5.6), by the lists of then
    that the copy carries. INAMI's seal, which only keeps the text as it was, is left out.
    """
    return run(_lasting(PdfFileReader(BytesIO(copy)), trust, instant))


async def _lasting(reader: PdfFileReader, trust: Trust, instant: datetime) -> dict[str, bool]:
    spec = with_what_it_brings(validation_spec(trust), reader)
    signatures = [s for s in reader.embedded_regular_signatures if s.field_name != SEAL_FIELD]
    proved: list[tuple[int, datetime]] = []
    moment = instant
    for stamp in reversed(reader.embedded_timestamp_signatures):
        result = await ades_timestamp_validation(
            stamp.signed_data, spec, stamp.compute_digest, timing_info=timing_of(moment)
        )
        status = result.api_status
        holds = result.ades_subindic is AdESPassed.OK and not uncovered(stamp)
        if not holds or not isinstance(status, TimestampSignatureStatus):
            return {signature.field_name: False for signature in signatures}
        moment = status.timestamp
        proved.append((stamp.signed_revision, moment))
    found: dict[str, bool] = {}
    for signature in signatures:
        over = [at for revision, at in proved if revision > signature.signed_revision]
        then = await validated(signature, spec, min(over, default=instant), with_time=False)
        found[signature.field_name] = then.ades_subindic is AdESPassed.OK and not uncovered(
            signature
        )
    return found
