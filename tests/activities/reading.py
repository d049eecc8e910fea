"""What an independent reader finds in a PDF: its text, its pages, what it claims to be."""

import re
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


def frames(pdf: bytes) -> list[tuple[float, float, float, float]]:
    """The frames drawn on the last page: left, bottom, right, top, in points."""
    page = PdfReader(BytesIO(pdf), strict=True).pages[-1]
    contents = page.get_contents()
    assert contents is not None
    found = _FRAME.findall(contents.get_data().decode("latin-1"))
    return [
        (float(x), float(top) - float(high), float(x) + float(wide), float(top))
        for x, top, wide, high in found
    ]


_FRAME = re.compile(
    r"q 1 0 0 -1 ([\d.]+) ([\d.]+) cm[^\n]* 0 0 m ([\d.]+) 0 l \3 ([\d.]+) l 0 \4 l\s+h"
)


def rightmost(pdf: bytes) -> float:
    """How far to the right any piece of text begins, in points."""
    found: list[float] = [0.0]

    def look(text: str, matrix: Any, text_matrix: Any, *_: Any) -> None:
        if text.strip():
            found.append(float(matrix[4]) + float(text_matrix[4]))

    for page in PdfReader(BytesIO(pdf), strict=True).pages:
        page.extract_text(visitor_text=look)
    return max(found)
