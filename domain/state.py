"""What a convention and its avenants look like between two facts: one type per status.

An avenant is a file (communications, answers, decisions) and a standing: what follows from the
file. The standing is set by facts only; `domain.standing` says what it ought to be.
"""

from datetime import date
from typing import Literal
from uuid import UUID

from domain.facts import (
    Capacity,
    Contest,
    CopyVerdict,
    Document,
    EndCause,
    Notice,
    NoticeFailure,
    Outcome,
    Purpose,
    Recipient,
    TaskKind,
)
from domain.terms import Window
from domain.values import AvenantKind, Channel, Language, NetworkKind, PartyKind, Value

# -- the file ---------------------------------------------------------------------------------


class Extension(Value):
    """A day that replaces both thresholds of a window."""

    id: UUID
    until: date


class Communication(Value):
    """One sending of the avenant: its intent, and what became of it."""

    ordinal: int
    purpose: Purpose
    channel: Channel
    started_on: date
    message_id: str
    content_hash: str
    evidence: str | None = None
    documents: tuple[Document, ...] = ()
    doubtful: bool = False
    """Whether the post broke off so that only a person can tell if it left."""
    abandoned: bool = False
    sent_on: date | None = None
    window: Window | None = None
    bounced_on: date | None = None
    answered_by: tuple[UUID, ...] = ()
    """Answers that were there before the bounce: it never takes those back."""
    extensions: tuple[Extension, ...] = ()
    sent_id: UUID | None = None
    bounce_id: UUID | None = None

    @property
    def void(self) -> bool:
        """Whether it bounced, and nobody had answered it."""
        return self.bounced_on is not None and not self.answered_by

    @property
    def stands(self) -> bool:
        """Whether it was sent and did not bounce."""
        return self.sent_on is not None and not self.void

    @property
    def until(self) -> date | None:
        """The last extension's day, which replaces both thresholds."""
        return self.extensions[-1].until if self.extensions else None

    @property
    def in_flight(self) -> bool:
        """Whether its intent is recorded and its end is not."""
        return self.sent_on is None and not self.abandoned and self.bounced_on is None

    @property
    def last_days(self) -> tuple[date, date] | None:
        """Announced and admitted last day as they now count; None before the sending."""
        if self.window is None:
            return None
        if self.until is not None:
            return self.until, self.until
        return self.window.announced_last_day, self.window.admitted_last_day


class Resend(Value):
    """A communication that a person asked for and that has not begun."""

    channel: Channel
    purpose: Purpose


class DecisionOnFile(Value):
    """What a person decided about contested answers."""

    id: UUID
    on: date
    outcome: Outcome
    concluded_on: date | None
    """The day of the acceptance that stood until then; the avenant was not open since."""
    after_closing: bool
    """Whether the avenant's circular had been withdrawn or corrected by then."""


class RefusalOnFile(Value):
    """A registered refusal with what has happened to it since."""

    id: UUID
    received_on: date
    dispatched_on: date | None
    by_representative: bool
    names_convention: bool
    addressed_to: Recipient
    evidence: str
    registered_after: tuple[UUID, ...]
    """The withdrawals that were on file when it was registered."""
    decisions: tuple[DecisionOnFile, ...] = ()

    @property
    def decision(self) -> DecisionOnFile | None:
        """The decision that counts: the last one that was not retracted."""
        return self.decisions[-1] if self.decisions else None


class AcceptanceOnFile(Value):
    """A registered express acceptance; only one of an undeliverable avenant is ever decided."""

    id: UUID
    received_on: date
    evidence: str | None = None
    decisions: tuple[DecisionOnFile, ...] = ()

    @property
    def decision(self) -> DecisionOnFile | None:
        """The decision that counts: the last one that was not retracted."""
        return self.decisions[-1] if self.decisions else None


class MessageOnFile(Value):
    """A message that may be a refusal; until a person has read it, silence is not concluded."""

    id: UUID
    received_on: date
    dispatched_on: date | None
    evidence: str
    settled: bool = False


class WithdrawalOnFile(Value):
    """A registered withdrawal of the refusal."""

    id: UUID
    reached_on: date
    agreed: bool


class SignatureOnFile(Value):
    """A registered signature for the network."""

    id: UUID
    received_on: date
    capacities: tuple[Capacity, ...]
    evidence: str | None = None


class CopyOnFile(Value):
    """A copy that came back, as it was found to be."""

    id: UUID
    received_on: date
    verdict: CopyVerdict
    capacities: tuple[Capacity, ...]
    evidence: str
    settled: bool = True
    """Whether nobody has to look at it any more."""


class NoticeOnFile(Value):
    """Something the addressee is, or is being, told."""

    notice: Notice
    about: str
    started_on: date
    channel: Channel
    message_id: str
    content_hash: str
    evidence: str | None = None
    documents: tuple[Document, ...] = ()
    sent: bool = False
    posted_on: date | None = None
    posted_id: UUID | None = None
    failed: NoticeFailure | None = None
    failed_on: date | None = None
    abandoned: bool = False
    """Whether it was given up before it left."""
    settled: bool = False
    """Whether a person has seen to what failed."""
    again: Channel | None = None
    """By which channel that person wants it told again; None where the addressee knows."""

    @property
    def open(self) -> bool:
        """Whether its mail was begun and nobody has said yet what became of it."""
        seen_to = self.sent or self.failed or self.abandoned or self.settled
        return self.channel is Channel.EMAIL and not seen_to

    @property
    def waits(self) -> bool:
        """Whether a person must see to it."""
        return self.failed is not None and not self.settled

    @property
    def to_post(self) -> bool:
        """Whether it is a letter that nobody has said to be posted, and that can be printed."""
        on_paper = self.channel is Channel.LETTER and self.evidence is not None
        return on_paper and not (self.sent or self.settled or self.failed)

    @property
    def reached(self) -> bool:
        """Whether the addressee has to be taken for told; what is in doubt may have arrived."""
        if self.settled:
            return self.again is None
        return self.sent if self.failed is None else self.failed == "doubtful"


class Closing(Value):
    """The circular was withdrawn or corrected, or the corrected text was sent."""

    on: date
    corrected: bool
    ask_refused: bool
    superseded_by: str | None = None


class Registered(Value):
    """Who registered what, so that another person can retract it."""

    id: UUID
    type: str
    avenant: str | None
    by: str
    asked_on: date | None = None
    """The day on which whoever registered it asked for a second person to retract it."""
    retracted: bool = False


# -- the standing -----------------------------------------------------------------------------


class Prepared(Value):
    """Known to the system, nothing said yet."""

    status: Literal["prepared"] = "prepared"


class Sending(Value):
    """An intent is recorded; the document may be on its way."""

    status: Literal["sending"] = "sending"


class AwaitingAnswer(Value):
    """Communicated: a provider's window runs, a network is asked to sign."""

    status: Literal["sent"] = "sent"


class Undeliverable(Value):
    """Every communication bounced."""

    status: Literal["undeliverable"] = "undeliverable"


class Accepted(Value):
    """Accepted expressly."""

    status: Literal["accepted"] = "accepted"
    acceptance: UUID
    received_on: date


class AcceptedTacitly(Value):
    """Accepted by silence."""

    status: Literal["accepted_tacitly"] = "accepted_tacitly"
    concluded_on: date


class Refused(Value):
    """A refusal stands; the convention will end."""

    status: Literal["refused"] = "refused"
    refusal: UUID
    received_on: date
    determined_on: date
    terminates_on: date


class Contested(Value):
    """A person must say what the answers are worth."""

    status: Literal["contested"] = "contested"
    refusals: tuple[UUID, ...]
    acceptances: tuple[UUID, ...] = ()
    """Acceptances of an avenant that was undeliverable."""
    why: tuple[Contest, ...]


class Terminated(Value):
    """The convention ended because of this avenant's refusal."""

    status: Literal["terminated"] = "terminated"
    refusal: UUID
    received_on: date
    terminated_on: date


class Withdrawn(Value):
    """The circular was taken back while the avenant was open."""

    status: Literal["withdrawn"] = "withdrawn"


class Superseded(Value):
    """A corrected text took its place."""

    status: Literal["superseded"] = "superseded"
    by: str


class Lapsed(Value):
    """The convention ended before the avenant was concluded."""

    status: Literal["lapsed"] = "lapsed"
    cause: EndCause


class Signed(Value):
    """Both directors signed; the Committee has not yet."""

    status: Literal["signed"] = "signed"


class Concluded(Value):
    """Signed by all three."""

    status: Literal["concluded"] = "concluded"


class Declined(Value):
    """The network will not sign."""

    status: Literal["declined"] = "declined"


ProviderStanding = (
    Prepared
    | Sending
    | AwaitingAnswer
    | Undeliverable
    | Accepted
    | AcceptedTacitly
    | Refused
    | Contested
    | Terminated
    | Withdrawn
    | Superseded
    | Lapsed
)
NetworkStanding = (
    Prepared
    | Sending
    | AwaitingAnswer
    | Undeliverable
    | Signed
    | Concluded
    | Declined
    | Withdrawn
    | Superseded
    | Lapsed
)
Standing = ProviderStanding | NetworkStanding

# -- avenants and conventions -----------------------------------------------------------------


class AvenantFile(Value):
    """What both kinds of avenant have on file."""

    id: str
    circular: str
    content: str
    rules: str
    in_force_from: date
    prepared_on: date
    supersedes: str | None
    communications: tuple[Communication, ...] = ()
    resend: Resend | None = None
    notices: tuple[NoticeOnFile, ...] = ()
    closing: Closing | None = None
    settled: tuple[TaskKind, ...] = ()
    stopped_by: str | None = None
    """Why nothing can be made for the addressee; None once something could."""
    stopped_on: date | None = None

    @property
    def opening(self) -> Communication | None:
        """The first communication that did not bounce: the window belongs to it."""
        if len(self.communications) == 1:
            (only,) = self.communications
            return only if only.stands else None
        standing = ((c.sent_on, c.ordinal, c) for c in self.communications if c.stands)
        found = min(((on, n, c) for on, n, c in standing if on), default=None, key=lambda s: s[:2])
        return found[2] if found else None

    @property
    def in_flight(self) -> Communication | None:
        """The communication that has begun and has no end yet."""
        return next((c for c in reversed(self.communications) if c.in_flight), None)

    @property
    def addressed(self) -> bool:
        """Whether anything is known to have left for its addressee, also what came back."""
        return any(c.sent_on is not None or c.bounced_on for c in self.communications)

    def communication(self, ordinal: int | None) -> Communication | None:
        """The communication of that ordinal, if there is one."""
        return next((c for c in self.communications if c.ordinal == ordinal), None)


class ProviderAvenant(AvenantFile):
    """An avenant to the convention of a provider with a network."""

    kind: Literal[AvenantKind.PROVIDER] = AvenantKind.PROVIDER
    standing: ProviderStanding = Prepared()
    refusals: tuple[RefusalOnFile, ...] = ()
    acceptances: tuple[AcceptanceOnFile, ...] = ()
    withdrawals: tuple[WithdrawalOnFile, ...] = ()
    messages: tuple[MessageOnFile, ...] = ()
    silence: date | None = None
    """The day on which silence was concluded, unless that was rescinded."""
    silent_through: date | None = None
    """The last day of the window over which that silence lasted."""
    terminated_on: date | None = None
    conclusions: int = 0
    """How often silence was concluded, those that were rescinded among them."""
    terminations: int = 0
    """How often the convention was ended by this avenant, what was rescinded among it."""
    rescinded: tuple[date, ...] = ()
    """The days of tacit acceptances that were rescinded."""
    refused_known_on: date | None = None
    """The day on which it became known that a refusal stands."""

    @property
    def held(self) -> tuple[MessageOnFile, ...]:
        """The messages that nobody has read yet: silence is not concluded before."""
        return tuple(m for m in self.messages if not m.settled)


class NetworkAvenant(AvenantFile):
    """An avenant to the convention of a network with the Insurance Committee."""

    kind: Literal[AvenantKind.NETWORK] = AvenantKind.NETWORK
    standing: NetworkStanding = Prepared()
    signatures: tuple[SignatureOnFile, ...] = ()
    wrong_copies: tuple[UUID, ...] = ()
    copies: tuple[CopyOnFile, ...] = ()
    concluded_on: date | None = None
    signed_copy: str | None = None
    """The evidence address of the copy that all three signed, with its last timestamp."""
    declined: UUID | None = None
    released_on: date | None = None
    addressed_on: date | None = None
    """The day on which the sending to the providers began."""
    escalated: bool = False

    @property
    def signed_on(self) -> date | None:
        """The day on which the last of the two capacities had signed, or None."""
        days = [
            min((s.received_on for s in self.signatures if capacity in s.capacities), default=None)
            for capacity in Capacity
        ]
        return max((d for d in days if d), default=None) if all(days) else None


Avenant = ProviderAvenant | NetworkAvenant


class Ended(Value):
    """The convention ended for a cause of its own; `on` is the first day without it."""

    id: UUID
    on: date
    cause: EndCause


class Convention(Value):
    """A convention with all its avenants: what must be consistent at every moment."""

    id: str
    network: str
    kind: NetworkKind
    party: str
    party_kind: PartyKind
    channel: Channel
    language: Language
    began_on: date
    endings: tuple[Ended, ...] = ()
    avenants: tuple[Avenant, ...] = ()
    registrations: tuple[Registered, ...] = ()

    def avenant(self, avenant: str) -> Avenant | None:
        """The avenant of that id, if this convention has it."""
        return next((a for a in self.avenants if a.id == avenant), None)

    @property
    def provider_avenants(self) -> tuple[ProviderAvenant, ...]:
        """The avenants that providers answer; none for a network's own convention."""
        return tuple(a for a in self.avenants if isinstance(a, ProviderAvenant))

    @property
    def ended(self) -> Ended | None:
        """The earliest end for a cause other than a refusal."""
        return min(self.endings, key=lambda e: e.on, default=None)
