"""Whom the office believes: authorities, and what they revoked; nothing is fetched here."""

# pyHanko and asn1crypto come without types: what they give is named where it leaves this module.
# pyright: reportMissingTypeStubs=false, reportMissingTypeArgument=false
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from asn1crypto import crl as asn1_crl
from asn1crypto import pem
from asn1crypto import x509 as asn1_x509
from asn1crypto.ocsp import OCSPResponse
from pydantic import ConfigDict
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.policy_decl import (
    CertificateFetchingRule,
    LocalKnowledge,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.policy_decl import (
    REQUIRE_REVINFO,
    CertRevTrustPolicy,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)
from pyhanko_certvalidator.registry import SimpleTrustManager
from pyhanko_certvalidator.revinfo.archival import CRLContainer, OCSPContainer

from activities.signatures.troubles import SigningTrouble, Trouble
from domain.values import Value

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes; the largest national lists of revocations are below."""
CERTIFICATES = frozenset({".pem", ".crt", ".cer", ".der"})
LISTS = frozenset({".crl", ".pem", ".der"})


class TrustRefused(SigningTrouble):
    """A file of an authority cannot be used; the message says which one and what to do."""


class Trust(Value):
    """What the office knows of authorities, in DER."""

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    anchors: tuple[bytes, ...] = ()
    """Authorities that are believed: the roots, or what a national list names."""
    others: tuple[bytes, ...] = ()
    """Authorities below them, for signatures that do not bring them along."""
    crls: tuple[bytes, ...] = ()
    """Lists of revocations; without one for its authority nobody's certificate is accepted."""
    ocsps: tuple[bytes, ...] = ()
    """Answers of authorities' own servers about single certificates."""


def read_trust(anchors: Path | None, crls: Path | None) -> Trust:
    """The certificates of one folder and the lists of the other, PEM or DER.

    A certificate that vouches for itself is an anchor, any other one an authority below. Raises
    TrustRefused for a file that is something else.
    """
    certificates = [c for path in _files(anchors, CERTIFICATES) for c in _certificates(path)]
    own = [c for c in certificates if c.subject == c.issuer]
    return Trust(
        anchors=tuple(c.dump() for c in own),
        others=tuple(c.dump() for c in certificates if c not in own),
        crls=tuple(_crl(path).dump() for path in _files(crls, LISTS)),
    )


def validation_spec(trust: Trust) -> SignatureValidationSpec:
    """How pyHanko is to judge: by these authorities alone, with revocation known for each link."""
    return SignatureValidationSpec(
        cert_validation_policy=CertValidationPolicySpec(
            trust_manager=SimpleTrustManager.build(
                trust_roots=list(map(certificate, trust.anchors))
            ),
            revinfo_policy=CertRevTrustPolicy(
                RevocationCheckingPolicy(
                    ee_certificate_rule=RevocationCheckingRule.CRL_OR_OCSP_REQUIRED,
                    intermediate_ca_cert_rule=RevocationCheckingRule.CRL_OR_OCSP_REQUIRED,
                )
            ),
        ),
        revinfo_gathering_policy=RevocationInfoGatheringSpec(
            online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY,
            certificate_fetching_rule=CertificateFetchingRule.NEVER_FETCH,
        ),
        local_knowledge=LocalKnowledge(
            known_crls=[CRLContainer(revocations(crl)) for crl in trust.crls],
            known_certs=list(map(certificate, trust.others)),
            known_ocsps=[
                one
                for answer in trust.ocsps
                for one in OCSPContainer.load_multi(OCSPResponse.load(answer))
            ],
        ),
        key_usage_settings=KeyUsageConstraints(key_usage={"non_repudiation"}),
    )


def unasked_for_revocations(spec: SignatureValidationSpec) -> SignatureValidationSpec:
    """The same, but nobody asks whether a certificate was revoked: only whose it is."""
    never = RevocationCheckingPolicy(
        ee_certificate_rule=RevocationCheckingRule.NO_CHECK,
        intermediate_ca_cert_rule=RevocationCheckingRule.NO_CHECK,
    )
    policy = replace(spec.cert_validation_policy, revinfo_policy=CertRevTrustPolicy(never))
    return replace(spec, cert_validation_policy=policy)


def with_what_it_brings(
    spec: SignatureValidationSpec, reader: PdfFileReader
) -> SignatureValidationSpec:
    """The same, with the certificates and revocations that a copy of level B-LT carries.

    They are signed by their authorities: from whom they come does not matter.
    """
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return spec
    known = spec.local_knowledge
    crls = [stream.get_object().read_data(DecodePurpose.CRL) for stream in store.crls]
    answers = [
        OCSPResponse.load(stream.get_object().read_data(DecodePurpose.OCSP_RESPONSE))
        for stream in store.ocsps
    ]
    brought = LocalKnowledge(
        known_certs=[*known.known_certs, *store.load_certs()],
        known_crls=[*known.known_crls, *(CRLContainer(revocations(crl)) for crl in crls)],
        known_ocsps=[o for answer in answers for o in OCSPContainer.load_multi(answer)],
    )
    return replace(spec, local_knowledge=brought)


def timing_of(instant: datetime) -> ValidationTimingInfo:
    """That everything is judged as it stands at that instant."""
    return ValidationTimingInfo(
        validation_time=instant, best_signature_time=instant, point_in_time_validation=True
    )


def signing_context(trust: Trust, instant: datetime) -> ValidationContext:
    """What a signature needs to carry so that it can be judged years later."""
    return ValidationContext(
        trust_roots=list(map(certificate, trust.anchors)),
        other_certs=list(map(certificate, trust.others)),
        crls=list(trust.crls),
        ocsps=list(trust.ocsps),
        moment=instant,
        allow_fetching=False,
        revinfo_policy=CertRevTrustPolicy(REQUIRE_REVINFO),
        retroactive_revinfo=True,
    )


def only_about(trust: Trust, certificates: Iterable[asn1_x509.Certificate]) -> Trust:
    """The same, without the lists that say nothing of any of these certificates."""
    issuers = {one.issuer.hashable for one in certificates}
    kept = tuple(crl for crl in trust.crls if revocations(crl).issuer.hashable in issuers)
    return trust.model_copy(update={"crls": kept})


def certificates_of(signature: EmbeddedPdfSignature) -> list[asn1_x509.Certificate]:
    """Whose certificates a signature brings along, those of its timestamps among them."""
    found = [signature.signer_cert, *signature.other_embedded_certs]
    for token in extract_tst_data_iter(signature.signer_info, signed=False):
        stamped: Any = token
        found += [one.chosen for one in stamped["certificates"] if one.name == "certificate"]
    return found


@lru_cache(maxsize=256)
def certificate(der: bytes) -> asn1_x509.Certificate:
    """A certificate as pyHanko reads it."""
    return asn1_x509.Certificate.load(der)


@lru_cache(maxsize=64)
def revocations(der: bytes) -> asn1_crl.CertificateList:
    """A list of revocations as pyHanko reads it."""
    return asn1_crl.CertificateList.load(der)


def _files(folder: Path | None, endings: frozenset[str]) -> list[Path]:
    if folder is None:
        return []
    try:
        return sorted(p for p in folder.iterdir() if p.is_file() and p.suffix.lower() in endings)
    except OSError as error:
        raise TrustRefused(Trouble.FOLDER_UNREADABLE, path=folder, reason=error.strerror) from error


def _certificates(path: Path) -> list[asn1_x509.Certificate]:
    content = _content(path)
    try:
        ders = ders_of(content)
        found = [asn1_x509.Certificate.load(der, strict=True) for der in ders]
        for one in found:
            one.subject.hashable  # noqa: B018 - read now, so that a bad file is named
        return found
    except (ValueError, TypeError) as error:
        raise TrustRefused(Trouble.NO_CERTIFICATE, path=path) from error


def _crl(path: Path) -> asn1_crl.CertificateList:
    content = _content(path)
    try:
        found = asn1_crl.CertificateList.load(ders_of(content)[0], strict=True)
        found.issuer.hashable  # noqa: B018 - read now, so that a bad file is named
        return found
    except (ValueError, TypeError) as error:
        raise TrustRefused(Trouble.NO_LIST, path=path) from error


def ders_of(content: bytes) -> list[bytes]:
    """What a file holds, PEM or DER; raises ValueError."""
    if not pem.detect(content):
        return [content]
    several: Any = pem.unarmor(content, multiple=True)
    return [der for _, _, der in several]


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise TrustRefused(Trouble.FILE_TOO_LARGE, path=path, most=LARGEST_FILE)
        return path.read_bytes()
    except OSError as error:
        raise TrustRefused(Trouble.FILE_UNREADABLE, path=path, reason=error.strerror) from error
