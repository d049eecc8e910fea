"""What happened to a document since it was sent: nothing may, but signing and filling forms.

A valid signature over a file that begins with the bytes sent is not enough: a page that was
changed incrementally and then signed validates. So every revision is compared with the one sent.
"""

# pyHanko and asn1crypto come without types: what they give is named where it leaves this module.
# pyright: reportMissingTypeStubs=false, reportMissingTypeArgument=false
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.decode_limits import DecodeLimits, DocumentDecodeBudget, StreamDecodeLimits
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    ModificationLevel,
    SuspiciousModification,
)
from pyhanko.sign.diff_analysis.rules.form_field_rules import is_field_visible
from pyhanko.sign.fields import MDPPerm, enumerate_sig_fields
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

MIB = 1024 * 1024
LARGEST_STREAM = 32 * MIB
"""Decoded bytes of one stream; an avenant with its fonts is far below."""
LARGEST_SUM = 96 * MIB
"""Decoded bytes of all streams of one revision."""
MOST_OBJECTS = 20_000
MOST_REVISIONS = 40
"""A copy signed B-LTA by three has about ten."""
MOST_PAGES = 200

END = b"%%EOF"
LIMITS = DecodeLimits(
    per_stream=StreamDecodeLimits(max_output_size=LARGEST_STREAM),
    document_budget=DocumentDecodeBudget(base_allowance=LARGEST_SUM, max_ratio=0),
)


class TooMuch(ValueError):
    """A PDF holds more than any signed avenant does."""


class NotASignature(ValueError):
    """A field holds something that should be a signature and cannot be read as one."""


@dataclass(frozen=True)
class SignedField:
    """A field of a copy that holds a signature or a timestamp, and did not when it was sent."""

    name: str
    placed: bool
    """Whether the field stood in the document sent."""
    visible: bool
    signature: EmbeddedPdfSignature

    @property
    def is_timestamp(self) -> bool:
        """Whether it is a timestamp over the document, not somebody's signature."""
        return str(self.signature.sig_object_type) == "/DocTimeStamp"


def open_pdf(content: bytes, *, strict: bool = True) -> PdfFileReader:
    """A reader with limits; raises TooMuch, and whatever pyHanko does of a bad file."""
    reader = PdfFileReader(BytesIO(content), strict=strict, decode_limits=LIMITS)
    if reader.xrefs.total_revisions > MOST_REVISIONS:
        raise TooMuch(f"{reader.xrefs.total_revisions} revisions")
    objects = sum(
        len(reader.xrefs.explicit_refs_in_revision(revision))
        for revision in range(reader.xrefs.total_revisions)
    )
    if objects > MOST_OBJECTS:
        raise TooMuch(f"{objects} objects")
    pages: Any = reader.root["/Pages"]["/Count"]
    if not 0 < int(pages) <= MOST_PAGES:
        raise TooMuch(f"{pages} pages")
    if reader.encrypted:
        raise TooMuch("it is encrypted")
    return reader


def signed_fields(sent: PdfFileReader | None, copy: PdfFileReader) -> list[SignedField]:
    """The fields that were filled since the document was sent, in the order of signing.

    Raises NotASignature.
    """
    before = {} if sent is None else {
        str(name): value for name, value, _ in enumerate_sig_fields(sent)
    }  # fmt: skip
    found = [
        SignedField(
            name=str(name),
            placed=str(name) in before,
            visible=is_field_visible(field.get_object()),
            signature=embedded(copy, field, str(name)),
        )
        for name, value, field in enumerate_sig_fields(copy)
        if value is not None and before.get(str(name)) is None
    ]
    return sorted(found, key=lambda one: one.signature.signed_revision)


def embedded(copy: PdfFileReader, field: Any, name: str) -> EmbeddedPdfSignature:
    """The signature in a field; raises NotASignature."""
    try:
        return EmbeddedPdfSignature(copy, field, name)
    except Exception as trouble:
        raise NotASignature(f"{name}: {type(trouble).__name__}: {trouble}") from trouble


def altering_revisions(sent: PdfFileReader, copy: PdfFileReader) -> Iterator[tuple[int, str]]:
    """The revisions since the sending that did more than sign or fill a form, and what they did.

    What cannot be compared counts as altered.
    """
    first = sent.xrefs.total_revisions
    if not goes_on_from(sent, copy):
        yield first, "its cross-references do not go on from those of the document sent"
        return
    base = copy.get_historical_resolver(first - 1)
    for revision in range(first, copy.xrefs.total_revisions):
        try:
            found = DEFAULT_DIFF_POLICY.apply(
                old=base,
                new=copy.get_historical_resolver(revision),
                doc_mdp=MDPPerm.FILL_FORMS,
            )
            if found.modification_level > ModificationLevel.FORM_FILLING:
                yield revision, found.modification_level.name
        except SuspiciousModification as change:
            yield revision, str(change)
        except Exception as trouble:  # noqa: BLE001 - hostile bytes break a reader in any way
            yield revision, f"{type(trouble).__name__}: {trouble}"


def ends_with_its_last_revision(copy: PdfFileReader, content: bytes) -> bool:
    """Whether nothing but the end of a line stands behind the last revision.

    Readers look for the table of objects from the end of a file, and what stands behind a revision
    belongs to none, so that no comparison of revisions would see it.
    """
    last = copy.xrefs.get_xref_container_info(copy.xrefs.total_revisions - 1)
    end = content.find(END, last.end_location)
    return end >= 0 and not content[end + len(END) :].strip(b"\r\n")


def goes_on_from(sent: PdfFileReader, copy: PdfFileReader) -> bool:
    """Whether the first revisions of the copy are those that were sent.

    A whole other document can stand behind the bytes sent, and take no notice of them.
    """
    count = sent.xrefs.total_revisions
    if copy.xrefs.total_revisions < count:
        return False
    return all(
        copy.xrefs.get_startxref_for_revision(revision)
        == sent.xrefs.get_startxref_for_revision(revision)
        for revision in range(count)
    )
