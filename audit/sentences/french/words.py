"""The words of the domain in French."""

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

CHANNEL = {Channel.EMAIL: "par courriel", Channel.LETTER: "par lettre"}
ANSWERED = {
    AnswerChannel.EMAIL: "par courriel",
    AnswerChannel.LETTER: "par lettre",
    AnswerChannel.HAND: "en main propre",
}
LANGUAGE = {
    Language.FR: "français",
    Language.NL: "néerlandais",
    Language.DE: "allemand",
    Language.EN: "anglais",
}
PURPOSE = {
    Purpose.FIRST: "première communication",
    Purpose.NEW_DAY: "refait pour un autre jour",
    Purpose.AFTER_BOUNCE: "après un envoi non parvenu",
    Purpose.COPY: "copie identique",
    Purpose.OUTSIDE: "envoyé en dehors du système",
}
RECIPIENT = {
    Recipient.NETWORK: "au réseau",
    Recipient.INAMI: "à l'INAMI",
    Recipient.COLLECTING_INSTITUTION: "à l'institution perceptrice",
}
NOTICE = {
    Notice.REMINDER: "le rappel",
    Notice.REFUSAL_CONFIRMATION: "la confirmation du refus",
    Notice.TACIT_ACCEPTANCE: "l'avis d'acceptation tacite",
    Notice.WITHDRAWN: "l'avis de retrait",
}
CAUSE = {
    EndCause.NOTICE: "par préavis",
    EndCause.DEATH: "par le décès du prestataire",
    EndCause.AGREEMENT: "de commun accord",
    EndCause.EXPIRY: "par l'échéance de son terme",
    EndCause.REFUSAL: "par le refus d'un autre avenant",
}
CONTEST = {
    Contest.BETWEEN_THE_READINGS: "le refus est parvenu après le dernier jour annoncé, mais dans "
    "le délai d'un mois selon au moins une lecture des textes",
    Contest.HELD_UP: "le refus a été expédié à temps et reçu trop tard",
    Contest.NOT_THE_PROVIDER: "le refus n'émane ni du prestataire ni de son représentant",
    Contest.CONVENTION_UNCLEAR: "le refus ne dit pas quelle convention il vise",
    Contest.WRONG_ADDRESSEE: "le refus n'était pas adressé au réseau",
    Contest.AFTER_ACCEPTANCE: "l'avenant avait déjà été accepté expressément",
    Contest.UNDELIVERABLE: "la réponse porte sur un avenant qui n'était pas parvenu",
    Contest.TEXT_CORRECTED: "le texte refusé a été corrigé depuis",
    Contest.CIRCULAR_WITHDRAWN: "la circulaire a été retirée depuis",
}
TASK = {
    TaskKind.DECIDE: "trancher une réponse contestée",
    TaskKind.RESEND: "renvoyer par une autre voie",
    TaskKind.POST: "poster la lettre",
    TaskKind.CHASE: "relancer le réseau qui garde le silence",
    TaskKind.COUNTERSIGN: "signer pour le Comité de l'assurance",
    TaskKind.RELEASE: "libérer l'envoi aux prestataires",
    TaskKind.CONTINUITY: "assurer la continuité des soins",
    TaskKind.BILLED_SESSIONS: "régler les séances déjà facturées",
    TaskKind.REFUSED_OF_WITHDRAWN: "dire ce que vaut un refus après le retrait",
}
RESTORED = {
    "prepared": "préparé",
    "sending": "en cours d'envoi",
    "sent": "envoyé et sans réponse",
    "undeliverable": "non remis",
    "accepted_tacitly": "accepté tacitement",
    "signed": "signé pour le réseau",
}


def as_director(capacities: tuple[Capacity, ...]) -> str:
    """In which capacity a director signed."""
    match set(capacities):
        case both if len(both) > 1:
            return "pour les deux hôpitaux, celui du contrat B4 et celui qui facture"
        case one if Capacity.B4 in one:
            return "par le directeur de l'hôpital titulaire du contrat B4"
        case _:
            return "par le directeur de l'hôpital qui facture"
