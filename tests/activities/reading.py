"""What an independent reader finds in a PDF: its text, its pages, what it claims to be."""

from io import BytesIO
from typing import Any

from pypdf import PdfReader


def pages(pdf: bytes) -> list[str]:
    """The text of each page, each run of blanks as one, lines kept."""
    reader = PdfReader(BytesIO(pdf), strict=True)
    return ["\n".join(_lines(page.extract_text())) for page in reader.pages]


def text(pdf: bytes) -> str:
    """The whole text in one line, as a person would read it."""
    return " ".join(" ".join(pages(pdf)).split())


def claims(pdf: bytes) -> dict[str, Any]:
    """What the file says of itself: title, language, date, standards."""
    reader = PdfReader(BytesIO(pdf), strict=True)
    xmp = reader.xmp_metadata
    assert xmp is not None
    catalog: Any = reader.trailer["/Root"]
    described = xmp.stream.get_data().decode()
    return {
        "title": reader.metadata.title if reader.metadata else None,
        "created": reader.metadata.creation_date if reader.metadata else None,
        "language": catalog["/Lang"],
        "tagged": bool(catalog["/MarkInfo"]["/Marked"]),
        "pdfa": (_value(described, "pdfaid:part"), _value(described, "pdfaid:conformance")),
        "pdfua": _value(described, "pdfuaid:part"),
    }


def _lines(extracted: str) -> list[str]:
    plain = extracted.replace("\u00a0", " ").replace("\u200b", "")
    lines = (" ".join(line.split()) for line in plain.split("\n"))
    return [line for line in lines if line]


def _value(xmp: str, name: str) -> str | None:
    """The value of a property, written as an element or as an attribute."""
    for before, after in ((f"<{name}>", "<"), (f'{name}="', '"')):
        if before in xmp:
            return xmp.split(before, 1)[1].split(after, 1)[0]
    return None
