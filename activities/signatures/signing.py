"""One signature in one field that was placed, at one of the four levels of PAdES."""

# pyHanko and asn1crypto come without types: what they give is named where it leaves this module.
# pyright: reportMissingTypeStubs=false, reportMissingTypeArgument=false
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from io import BytesIO

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import Signer
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers.pdf_signer import DSSContentSettings, PdfSignatureMetadata
from pyhanko.sign.timestamps import TimeStamper

from activities.signatures.instants import SignerAt, run
from activities.signatures.trust import Trust, signing_context


class Level(StrEnum):
    """What a signature carries (ETSI EN 319 142-1): each level holds what the one before does."""

    B = "B-B"
    """The signature alone."""
    T = "B-T"
    """A timestamp."""
    LT = "B-LT"
    """All certificates and revocations by which it can be judged."""
    LTA = "B-LTA"
    """A timestamp over all of it, to be renewed before its certificate ends."""


@dataclass(frozen=True)
class Means:
    """With what somebody signs, and when."""

    signer: Signer
    instant: datetime
    level: Level = Level.T
    timestamps: TimeStamper | None = None
    """Needed above B-B."""
    trust: Trust | None = None
    """Needed above B-T."""


def sign_in(pdf: bytes, field: str, means: Means, *, placed: bool = True) -> bytes:
    """The document with a signature in that field, behind the bytes that were given.

    Unless `placed`, the field is made where it is missing. Raises pyHanko's SigningError where the
    field is filled or missing, and where a certificate does not hold at that instant.
    """
    long_term = means.level in (Level.LT, Level.LTA)
    context = None
    if long_term and means.trust is not None:
        context = signing_context(means.trust, means.instant)
    signing = SignerAt(
        PdfSignatureMetadata(
            field_name=field,
            subfilter=SigSeedSubFilter.PADES,
            md_algorithm="sha256",
            embed_validation_info=long_term,
            use_pades_lta=means.level is Level.LTA,
            validation_context=context,
            # Without the index of old, nothing is appended behind the last timestamp.
            dss_settings=DSSContentSettings(include_vri=False),
        ),
        signer=means.signer,
        timestamper=None if means.level is Level.B else means.timestamps,
    )
    signing.instant = means.instant
    out = BytesIO()
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    run(signing.async_sign_pdf(writer, existing_fields_only=placed, output=out))
    return out.getvalue()
