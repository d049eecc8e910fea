"""What no signature covers: the bytes in which the signature itself is written.

A signature leaves out its own place in the file, and within it vouches for its signed attributes
only. Whatever stands there has one right form (RFC 5652, DER, ISO 32000-2, 12.8.1); another form
is a byte that somebody flipped, even where the mathematics do not notice.
"""

# pyHanko and asn1crypto come without types: what they give is named where it leaves this module.
# pyright: reportMissingTypeStubs=false, reportMissingTypeArgument=false
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false

import re
from collections.abc import Iterator
from typing import Any

from asn1crypto import parser
from asn1crypto import x509 as asn1_x509
from cryptography.exceptions import InvalidSignature
from pyhanko.sign.general import extract_signer_info
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator.sig_validate import DefaultSignatureValidator

NULL = b"\x05\x00"
HEX = re.compile(rb"<(?:[0-9a-f]*|[0-9A-F]*)>")


def out_of_form(signature: EmbeddedPdfSignature, content: bytes) -> str | None:
    """What is not as it has to be around a signature and inside it; None where all is."""
    byte_range: Any = signature.byte_range
    start, first, second, _ = map(int, byte_range)
    if start != 0 or HEX.fullmatch(content[first:second]) is None:
        return "the place of the signature holds something else beside it"
    written = bytes(signature.pkcs7_content)
    if written[parser.peek(written) :].strip(b"\0"):
        return "something stands behind the signature in its place"
    signed = [signature.signed_data, *extract_tst_data_iter(signature.signer_info, signed=False)]
    for one in signed:
        found = next(_of_signed_data(one), None)
        if found is not None:
            return found
    return None


def _of_signed_data(data: Any) -> Iterator[str]:
    info: Any = extract_signer_info(data)
    names_issuer = info["sid"].name == "issuer_and_serial_number"
    if info["version"].native != ("v1" if names_issuer else "v3"):
        yield "the version of the signatory's entry"
    simple = data["encap_content_info"]["content_type"].native == "data" and names_issuer
    if data["version"].native not in ({"v1"} if simple else {"v3", "v4"}):
        yield "the version of the signature"
    digests = [one["algorithm"].native for one in data["digest_algorithms"]]
    if digests != [info["digest_algorithm"]["algorithm"].native]:
        yield "the digests of the signature"
    certificates = [one.chosen for one in data["certificates"] if one.name == "certificate"]
    algorithms = [*data["digest_algorithms"], info["digest_algorithm"]]
    if not all(_has_no_parameters(one) for one in algorithms):
        yield "the digests of the signature"
    if names_issuer and not any(_is_named(info["sid"].chosen, one) for one in certificates):
        yield "the name of the signatory's authority"
    for one in certificates:
        if not _is_written_well(one) or not all(_vouched_for(one, a) for a in certificates):
            yield "a certificate beside the signature"


def _has_no_parameters(algorithm: Any) -> bool:
    """Whether a digest is named alone, or with the nothing that older programs add (RFC 5754)."""
    name = algorithm["algorithm"].dump()
    return algorithm.dump()[2:] in {name, name + NULL}


def _is_named(named: Any, one: Any) -> bool:
    """Whether this certificate is meant, letter for letter; names are else alike in any case."""
    return (
        named["issuer"].dump() == one["tbs_certificate"]["issuer"].dump()
        and named["serial_number"].native == one.serial_number
    )


def _is_written_well(one: Any) -> bool:
    """Whether what a certificate's own signature does not cover is as it has to be (RFC 5280)."""
    whole_bytes = one["signature_value"].contents[:1] == b"\0"
    return whole_bytes and (
        one["signature_algorithm"].dump() == one["tbs_certificate"]["signature"].dump()
    )


def _vouched_for(one: asn1_x509.Certificate, above: asn1_x509.Certificate) -> bool:
    """Whether a certificate that says that `above` issued it was signed by that one's key."""
    if one.issuer != above.subject:
        return True
    said: Any = one
    try:
        DefaultSignatureValidator().validate_signature(
            signature=bytes(said["signature_value"].native),
            signed_data=said["tbs_certificate"].dump(),
            public_key_info=above.public_key,
            signature_algorithm=said["signature_algorithm"],
        )
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True
