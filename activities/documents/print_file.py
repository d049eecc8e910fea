"""The letters of one network as one file to print, page after page as they were kept."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.generic import DictionaryObject, pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PdfFileWriter

_PRINTED = ("/MediaBox", "/Contents", "/Resources", "/Rotate")


def one_file(letters: Iterable[bytes]) -> bytes:
    """All letters in one PDF, in their order; only for a printer: what is kept is each letter."""
    # The library's own types are not known to the type checker.
    whole: Any = PdfFileWriter(stream_xrefs=True)
    for letter in letters:
        reader: Any = PdfFileReader(BytesIO(letter))
        for number in range(_page_count(reader)):
            reference, _ = reader.find_page_for_modification(number)
            page = reference.get_object()
            copy = DictionaryObject({pdf_name("/Type"): pdf_name("/Page")})
            for key in _PRINTED:
                if key in page:
                    copy[pdf_name(key)] = whole.import_object(page.raw_get(key))
            whole.insert_page(copy)
    written = BytesIO()
    whole.write(written)
    return written.getvalue()


def pages_of(letter: bytes) -> int:
    """How many pages a letter has."""
    return _page_count(PdfFileReader(BytesIO(letter)))


def _page_count(reader: Any) -> int:
    return int(reader.root["/Pages"]["/Count"])
