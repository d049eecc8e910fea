"""Timestamps by an authority (RFC 3161): that a checkpoint existed when the authority says."""

# pyHanko and asn1crypto come without types: what they give is named where it leaves this module.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false

import asyncio
from hashlib import sha256
from pathlib import Path
from typing import Any

from asn1crypto import cms, pem, tsp, x509
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko_certvalidator import ValidationContext

from audit.seals.chain import TokenCheck
from audit.seals.refusals import SealsRefused

Certificates = tuple[x509.Certificate, ...]
"""Of authorities whose timestamps count."""


async def stamp(content: bytes, authority: TimeStamper) -> bytes:
    """The authority's token over these bytes, in DER; raises SealsRefused if it gives none."""
    try:
        token: Any = await authority.async_timestamp(sha256(content).digest(), "sha256")
    except (TimestampRequestError, OSError, ValueError) as error:
        raise SealsRefused(
            f"The timestamping authority gave no timestamp ({error}): the checkpoint stands "
            "without one, and it is asked again by the next run."
        ) from error
    given: bytes = token.dump()
    return given


def authorities(file: Path) -> Certificates:
    """The certificates in a PEM or DER file; raises SealsRefused."""
    try:
        content = file.read_bytes()
        armoured: Any = pem.unarmor(content, multiple=True) if pem.detect(content) else None
        ders = [content] if armoured is None else [der for _, _, der in armoured]
        return tuple(x509.Certificate.load(der, strict=True) for der in ders)
    except (OSError, ValueError) as error:
        raise SealsRefused(
            f"{file} holds no certificates ({error}): name a PEM file with those of the "
            "timestamping authority."
        ) from error


def token_check(trusted: Certificates) -> TokenCheck:
    """How a token is checked; without certificates to trust, only that it is whole and fits."""

    def check(content: bytes, token: bytes) -> str | None:
        return asyncio.run(why_not(content, token, trusted))

    return check


async def why_not(content: bytes, token: bytes, trusted: Certificates) -> str | None:
    """Why a token does not prove that these bytes existed; None where it does."""
    try:
        return await _why_not(content, token, trusted)
    except (SignatureValidationError, ValueError, TypeError, KeyError) as error:
        return f"it cannot be read: {error}"


async def _why_not(content: bytes, token: bytes, trusted: Certificates) -> str | None:
    signed: Any = cms.ContentInfo.load(token, strict=True)["content"]
    info: Any = signed["encap_content_info"]["content"].parsed
    if not isinstance(info, tsp.TSTInfo):
        return "it is no timestamp"
    context = ValidationContext(
        trust_roots=list(trusted), moment=info["gen_time"].native, allow_fetching=False
    )
    status = await validate_tst_signed_data(signed, context, lambda _: sha256(content).digest())
    if not status["intact"]:
        return "it is over other bytes"
    if not status["valid"]:
        return "its signature does not hold"
    if trusted and status["trust_problem_indic"] is not None:
        return "its authority is none that is trusted"
    return None
