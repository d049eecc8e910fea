"""The words of the domain in Dutch."""

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

CHANNEL = {Channel.EMAIL: "per e-mail", Channel.LETTER: "per brief"}
ANSWERED = {
    AnswerChannel.EMAIL: "per e-mail",
    AnswerChannel.LETTER: "per brief",
    AnswerChannel.HAND: "persoonlijk overhandigd",
}
LANGUAGE = {
    Language.FR: "Frans",
    Language.NL: "Nederlands",
    Language.DE: "Duits",
    Language.EN: "Engels",
}
PURPOSE = {
    Purpose.FIRST: "eerste kennisgeving",
    Purpose.NEW_DAY: "opnieuw opgemaakt voor een andere dag",
    Purpose.AFTER_BOUNCE: "na een zending die niet aankwam",
    Purpose.COPY: "identieke kopie",
    Purpose.OUTSIDE: "buiten het systeem verzonden",
}
RECIPIENT = {
    Recipient.NETWORK: "het netwerk",
    Recipient.INAMI: "het RIZIV",
    Recipient.COLLECTING_INSTITUTION: "de inningsinstelling",
}
NOTICE = {
    Notice.REMINDER: "de herinnering",
    Notice.REFUSAL_CONFIRMATION: "de bevestiging van de weigering",
    Notice.TACIT_ACCEPTANCE: "het bericht van stilzwijgende aanvaarding",
    Notice.WITHDRAWN: "het bericht van de intrekking",
    Notice.RESCINDED: "het bericht dat de stilzwijgende aanvaarding vervalt",
    Notice.CONTESTED: "het bericht van een betwiste weigering",
    Notice.DECIDED: "het bericht van de beslissing",
    Notice.OUT_OF_TIME: "het bericht van een laattijdige weigering",
    Notice.EXTENDED: "het bericht van de verlenging",
    Notice.LAPSED: "het bericht van het verval",
}
CAUSE = {
    EndCause.NOTICE: "door opzegging",
    EndCause.DEATH: "door het overlijden van de zorgverlener",
    EndCause.AGREEMENT: "in onderling akkoord",
    EndCause.EXPIRY: "door het verstrijken van de looptijd",
    EndCause.REFUSAL: "door de weigering van een andere wijzigingsclausule",
}
CONTEST = {
    Contest.BETWEEN_THE_READINGS: "de weigering kwam aan na de meegedeelde laatste dag, maar "
    "binnen de maand volgens minstens één lezing van de teksten",
    Contest.HELD_UP: "de weigering werd tijdig verzonden en te laat ontvangen",
    Contest.NOT_THE_PROVIDER: "de weigering komt niet van de zorgverlener of de vertegenwoordiger",
    Contest.CONVENTION_UNCLEAR: "de weigering zegt niet welke overeenkomst bedoeld is",
    Contest.WRONG_ADDRESSEE: "de weigering was niet aan het netwerk gericht",
    Contest.AFTER_ACCEPTANCE: "de wijzigingsclausule was toen al uitdrukkelijk aanvaard",
    Contest.UNDELIVERABLE: "het antwoord gaat over een wijzigingsclausule die niet was aangekomen",
    Contest.TEXT_CORRECTED: "de geweigerde tekst is intussen verbeterd",
    Contest.CIRCULAR_WITHDRAWN: "de omzendbrief is intussen ingetrokken",
}
TASK = {
    TaskKind.CONFIRM: "een bericht lezen dat een weigering kan zijn",
    TaskKind.ASSIGN: "zeggen wie een bericht aangaat",
    TaskKind.CLEAR_UP: "nagaan of een verzending vertrokken is",
    TaskKind.MEND: "verhelpen waarom de bestemmeling niet kan worden aangeschreven",
    TaskKind.TELL: "de bestemmeling anders inlichten",
    TaskKind.INFORM: "ervoor zorgen dat het netwerk op de hoogte is",
    TaskKind.EXAMINE: "een ondertekend exemplaar onderzoeken",
    TaskKind.SECOND: "een intrekking als tweede bevestigen",
    TaskKind.DECIDE: "een betwist antwoord beslechten",
    TaskKind.RESEND: "opnieuw verzenden langs een andere weg",
    TaskKind.POST: "de brief posten",
    TaskKind.CHASE: "het netwerk dat zwijgt aanspreken",
    TaskKind.COUNTERSIGN: "ondertekenen voor het Verzekeringscomité",
    TaskKind.RELEASE: "de verzending aan de zorgverleners vrijgeven",
    TaskKind.CONTINUITY: "de continuïteit van de zorg verzekeren",
    TaskKind.BILLED_SESSIONS: "de al gefactureerde sessies regelen",
    TaskKind.REFUSED_OF_WITHDRAWN: "zeggen wat een weigering na de intrekking waard is",
}
NOTICE_FAILURE = {
    "refused": "de mailserver nam het niet aan",
    "returned": "er kwam een bericht van niet-bezorging terug",
    "doubtful": "niemand weet of het vertrok",
}
MESSAGE = {
    MessageKind.DELIVERY_REPORT: "een bezorgingsrapport",
    MessageKind.SIGNED_COPY: "een ondertekend exemplaar",
    MessageKind.POSSIBLE_REFUSAL: "een mogelijke weigering",
    MessageKind.AUTO_REPLY: "een automatisch antwoord",
    MessageKind.OTHER: "een ander bericht",
    MessageKind.UNREADABLE: "een onleesbaar bericht",
}
VERDICT = {
    CopyVerdict.ACCEPTED: "aanvaard: de handtekeningen houden stand",
    CopyVerdict.PARTLY_SIGNED: "gedeeltelijk ondertekend: op de rest wordt gewacht",
    CopyVerdict.REFUSED: "geweigerd",
    CopyVerdict.PERSON_LOOKS: "door een persoon te onderzoeken",
}
FAULT = {
    CopyFault.NOT_THE_DOCUMENT: "het is niet het verzonden document",
    CopyFault.NOT_A_PDF: "het is geen pdf",
    CopyFault.CHANGED_BEFORE_SIGNING: "de tekst is vóór de ondertekening gewijzigd",
    CopyFault.CHANGED_AFTER_SIGNING: "er is na de ondertekening iets toegevoegd",
    CopyFault.FIELD_NOT_PLACED: "een handtekening staat buiten de voorziene velden",
    CopyFault.NOT_INTACT: "een handtekening houdt geen stand",
    CopyFault.UNKNOWN_AUTHORITY: "de autoriteit van het certificaat is onbekend",
    CopyFault.REVOKED: "het certificaat was herroepen",
    CopyFault.REVOCATION_UNKNOWN: "het is niet bekend of het certificaat was herroepen",
    CopyFault.NOT_FOR_SIGNING: "het certificaat dient niet om te ondertekenen",
    CopyFault.NOT_TRUSTED_TIME: "het tijdstip van de handtekening staat niet vast",
    CopyFault.WRONG_SIGNER: "de persoon heeft het mandaat niet",
    CopyFault.UNCONFIRMED_SIGNER: "het mandaat van de persoon moet nog bevestigd worden",
    CopyFault.NOT_SIGNED: "er is geen handtekening",
    CopyFault.TOO_LARGE: "het bestand is te groot",
    CopyFault.UNREADABLE: "het bestand is onleesbaar",
}
RESTORED = {
    "prepared": "weer klaargemaakt",
    "sending": "weer in verzending",
    "sent": "weer verzonden en zonder antwoord",
    "undeliverable": "weer onbestelbaar",
    "accepted_tacitly": "weer stilzwijgend aanvaard",
    "signed": "weer ondertekend voor het netwerk",
}


def as_director(capacities: tuple[Capacity, ...]) -> str:
    """In which capacity a director signed."""
    match set(capacities):
        case both if len(both) > 1:
            return "voor beide ziekenhuizen, dat met het B4-contract en het facturerende"
        case one if Capacity.B4 in one:
            return "door de directeur van het ziekenhuis met het B4-contract"
        case _:
            return "door de directeur van het ziekenhuis dat factureert"
