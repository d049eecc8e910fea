"""The words of the domain in German."""

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

CHANNEL = {Channel.EMAIL: "per E-Mail", Channel.LETTER: "per Brief"}
ANSWERED = {
    AnswerChannel.EMAIL: "per E-Mail",
    AnswerChannel.LETTER: "per Brief",
    AnswerChannel.HAND: "persönlich übergeben",
}
LANGUAGE = {
    Language.FR: "Französisch",
    Language.NL: "Niederländisch",
    Language.DE: "Deutsch",
    Language.EN: "Englisch",
}
PURPOSE = {
    Purpose.FIRST: "erste Mitteilung",
    Purpose.NEW_DAY: "für einen anderen Tag neu erstellt",
    Purpose.AFTER_BOUNCE: "nach einem Versand, der nicht ankam",
    Purpose.COPY: "identische Kopie",
    Purpose.OUTSIDE: "außerhalb des Systems versandt",
}
RECIPIENT = {
    Recipient.NETWORK: "an das Netzwerk",
    Recipient.INAMI: "an das LIKIV",
    Recipient.COLLECTING_INSTITUTION: "an die Erhebungseinrichtung",
}
NOTICE = {
    Notice.REMINDER: "die Erinnerung",
    Notice.REFUSAL_CONFIRMATION: "die Bestätigung der Ablehnung",
    Notice.TACIT_ACCEPTANCE: "die Mitteilung der stillschweigenden Annahme",
    Notice.WITHDRAWN: "die Mitteilung der Rücknahme",
    Notice.RESCINDED: "die Mitteilung, dass die stillschweigende Annahme entfällt",
    Notice.CONTESTED: "die Mitteilung über eine strittige Ablehnung",
    Notice.DECIDED: "die Mitteilung der Entscheidung",
    Notice.OUT_OF_TIME: "die Mitteilung über eine verspätete Ablehnung",
    Notice.EXTENDED: "die Mitteilung der Verlängerung",
    Notice.LAPSED: "die Mitteilung des Verfalls",
}
CAUSE = {
    EndCause.NOTICE: "durch Kündigung",
    EndCause.DEATH: "durch den Tod des Leistungserbringers",
    EndCause.AGREEMENT: "im gegenseitigen Einvernehmen",
    EndCause.EXPIRY: "durch Ablauf ihrer Dauer",
    EndCause.REFUSAL: "durch die Ablehnung eines anderen Nachtrags",
}
CONTEST = {
    Contest.BETWEEN_THE_READINGS: "die Ablehnung kam nach dem angekündigten letzten Tag, aber nach "
    "mindestens einer Lesart der Texte noch innerhalb des Monats",
    Contest.HELD_UP: "die Ablehnung wurde rechtzeitig abgesandt und kam zu spät an",
    Contest.NOT_THE_PROVIDER: "die Ablehnung stammt weder vom Leistungserbringer noch von dessen "
    "Vertreter",
    Contest.CONVENTION_UNCLEAR: "die Ablehnung sagt nicht, welche Vereinbarung gemeint ist",
    Contest.WRONG_ADDRESSEE: "die Ablehnung war nicht an das Netzwerk gerichtet",
    Contest.AFTER_ACCEPTANCE: "der Nachtrag war bereits ausdrücklich angenommen",
    Contest.UNDELIVERABLE: "die Antwort betrifft einen Nachtrag, der nicht angekommen war",
    Contest.TEXT_CORRECTED: "der abgelehnte Text ist inzwischen berichtigt",
    Contest.CIRCULAR_WITHDRAWN: "das Rundschreiben ist inzwischen zurückgenommen",
}
TASK = {
    TaskKind.CONFIRM: "eine Nachricht lesen, die eine Ablehnung sein kann",
    TaskKind.ASSIGN: "sagen, wen eine Nachricht betrifft",
    TaskKind.CLEAR_UP: "klären, ob eine Sendung abging",
    TaskKind.MEND: "abhelfen, warum dem Empfänger nicht geschrieben werden kann",
    TaskKind.TELL: "den Empfänger auf anderem Weg benachrichtigen",
    TaskKind.INFORM: "dafür sorgen, dass das Netzwerk unterrichtet ist",
    TaskKind.EXAMINE: "ein unterzeichnetes Exemplar prüfen",
    TaskKind.SECOND: "einen Widerruf als zweite Person bestätigen",
    TaskKind.DECIDE: "über eine strittige Antwort entscheiden",
    TaskKind.RESEND: "auf anderem Weg erneut versenden",
    TaskKind.POST: "den Brief aufgeben",
    TaskKind.CHASE: "beim schweigenden Netzwerk nachfassen",
    TaskKind.COUNTERSIGN: "für den Versicherungsausschuss unterzeichnen",
    TaskKind.RELEASE: "den Versand an die Leistungserbringer freigeben",
    TaskKind.CONTINUITY: "die Fortsetzung der Behandlungen sichern",
    TaskKind.BILLED_SESSIONS: "die bereits abgerechneten Sitzungen regeln",
    TaskKind.REFUSED_OF_WITHDRAWN: "sagen, was eine Ablehnung nach der Rücknahme gilt",
}
NOTICE_FAILURE = {
    "refused": "der Mailserver nahm es nicht an",
    "returned": "eine Unzustellbarkeitsmeldung kam zurück",
    "doubtful": "niemand weiß, ob es abging",
}
MESSAGE = {
    MessageKind.DELIVERY_REPORT: "ein Zustellbericht",
    MessageKind.SIGNED_COPY: "ein unterzeichnetes Exemplar",
    MessageKind.POSSIBLE_REFUSAL: "eine mögliche Ablehnung",
    MessageKind.AUTO_REPLY: "eine automatische Antwort",
    MessageKind.OTHER: "eine andere Nachricht",
    MessageKind.UNREADABLE: "eine unlesbare Nachricht",
}
VERDICT = {
    CopyVerdict.ACCEPTED: "angenommen: die Unterschriften halten",
    CopyVerdict.PARTLY_SIGNED: "teilweise unterzeichnet: der Rest wird erwartet",
    CopyVerdict.REFUSED: "abgelehnt",
    CopyVerdict.PERSON_LOOKS: "von einer Person zu prüfen",
}
FAULT = {
    CopyFault.NOT_THE_DOCUMENT: "es ist nicht das versandte Dokument",
    CopyFault.NOT_A_PDF: "es ist kein PDF",
    CopyFault.CHANGED_BEFORE_SIGNING: "der Text wurde vor der Unterzeichnung geändert",
    CopyFault.CHANGED_AFTER_SIGNING: "nach der Unterzeichnung wurde etwas hinzugefügt",
    CopyFault.FIELD_NOT_PLACED: "eine Unterschrift steht außerhalb der vorgesehenen Felder",
    CopyFault.NOT_INTACT: "eine Unterschrift hält nicht",
    CopyFault.UNKNOWN_AUTHORITY: "die Zertifizierungsstelle ist unbekannt",
    CopyFault.REVOKED: "das Zertifikat war widerrufen",
    CopyFault.REVOCATION_UNKNOWN: "es ist nicht bekannt, ob das Zertifikat widerrufen wurde",
    CopyFault.NOT_FOR_SIGNING: "das Zertifikat dient nicht zum Unterzeichnen",
    CopyFault.NOT_TRUSTED_TIME: "der Zeitpunkt der Unterschrift ist nicht gesichert",
    CopyFault.WRONG_SIGNER: "die Person hat das Mandat nicht",
    CopyFault.UNCONFIRMED_SIGNER: "das Mandat der Person ist noch zu bestätigen",
    CopyFault.NOT_SIGNED: "keine Unterschrift",
    CopyFault.TOO_LARGE: "die Datei ist zu groß",
    CopyFault.UNREADABLE: "die Datei ist unlesbar",
}
RESTORED = {
    "prepared": "vorbereitet",
    "sending": "im Versand",
    "sent": "versandt und ohne Antwort",
    "undeliverable": "unzustellbar",
    "accepted_tacitly": "stillschweigend angenommen",
    "signed": "für das Netzwerk unterzeichnet",
}


def as_director(capacities: tuple[Capacity, ...]) -> str:
    """In which capacity a director signed."""
    match set(capacities):
        case both if len(both) > 1:
            return "für beide Krankenhäuser, das mit dem B4-Vertrag und das abrechnende"
        case one if Capacity.B4 in one:
            return "vom Direktor des Krankenhauses mit dem B4-Vertrag"
        case _:
            return "vom Direktor des abrechnenden Krankenhauses"
