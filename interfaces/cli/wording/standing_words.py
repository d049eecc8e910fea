"""The sentences on where an avenant stands, and why a refusal is contested."""

from collections.abc import Mapping

from domain.facts import Contest
from interfaces.cli.wording.words import Words

STANDINGS: Mapping[str, Words] = {
    "prepared": Words(
        "{avenant} est préparé ; rien n'a encore été envoyé.",
        "{avenant} is voorbereid; er is nog niets verzonden.",
        "{avenant} ist vorbereitet; es wurde noch nichts versandt.",
        "{avenant} is prepared; nothing has been sent yet.",
    ),
    "sending": Words(
        "{avenant} est en cours d'envoi.",
        "{avenant} wordt verzonden.",
        "{avenant} wird versandt.",
        "{avenant} is being sent.",
    ),
    "sent": Words(
        "{avenant} a été envoyé le {sent_on} : un refus reçu jusqu'au {announced} compte ; le "
        "silence est constaté après le {admitted}.",
        "{avenant} werd verzonden op {sent_on}: een weigering ontvangen tot en met {announced} "
        "telt; stilzwijgen wordt vastgesteld na {admitted}.",
        "{avenant} wurde am {sent_on} versandt: Eine Ablehnung, die bis zum {announced} eingeht, "
        "zählt; Schweigen wird nach dem {admitted} festgestellt.",
        "{avenant} was sent on {sent_on}: a refusal received until {announced} counts; silence is "
        "concluded after {admitted}.",
    ),
    "asked_to_sign": Words(
        "{avenant} a été envoyé le {sent_on} et attend les signatures des deux directions.",
        "{avenant} werd verzonden op {sent_on} en wacht op de handtekeningen van beide directies.",
        "{avenant} wurde am {sent_on} versandt und wartet auf die Unterschriften beider "
        "Direktionen.",
        "{avenant} was sent on {sent_on} and waits for the signatures of both directors.",
    ),
    "undeliverable": Words(
        "{avenant} n'a pas pu être remis, aucun délai ne court : `avenants resend {avenant} "
        "--channel email|letter --by …`.",
        "{avenant} kon niet worden bezorgd, er loopt geen termijn: `avenants resend {avenant} "
        "--channel email|letter --by …`.",
        "{avenant} konnte nicht zugestellt werden, keine Frist läuft: `avenants resend {avenant} "
        "--channel email|letter --by …`.",
        "{avenant} could not be delivered, no window runs: `avenants resend {avenant} --channel "
        "email|letter --by …`.",
    ),
    "accepted": Words(
        "{avenant} est accepté (reçu le {received_on}).",
        "{avenant} is aanvaard (ontvangen op {received_on}).",
        "{avenant} ist angenommen (eingegangen am {received_on}).",
        "{avenant} is accepted (received on {received_on}).",
    ),
    "accepted_tacitly": Words(
        "{avenant} est accepté tacitement, constaté le {concluded_on}.",
        "{avenant} is stilzwijgend aanvaard, vastgesteld op {concluded_on}.",
        "{avenant} ist stillschweigend angenommen, festgestellt am {concluded_on}.",
        "{avenant} is accepted tacitly, concluded on {concluded_on}.",
    ),
    "refused": Words(
        "{avenant} est refusé (reçu le {received_on}) : la convention prend fin de plein droit le "
        "{terminates_on} ; son dernier jour est le {last}.",
        "{avenant} is geweigerd (ontvangen op {received_on}): de overeenkomst eindigt van "
        "rechtswege op {terminates_on}; haar laatste dag is {last}.",
        "{avenant} ist abgelehnt (eingegangen am {received_on}): Die Vereinbarung endet von Rechts "
        "wegen am {terminates_on}; ihr letzter Tag ist der {last}.",
        "{avenant} is refused (received on {received_on}): the convention ends by operation of law "
        "on {terminates_on}; its last day is {last}.",
    ),
    "contested": Words(
        "{avenant} est contesté ({why}) ; rien n'est conclu avant une décision.",
        "{avenant} is betwist ({why}); er wordt niets besloten vóór een beslissing.",
        "{avenant} ist strittig ({why}); vor einer Entscheidung wird nichts geschlossen.",
        "{avenant} is contested ({why}); nothing is concluded before a decision.",
    ),
    "terminated": Words(
        "{avenant} : la convention a pris fin le {terminated_on}.",
        "{avenant}: de overeenkomst is beëindigd op {terminated_on}.",
        "{avenant}: Die Vereinbarung endete am {terminated_on}.",
        "{avenant}: the convention ended on {terminated_on}.",
    ),
    "withdrawn": Words(
        "{avenant} est retiré.",
        "{avenant} is ingetrokken.",
        "{avenant} ist zurückgezogen.",
        "{avenant} is withdrawn.",
    ),
    "superseded": Words(
        "{avenant} est remplacé par {by}.",
        "{avenant} is vervangen door {by}.",
        "{avenant} ist durch {by} ersetzt.",
        "{avenant} is superseded by {by}.",
    ),
    "lapsed": Words(
        "{avenant} est caduc : la convention a pris fin ({cause}).",
        "{avenant} is vervallen: de overeenkomst is geëindigd ({cause}).",
        "{avenant} ist hinfällig: Die Vereinbarung ist beendet ({cause}).",
        "{avenant} has lapsed: the convention ended ({cause}).",
    ),
    "signed": Words(
        "{avenant} est signé par les deux directions : `avenants countersign {avenant} --by …`.",
        "{avenant} is door beide directies ondertekend: `avenants countersign {avenant} --by …`.",
        "{avenant} ist von beiden Direktionen unterzeichnet: `avenants countersign {avenant} --by "
        "…`.",
        "{avenant} is signed by both directors: `avenants countersign {avenant} --by …`.",
    ),
    "concluded": Words(
        "{avenant} est conclu ; la coordination libère l'envoi : `avenants release {network} "
        "--circular {circular} --by …`.",
        "{avenant} is gesloten; de coördinatie geeft de verzending vrij: `avenants release "
        "{network} --circular {circular} --by …`.",
        "{avenant} ist geschlossen; die Koordination gibt den Versand frei: `avenants release "
        "{network} --circular {circular} --by …`.",
        "{avenant} is concluded; the coordinator lets the sending begin: `avenants release "
        "{network} --circular {circular} --by …`.",
    ),
    "concluded_and_released": Words(
        "{avenant} est conclu et l'envoi est libéré.",
        "{avenant} is gesloten en de verzending is vrijgegeven.",
        "{avenant} ist geschlossen und der Versand freigegeben.",
        "{avenant} is concluded and its sending released.",
    ),
    "declined": Words(
        "{avenant} est décliné : les prestataires de ce réseau ne reçoivent rien.",
        "{avenant} is afgewezen: de zorgverleners van dit netwerk krijgen niets.",
        "{avenant} ist ausgeschlagen: Die Leistungserbringer dieses Netzwerks erhalten nichts.",
        "{avenant} is declined: the providers of this network get nothing.",
    ),
}
"""By the name that `standings.standing_of` gives."""

CONTESTS: Mapping[Contest, Words] = {
    Contest.BETWEEN_THE_READINGS: Words(
        "entre les lectures du délai",
        "tussen de lezingen van de termijn",
        "zwischen den Lesarten der Frist",
        "between the readings of the month",
    ),
    Contest.HELD_UP: Words(
        "parti à temps, arrivé tard",
        "tijdig verzonden, laat aangekomen",
        "rechtzeitig abgesandt, spät eingegangen",
        "dispatched in time, received late",
    ),
    Contest.NOT_THE_PROVIDER: Words(
        "ne vient pas du prestataire",
        "niet van de zorgverlener",
        "nicht vom Leistungserbringer",
        "not from the provider",
    ),
    Contest.CONVENTION_UNCLEAR: Words(
        "convention non précisée",
        "onduidelijk welke overeenkomst",
        "unklar, welche Vereinbarung",
        "which convention is unclear",
    ),
    Contest.WRONG_ADDRESSEE: Words(
        "adressé à un autre que le réseau",
        "niet aan het netwerk gericht",
        "nicht an das Netzwerk gerichtet",
        "sent to somebody else than the network",
    ),
    Contest.AFTER_ACCEPTANCE: Words(
        "après une acceptation",
        "na een aanvaarding",
        "nach einer Annahme",
        "after an acceptance",
    ),
    Contest.UNDELIVERABLE: Words(
        "réponse à un envoi revenu",
        "antwoord op een teruggekeerde zending",
        "Antwort auf eine zurückgekommene Sendung",
        "answers a communication that bounced",
    ),
    Contest.TEXT_CORRECTED: Words(
        "le texte a été corrigé",
        "de tekst is verbeterd",
        "der Text wurde berichtigt",
        "the text was corrected",
    ),
    Contest.CIRCULAR_WITHDRAWN: Words(
        "la circulaire est retirée",
        "de omzendbrief is ingetrokken",
        "das Rundschreiben ist zurückgezogen",
        "the circular was withdrawn",
    ),
}
