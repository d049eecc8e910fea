"""The words of the domain in French."""

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
    Notice.RESCINDED: "l'avis de fin de l'acceptation tacite",
    Notice.CONTESTED: "l'avis de refus contesté",
    Notice.DECIDED: "l'avis de décision",
    Notice.OUT_OF_TIME: "l'avis de refus hors délai",
    Notice.EXTENDED: "l'avis de prolongation",
    Notice.LAPSED: "l'avis de caducité",
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
    TaskKind.CONFIRM: "lire un message qui pourrait être un refus",
    TaskKind.ASSIGN: "dire qui un message concerne",
    TaskKind.CLEAR_UP: "vérifier si un envoi est parti",
    TaskKind.MEND: "remédier à ce qui empêche d'écrire au destinataire",
    TaskKind.TELL: "informer autrement le destinataire",
    TaskKind.INFORM: "veiller à ce que le réseau soit informé",
    TaskKind.EXAMINE: "examiner une copie signée",
    TaskKind.SECOND: "appuyer une rétractation",
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
NOTICE_FAILURE = {
    "refused": "le serveur de courrier ne l'a pas accepté",
    "returned": "un rapport de non-remise est revenu",
    "doubtful": "personne ne sait s'il est parti",
}
MESSAGE = {
    MessageKind.DELIVERY_REPORT: "un rapport de remise",
    MessageKind.SIGNED_COPY: "une copie signée",
    MessageKind.POSSIBLE_REFUSAL: "un refus possible",
    MessageKind.AUTO_REPLY: "une réponse automatique",
    MessageKind.OTHER: "un autre message",
    MessageKind.UNREADABLE: "un message illisible",
}
VERDICT = {
    CopyVerdict.ACCEPTED: "acceptée : les signatures tiennent",
    CopyVerdict.PARTLY_SIGNED: "signée en partie : le reste est attendu",
    CopyVerdict.REFUSED: "refusée",
    CopyVerdict.PERSON_LOOKS: "à examiner par une personne",
}
FAULT = {
    CopyFault.NOT_THE_DOCUMENT: "ce n'est pas le document envoyé",
    CopyFault.NOT_A_PDF: "ce n'est pas un PDF",
    CopyFault.CHANGED_BEFORE_SIGNING: "le texte a changé avant la signature",
    CopyFault.CHANGED_AFTER_SIGNING: "quelque chose a été ajouté après la signature",
    CopyFault.FIELD_NOT_PLACED: "une signature se trouve hors des champs prévus",
    CopyFault.NOT_INTACT: "une signature ne tient pas",
    CopyFault.UNKNOWN_AUTHORITY: "l'autorité du certificat est inconnue",
    CopyFault.REVOKED: "le certificat était révoqué",
    CopyFault.REVOCATION_UNKNOWN: "on ne sait pas si le certificat était révoqué",
    CopyFault.NOT_FOR_SIGNING: "le certificat ne sert pas à signer",
    CopyFault.NOT_TRUSTED_TIME: "l'heure de la signature n'est pas sûre",
    CopyFault.WRONG_SIGNER: "la personne n'a pas le mandat",
    CopyFault.UNCONFIRMED_SIGNER: "le mandat de la personne reste à confirmer",
    CopyFault.NOT_SIGNED: "aucune signature",
    CopyFault.TOO_LARGE: "le fichier est trop grand",
    CopyFault.UNREADABLE: "le fichier est illisible",
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
