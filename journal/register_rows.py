"""What a register says of a convention, a network or a member of the staff: nothing personal."""

from datetime import date
from typing import Annotated, Literal
from uuid import NAMESPACE_URL, uuid5

from pydantic import Field

from domain.values import (
    Channel,
    ConventionId,
    Language,
    NetworkId,
    NetworkKind,
    PartyKind,
    Role,
    StaffId,
    Value,
    network_convention,
)

_PARTIES = uuid5(NAMESPACE_URL, "avenants:parties")


class ConventionRow(Value):
    """A convention: its key, its two sides, and how and in which language its party is spoken to.

    `kind` is that of its network and decides which variant of an avenant it gets. Both days are
    calendar days; `ended_on` is the first day on which it is no longer in force.
    """

    type: Literal["convention"] = "convention"
    id: ConventionId
    network: NetworkId
    kind: NetworkKind
    party: str
    party_kind: PartyKind
    channel: Channel
    language: Language
    began_on: date
    ended_on: date | None = None


class NetworkRow(Value):
    """A network, under its printed name, and its own convention with the Insurance Committee."""

    type: Literal["network"] = "network"
    id: NetworkId
    name: str
    kind: NetworkKind
    languages: tuple[Language, ...] = Field(min_length=1)
    party: str
    began_on: date
    ended_on: date | None = None

    def convention(self) -> ConventionRow:
        """The convention Committee–network: spoken to by e-mail, in its first language."""
        return ConventionRow(
            id=network_convention(self.id),
            network=self.id,
            kind=self.kind,
            party=self.party,
            party_kind=PartyKind.NETWORK,
            channel=Channel.EMAIL,
            language=self.languages[0],
            began_on=self.began_on,
            ended_on=self.ended_on,
        )


class StaffRow(Value):
    """Somebody of the office: what they may do, and for which networks."""

    type: Literal["staff"] = "staff"
    id: StaffId
    role: Role
    networks: tuple[NetworkId, ...] = ()
    party: str


RegisterRow = Annotated[NetworkRow | ConventionRow | StaffRow, Field(discriminator="type")]
"""A row of one of the three registers."""


def convention_in(row: RegisterRow) -> ConventionRow | None:
    """The convention that a row registers, a network's own too; none for the staff."""
    match row:
        case NetworkRow() as network:
            return network.convention()
        case ConventionRow() as convention:
            return convention
        case StaffRow():
            return None


def party_of(register: Literal["network", "convention", "staff"], key: str) -> str:
    """The opaque party id behind a row: it says nothing of the person, and never changes."""
    return f"p-{uuid5(_PARTIES, f'{register}/{key}').hex}"
