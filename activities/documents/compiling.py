"""Compiling: from sources and data to a PDF/A-2a that is PDF/UA-1 too, the same bytes each time.

The compiler sees one source in memory, fonts that it brings itself, and a folder that no longer
exists: whatever a document asks for beside its data is not there.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from tempfile import mkdtemp
from threading import local
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import typst

from activities.documents.sources import Assembled, assembled
from domain.templates import DocumentSource

if TYPE_CHECKING:
    from typst import PDFStandard

STANDARDS: "list[PDFStandard]" = ["a-2a", "ua-1"]
"""Kept for good (ISO 19005-2, level A), and read aloud (ISO 14289-1)."""

_BRUSSELS = ZoneInfo("Europe/Brussels")
_OFFICE_OPENS = time(9)
_PLACE = re.compile(r"┌─ [^\n]*?:(\d+):\d+$", re.MULTILINE)
_NO_FONT = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_PATHS = re.compile(r" \(searched at [^)]*\)")


class DocumentFault(ValueError):
    """A document cannot be made from its source; trying again cannot mend it."""

    def __init__(self, file: str, line: int, why: str) -> None:
        self.file, self.line, self.why = file, line, why
        remedy = "look at it with `avenants preview`, correct the document and the circular"
        self.where = f"documents/{file}, line {line}, cannot be made: {remedy}"
        super().__init__(f"documents/{file}, line {line}: {why}: {remedy}")


class NoFontFor(ValueError):
    """A name or an address has letters for which no font is at hand."""

    def __init__(self, letters: str) -> None:
        self.letters = letters
        named = ", ".join(f"U+{ord(letter):04X}" for letter in dict.fromkeys(letters))
        super().__init__(
            f"no font at hand has {named}: write the name or the address with Latin, Greek, "
            "Cyrillic, Hebrew or Arabic letters in the register"
        )


class _OfThread(local):
    """Each thread has a compiler of its own: one cannot be shared."""

    def __init__(self) -> None:
        # An empty folder, gone before the first document: there is nothing that could be read.
        folder = Path(mkdtemp(prefix="avenants-documents-"))
        self.compiler = typst.Compiler(root=folder, ignore_system_fonts=True)
        folder.rmdir()


_OF_THREAD = _OfThread()


Remark = tuple[str, int, str]
"""A file, a line, and what the compiler remarks about it."""


def compiled(
    documents: Sequence[DocumentSource], path: str, data: Mapping[str, object], day: date
) -> bytes:
    """The document at that path with this data, dated that day at nine in the morning.

    The same input gives the same bytes, in any process. Raises DocumentFault or NoFontFor.
    """
    return compiled_with_warnings(documents, path, data, day)[0]


def compiled_with_warnings(
    documents: Sequence[DocumentSource], path: str, data: Mapping[str, object], day: date
) -> tuple[bytes, tuple[Remark, ...]]:
    """As `compiled`, with what the compiler would rather have otherwise."""
    whole = assembled(documents, path)
    try:
        made, warnings = _OF_THREAD.compiler.compile_with_warnings(
            input=whole.source,
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            pdf_standards=STANDARDS,
            timestamp=instant_of(day),
        )
    except typst.TypstError as error:
        raise _in_words(error, whole) from None
    if not isinstance(made, bytes):
        raise TypeError(f"the compiler made {type(made).__name__}, no PDF")
    return made, tuple((*_place(w.diagnostic, whole), w.message) for w in warnings)


def instant_of(day: date) -> int:
    """The instant that documents of a day bear: nine in the morning in Brussels, in seconds."""
    return int(datetime.combine(day, _OFFICE_OPENS, _BRUSSELS).timestamp())


def _in_words(error: typst.TypstError, whole: Assembled) -> DocumentFault | NoFontFor:
    """What the compiler says, without any path of this machine and without anybody's data."""
    if letters := _NO_FONT.findall(error.diagnostic):
        return NoFontFor("".join(letters))
    return DocumentFault(*_place(error.diagnostic, whole), _PATHS.sub("", error.message))


def _place(diagnostic: str, whole: Assembled) -> tuple[str, int]:
    """The file and line that a diagnostic is about; the first line where it names none."""
    found = _PLACE.search(diagnostic)
    return whole.place(int(found.group(1))) if found else (whole.path, 1)
