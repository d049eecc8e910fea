"""One communication with everything that goes into it, and what it is called."""

import re
from datetime import date
from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints

from activities.post import Envelope
from domain.circular import Circular
from domain.facts import Document, Outcome
from domain.templates import TemplateKind
from domain.values import (
    AvenantId,
    AvenantKind,
    Channel,
    Language,
    NetworkId,
    NetworkKind,
    PartyKind,
    Value,
)
from journal.people import Independent, NetworkParty, Organisation

_LINES = re.compile(r"[\n,]")

MailDomain = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$", max_length=200)
]


class Office(Value):
    """Who sends: INAMI's cell and the address from which the engine's mail leaves."""

    name: str
    """As it stands before the address, for example the cell's name."""
    address: str
    """From which all mail leaves, whoever speaks."""
    replies: str
    """Where networks answer; providers answer their network."""
    message_domain: MailDomain
    """The right half of every Message-ID. It stays the same for as long as mail is sent."""
    token_key: bytes | None = Field(default=None, repr=False)
    """The secret of the tokens in addresses; without it addresses carry none."""
    reply_tokens: bool = True
    """Whether answers come to addresses with a token: `name+token@domain` has to reach `name`."""


class Correspondence(Value):
    """Everything from which the bytes of one communication are made; same input, same bytes.

    Dates that a kind of text does not print stay None. `sent_on` is the day of the communication
    that a later notice speaks of; None for the avenant itself, which leaves on `day`.
    """

    # An error may not show whose name or address was wrong.
    model_config = ConfigDict(hide_input_in_errors=True)

    avenant: AvenantId
    ordinal: Annotated[int, Field(ge=1)]
    kind: TemplateKind
    channel: Channel
    language: Language
    day: date
    rehearsal: bool
    circular: Circular
    network: NetworkId
    network_kind: NetworkKind
    network_party: NetworkParty
    recipient: NetworkParty | Independent | Organisation
    in_force_from: date | None = None
    sent_on: date | None = None
    announced_last_day: date | None = None
    terminates_on: date | None = None
    refusal_received_on: date | None = None
    concluded_on: date | None = None
    decided_on: date | None = None
    decision: Outcome | None = None
    refused_ends_on: date | None = None
    """When the convention ends, if the decision was that the refusal stands."""
    extended_until: date | None = None
    convention_ended_on: date | None = None

    def network_name(self) -> str:
        """The network as the circular prints it, else as it is registered."""
        printed = self.circular.addressee(self.network)
        return printed.name if printed else self.network_party.name

    def avenant_kind(self) -> AvenantKind:
        """Which of both avenants it is about."""
        is_network = isinstance(self.recipient, NetworkParty)
        return AvenantKind.NETWORK if is_network else AvenantKind.PROVIDER

    def party_kind(self) -> PartyKind:
        """What the addressee is."""
        return PartyKind(self.recipient.type)

    def reply_to(self, office: Office) -> str:
        """Where the answer goes: a provider's to the network (art. 24 §2), a network's to INAMI."""
        if self.avenant_kind() is AvenantKind.NETWORK:
            return office.replies
        return self.network_party.reply_to

    def recipient_name(self) -> str:
        """To whom it is written: a network is spoken to through its B4 hospital."""
        if isinstance(self.recipient, NetworkParty):
            return self.recipient.b4.name
        return self.recipient.name

    def recipient_lines(self) -> tuple[str, ...]:
        """The lines below the name on the envelope."""
        if isinstance(self.recipient, NetworkParty):
            return (self.recipient.b4.director,)
        lines = (line.strip() for line in _LINES.split(self.recipient.address))
        return tuple(line for line in lines if line)

    def representative(self) -> str:
        """Who answers for the addressee; empty for an independent provider."""
        match self.recipient:
            case NetworkParty():
                return self.recipient.b4.director
            case Organisation():
                return self.recipient.representative
            case Independent():
                return ""

    def addresses(self) -> tuple[str, ...]:
        """The e-mail addresses, that of the addressee first, those of copies after it.

        A network's mail goes to the hospital that represents it, in copy to the coordinator and
        the collecting institution (circular Psy-Ort/2026/001, its addressees).
        """
        match self.recipient:
            case NetworkParty() as network:
                first = network.b4.email or network.coordinator_email
                copies = (network.coordinator_email, network.invoicing.email)
            case _ as provider:
                first, copies = provider.email, ()
        return tuple(dict.fromkeys(address for address in (first, *copies) if address))


class Rendered(Value):
    """The bytes of one communication, with the names under which they are recorded."""

    message_id: str
    content: bytes
    content_hash: str
    envelope: Envelope | None
    """To whom an e-mail goes; None for a letter."""
    documents: tuple[Document, ...] = ()
    """The PDFs that are in it, or that it is."""

    @property
    def media_type(self) -> str:
        """What kind of bytes it is made of."""
        return "message/rfc822" if self.envelope is not None else "application/pdf"


def message_id(avenant: str, ordinal: int, kind: str, domain: str) -> str:
    """The Message-ID of a communication: a function of avenant, ordinal and kind.

    `domain` is the installation's, and never changes. Letters carry it too, as their name.
    """
    return f"<{avenant}.{ordinal}.{kind}@{domain}>"
