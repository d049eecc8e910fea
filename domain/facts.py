"""What can happen to a convention and its avenants: the dictionary of facts.

Names in `type` are for ever (`docs/decisions/0003-facts.md`). A registration is what somebody
outside did and can be retracted; a state change is what followed and is only ever answered by
another state change.
"""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Literal
from uuid import UUID

from domain.fact import Fact
from domain.terms import Window
from domain.values import (
    ENGINE,
    AvenantId,
    AvenantKind,
    Channel,
    CircularId,
    ConventionId,
    Language,
    NetworkId,
    NetworkKind,
    PartyKind,
    StaffId,
    Value,
)


class EndCause(StrEnum):
    """Why a convention ended."""

    NOTICE = "notice"
    DEATH = "death"
    AGREEMENT = "agreement"
    EXPIRY = "expiry"
    REFUSAL = "refusal"


class AnswerChannel(StrEnum):
    """How an answer reached the network."""

    EMAIL = "email"
    LETTER = "letter"
    HAND = "hand"


class Recipient(StrEnum):
    """To whom an answer was addressed; only the network is the right one (art. 24 §2)."""

    NETWORK = "network"
    INAMI = "inami"
    COLLECTING_INSTITUTION = "collecting_institution"


class Notice(StrEnum):
    """What an addressee is told beside the avenant itself."""

    REMINDER = "reminder"
    REFUSAL_CONFIRMATION = "refusal_confirmation"
    TACIT_ACCEPTANCE = "tacit_acceptance_notice"
    WITHDRAWN = "withdrawn_notice"
    RESCINDED = "rescission_notice"
    CONTESTED = "contested_notice"
    DECIDED = "decision_notice"
    OUT_OF_TIME = "out_of_time_notice"
    EXTENDED = "extension_notice"
    LAPSED = "lapse_notice"


class Purpose(StrEnum):
    """Why a communication was made."""

    FIRST = "first"
    NEW_DAY = "new_day"
    AFTER_BOUNCE = "after_bounce"
    COPY = "copy"
    OUTSIDE = "outside"


class Outcome(StrEnum):
    """How a person may decide a contested refusal."""

    REFUSAL = "refusal"
    ACCEPTANCE = "acceptance"


class Contest(StrEnum):
    """Why a refusal needs a person before it counts."""

    BETWEEN_THE_READINGS = "between_the_readings"
    HELD_UP = "held_up"
    NOT_THE_PROVIDER = "not_the_provider"
    CONVENTION_UNCLEAR = "convention_unclear"
    WRONG_ADDRESSEE = "wrong_addressee"
    AFTER_ACCEPTANCE = "after_acceptance"
    UNDELIVERABLE = "undeliverable"
    TEXT_CORRECTED = "text_corrected"
    CIRCULAR_WITHDRAWN = "circular_withdrawn"


class Capacity(StrEnum):
    """In which capacity a director signs a network avenant."""

    B4 = "b4"
    INVOICING = "invoicing"


class CopyVerdict(StrEnum):
    """What a copy that came back as signed is worth, after it was examined."""

    ACCEPTED = "accepted"
    PARTLY_SIGNED = "partly_signed"
    REFUSED = "refused"
    PERSON_LOOKS = "person_looks"


class CopyFault(StrEnum):
    """Why a copy is not accepted as it is."""

    NOT_THE_DOCUMENT = "not_the_document"
    NOT_A_PDF = "not_a_pdf"
    CHANGED_BEFORE_SIGNING = "changed_before_signing"
    CHANGED_AFTER_SIGNING = "changed_after_signing"
    FIELD_NOT_PLACED = "field_not_placed"
    NOT_INTACT = "not_intact"
    UNKNOWN_AUTHORITY = "unknown_authority"
    REVOKED = "revoked"
    REVOCATION_UNKNOWN = "revocation_unknown"
    NOT_FOR_SIGNING = "not_for_signing"
    NOT_TRUSTED_TIME = "not_trusted_time"
    WRONG_SIGNER = "wrong_signer"
    UNCONFIRMED_SIGNER = "unconfirmed_signer"
    NOT_SIGNED = "not_signed"
    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"


class TaskKind(StrEnum):
    """What waits for a person."""

    CONFIRM = "confirm"
    ASSIGN = "assign"
    CLEAR_UP = "clear_up"
    MEND = "mend"
    TELL = "tell"
    INFORM = "inform"
    EXAMINE = "examine"
    SECOND = "second"
    DECIDE = "decide"
    RESEND = "resend"
    POST = "post"
    CHASE = "chase"
    COUNTERSIGN = "countersign"
    RELEASE = "release"
    CONTINUITY = "continuity"
    BILLED_SESSIONS = "billed_sessions"
    REFUSED_OF_WITHDRAWN = "refused_of_withdrawn"


# -- the convention ---------------------------------------------------------------------------


class ConventionRegistered(Fact):
    """A convention is known to the office; `on` is the day it began."""

    type: Literal["convention.registered"] = "convention.registered"
    convention: ConventionId
    network: NetworkId
    kind: NetworkKind
    party: str
    party_kind: PartyKind
    channel: Channel
    language: Language


class ConventionUpdated(Fact):
    """The register says otherwise how a party is to be reached. A new address ends nothing."""

    type: Literal["convention.updated"] = "convention.updated"
    party: str
    party_kind: PartyKind
    channel: Channel
    language: Language


class ConventionEnded(Fact):
    """`on` is the first day on which the convention is no longer in force."""

    type: Literal["convention.ended"] = "convention.ended"
    cause: EndCause
    id: UUID
    by: StaffId


class RetractionRequested(Fact):
    """Whoever registered something says that it was a mistake; a second person retracts it."""

    type: Literal["convention.retraction-requested"] = "convention.retraction-requested"
    retracts: UUID
    reason: str
    by: StaffId


class RegistrationRetracted(Fact):
    """A registration was a mistake; both facts stay in the record."""

    type: Literal["convention.registration-retracted"] = "convention.registration-retracted"
    retracts: UUID
    reason: str
    by: StaffId


class AvenantFact(Fact):
    """A fact about one avenant of the convention."""

    avenant: AvenantId


class TaskSettled(AvenantFact):
    """A person did what only a person can."""

    type: Literal["avenant.task-settled"] = "avenant.task-settled"
    task: TaskKind
    note: str
    by: StaffId


# -- preparing and sending --------------------------------------------------------------------


class AvenantPrepared(AvenantFact):
    """The circular will amend this convention; nothing has been said to anybody yet."""

    type: Literal["avenant.prepared"] = "avenant.prepared"
    circular: CircularId
    kind: AvenantKind
    content: str
    """Evidence address of the frozen circular."""
    rules: str
    in_force_from: date
    supersedes: AvenantId | None = None


class SendingReleased(AvenantFact):
    """The coordinator lets the network's sending to its providers begin."""

    type: Literal["avenant.sending-released"] = "avenant.sending-released"
    by: StaffId


class ResendRequested(AvenantFact):
    """Another communication is wanted: by another channel after a bounce, or as a copy."""

    type: Literal["avenant.resend-requested"] = "avenant.resend-requested"
    channel: Channel
    purpose: Purpose
    by: StaffId


class Document(Value):
    """A document that goes with a message: its file name and the SHA-256 of its bytes."""

    name: str
    sha256: str


class SendingStarted(AvenantFact):
    """The intent, recorded before the effect: these bytes leave on this day and no other."""

    VERSION: ClassVar[int] = 2
    type: Literal["avenant.sending-started"] = "avenant.sending-started"
    ordinal: int
    purpose: Purpose
    channel: Channel
    language: Language
    recipient: str
    message_id: str
    content_hash: str
    evidence: str | None = None
    """The address, among the evidence, of the very bytes that leave."""
    documents: tuple[Document, ...] = ()


class SendingDoubtful(AvenantFact):
    """The post broke off so that nobody can tell whether it left; only a person can find out."""

    type: Literal["avenant.sending-doubtful"] = "avenant.sending-doubtful"
    ordinal: int
    why: str


class SendingAbandoned(AvenantFact):
    """The day for which the document was made has passed; it may have left all the same.

    Or a person says, with a reason, that what was in doubt never left.
    """

    VERSION: ClassVar[int] = 2
    type: Literal["avenant.sending-abandoned"] = "avenant.sending-abandoned"
    ordinal: int
    by: StaffId = ENGINE
    reason: str = ""


class SendingStopped(AvenantFact):
    """What the addressee is owed cannot be made, such as without an address; a person mends it."""

    type: Literal["avenant.sending-stopped"] = "avenant.sending-stopped"
    why: str
    """What to do about it, in English; no name and no address stands in it."""


class RetryRequested(AvenantFact):
    """Somebody mended what stopped the avenant: it is tried again at once."""

    type: Literal["avenant.retry-requested"] = "avenant.retry-requested"
    by: StaffId


class Sent(AvenantFact):
    """The communication left on that day. A provider's carries the days that follow from it."""

    VERSION: ClassVar[int] = 2
    type: Literal["avenant.sent"] = "avenant.sent"
    ordinal: int
    channel: Channel
    window: Window | None
    id: UUID
    by: StaffId
    purpose: Purpose
    evidence: str | None = None
    registered_number: str | None = None
    """The number of a registered letter."""


class BounceRegistered(AvenantFact):
    """That communication did not arrive."""

    type: Literal["avenant.bounce-registered"] = "avenant.bounce-registered"
    of: int
    reason: str
    answered_by: tuple[UUID, ...] = ()
    """Answers that had come by then: while one of them is on file the bounce voids nothing."""
    id: UUID
    by: StaffId


class NoticeStarted(AvenantFact):
    """The intent to tell the addressee something; `about` is the fact that caused it."""

    VERSION: ClassVar[int] = 2
    type: Literal["avenant.notice-started"] = "avenant.notice-started"
    notice: Notice
    about: str
    channel: Channel
    message_id: str
    content_hash: str
    evidence: str | None = None
    documents: tuple[Document, ...] = ()


class NoticeSent(AvenantFact):
    """The addressee was told: the mail left."""

    VERSION: ClassVar[int] = 2
    type: Literal["avenant.notice-sent"] = "avenant.notice-sent"
    notice: Notice
    about: str
    message_id: str
    channel: Channel | None = None
    """None in records of a time when a letter counted as told once it lay on the posting list."""


class NoticePosted(AvenantFact):
    """The letter that tells it was really posted, on `on`; until then it waits on the list."""

    type: Literal["avenant.notice-posted"] = "avenant.notice-posted"
    notice: Notice
    about: str
    message_id: str
    registered_number: str | None
    id: UUID
    by: StaffId


NoticeFailure = Literal["refused", "returned", "doubtful"]
"""The server would not take it, a report came back, or nobody can tell whether it left."""


class NoticeFailed(AvenantFact):
    """That notice did not arrive, or may not have; a person sees to it."""

    type: Literal["avenant.notice-failed"] = "avenant.notice-failed"
    notice: Notice
    about: str
    message_id: str
    how: NoticeFailure
    reason: str


class NoticeAbandoned(AvenantFact):
    """That notice had not left when something overtook it, and never will."""

    type: Literal["avenant.notice-abandoned"] = "avenant.notice-abandoned"
    notice: Notice
    about: str
    message_id: str


class NoticeSettled(AvenantFact):
    """A person says of a notice that failed: tell it again by that channel; or None: it is told."""

    type: Literal["avenant.notice-settled"] = "avenant.notice-settled"
    notice: Notice
    about: str
    message_id: str
    again: Channel | None
    reason: str
    by: StaffId


# -- what a provider answers ------------------------------------------------------------------

ReadAs = Literal["confirmed", "dismissed"]
"""What a person takes a message for, that may have been a refusal."""


class PossibleRefusalReceived(AvenantFact):
    """A message that may refuse the avenant came on `on`; silence is held until a person read it.

    `dispatched_on` is the day of the message's own date.
    """

    type: Literal["avenant.possible-refusal-received"] = "avenant.possible-refusal-received"
    id: UUID
    dispatched_on: date | None
    matched_by: Literal["token", "thread", "person"]
    evidence: str
    by: StaffId


class PossibleRefusalSettled(AvenantFact):
    """A person read the message: it refuses the avenant, or it does not."""

    type: Literal["avenant.possible-refusal-settled"] = "avenant.possible-refusal-settled"
    message: UUID
    outcome: ReadAs
    reason: str
    by: StaffId


class RefusalRegistered(AvenantFact):
    """A written refusal, as it came in; what it is worth is another fact."""

    type: Literal["avenant.refusal-registered"] = "avenant.refusal-registered"
    id: UUID
    received_on: date
    dispatched_on: date | None
    channel: AnswerChannel
    by_representative: bool
    names_convention: bool
    addressed_to: Recipient
    received_there_on: date | None
    evidence: str
    by: StaffId


class AcceptanceRegistered(AvenantFact):
    """An express acceptance, received on `on`."""

    type: Literal["avenant.acceptance-registered"] = "avenant.acceptance-registered"
    id: UUID
    channel: AnswerChannel
    evidence: str | None
    by: StaffId


class RefusalWithdrawalRegistered(AvenantFact):
    """The provider takes the refusal back; `on` is the day that reached the network."""

    type: Literal["avenant.refusal-withdrawal-registered"] = "avenant.refusal-withdrawal-registered"
    id: UUID
    agreed: bool
    evidence: str | None
    by: StaffId


class ContestedRefusalDecided(AvenantFact):
    """A person decided what the contested refusals (and acceptances) are worth."""

    type: Literal["avenant.contested-refusal-decided"] = "avenant.contested-refusal-decided"
    id: UUID
    refusals: tuple[UUID, ...]
    acceptances: tuple[UUID, ...] = ()
    concluded_on: date | None = None
    """The day of the acceptance, express or tacit, that stood before the refusals came up."""
    outcome: Outcome
    reason: str
    by: StaffId


class WindowExtended(AvenantFact):
    """Both thresholds of the window become `until`; the days once told stay as they are."""

    type: Literal["avenant.window-extended"] = "avenant.window-extended"
    id: UUID
    ordinal: int
    until: date
    reason: str
    by: StaffId


# -- what follows for a provider avenant ------------------------------------------------------


class AvenantUndeliverable(AvenantFact):
    """No communication stands: no window runs."""

    type: Literal["avenant.undeliverable"] = "avenant.undeliverable"


class AvenantRestored(AvenantFact):
    """What stood no longer stands; the avenant is again as it was before."""

    type: Literal["avenant.restored"] = "avenant.restored"
    to: Literal["prepared", "sending", "sent", "undeliverable", "accepted_tacitly", "signed"]


class AvenantRefused(AvenantFact):
    """A refusal counts: the convention ends by operation of law on `terminates_on`."""

    type: Literal["avenant.refused"] = "avenant.refused"
    refusal: UUID
    received_on: date
    terminates_on: date
    registered_on: date
    """The day this became known; past the termination, billed sessions must be settled."""


class AvenantContested(AvenantFact):
    """An answer came whose worth a person must decide; until then nothing is concluded."""

    type: Literal["avenant.contested"] = "avenant.contested"
    refusals: tuple[UUID, ...]
    acceptances: tuple[UUID, ...] = ()
    why: tuple[Contest, ...]


class AvenantAccepted(AvenantFact):
    """The provider accepted expressly."""

    type: Literal["avenant.accepted"] = "avenant.accepted"
    acceptance: UUID
    received_on: date


class SilenceConcluded(AvenantFact):
    """Nobody refused and nothing can still come: silence accepts (art. 24 §2)."""

    type: Literal["avenant.accepted-tacitly"] = "avenant.accepted-tacitly"
    last_day: date
    post_known_by: Literal["confirmation", "fifth_working_day"]


class TacitAcceptanceRescinded(AvenantFact):
    """The silence was none; the conclusion stays in the record beside this fact."""

    type: Literal["avenant.tacit-acceptance-rescinded"] = "avenant.tacit-acceptance-rescinded"
    concluded_on: date


class AvenantTerminated(AvenantFact):
    """The convention ended by operation of law on `on`, whenever this was recorded."""

    type: Literal["avenant.terminated"] = "avenant.terminated"
    refusal: UUID
    received_on: date


class TerminationRescinded(AvenantFact):
    """The refusal on which the termination rested does not stand."""

    type: Literal["avenant.termination-rescinded"] = "avenant.termination-rescinded"
    terminated_on: date


class AvenantLapsed(AvenantFact):
    """The convention ended before the avenant was concluded."""

    type: Literal["avenant.lapsed"] = "avenant.lapsed"
    cause: EndCause


class ClosingRegistered(AvenantFact):
    """The circular was taken back or corrected, or its corrected text has been sent."""

    type: Literal["avenant.closing-registered"] = "avenant.closing-registered"
    corrected: bool
    ask_refused: bool
    """Whether a person is asked if a refusal that stands shall still end the convention."""
    superseded_by: AvenantId | None = None


class AvenantWithdrawn(AvenantFact):
    """INAMI took the circular back, or corrected it, before the avenant was concluded."""

    type: Literal["avenant.withdrawn"] = "avenant.withdrawn"


class AvenantSuperseded(AvenantFact):
    """The corrected text has been sent; this avenant is history."""

    type: Literal["avenant.superseded"] = "avenant.superseded"
    superseded_by: AvenantId


# -- what a network answers -------------------------------------------------------------------


class SignedCopyExamined(AvenantFact):
    """A copy received on `on` was compared with the document sent, and its signatures checked.

    `report` is the evidence address of the validation report (ETSI EN 319 102-2).
    """

    type: Literal["avenant.signed-copy-examined"] = "avenant.signed-copy-examined"
    id: UUID
    verdict: CopyVerdict
    reasons: tuple[CopyFault, ...]
    capacities: tuple[Capacity, ...]
    evidence: str
    report: str | None
    by: StaffId


class SignatureRegistered(AvenantFact):
    """A director's signature on the document sent, received on `on`."""

    type: Literal["avenant.signature-registered"] = "avenant.signature-registered"
    id: UUID
    capacities: tuple[Capacity, ...]
    evidence: str | None
    by: StaffId


class WrongCopyRegistered(AvenantFact):
    """What came back is not what was sent, or does not hold; the network is asked again."""

    type: Literal["avenant.wrong-copy-registered"] = "avenant.wrong-copy-registered"
    id: UUID
    reason: str
    evidence: str | None
    by: StaffId


class AvenantSigned(AvenantFact):
    """Both directors have signed for the network."""

    type: Literal["avenant.signed"] = "avenant.signed"


class AvenantConcluded(AvenantFact):
    """The leading official has signed for the Insurance Committee: all three have."""

    VERSION: ClassVar[int] = 2
    type: Literal["avenant.concluded"] = "avenant.concluded"
    by: StaffId
    evidence: str | None = None
    """The address of the copy that all three signed."""


class EvidenceRenewed(AvenantFact):
    """The signed copy got another timestamp before the last one's certificate expires."""

    type: Literal["avenant.evidence-renewed"] = "avenant.evidence-renewed"
    replaces: str
    evidence: str
    by: StaffId


class AvenantDeclined(AvenantFact):
    """The network will not sign; its providers get nothing."""

    type: Literal["avenant.declined"] = "avenant.declined"
    id: UUID
    reason: str
    by: StaffId


class ProvidersAddressed(AvenantFact):
    """The sending to each of the network's providers has begun; their number."""

    type: Literal["avenant.providers-addressed"] = "avenant.providers-addressed"
    providers: int


class UnsignedEscalated(AvenantFact):
    """Reminders were of no use; INAMI must speak to the network."""

    type: Literal["avenant.unsigned-escalated"] = "avenant.unsigned-escalated"


Registration = (
    ConventionEnded
    | Sent
    | BounceRegistered
    | NoticePosted
    | RefusalRegistered
    | AcceptanceRegistered
    | RefusalWithdrawalRegistered
    | ContestedRefusalDecided
    | WindowExtended
    | SignatureRegistered
    | WrongCopyRegistered
    | AvenantDeclined
)
"""What somebody registered, and a second person may retract."""

ConventionFact = (
    ConventionRegistered
    | ConventionUpdated
    | RetractionRequested
    | RegistrationRetracted
    | TaskSettled
    | AvenantPrepared
    | SendingReleased
    | ResendRequested
    | SendingStarted
    | SendingDoubtful
    | SendingAbandoned
    | SendingStopped
    | RetryRequested
    | NoticeStarted
    | NoticeSent
    | NoticeFailed
    | NoticeAbandoned
    | NoticeSettled
    | PossibleRefusalReceived
    | PossibleRefusalSettled
    | SignedCopyExamined
    | EvidenceRenewed
    | AvenantUndeliverable
    | AvenantRestored
    | AvenantRefused
    | AvenantContested
    | AvenantAccepted
    | SilenceConcluded
    | TacitAcceptanceRescinded
    | AvenantTerminated
    | TerminationRescinded
    | AvenantLapsed
    | ClosingRegistered
    | AvenantWithdrawn
    | AvenantSuperseded
    | AvenantSigned
    | AvenantConcluded
    | ProvidersAddressed
    | UnsignedEscalated
    | Registration
)
"""Everything that can stand in the stream of a convention."""
