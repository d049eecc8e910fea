"""The validation report of ETSI TS 119 102-2, as pyHanko makes it, on every signature of a copy."""

# pyHanko and asn1crypto come without types: what they give is named where it leaves this module.
# pyright: reportMissingTypeStubs=false, reportMissingTypeArgument=false
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false

from pyhanko.generated.etsi import ts_11910202
from pyhanko.sign.validation.ades import AdESBasicValidationResult
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.report.tools import NAMESPACES, generate_report
from xsdata.formats.dataclass.parsers import XmlParser
from xsdata.formats.dataclass.serializers import XmlSerializer
from xsdata.formats.dataclass.serializers.config import SerializerConfig

Judged = tuple[EmbeddedPdfSignature, AdESBasicValidationResult]


def report_of(judged: list[Judged]) -> bytes | None:
    """One report (XML) on all signatures that could be judged; None where none could."""
    single = [
        XmlParser().from_string(generate_report(signature, result), ts_11910202.ValidationReport)
        for signature, result in judged
        if result.api_status is not None
    ]
    if not single:
        return None
    objects: dict[str, ts_11910202.ValidationObjectType] = {}
    for one in single:
        held = one.signature_validation_objects
        for item in held.validation_object if held else ():
            objects[str(item.id)] = item
    whole = ts_11910202.ValidationReport(
        signature_validation_report=tuple(
            signature for one in single for signature in one.signature_validation_report
        ),
        signature_validation_objects=ts_11910202.ValidationObjectListType(tuple(objects.values())),
    )
    config = SerializerConfig(indent="  ")
    return XmlSerializer(config=config).render(whole, ns_map=dict(NAMESPACES)).encode()
