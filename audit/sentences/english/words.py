"""The words of the domain in English."""

from domain.facts import (
    AnswerChannel,
    Capacity,
    Contest,
    CopyFault,
    CopyVerdict,
    EndCause,
    Notice,
    Purpose,
    Recipient,
    TaskKind,
)
from domain.mailbox import MessageKind
from domain.values import Channel, Language

CHANNEL = {Channel.EMAIL: "by e-mail", Channel.LETTER: "by letter"}
ANSWERED = {
    AnswerChannel.EMAIL: "by e-mail",
    AnswerChannel.LETTER: "by letter",
    AnswerChannel.HAND: "by hand",
}
LANGUAGE = {
    Language.FR: "French",
    Language.NL: "Dutch",
    Language.DE: "German",
    Language.EN: "English",
}
PURPOSE = {
    Purpose.FIRST: "the first communication",
    Purpose.NEW_DAY: "made anew for another day",
    Purpose.AFTER_BOUNCE: "after an earlier one did not arrive",
    Purpose.COPY: "an identical copy",
    Purpose.OUTSIDE: "sent outside the system",
}
RECIPIENT = {
    Recipient.NETWORK: "the network",
    Recipient.INAMI: "INAMI",
    Recipient.COLLECTING_INSTITUTION: "the collecting institution",
}
NOTICE = {
    Notice.REMINDER: "the reminder",
    Notice.REFUSAL_CONFIRMATION: "the confirmation of the refusal",
    Notice.TACIT_ACCEPTANCE: "the notice of tacit acceptance",
    Notice.WITHDRAWN: "the notice of the withdrawal",
    Notice.RESCINDED: "the notice that the tacit acceptance falls away",
    Notice.CONTESTED: "the notice of a contested refusal",
    Notice.DECIDED: "the notice of the decision",
    Notice.OUT_OF_TIME: "the notice of a refusal out of time",
    Notice.EXTENDED: "the notice of the extension",
    Notice.LAPSED: "the notice of the lapse",
}
CAUSE = {
    EndCause.NOTICE: "by notice",
    EndCause.DEATH: "by the death of the provider",
    EndCause.AGREEMENT: "by agreement",
    EndCause.EXPIRY: "because its term ran out",
    EndCause.REFUSAL: "by the refusal of another avenant",
}
CONTEST = {
    Contest.BETWEEN_THE_READINGS: "it came after the announced last day, yet within the month "
    "as at least one reading of the law counts it",
    Contest.HELD_UP: "it was dispatched in time and received too late",
    Contest.NOT_THE_PROVIDER: "it does not come from the provider or the representative",
    Contest.CONVENTION_UNCLEAR: "it does not say which convention is meant",
    Contest.WRONG_ADDRESSEE: "it was not addressed to the network",
    Contest.AFTER_ACCEPTANCE: "the avenant had been accepted expressly by then",
    Contest.UNDELIVERABLE: "it answers an avenant that had not arrived",
    Contest.TEXT_CORRECTED: "the text that was refused has since been corrected",
    Contest.CIRCULAR_WITHDRAWN: "the circular has since been withdrawn",
}
TASK = {
    TaskKind.CONFIRM: "read a message that may be a refusal",
    TaskKind.ASSIGN: "say whom a message concerns",
    TaskKind.CLEAR_UP: "find out whether a sending left",
    TaskKind.MEND: "mend what keeps the addressee from being written to",
    TaskKind.TELL: "tell the addressee otherwise",
    TaskKind.INFORM: "see that the network is informed",
    TaskKind.EXAMINE: "examine a signed copy",
    TaskKind.SECOND: "second a retraction",
    TaskKind.DECIDE: "decide a contested answer",
    TaskKind.RESEND: "send again by another channel",
    TaskKind.POST: "post the letter",
    TaskKind.CHASE: "chase the network that keeps silent",
    TaskKind.COUNTERSIGN: "sign for the Insurance Committee",
    TaskKind.RELEASE: "release the sending to the providers",
    TaskKind.CONTINUITY: "ensure the continuity of care",
    TaskKind.BILLED_SESSIONS: "settle the sessions already billed",
    TaskKind.REFUSED_OF_WITHDRAWN: "say what a refusal is worth after the withdrawal",
}
NOTICE_FAILURE = {
    "refused": "the mail server would not take it",
    "returned": "a delivery report came back",
    "doubtful": "nobody can tell whether it left",
}
MESSAGE = {
    MessageKind.DELIVERY_REPORT: "a delivery report",
    MessageKind.SIGNED_COPY: "a signed copy",
    MessageKind.POSSIBLE_REFUSAL: "a possible refusal",
    MessageKind.AUTO_REPLY: "an automatic reply",
    MessageKind.OTHER: "another message",
    MessageKind.UNREADABLE: "an unreadable message",
}
VERDICT = {
    CopyVerdict.ACCEPTED: "accepted: the signatures hold",
    CopyVerdict.PARTLY_SIGNED: "signed in part: the rest is awaited",
    CopyVerdict.REFUSED: "refused",
    CopyVerdict.PERSON_LOOKS: "for a person to examine",
}
FAULT = {
    CopyFault.NOT_THE_DOCUMENT: "it is not the document sent",
    CopyFault.NOT_A_PDF: "it is no PDF",
    CopyFault.CHANGED_BEFORE_SIGNING: "the text was changed before signing",
    CopyFault.CHANGED_AFTER_SIGNING: "something was added after signing",
    CopyFault.FIELD_NOT_PLACED: "a signature stands outside the fields that were placed",
    CopyFault.NOT_INTACT: "a signature does not hold",
    CopyFault.UNKNOWN_AUTHORITY: "the authority of the certificate is unknown",
    CopyFault.REVOKED: "the certificate was revoked",
    CopyFault.REVOCATION_UNKNOWN: "nobody can tell whether the certificate was revoked",
    CopyFault.NOT_FOR_SIGNING: "the certificate is not meant for signing",
    CopyFault.NOT_TRUSTED_TIME: "the time of the signature is not certain",
    CopyFault.WRONG_SIGNER: "the person holds no mandate",
    CopyFault.UNCONFIRMED_SIGNER: "the mandate of the person is still to be confirmed",
    CopyFault.NOT_SIGNED: "there is no signature",
    CopyFault.TOO_LARGE: "the file is too large",
    CopyFault.UNREADABLE: "the file is unreadable",
}
RESTORED = {
    "prepared": "prepared",
    "sending": "being sent",
    "sent": "sent and without an answer",
    "undeliverable": "undeliverable",
    "accepted_tacitly": "accepted tacitly",
    "signed": "signed for the network",
}


def as_director(capacities: tuple[Capacity, ...]) -> str:
    """In which capacity a director signed."""
    match set(capacities):
        case both if len(both) > 1:
            return "for both hospitals, that of the B4 contract and that which invoices"
        case one if Capacity.B4 in one:
            return "by the director of the hospital with the B4 contract"
        case _:
            return "by the director of the hospital that invoices"
