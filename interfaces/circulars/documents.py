"""Reading the typst documents of a circular: which must be there, what they say, trials."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from domain.document_fields import ALWAYS_PRINTED, COMMON_FIELDS, DOCUMENT_FIELDS, Shape
from domain.templates import (
    CIRCULAR_LANGUAGES,
    DOCUMENT_KINDS,
    HOUSE,
    LETTER,
    DocumentSource,
    TemplateKind,
)
from domain.values import Language
from interfaces.circulars.document_grammar import misuses_of_document, unsaid
from interfaces.circulars.document_specimens import trials
from interfaces.circulars.document_trials import Finding, tried
from interfaces.circulars.files import TEXT_LIMIT, Folder, Place
from interfaces.circulars.problems import Findings
from interfaces.circulars.texts import write_down_strangers

_MEND = "mend that line; `avenants preview` shows what it prints"


def read_documents(folder: Folder, name: str, named: Place) -> tuple[DocumentSource, ...]:
    """Every source that may be used; what is missing, wrong or does not compile is written down."""
    present = folder.names(name, named)
    if present is None:
        return ()
    languages = tuple(
        language
        for language in Language
        if language in CIRCULAR_LANGUAGES or language.value in present
    )
    expected = {HOUSE, LETTER, *(language.value for language in Language)}
    write_down_strangers(present, expected, name, folder.findings)
    for language in languages:
        inside = folder.names(f"{name}/{language.value}", named)
        known = {f"{kind.value}.typ" for kind in DOCUMENT_KINDS}
        write_down_strangers(inside or (), known, f"{name}/{language.value}", folder.findings)
    before = len(folder.findings.found)
    sources = tuple(_sources(folder, name, languages))
    if len(folder.findings.found) == before:
        _try(sources, languages, name, folder.findings)
    return sources


def _sources(
    folder: Folder, name: str, languages: tuple[Language, ...]
) -> Iterable[DocumentSource]:
    shapes: Mapping[str, tuple[str, Shape]] = {
        HOUSE: (HOUSE, COMMON_FIELDS),
        LETTER: (LETTER, COMMON_FIELDS),
    } | {
        f"{language.value}/{kind.value}.typ": (kind.value, DOCUMENT_FIELDS[TemplateKind(kind)])
        for language in languages
        for kind in DOCUMENT_KINDS
    }
    for path, (what, fields) in shapes.items():
        file = f"{name}/{path}"
        source = folder.text(file, TEXT_LIMIT, Place(file))
        if source is None:
            continue
        for wrong in (
            *misuses_of_document(path, source, fields),
            *unsaid(source, ALWAYS_PRINTED[what]),
        ):
            folder.findings.error(file, wrong.line, wrong.message, wrong.remedy)
        yield DocumentSource(path=path, source=source)


def _try(
    sources: tuple[DocumentSource, ...],
    languages: tuple[Language, ...],
    name: str,
    findings: Findings,
) -> None:
    for found in _found(sources, languages):
        write_down = findings.error if found.serious else findings.warning
        write_down(f"{name}/{found.file}", found.line, found.message, _MEND)


@lru_cache(maxsize=16)
def _found(
    sources: tuple[DocumentSource, ...], languages: tuple[Language, ...]
) -> tuple[Finding, ...]:
    """What trials say depends on the sources alone, so the same ones are tried once."""
    return tried(sources, tuple(trials(languages)))
