"""What a dossier leaves out: documents, and whatever may name a person."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, cast

from pydantic_core import from_json

from audit.dossier.readable import folded, text_of
from domain.values import Value
from journal.opening import Store
from journal.people import Hospital, Independent, NetworkParty, Organisation, Person, StaffMember

SHORTEST = 4
"""Letters; a shorter part of a name is looked for as a word of its own, else it is everywhere."""
PARTICLES = frozenset(
    {
        *("al", "da", "de", "del", "den", "der", "des", "di", "du", "el", "la", "las", "le", "les"),
        *("los", "ten", "ter", "van", "von", "zu", "zum", "zur"),
    }
)
"""Parts of names that are everyday words: they name nobody."""
FREE_TEXT = ("reason", "note", "why")
"""The fields of facts in which a person writes what they like."""


class LeaveOut(Value):
    """What is asked to be left out; nothing by default.

    `documents` are names of files as in a dossier, or beginnings of addresses of evidence. `ids`
    are the identifiers of staff who are left out and `words`, folded, what persons are called:
    every fact that has one of them is shown by its hash alone, and so is every document of which
    it is not sure that it has none.
    """

    every_document: bool = False
    documents: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    @property
    def persons(self) -> bool:
        """Whether somebody is to be left out."""
        return bool(self.ids or self.words)

    def fact(self, state: bytes) -> bool:
        """Whether a stored fact is shown by its hash alone."""
        return self.persons and any(self._in(name, text) for name, text in _texts(from_json(state)))

    def named(self, address: str, file: str) -> frozenset[str]:
        """Those among the named documents that this is, or that stand in it."""
        stem = file.rpartition("/")[2].rpartition(".")[0]
        known = (file, file.rpartition("/")[2], stem)
        part = re.compile(rf"(?:.*/)?{re.escape(stem)}(?:-piece)?-[0-9]+(?:\.\w+)?")
        return frozenset(
            one
            for one in self.documents
            if one in known or (one and address.startswith(one)) or part.fullmatch(one)
        )

    def document(self, content: bytes, media_type: str) -> bool:
        """Whether a document that was not named is left out."""
        if self.every_document or not self.persons:
            return self.every_document
        text = text_of(content, media_type)
        return text is None or self._among(text)

    def _in(self, name: str, text: str) -> bool:
        if text in self.ids:
            return True
        return (name in FREE_TEXT or "@" in text) and self._found(text)

    def _found(self, text: str) -> bool:
        return self._among(folded(text))

    def _among(self, text: str) -> bool:
        if any(one in text for one in (*self.ids, *self.words) if len(one) >= SHORTEST):
            return True
        short = [re.escape(one) for one in self.words if len(one) < SHORTEST]
        return bool(short and re.search(rf"\b(?:{'|'.join(short)})\b", text))


def words_of(store: Store, party: str) -> frozenset[str]:
    """What a party, or the persons who stand for it, were ever called in the register.

    Names and their parts, addresses and numbers, folded.
    """
    return frozenset(
        word
        for version in store.people.history(party)
        for word in _words(version.person)
        if len(word) > 1 and word not in PARTICLES
    )


def _words(record: Person) -> Iterator[str]:
    match record:
        case Independent():
            yield from _parts(record.name)
            yield from _whole((record.address, record.email, record.phone))
            yield from _numbers((record.inami, record.national_number, record.bce))
        case Organisation():
            yield from _parts(record.representative)
            yield from _whole((record.name, record.address, record.email, record.phone))
            yield from _numbers((record.inami, record.bce))
        case NetworkParty():
            yield from _parts(record.coordinator)
            yield from _whole((record.coordinator_email,))
            for hospital in (record.b4, record.invoicing):
                yield from _of_hospital(hospital)
        case StaffMember():
            yield from _parts(record.name)
            yield from _whole((record.email,))


def _of_hospital(hospital: Hospital) -> Iterator[str]:
    yield from _parts(hospital.director)
    yield from _whole((hospital.email,))


def _parts(name: str) -> Iterator[str]:
    yield folded(name)
    yield from re.findall(r"\w+", folded(name))


def _whole(texts: Iterable[str | None]) -> Iterator[str]:
    yield from (folded(text) for text in texts if text)


def _numbers(numbers: Iterable[str | None]) -> Iterator[str]:
    """As they are registered, and without what stands between their digits."""
    for number in numbers:
        if number:
            yield from (folded(number), re.sub(r"\D", "", number))


def _texts(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a JSON value, with the name of its field."""
    match value:
        case str():
            yield name, value
        case dict():
            for key, inner in cast("dict[str, Any]", value).items():
                yield from _texts(inner, key)
        case list():
            for inner in cast("list[Any]", value):
                yield from _texts(inner, name)
        case _:
            pass
