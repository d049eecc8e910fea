"""What a trail can be about, and where the facts on it stand."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from pydantic import TypeAdapter, ValidationError

from audit.subjects import circular_streams
from audit.views import marks
from audit.views.fact_index import FactIndex
from audit.views.marks import Mark
from domain import facts as f
from domain.circular_facts import (
    InformationFailed,
    InformationSent,
    InformationSettled,
    InformationStarted,
    PassedOn,
)
from domain.fact import Fact
from domain.numbers import inami_number
from domain.values import (
    ENGINE,
    AvenantId,
    ConventionId,
    StaffId,
    network_convention,
    slug,
    split_avenant_id,
)
from journal.envelope import Recorded
from journal.opening import Store
from journal.registers import NotRegistered
from journal.streams import (
    archive_stream,
    budget_stream,
    circular_stream,
    convention_stream,
    intake_stream,
    mailbox_stream,
)


class Kind(StrEnum):
    """What a trail can be about; also the word that may stand before a subject and a colon."""

    AVENANT = "avenant"
    CONVENTION = "convention"
    PROVIDER = "provider"
    NETWORK = "network"
    CIRCULAR = "circular"
    MAILBOX = "mailbox"
    PERSON = "person"
    """Somebody of the office: what they did."""
    DOCUMENT = "document"
    """By the SHA-256 of its bytes, or by its address among the evidence."""
    MESSAGE = "message"
    """By its Message-ID."""


class UnknownSubject(LookupError):
    """Nothing in the record is called so."""

    def __init__(self, subject: str) -> None:
        super().__init__(
            f"nothing in the record is called {subject!r}: name an avenant (2026-001.K00123), a "
            "convention (K00123, net-namur), a provider (its INAMI number), a network (namur), a "
            "circular (2026-001), a mailbox (mailbox-namur), a person of the office (inami.cell), "
            "a document (its SHA-256) or a message (its Message-ID)"
        )


Histories = Mapping[str, tuple[Recorded, ...]]
"""Facts by stream, each stream whole."""


def everything(_: Recorded) -> bool:
    """Whether it concerns a subject that has the stream for itself: yes."""
    return True


@dataclass(frozen=True, slots=True)
class Subject:
    """What a trail is about: streams that were read whole, or marks in the index of facts."""

    kind: Kind
    key: str
    histories: Histories = field(default_factory=dict[str, tuple[Recorded, ...]])
    concerns: Callable[[Recorded], bool] = everything
    """Which facts of those streams are about it."""
    indexed: tuple[Mark, ...] = ()
    """Any of which a fact about it bears."""

    @property
    def name(self) -> str:
        """What it is called, with its kind."""
        return f"{self.kind}:{self.key}"


def subject(store: Store, text: str, *, whole: bool = False) -> Subject:
    """What is called so; a word for its kind and a colon before it leave no doubt.

    A network is its own convention, its post, its budget and what circulars told it; a circular is
    what was done with it as such. With `whole` they are everything that happened to their avenants
    too. Raises UnknownSubject.
    """
    word, colon, rest = text.strip().partition(":")
    kinds = [kind for kind in Kind if colon and kind == word.lower()]
    named = rest.strip() if kinds else text.strip()
    for kind in kinds or list(Kind):
        found = FINDERS[kind](store, named) if named else None
        if found is not None:
            return everything_below(found) if whole else found
    raise UnknownSubject(text)


def everything_below(found: Subject) -> Subject:
    """A network or a circular with all that happened under it; others are whole already."""
    below = {Kind.NETWORK: marks.Kind.NETWORK, Kind.CIRCULAR: marks.Kind.CIRCULAR}
    if found.kind not in below:
        return found
    return Subject(found.kind, found.key, indexed=(Mark(below[found.kind], found.key),))


# -- read off whole streams -------------------------------------------------------------------

_AVENANT: TypeAdapter[str] = TypeAdapter(AvenantId)
_CONVENTION: TypeAdapter[str] = TypeAdapter(ConventionId)
_STAFF: TypeAdapter[str] = TypeAdapter(StaffId)
_HASH = re.compile(r"(?:sha256:)?([0-9a-f]{64})", re.IGNORECASE)
_PARTY = re.compile(r"p-[0-9a-z]+")


def fits(adapter: TypeAdapter[str], text: str) -> bool:
    """Whether it is written as such an id."""
    try:
        adapter.validate_python(text)
    except ValidationError:
        return False
    return True


def avenant(store: Store, name: str) -> Subject | None:
    """The facts on an avenant, those on its convention that touch it, and those on its file."""
    if not fits(_AVENANT, name):
        return None
    stream = convention_stream(split_avenant_id(name)[1])
    # Both in one query; a file of which nobody has made anything yet has no stream.
    read = store.reading.streams([stream, archive_stream(name)])
    histories = {found[0].stream: found for found in read}
    history = histories.get(stream, ())
    others = registrations_of_others(history, name)
    if not any(isinstance(o.fact, f.AvenantFact) and o.fact.avenant == name for o in history):
        return None

    def concerns(one: Recorded) -> bool:
        return touches(one.fact, name, others)

    return Subject(Kind.AVENANT, name, histories, concerns)


def touches(fact: Fact, avenant: str, others: set[UUID]) -> bool:
    """Whether a fact is about that avenant, or about the convention and so about it too."""
    match fact:
        case f.AvenantFact():
            return fact.avenant == avenant
        case f.RegistrationRetracted() | f.RetractionRequested():
            return fact.retracts not in others
        case _:
            return True


def registrations_of_others(history: Sequence[Recorded], avenant: str) -> set[UUID]:
    """Registrations about the other avenants of the same convention."""
    return {
        one.fact.id
        for one in history
        if isinstance(one.fact, f.AvenantFact)
        and one.fact.avenant != avenant
        and isinstance(one.fact, f.Registration)
    }


def convention(store: Store, name: str) -> Subject | None:
    """A convention's stream, all of it."""
    if not fits(_CONVENTION, name):
        return None
    return of_streams(store, Kind.CONVENTION, name, [convention_stream(name)])


def circular(store: Store, name: str) -> Subject | None:
    """A circular's stream, by id (2026-001) or official reference (Psy-Ort/2026/001)."""
    number = "-".join(name.split("/")[-2:]).lower() if "/" in name else name
    return of_streams(store, Kind.CIRCULAR, number, [circular_stream(number)])


def mailbox(store: Store, name: str) -> Subject | None:
    """What came into a mailbox, which is called mailbox- and its id."""
    own = name.removeprefix(mailbox_stream(""))
    if own == name and not name.startswith(mailbox_stream("")):
        return None
    return of_streams(store, Kind.MAILBOX, own, [mailbox_stream(own)])


def of_streams(store: Store, kind: Kind, name: str, streams: Sequence[str]) -> Subject | None:
    """All facts of these streams, if there are any."""
    histories = {stream: found for stream in streams if (found := store.journal.read(stream))}
    return Subject(kind, name, histories) if histories else None


def network(store: Store, name: str) -> Subject | None:
    """A network's own convention, intake and budget, and what circulars told it; by id or name."""
    own = slug(name)
    if not own or not known_network(store, own):
        return None
    streams = [
        convention_stream(network_convention(own)),
        intake_stream(own),
        budget_stream(own),
        *circular_streams(store),
    ]
    read = {stream: store.journal.read(stream) for stream in streams}
    histories = {
        stream: found
        for stream, history in read.items()
        if (found := tuple(one for one in history if speaks_of(one, own)))
    }
    return Subject(Kind.NETWORK, own, histories) if histories else None


def known_network(store: Store, network: str) -> bool:
    """Whether the registers or the journal know such a network."""
    try:
        store.registers.network(network)
    except NotRegistered:
        streams = (convention_stream(network_convention(network)), intake_stream(network))
        return any(store.journal.read(stream) for stream in streams)
    return True


def speaks_of(one: Recorded, network: str) -> bool:
    """Whether a fact about a circular is about that network; the others of its streams are."""
    if not one.stream.startswith(circular_stream("")):
        return True
    match one.fact:
        case (
            InformationStarted()
            | InformationSent()
            | InformationFailed()
            | InformationSettled()
            | PassedOn()
        ):
            return one.fact.network == network
        case _:
            return False


def provider(store: Store, name: str) -> Subject | None:
    """All conventions of one provider: by INAMI number, by party id, or by one of them."""
    parties = parties_of(store, name)
    found = store.registers.held_by(parties) if parties else ()
    return of_streams(store, Kind.PROVIDER, name, [convention_stream(row.id) for row in found])


def parties_of(store: Store, name: str) -> tuple[str, ...]:
    """The parties that are meant; none where it is no number and no party."""
    if _PARTY.fullmatch(name):
        return (name,)
    if fits(_CONVENTION, name):
        try:
            own = store.registers.convention(name).party
        except NotRegistered:
            return ()
        return (own, *(row.party for row in store.registers.also_held(name)))
    try:
        return store.people.sharing_inami(inami_number(name))
    except ValueError:
        return ()


# -- looked up in the index of facts ----------------------------------------------------------


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
    """The facts that name a Message-ID, with or without its angle brackets."""
    if "@" not in name:
        return None
    key = f"<{name.strip().strip('<>')}>"
    return looked_up(store, Kind.MESSAGE, key, [Mark(marks.Kind.MESSAGE, key)])


def looked_up(store: Store, kind: Kind, name: str, keys: Sequence[Mark]) -> Subject | None:
    """What the index has under these marks, if it has anything."""
    return Subject(kind, name, indexed=tuple(keys)) if holds(store, keys) else None


def holds(store: Store, keys: Sequence[Mark]) -> bool:
    """Whether any fact bears one of these marks, with all that is recorded by now."""
    index = FactIndex(store)
    index.catch_up()
    return bool(index.positions([keys], limit=1))


FINDERS: Mapping[Kind, Callable[[Store, str], Subject | None]] = {
    Kind.AVENANT: avenant,
    Kind.CONVENTION: convention,
    Kind.CIRCULAR: circular,
    Kind.NETWORK: network,
    Kind.MAILBOX: mailbox,
    Kind.PERSON: person,
    Kind.PROVIDER: provider,
    Kind.DOCUMENT: document,
    Kind.MESSAGE: message,
}
