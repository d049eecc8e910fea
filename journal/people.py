"""Who the parties and the staff are, and nowhere else: names, addresses and numbers.

Facts, workflow ids, search attributes and logs know a person by an opaque party id only. How they
are kept stands in `journal.people_store`.
"""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from domain.values import Language, Value


class Hospital(Value):
    """A hospital that speaks for a network: that of the B4 contract, or the one that invoices."""

    name: str
    inami: str
    bce: str
    director: str
    email: str | None = None


class NetworkParty(Value):
    """A network as a party: both its hospitals, its coordinator, and where replies go."""

    type: Literal["network"] = "network"
    name: str
    b4: Hospital
    invoicing: Hospital
    coordinator: str
    coordinator_email: str
    reply_to: str


class Independent(Value):
    """A psychologist or clinical remedial educator who holds the convention in person."""

    type: Literal["independent"] = "independent"
    name: str
    address: str
    inami: str
    national_number: str
    bce: str
    email: str | None = None
    phone: str | None = None


class Organisation(Value):
    """An organisation that holds one convention, and the person who answers for it."""

    type: Literal["organisation"] = "organisation"
    name: str
    address: str
    bce: str
    representative: str
    inami: str | None = None
    email: str | None = None
    phone: str | None = None


class StaffMember(Value):
    """Somebody who works in the office, at INAMI or for a network."""

    type: Literal["staff"] = "staff"
    name: str
    email: str
    language: Language


Person = Annotated[
    NetworkParty | Independent | Organisation | StaffMember, Field(discriminator="type")
]
"""Whoever has an opaque id in the record."""


class PersonVersion(Value):
    """What was known of a party from one moment on, and who said so."""

    party: str
    version: int
    person: Person
    recorded_at: AwareDatetime
    by: str


class UnknownParty(LookupError):
    """Nobody is registered under this party id."""


class PartyErased(UnknownParty):
    """What was known of this party was erased, and nothing more is kept of it."""
