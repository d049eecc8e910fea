"""Subjects that facts of many streams name, found by the index of facts."""

import re
from collections.abc import Iterator, Sequence

from pydantic import TypeAdapter

from audit.trails.about import Kind, Subject, fits
from audit.views import marks
from audit.views.fact_index import FactIndex
from audit.views.marks import Mark
from domain.mailbox import MessageKept, message_id_hash
from domain.values import ENGINE, StaffId
from journal.opening import Store
from journal.registers import NotRegistered

_STAFF: TypeAdapter[str] = TypeAdapter(StaffId)
_HASH = re.compile(r"(?:sha256:)?([0-9a-f]{64})", re.IGNORECASE)


def person(store: Store, name: str) -> Subject | None:
    """What somebody of the office did, or the engine; known by id."""
    if not fits(_STAFF, name):
        return None
    key = Mark(marks.Kind.ACTOR, name)
    known = name == ENGINE or registered(store, name) or holds(store, [key])
    return Subject(Kind.PERSON, name, indexed=(key,)) if known else None


def registered(store: Store, member: str) -> bool:
    """Whether the registers know such a member of the staff."""
    try:
        store.registers.staff(member)
    except NotRegistered:
        return False
    return True


def document(store: Store, name: str) -> Subject | None:
    """The facts that name these bytes: by their SHA-256, or by an address among the evidence."""
    written = _HASH.fullmatch(name)
    if written is None:
        return None
    key = written.group(1).lower()
    return looked_up(store, Kind.DOCUMENT, key, list(names_of_document(store, key)))


def names_of_document(store: Store, key: str) -> Iterator[Mark]:
    """A hash as facts may name it: itself, and the address under which those bytes are kept."""
    yield Mark(marks.Kind.DOCUMENT, key)
    address = store.evidence.address_of(key)
    if address is not None:
        yield Mark(marks.Kind.DOCUMENT, address)


def message(store: Store, name: str) -> Subject | None:
    """The facts on a mail that left or came in, by its Message-ID, with or without its brackets."""
    if "@" not in name and not re.fullmatch(r"<\S+>", name):
        return None
    key = f"<{name.strip().strip('<>')}>"
    return looked_up(store, Kind.MESSAGE, key, list(names_of_message(store, key)))


def names_of_message(store: Store, key: str) -> Iterator[Mark]:
    """A Message-ID as facts may name it; where a message came in so, its bytes as well.

    What followed from a message that came in names where its bytes are kept.
    """
    yield Mark(marks.Kind.MESSAGE, key)
    theirs = Mark(marks.Kind.MESSAGE, message_id_hash(key) or "")
    yield theirs
    index = FactIndex(store)
    index.catch_up()
    for one in index.each([theirs]):
        if isinstance(one.fact, MessageKept):
            yield Mark(marks.Kind.DOCUMENT, one.fact.sha256)
            if one.fact.evidence is not None:
                yield Mark(marks.Kind.DOCUMENT, one.fact.evidence)


def looked_up(store: Store, kind: Kind, name: str, keys: Sequence[Mark]) -> Subject | None:
    """What the index has under these marks, if it has anything."""
    return Subject(kind, name, indexed=tuple(keys)) if holds(store, keys) else None


def holds(store: Store, keys: Sequence[Mark]) -> bool:
    """Whether any fact bears one of these marks, with all that is recorded by now."""
    index = FactIndex(store)
    index.catch_up()
    return bool(index.positions([keys], limit=1))
