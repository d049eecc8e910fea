"""What a typst document of a circular may ask for: its data and the house style, nothing else.

The compiler gives it nothing more anyway, but an import from the network or a code made up while
compiling would go past that: the words for it are refused wherever they stand.
"""

import re
from collections.abc import Iterator

from activities.documents.sources import IMPORT
from domain.document_fields import Shape
from domain.templates import HOUSE
from interfaces.circulars.grammar import Misuse

_REACHES_OUT = re.compile(r"(?<![\w-])(import|include|eval|plugin|std|sys)(?![\w-])", re.ASCII)
"""`std` names every function, also by a name that is put together while compiling, and `sys` the
data without the names of its fields."""
_READS = re.compile(
    r"(?<![\w.-])(read|image|csv|json|toml|yaml|xml|cbor|bibliography)(?=\()", re.ASCII
)
_ITS_DATA = "#let data = json(bytes(sys.inputs.data))"
_COMMENT = re.compile(r"^\s*//.*$", re.MULTILINE)
_FIELD = re.compile(
    r"(?<![\w-])(?<!\w\.)data\.([a-z][a-z0-9_]*)(?:\.([a-z][a-z0-9_]*)(?![\w(]))?", re.ASCII
)


def misuses_of_document(path: str, source: str, fields: Shape) -> tuple[Misuse, ...]:
    """Every place in which a source reaches beyond its data, or names a field that it has not."""
    return (*_beyond(path, source), *_unknown(source, fields))


def unsaid(source: str, groups: tuple[frozenset[str], ...]) -> Iterator[Misuse]:
    """What a source must print and never names."""
    said = fields_named(source)
    for group in groups:
        if not group & said:
            names = " or ".join(f"data.{name}" for name in sorted(group))
            yield Misuse(1, f"the document never prints {names}", "add it: it must be said")


def fields_named(source: str) -> frozenset[str]:
    """Every field that a source names outside comments, with and without its part."""
    found = _FIELD.findall(_COMMENT.sub("", source))
    return frozenset(field for field, _ in found) | {f"{field}.{part}" for field, part in found}


def _beyond(path: str, source: str) -> Iterator[Misuse]:
    allowed = IMPORT.search(source) if path != HOUSE else None
    if path != HOUSE and allowed is None:
        remedy = 'begin with a line like: #import "../house.typ": data, avenant'
        yield Misuse(1, "the document does not import the house style", remedy)
    rest = source.replace(allowed.group(), "", 1) if allowed is not None else source
    if path == HOUSE:
        if _ITS_DATA not in source:
            yield Misuse(1, "the house style does not read the data", f"add: {_ITS_DATA}")
        rest = rest.replace(_ITS_DATA, "#let data = (:)")
    for found in _REACHES_OUT.finditer(rest):
        said = f"the word {found.group()} has no place in a document"
        remedy = (
            f"a document imports {HOUSE} once and nothing else; in a sentence, use another word"
        )
        yield Misuse(_line(rest, found.start()), said, remedy)
    for found in _READS.finditer(rest):
        said = f"{found.group().rstrip('(')} reads a file, and there is none"
        yield Misuse(_line(rest, found.start()), said, "write it into the document itself")


def _unknown(source: str, fields: Shape) -> Iterator[Misuse]:
    # A comment becomes as many blanks: every other place stays where it is.
    plain = _COMMENT.sub(lambda comment: " " * len(comment.group()), source)
    for found in _FIELD.finditer(plain):
        field, part = found.groups()
        line = _line(plain, found.start())
        if field not in fields:
            known = ", ".join(sorted(fields))
            yield Misuse(line, f"unknown field data.{field}", f"known here: {known}")
        elif part and fields[field] and part not in fields[field]:
            parts = ", ".join(sorted(fields[field]))
            yield Misuse(line, f"data.{field} has no part {part}", f"its parts are {parts}")
        elif part and not fields[field]:
            said = f"data.{field} has no part {part}"
            yield Misuse(line, said, f"print data.{field} itself; after a sentence, leave a blank")


def _line(source: str, at: int) -> int:
    return source.count("\n", 0, at) + 1
