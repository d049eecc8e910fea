"""Subjects whose facts stand in streams of their own, which are read whole."""

import re
from collections.abc import Sequence
from uuid import UUID

from pydantic import TypeAdapter

from audit.subjects import circular_streams
from audit.trails.about import Kind, Subject, avenant_of, fits
from domain import facts as f
from domain.circular_facts import (
    CircularLaunched,
    InformationFailed,
    InformationSent,
    InformationSettled,
    InformationStarted,
    PassedOn,
)
from domain.fact import Fact
from domain.numbers import inami_number
from domain.values import (
    AvenantId,
    AvenantKind,
    ConventionId,
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
    model_stream,
)

_AVENANT: TypeAdapter[str] = TypeAdapter(AvenantId)
_CONVENTION: TypeAdapter[str] = TypeAdapter(ConventionId)
TAKING_BACK = (f.RegistrationRetracted, f.RetractionRequested)
_PARTY = re.compile(r"p-[0-9a-z]+")


def avenant(store: Store, name: str) -> Subject | None:
    """The facts on an avenant, those on its convention that touch it, and those on its file."""
    if not fits(_AVENANT, name):
        return None
    stream = convention_stream(split_avenant_id(name)[1])
    # A file of which nobody has made anything yet has no stream.
    histories = store.journal.read_together([stream, archive_stream(name)])
    history = histories.get(stream, ())
    whose = [avenant_of(one.fact) for one in history]
    if name not in whose:
        return None
    others = registrations_of_others(history, name) if set(whose) - {name, None} else set[UUID]()

    def concerns(one: Recorded) -> bool:
        return touches(one.fact, name, others)

    return Subject(Kind.AVENANT, name, histories, concerns)


def touches(fact: Fact, avenant: str, others: set[UUID]) -> bool:
    """Whether a fact is about that avenant, or about the convention and so about it too."""
    of = avenant_of(fact)
    if of is None and isinstance(fact, TAKING_BACK):
        return fact.retracts not in others
    return of is None or of == avenant


def registrations_of_others(history: Sequence[Recorded], avenant: str) -> set[UUID]:
    """Registrations about the other avenants of the same convention."""
    return {
        one.fact.id
        for one in history
        if isinstance(one.fact, f.Registration) and avenant_of(one.fact) not in {avenant, None}
    }


def convention(store: Store, name: str) -> Subject | None:
    """A convention's stream, all of it."""
    if not fits(_CONVENTION, name):
        return None
    return of_streams(store, Kind.CONVENTION, name, [convention_stream(name)])


def circular(store: Store, name: str) -> Subject | None:
    """A circular's stream, by id (2026-001) or official reference (Psy-Ort/2026/001)."""
    number = "-".join(name.split("/")[-2:]).lower() if "/" in name else name
    found = of_streams(store, Kind.CIRCULAR, number, [circular_stream(number)])
    if found is None or "/" not in name:
        return found
    [first, *_] = found.histories[circular_stream(number)]
    called = first.fact.reference if isinstance(first.fact, CircularLaunched) else ""
    return found if called.casefold() == name.casefold() else None


def mailbox(store: Store, name: str) -> Subject | None:
    """What came into a mailbox, which is called mailbox- and its id."""
    own = name.removeprefix(mailbox_stream(""))
    if own == name and not name.startswith(mailbox_stream("")):
        return None
    return of_streams(store, Kind.MAILBOX, own, [mailbox_stream(own)])


def model(store: Store, name: str) -> Subject | None:
    """The base texts of a model convention and what was published of it: model- and its kind."""
    kinds = {model_stream(kind): kind for kind in AvenantKind}
    return of_streams(store, Kind.MODEL, kinds[name], [name]) if name in kinds else None


def of_streams(store: Store, kind: Kind, name: str, streams: Sequence[str]) -> Subject | None:
    """All facts of these streams, if there are any."""
    histories = store.journal.read_together(streams)
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
    histories = {
        stream: found
        for stream, history in store.journal.read_together(streams).items()
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
