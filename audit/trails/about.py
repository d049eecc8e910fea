"""What a trail can be about: its kind, its name, and where the facts on it stand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import cast

from pydantic import TypeAdapter, ValidationError

from audit.views.marks import Mark
from domain.fact import Fact
from domain.facts import AvenantFact
from journal.envelope import Recorded


class Kind(StrEnum):
    """What a trail can be about; also the word that may stand before a subject and a colon."""

    AVENANT = "avenant"
    CONVENTION = "convention"
    PROVIDER = "provider"
    NETWORK = "network"
    CIRCULAR = "circular"
    MAILBOX = "mailbox"
    MODEL = "model"
    """A model convention: its base texts, and what was published of it."""
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
            "circular (2026-001), a mailbox (mailbox-namur), a model convention (model-provider), "
            "a person of the office (inami.cell), "
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


def avenant_of(fact: Fact) -> str | None:
    """The avenant to which a fact happened; None for one on the convention, or on others."""
    return cast("AvenantFact", fact).avenant if happens_to_avenant(type(fact)) else None


@cache
def happens_to_avenant(kind: type[Fact]) -> bool:
    """Whether facts of that class happen to an avenant: asked of a class once, of facts often."""
    return issubclass(kind, AvenantFact)


def fits(adapter: TypeAdapter[str], text: str) -> bool:
    """Whether it is written as such an id."""
    try:
        adapter.validate_python(text)
    except ValidationError:
        return False
    return True
