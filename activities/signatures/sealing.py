"""The three signature fields of a network avenant, and INAMI's seal over it, before it leaves."""

# pyHanko and asn1crypto come without types: what they give is named where it leaves this module.
# pyright: reportMissingTypeStubs=false, reportMissingTypeArgument=false
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum
from io import BytesIO

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import Signer
from pyhanko.sign.fields import (
    MDPPerm,
    SigFieldSpec,
    SigSeedSubFilter,
    append_signature_field,
    ensure_sig_flags,
)
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata

from activities.signatures.instants import SignerAt, run
from activities.signatures.keys import SecretsOfKeys, key_source, signer_of
from activities.signatures.tagging import tag_fields
from domain.values import Language

Seal = Callable[[bytes, Language], bytes]
"""Makes the bytes of a network avenant ready to leave; twice the same is twice another file."""


class SignatureField(StrEnum):
    """The fields that are placed before sending; nobody signs in any other."""

    B4 = "B4"
    INVOICING = "INVOICING"
    COMMITTEE = "COMMITTEE"


SEAL_FIELD = "INAMI"
"""The invisible field of the seal."""

Box = tuple[int, int, int, int]

BOXES: dict[SignatureField, Box] = {
    SignatureField.B4: (57, 60, 207, 130),
    SignatureField.INVOICING: (222, 60, 372, 130),
    SignatureField.COMMITTEE: (387, 60, 537, 130),
}
"""On the last page, A4, in points from its lower left corner: what the template leaves free."""

TOOLTIPS: dict[Language, dict[SignatureField, str]] = {
    Language.FR: {
        SignatureField.B4: "Signature du directeur de l'hôpital titulaire du contrat B4",
        SignatureField.INVOICING: "Signature du directeur de l'hôpital qui facture",
        SignatureField.COMMITTEE: "Signature pour le Comité de l'assurance",
    },
    Language.NL: {
        SignatureField.B4: "Handtekening van de directeur van het ziekenhuis met het B4-contract",
        SignatureField.INVOICING: "Handtekening van de directeur van het factuurziekenhuis",
        SignatureField.COMMITTEE: "Handtekening voor het Verzekeringscomité",
    },
    Language.DE: {
        SignatureField.B4: "Unterschrift des Direktors des Krankenhauses mit dem B4-Vertrag",
        SignatureField.INVOICING: "Unterschrift des Direktors des abrechnenden Krankenhauses",
        SignatureField.COMMITTEE: "Unterschrift für den Versicherungsausschuss",
    },
    Language.EN: {
        SignatureField.B4: "Signature of the director of the hospital with the B4 contract",
        SignatureField.INVOICING: "Signature of the director of the hospital that invoices",
        SignatureField.COMMITTEE: "Signature for the Insurance Committee",
    },
}
"""What a reader's program says aloud of a field that is still empty (PDF/UA-1, 7.18.1)."""


SEALS: dict[Language, str] = {
    Language.FR: "Cachet électronique de l'INAMI",
    Language.NL: "Elektronisch zegel van het RIZIV",
    Language.DE: "Elektronisches Siegel des LIKIV",
    Language.EN: "Electronic seal of INAMI",
}
"""The same for the seal, which nobody sees."""


def make_seal(settings: SecretsOfKeys, now: Callable[[], datetime]) -> Seal:
    """What makes a network avenant ready to leave: its fields, and the seal where a key is set.

    `now` is the engine's clock. Raises KeyRefused at once for a key that cannot be used, and when
    called for one that no longer can.
    """
    if settings.seal_key is None:
        return place_fields
    source = key_source(settings.seal_key, settings.seal_password)
    with signer_of(source):
        pass

    def seal(pdf: bytes, language: Language) -> bytes:
        with signer_of(source) as signer:
            return seal_with(signer, pdf, language, now())

    return seal


def place_fields(pdf: bytes, language: Language) -> bytes:
    """The document with the three fields in which it may be signed, still empty."""
    writer = _with_fields(pdf, _places(language))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def seal_with(signer: Signer, pdf: bytes, language: Language, instant: datetime) -> bytes:
    """The document with its three fields, sealed so that only signing is left (DocMDP level 2)."""
    sealing = SignerAt(
        PdfSignatureMetadata(
            field_name=SEAL_FIELD,
            certify=True,
            docmdp_permissions=MDPPerm.FILL_FORMS,
            subfilter=SigSeedSubFilter.PADES,
            md_algorithm="sha256",
        ),
        signer=signer,
    )
    sealing.instant = instant
    # Beside the others, so that it has its place in the structure like them.
    seal = SigFieldSpec(SEAL_FIELD, on_page=-1, readable_field_name=SEALS[language])
    out = BytesIO()
    run(sealing.async_sign_pdf(_with_fields(pdf, [*_places(language), seal]), output=out))
    return out.getvalue()


def _places(language: Language) -> list[SigFieldSpec]:
    return [
        SigFieldSpec(
            sig_field_name=field.value,
            on_page=-1,
            box=box,
            readable_field_name=TOOLTIPS[language][field],
        )
        for field, box in BOXES.items()
    ]


def _with_fields(pdf: bytes, fields: Sequence[SigFieldSpec]) -> IncrementalPdfFileWriter:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    for field in fields:
        append_signature_field(writer, field)
    tag_fields(writer)
    # Programs are told to append only; they would else set this with the first signature.
    ensure_sig_flags(writer, lock_sig_flags=True)
    return writer
