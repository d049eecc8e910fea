"""The words of the domain in English."""

from domain.facts import (
    AnswerChannel,
    Capacity,
    Contest,
    EndCause,
    Notice,
    Purpose,
    Recipient,
    TaskKind,
)
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
