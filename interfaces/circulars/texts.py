"""Reading the texts of a circular: which must be there, which may, and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.templates import (
    AMENDING_KINDS,
    CIRCULAR_LANGUAGES,
    FIELDS,
    INFORMING_KINDS,
    INFORMING_REMINDER_FIELDS,
    Template,
    TemplateKind,
)
from domain.values import Language
from interfaces.circulars.files import TEXT_LIMIT, Folder, Place
from interfaces.circulars.problems import Findings
from interfaces.circulars.trials import misuses_of

_SUFFIX = ".txt"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The texts that a circular must have in every language, and those that it may have."""

    needed: tuple[TemplateKind, ...]
    optional: tuple[TemplateKind, ...] = ()

    @property
    def amending(self) -> bool:
        """Whether these are the texts of a circular with avenants."""
        return TemplateKind.INFORMATION not in self.needed

    def fields(self, kind: TemplateKind) -> frozenset[str]:
        """What is known when a text of that kind is written."""
        return FIELDS[kind] if self.amending else FIELDS[kind] & INFORMING_REMINDER_FIELDS


def wanted_texts(*, amending: bool, passed_on: bool) -> Wanted:
    """The texts of a circular; one that is to be passed on reminds of it."""
    reminder = (TemplateKind.REMINDER,)
    if amending:
        return Wanted(AMENDING_KINDS)
    return Wanted(INFORMING_KINDS + reminder) if passed_on else Wanted(INFORMING_KINDS, reminder)


def read_texts(folder: Folder, name: str, named: Place, wanted: Wanted) -> tuple[Template, ...]:
    """Every text of a circular that may be used; what is missing or wrong is written down."""
    present = folder.names(name, named)
    if present is None:
        return ()
    spoken = {language.value: language for language in Language}
    write_down_strangers(present, spoken, name, folder.findings)
    languages = [
        language
        for language in Language
        if language in CIRCULAR_LANGUAGES or language.value in present
    ]
    return tuple(
        text
        for language in languages
        for text in _of_language(folder, f"{name}/{language.value}", language, named, wanted)
    )


def _of_language(
    folder: Folder,
    name: str,
    language: Language,
    named: Place,
    wanted: Wanted,
) -> Iterable[Template]:
    present = folder.names(name, named)
    if present is None:
        return
    kinds = (*wanted.needed, *wanted.optional)
    write_down_strangers(present, {kind.value + _SUFFIX for kind in kinds}, name, folder.findings)
    for kind in kinds:
        file = f"{name}/{kind.value}{_SUFFIX}"
        if kind in wanted.optional and kind.value + _SUFFIX not in present:
            continue
        source = folder.text(file, TEXT_LIMIT, Place(file))
        if source is None:
            continue
        for wrong in misuses_of(kind, source, wanted.fields(kind)):
            folder.findings.error(file, wrong.line, wrong.message, wrong.remedy)
        yield Template(kind=kind, language=language, source=source)


def write_down_strangers(
    present: Iterable[str], known: Iterable[str], name: str, findings: Findings
) -> None:
    """Write down every file that nobody expects there."""
    expected = sorted(known)
    for stranger in sorted(set(present) - set(expected)):
        said = f"{stranger} is nothing that a circular has there"
        remedy = f"remove it, or call it one of: {', '.join(expected)}"
        findings.error(f"{name}/{stranger}", 1, said, remedy)
