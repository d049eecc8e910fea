"""Files that somebody made to break whoever reads them."""

import zlib
from collections.abc import Callable
from functools import cache

MIB = 1024 * 1024
GROWN = 300 * MIB
"""Three times what is read of any document."""


def a_small_pdf(*objects: bytes, offset: int = 0, trailer: bytes = b"") -> bytes:
    """A whole PDF of a blank page and these objects, to stand behind `offset` other bytes."""
    parts = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        *objects,
    )
    body, places = b"%PDF-1.7\n", list[int]()
    for number, part in enumerate(parts, 1):
        places.append(offset + len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R %s >>\n"
        b"startxref\n%d\n%%%%EOF\n"
        % (len(parts) + 1, table, len(parts) + 1, trailer, offset + len(body))
    )


@cache
def squeezed(size: int, times: int = 1) -> bytes:
    """A stream that grows to that many bytes, squeezed so many times."""
    squeeze = zlib.compressobj(9)
    content = b"".join(squeeze.compress(bytes(MIB)) for _ in range(size // MIB)) + squeeze.flush()
    for _ in range(times - 1):
        content = zlib.compress(content, 9)
    filters = b" ".join([b"/FlateDecode"] * times)
    return b"<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream" % (
        len(content),
        filters,
        content,
    )


def object_stream_bomb() -> bytes:
    """Objects in a stream of very much nothing, and a table that leads there."""
    grown = squeezed(GROWN, 2)
    inside = grown.replace(b"<< ", b"<< /Type /ObjStm /N 1000000 /First 9000000 ", 1)
    table = b"".join(
        kind + place.to_bytes(4, "big") + index.to_bytes(2, "big")
        for kind, place, index in (
            (b"\0", 0, 65535),
            (b"\2", 4, 0),
            (b"\2", 4, 1),
            (b"\2", 4, 2),
            (b"\1", 9, 0),
        )
    )
    head = b"%PDF-1.7\n4 0 obj\n" + inside + b"\nendobj\n"
    return head + (
        b"5 0 obj\n<< /Type /XRef /Size 5 /W [1 4 2] /Root 1 0 R /Length %d >>\nstream\n%s\n"
        b"endstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (len(table), table, len(head))
    )


def table_bomb() -> bytes:
    """A table of cross-references that grows beyond all measure."""
    grown = squeezed(GROWN, 1)
    inside = grown.replace(b"<< ", b"<< /Type /XRef /Size 100000000 /W [1 4 2] /Root 1 0 R ", 1)
    return b"%PDF-1.7\n1 0 obj\n" + inside + b"\nendobj\nstartxref\n9\n%%EOF\n"


def nested() -> bytes:
    """Lists in lists, a hundred thousand deep."""
    return a_small_pdf(b"[" * 100_000 + b"]" * 100_000, trailer=b"/Info 4 0 R")


def going_in_circles() -> bytes:
    """A table of cross-references that goes on with itself."""
    pdf = a_small_pdf()
    at = pdf.rindex(b"xref\n0 ")
    return pdf.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %010d" % at)


def pages_of_themselves() -> bytes:
    """Pages whose child they are."""
    return a_small_pdf().replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]")


def too_many_pages() -> bytes:
    """A file that says that it has a milliard pages."""
    return a_small_pdf().replace(b"/Count 1 >>", b"/Count 999999999 >>")


def locked() -> bytes:
    """A file that is encrypted, so it says."""
    return a_small_pdf(
        b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <00> /U <00> >>",
        trailer=b"/Encrypt 4 0 R",
    )


def signed_with(contents: bytes) -> Callable[[], bytes]:
    """A file with a signature that is written so."""

    def made() -> bytes:
        return a_small_pdf(
            b"<< /FT /Sig /T (B4) /V 5 0 R /Type /Annot /Subtype /Widget /Rect [0 0 0 0] >>",
            b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached "
            b"/ByteRange [0 9 20 9] /Contents <%s> >>" % contents.hex().encode(),
        ).replace(
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] /SigFlags 3 >> >>",
        )

    return made


HOSTILE: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "only a header": lambda: b"%PDF-1.7\n",
    "noise behind a header": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 400,
    "a bomb in an object stream": object_stream_bomb,
    "a bomb in the table": table_bomb,
    "lists in lists": nested,
    "a table that goes in circles": going_in_circles,
    "pages that are their own children": pages_of_themselves,
    "a milliard pages": too_many_pages,
    "encrypted": locked,
    "a signature of nothing": signed_with(b""),
    "a signature of noise": signed_with(b"\x30\x82\xff\xff" + bytes(100)),
    "a signature of depth": signed_with(b"\x30\x80" * 20_000),
}
