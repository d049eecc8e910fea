"""What a trail can be about, and where the facts on it stand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import column, select, table

from domain import facts as f
from domain.circular_facts import InformationSent, InformationStarted, PassedOn
from domain.fact import Fact
from domain.values import network_convention, split_avenant_id
from journal.envelope import Recorded
from journal.faults import faults
from journal.opening import Store
from journal.streams import circular_stream, convention_stream, intake_stream, mailbox_stream

events = table("stored_events", column("originator_id"))


class UnknownSubject(LookupError):
    """Nothing in the record is called so."""

    def __init__(self, subject: str) -> None:
        super().__init__(
            f"nothing in the record is called {subject!r}: name an avenant (2026-001.K00123), a "
            "convention (K00123, net-namur), a network (namur), a circular (2026-001) or a mailbox "
            "(mailbox-namur)"
        )


@dataclass(frozen=True, slots=True)
class Subject:
    """All facts of the streams that a subject is about, and which of them concern it."""

    history: tuple[Recorded, ...]
    concerns: Callable[[Recorded], bool]


def subject(store: Store, name: str) -> Subject:
    """What the record holds about an avenant, a convention, a network, a circular or a mailbox.

    A network's are those of its own convention, of its post, and of the circulars that informed
    it; its providers have trails of their own. Raises UnknownSubject.
    """
    if "." in name:
        return about_avenant(store, name)
    for read in (convention_history, circular_history, network_history, mailbox_history):
        history, own = read(store, name)
        if history:
            return Subject(history=history, concerns=own)
    raise UnknownSubject(name)


Found = tuple[tuple[Recorded, ...], Callable[[Recorded], bool]]


def convention_history(store: Store, name: str) -> Found:
    """A convention's stream, all of it."""
    return store.journal.read(convention_stream(name)), everything


def circular_history(store: Store, name: str) -> Found:
    """A circular's stream, all of it."""
    return store.journal.read(circular_stream(name)), everything


def network_history(store: Store, name: str) -> Found:
    """A network's own convention and intake, and what circulars told it."""
    streams = [
        convention_stream(network_convention(name)),
        intake_stream(name),
        *circular_streams(store),
    ]
    history = [
        one for stream in streams for one in store.journal.read(stream) if speaks_of(one, name)
    ]
    return tuple(sorted(history, key=lambda one: one.position)), everything


def mailbox_history(store: Store, name: str) -> Found:
    """What came into a mailbox, which is called mailbox- and its id."""
    own = name.startswith(mailbox_stream(""))
    return store.journal.read(name) if own else (), everything


def speaks_of(one: Recorded, network: str) -> bool:
    """Whether a fact about a circular is about that network; the others of its streams are."""
    if not one.stream.startswith(circular_stream("")):
        return True
    match one.fact:
        case InformationStarted() | InformationSent() | PassedOn():
            return one.fact.network == network
        case _:
            return False


def about_avenant(store: Store, name: str) -> Subject:
    """The facts on an avenant, and those on its convention that touch it."""
    _, convention = split_avenant_id(name)
    history = store.journal.read(convention_stream(convention))
    others = registrations_of_others(history, name)

    def concerns(one: Recorded) -> bool:
        return touches(one.fact, name, others)

    if not any(isinstance(o.fact, f.AvenantFact) and o.fact.avenant == name for o in history):
        raise UnknownSubject(name)
    return Subject(history=history, concerns=concerns)


def touches(fact: Fact, avenant: str, others: set[UUID]) -> bool:
    """Whether a fact is about that avenant, or about the convention and so about it too."""
    match fact:
        case f.AvenantFact():
            return fact.avenant == avenant
        case f.RegistrationRetracted():
            return fact.retracts not in others
        case _:
            return True


def registrations_of_others(history: Sequence[Recorded], avenant: str) -> set[UUID]:
    """Registrations about the other avenants of the same convention."""
    return {
        one.fact.id
        for one in history
        if isinstance(one.fact, f.Registration)
        and isinstance(one.fact, f.AvenantFact)
        and one.fact.avenant != avenant
    }


def everything(_: Recorded) -> bool:
    """Whether it concerns a subject that has the stream for itself: yes."""
    return True


def circular_streams(store: Store) -> list[str]:
    """The streams of every circular that was ever launched."""
    name, first = events.c.originator_id, circular_stream("")
    query = select(name).where(name >= first, name < first + "\U0010ffff").distinct()
    with faults(), store.engine.connect() as connection:
        return sorted(connection.scalars(query))
