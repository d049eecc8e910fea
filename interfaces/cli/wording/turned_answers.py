"""Reasons that concern answers, windows, conclusions and terminations."""

from collections.abc import Mapping

from domain.turned import Why
from interfaces.cli.wording.words import Words

ANSWERS: Mapping[Why, Words] = {
    Why.DISPATCHED_AFTER_RECEIVED: Words(
        "Parti le {dispatched_on}, cela n'a pas pu être reçu le {received_on} : corrigez un des "
        "deux jours ; seuls comptent le cachet de la poste et la date du message.",
        "Verzonden op {dispatched_on} kan het niet ontvangen zijn op {received_on}: verbeter een "
        "van beide dagen; alleen het poststempel of de datum van de mail telt.",
        "Am {dispatched_on} abgesandt kann es nicht am {received_on} eingegangen sein: Berichtigen "
        "Sie einen der beiden Tage; es zählen nur Poststempel und Datum der Mail.",
        "Dispatched on {dispatched_on}, it cannot have been received on {received_on}: correct one "
        "of the two days; only a postmark or the e-mail's own date counts.",
    ),
    Why.EVIDENCE_KNOWN: Words(
        "Cette pièce est déjà enregistrée pour {avenant} comme refus reçu le {received_on}, avec "
        "d'autres indications : si elles sont fausses, une deuxième personne les reprend avec "
        "`avenants retract {registration}`.",
        "Dit bewijsstuk is voor {avenant} al geregistreerd als weigering ontvangen op "
        "{received_on}, met andere gegevens: zijn die fout, dan neemt een tweede persoon ze terug "
        "met `avenants retract {registration}`.",
        "Dieses Beweisstück ist für {avenant} schon als Ablehnung vom {received_on} eingetragen, "
        "mit anderen Angaben: Sind diese falsch, nimmt eine zweite Person sie mit `avenants "
        "retract {registration}` zurück.",
        "This evidence is registered for {avenant} already, as a refusal received on "
        "{received_on}, with other particulars: if those are wrong, a second person takes them "
        "back with `avenants retract {registration}`.",
    ),
    Why.CLOSED: Words(
        "{avenant} est clos ({status}) : plus rien ne peut y répondre ; `avenants trail {avenant}` "
        "montre pourquoi.",
        "{avenant} is afgesloten ({status}): er kan niet meer op worden geantwoord; `avenants "
        "trail {avenant}` toont waarom.",
        "{avenant} ist abgeschlossen ({status}): Darauf kann nicht mehr geantwortet werden; "
        "`avenants trail {avenant}` zeigt, warum.",
        "{avenant} is closed ({status}): nothing can answer it any more; `avenants trail "
        "{avenant}` shows why.",
    ),
    Why.NOTHING_REFUSED: Words(
        "Aucun refus n'est enregistré : il n'y a rien à retirer.",
        "Er is geen weigering geregistreerd: er valt niets in te trekken.",
        "Es ist keine Ablehnung eingetragen: Es gibt nichts zurückzunehmen.",
        "No refusal is on file: there is nothing to withdraw.",
    ),
    Why.NOTHING_CONTESTED: Words(
        "{avenant} ({status}) n'a pas de refus contesté : il n'y a rien à décider ; `avenants "
        "tasks` montre ce qui attend une décision.",
        "{avenant} ({status}) heeft geen betwiste weigering: er valt niets te beslissen; "
        "`avenants tasks` toont wat op een beslissing wacht.",
        "{avenant} ({status}) hat keine strittige Ablehnung: Es gibt nichts zu entscheiden; "
        "`avenants tasks` zeigt, was auf eine Entscheidung wartet.",
        "{avenant} ({status}) has no contested refusal: there is nothing to decide; `avenants "
        "tasks` shows what waits for a decision.",
    ),
    Why.MORE_CAME_IN: Words(
        "Une autre réponse vient d'être enregistrée pour {avenant} : lisez-la avec `avenants trail "
        "{avenant}`, puis décidez.",
        "Er is net nog een antwoord geregistreerd voor {avenant}: lees het met `avenants trail "
        "{avenant}` en beslis dan.",
        "Soeben wurde eine weitere Antwort für {avenant} eingetragen: Lesen Sie sie mit `avenants "
        "trail {avenant}`, und entscheiden Sie dann.",
        "Another answer to {avenant} was registered just now: read it with `avenants trail "
        "{avenant}`, then decide.",
    ),
    Why.NO_WINDOW: Words(
        "{avenant} ({status}) n'a pas de délai ouvert.",
        "{avenant} ({status}) heeft geen lopende termijn.",
        "{avenant} ({status}) hat keine laufende Frist.",
        "{avenant} ({status}) has no open window.",
    ),
    Why.ALREADY_CONCLUDED: Words(
        "{avenant} a déjà sa réponse ({status}) : le délai ne peut plus être prolongé ; un refus "
        "reçu à temps peut encore être enregistré avec `avenants refuse`.",
        "{avenant} heeft al een antwoord ({status}): de termijn kan niet meer worden verlengd; een "
        "tijdig ontvangen weigering kan nog met `avenants refuse` worden geregistreerd.",
        "{avenant} hat schon eine Antwort ({status}): Die Frist kann nicht mehr verlängert werden; "
        "eine rechtzeitig eingegangene Ablehnung kann noch mit `avenants refuse` eingetragen "
        "werden.",
        "{avenant} has its answer already ({status}): the window cannot be extended any more; a "
        "refusal received in time can still be registered with `avenants refuse`.",
    ),
    Why.NOT_AN_EXTENSION: Words(
        "Le {until} ne prolonge rien, le dernier jour est déjà le {last_day} : donnez un jour "
        "après celui-là.",
        "{until} verlengt niets, de laatste dag is al {last_day}: geef een dag daarna.",
        "Der {until} verlängert nichts, der letzte Tag ist schon der {last_day}: Geben Sie einen "
        "Tag danach an.",
        "{until} extends nothing, the last day is {last_day} already: give a day after that.",
    ),
    Why.PAST_TERMINATION: Words(
        "Cela doit se faire avant le jour de la résiliation, le {day}, qui ne bouge pas.",
        "Dit moet vóór de dag van de beëindiging gebeuren, {day}, en die verschuift niet.",
        "Das muss vor dem Tag der Beendigung geschehen, dem {day}, und der verschiebt sich nicht.",
        "This has to be before the day of the termination, {day}, which does not move.",
    ),
    Why.WINDOW_OPEN: Words(
        "Le délai court jusqu'au {until} inclus : le silence ne peut être constaté qu'après.",
        "De termijn loopt tot en met {until}: pas daarna kan stilzwijgen worden vastgesteld.",
        "Die Frist läuft bis einschließlich {until}: Erst danach kann Schweigen festgestellt "
        "werden.",
        "The window runs through {until}: silence can be concluded only after that.",
    ),
    Why.INTAKE_INCOMPLETE: Words(
        "Il n'est pas établi que {missing} ait été lu(e) jusqu'au dernier jour (nouvel examen le "
        "{look_again_on}) : enregistrez-le avec `avenants intake-complete`.",
        "Het staat niet vast dat {missing} tot de laatste dag gelezen is (opnieuw bekeken op "
        "{look_again_on}): registreer het met `avenants intake-complete`.",
        "Es steht nicht fest, dass {missing} bis zum letzten Tag gelesen ist (nächster Blick am "
        "{look_again_on}): Tragen Sie es mit `avenants intake-complete` ein.",
        "It is not known that {missing} is read through the last day (looked at again on "
        "{look_again_on}): register it with `avenants intake-complete`.",
    ),
    Why.NOT_REFUSED: Words(
        "{avenant} ({status}) n'est pas refusé : rien ne prend fin par lui.",
        "{avenant} ({status}) is niet geweigerd: er eindigt niets door.",
        "{avenant} ({status}) ist nicht abgelehnt: Dadurch endet nichts.",
        "{avenant} ({status}) is not refused: nothing ends by it.",
    ),
    Why.TERMINATION_AHEAD: Words(
        "La convention ne prend fin que le {day} : attendez ce jour.",
        "De overeenkomst eindigt pas op {day}: wacht tot die dag.",
        "Die Vereinbarung endet erst am {day}: Warten Sie diesen Tag ab.",
        "The convention ends only on {day}: wait for that day.",
    ),
}
