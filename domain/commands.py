"""What can be asked of a convention: the dictionary of commands.

Every command carries `today`, the day on the engine's clock, and `by`, who asks. Ids of what is
registered come in with the command, so that `decide` stays a pure function.
"""

from datetime import date
from typing import Literal
from uuid import UUID

from domain.facts import (
    AnswerChannel,
    Capacity,
    CopyFault,
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
from domain.intake import Intake
from domain.values import ENGINE, AvenantKind, Channel, Language, NetworkKind, PartyKind, Value


class Command(Value):
    """Something asked of one convention."""

    today: date
    by: str = ENGINE


class AvenantCommand(Command):
    """Something asked of one avenant."""

    avenant: str


class RegisterConvention(Command):
    """Make a convention known, or bring its entry up to date."""

    convention: str
    network: str
    kind: NetworkKind
    party: str
    party_kind: PartyKind
    channel: Channel
    language: Language
    began_on: date


class EndConvention(Command):
    """The convention ended otherwise; `on` is the first day without it."""

    id: UUID
    on: date
    cause: EndCause


class Retract(Command):
    """Take back a registration that was a mistake; another person than the registrant."""

    retracts: UUID
    reason: str


class RequestRetraction(Command):
    """Say that one's own registration was a mistake, so that a second person retracts it."""

    retracts: UUID
    reason: str


class PrepareAvenant(AvenantCommand):
    """Let the circular amend this convention."""

    circular: str
    kind: AvenantKind
    content: str
    rules: str
    entry_into_force: date
    supersedes: str | None = None


class ReleaseSending(AvenantCommand):
    """Let the network's sending to its providers begin."""

    policy: Literal["concluded", "signed"] = "concluded"


class RequestResend(AvenantCommand):
    """Ask for another communication: after a bounce, or an identical copy."""

    channel: Channel | None = None


class BeginSending(AvenantCommand):
    """Record the intent for the communication that comes next."""

    ordinal: int
    purpose: Purpose
    channel: Channel
    message_id: str
    content_hash: str
    evidence: str | None = None
    documents: tuple[Document, ...] = ()


class DoubtSending(AvenantCommand):
    """The post broke off so that nobody can tell whether the communication left."""

    ordinal: int
    why: str


class StopSending(AvenantCommand):
    """What the addressee is owed cannot be made, for a reason that only a person can mend."""

    why: str


class RetryStopped(AvenantCommand):
    """Somebody mended what stopped the avenant: try again at once."""


class AbandonSending(AvenantCommand):
    """Give up an intent whose day has passed, or one of which a person says that it never left."""

    ordinal: int
    reason: str = ""
    """A person gives one."""


class RecordSent(AvenantCommand):
    """The communication left; for a letter: was posted on `on`."""

    id: UUID
    on: date
    ordinal: int | None = None
    evidence: str | None = None
    registered_number: str | None = None


class RecordSentOutside(AvenantCommand):
    """The avenant had been sent before the system was there."""

    id: UUID
    on: date
    channel: Channel
    evidence: str


class RegisterBounce(AvenantCommand):
    """That communication did not arrive."""

    id: UUID
    on: date
    reason: str
    of: int | None = None


class BeginNotice(AvenantCommand):
    """Record the intent to tell the addressee something that is owed."""

    notice: Notice
    about: str
    channel: Channel
    message_id: str
    content_hash: str
    evidence: str | None = None
    documents: tuple[Document, ...] = ()


class RecordNoticeSent(AvenantCommand):
    """The notice left by e-mail."""

    message_id: str


class AbandonNotice(AvenantCommand):
    """Give up a notice that did not leave before something overtook it."""

    message_id: str


class PostNotice(AvenantCommand):
    """A person posted a notice that lay on the posting list, and says on which day."""

    id: UUID
    message_id: str
    on: date
    registered_number: str | None = None


class FailNotice(AvenantCommand):
    """A notice did not arrive, or nobody can tell whether it left."""

    message_id: str
    how: NoticeFailure
    reason: str


class SettleNotice(AvenantCommand):
    """See to notices that failed: tell again by that channel, or None: the addressee knows."""

    notice: Notice | None = None
    """Only this one; else all that failed."""
    again: Channel | None
    reason: str


class ReportPossibleRefusal(AvenantCommand):
    """A message that may be a refusal came in; it holds the silence until a person has read it."""

    id: UUID
    received_on: date
    dispatched_on: date | None
    matched_by: Literal["token", "thread", "person"]
    evidence: str


class ConfirmRefusal(AvenantCommand):
    """A person read the message: it is a refusal, registered with the message's own days.

    `id` is that of the refusal, `message` that of the report. What somebody else than the network
    received reached the network on `network_received_on`, at the latest today.
    """

    id: UUID
    message: UUID
    addressed_to: Recipient = Recipient.NETWORK
    network_received_on: date | None = None
    by_representative: bool = True
    names_convention: bool = True
    reason: str = ""


class DismissMessage(AvenantCommand):
    """A person read the message: it refuses nothing."""

    message: UUID
    reason: str


class RegisterRefusal(AvenantCommand):
    """A written refusal came in."""

    id: UUID
    received_on: date
    dispatched_on: date | None = None
    channel: AnswerChannel
    by_representative: bool = True
    names_convention: bool = True
    addressed_to: Recipient = Recipient.NETWORK
    received_there_on: date | None = None
    evidence: str


class RegisterAcceptance(AvenantCommand):
    """An express acceptance came in."""

    id: UUID
    received_on: date
    channel: AnswerChannel = AnswerChannel.EMAIL
    evidence: str | None = None


class RegisterWithdrawal(AvenantCommand):
    """The provider takes the refusal back."""

    id: UUID
    reached_on: date
    agreed: bool
    evidence: str | None = None


class DecideContested(AvenantCommand):
    """Say what the contested refusals are worth."""

    id: UUID
    outcome: Outcome
    reason: str
    seen: tuple[UUID, ...] | None = None
    """The answers on file when that person looked; nothing is decided on any other."""


class ExtendWindow(AvenantCommand):
    """Let both thresholds of the window be `until`."""

    id: UUID
    until: date
    reason: str


class ConcludeSilence(AvenantCommand):
    """Conclude silence, if nothing can still come."""

    intake: Intake


class Terminate(AvenantCommand):
    """End the convention if its day has come."""


class WithdrawAvenant(AvenantCommand):
    """The circular is taken back, or replaced by a corrected one, as from `on`."""

    on: date
    corrected: bool = False
    ask_refused: bool = False


class SupersedeAvenant(AvenantCommand):
    """The corrected text was sent on `on`."""

    on: date
    superseded_by: str


class RegisterSignature(AvenantCommand):
    """A signed copy of the document sent came back."""

    id: UUID
    received_on: date
    capacities: tuple[Capacity, ...] = (Capacity.B4, Capacity.INVOICING)
    evidence: str | None = None


class ExamineCopy(AvenantCommand):
    """What the examination of a copy found; the signature or the wrong copy follows from it."""

    id: UUID
    received_on: date
    verdict: CopyVerdict
    reasons: tuple[CopyFault, ...] = ()
    capacities: tuple[Capacity, ...] = ()
    evidence: str
    report: str | None = None


class RegisterWrongCopy(AvenantCommand):
    """A copy came back that is not the document sent, or does not hold."""

    id: UUID
    received_on: date
    reason: str
    evidence: str | None = None


class Countersign(AvenantCommand):
    """The leading official signs for the Insurance Committee."""

    on: date
    evidence: str | None = None


class RenewEvidence(AvenantCommand):
    """The signed copy got another timestamp."""

    replaces: str
    evidence: str


class DeclineAvenant(AvenantCommand):
    """The network says that it will not sign."""

    id: UUID
    on: date
    reason: str


class EscalateUnsigned(AvenantCommand):
    """Reminders were of no use: INAMI is told."""


class RecordProvidersAddressed(AvenantCommand):
    """The sending to each of the network's providers has begun."""

    providers: int


class SettleTask(AvenantCommand):
    """A person has done what the task asked."""

    task: TaskKind
    note: str


AnyCommand = (
    RegisterConvention
    | EndConvention
    | RequestRetraction
    | Retract
    | PrepareAvenant
    | ReleaseSending
    | RequestResend
    | BeginSending
    | DoubtSending
    | AbandonSending
    | StopSending
    | RetryStopped
    | RecordSent
    | RecordSentOutside
    | RegisterBounce
    | BeginNotice
    | RecordNoticeSent
    | AbandonNotice
    | PostNotice
    | FailNotice
    | SettleNotice
    | ReportPossibleRefusal
    | ConfirmRefusal
    | DismissMessage
    | RegisterRefusal
    | RegisterAcceptance
    | RegisterWithdrawal
    | DecideContested
    | ExtendWindow
    | ConcludeSilence
    | Terminate
    | WithdrawAvenant
    | SupersedeAvenant
    | RegisterSignature
    | ExamineCopy
    | RegisterWrongCopy
    | Countersign
    | RenewEvidence
    | DeclineAvenant
    | EscalateUnsigned
    | RecordProvidersAddressed
    | SettleTask
)
