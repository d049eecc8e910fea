"""Letters that no font at hand shows: a PDF/A may have none of them, so their number stands there.

Whoever typed one into a reason, or whose letter came with one in a name, stops no trail and no
dossier.
"""

from functools import cache
from typing import TYPE_CHECKING, Any, cast

import typst

if TYPE_CHECKING:
    from typst import PDFStandard

STANDARDS: "list[PDFStandard]" = ["a-2a", "ua-1"]
"""Kept for good (ISO 19005-2, level A), and read aloud (ISO 14289-1)."""
LAST_OF_LATIN = "\u017f"
"""Up to here every letter that can be printed is in the fonts."""
_ONE = b'#set document(title: "x")\n#sys.inputs.letters'


def in_fonts(value: Any) -> Any:
    """Every text in a JSON value, with [U+1F600] for what no font shows."""
    match value:
        case str():
            signs = {one: number for one in set(value) if (number := shown(one)) != one}
            return value.translate(str.maketrans(signs)) if signs else value
        case dict():
            return {name: in_fonts(one) for name, one in cast("dict[str, Any]", value).items()}
        case list():
            return [in_fonts(one) for one in cast("list[Any]", value)]
        case _:
            return value


def shown(letter: str) -> str:
    """The letter, or its number."""
    if letter == "\n" or (letter <= LAST_OF_LATIN and letter.isprintable()) or _has_font(letter):
        return letter
    return f"[U+{ord(letter):04X}]"


@cache
def _has_font(letter: str) -> bool:
    # Behind another one: a mark that stands above a letter stands above none alone.
    try:
        typst.compile(
            _ONE,
            format="pdf",
            sys_inputs={"letters": f"a{letter}"},
            pdf_standards=STANDARDS,
            ignore_system_fonts=True,
        )
    except typst.TypstError:
        return False
    return True
