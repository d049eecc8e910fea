"""Reasons that concern who asks, conventions and registrations."""

from collections.abc import Mapping

from domain.turned import Why
from interfaces.cli.wording.words import Words

OFFICE: Mapping[Why, Words] = {
    Why.UNKNOWN_CONVENTION: Words(
        "Cette convention n'est pas connue : importez-la avec `avenants import`.",
        "Deze overeenkomst is niet bekend: voer ze in met `avenants import`.",
        "Diese Vereinbarung ist nicht bekannt: Führen Sie sie mit `avenants import` ein.",
        "This convention is not known: bring it in with `avenants import`.",
    ),
    Why.UNKNOWN_AVENANT: Words(
        "L'avenant {avenant} n'existe pas : cherchez-le avec `avenants list`.",
        "Er is geen wijzigingsclausule {avenant}: zoek ze op met `avenants list`.",
        "Es gibt keinen Nachtrag {avenant}: Suchen Sie ihn mit `avenants list`.",
        "There is no avenant {avenant}: look it up with `avenants list`.",
    ),
    Why.UNKNOWN_REGISTRATION: Words(
        "L'enregistrement {registration} n'existe pas : `avenants trail` en montre les numéros.",
        "Er is geen registratie {registration}: `avenants trail` toont de nummers.",
        "Es gibt keine Eintragung {registration}: `avenants trail` zeigt die Nummern.",
        "There is no registration {registration}: `avenants trail` shows their ids.",
    ),
    Why.CONVENTION_ENDED: Words(
        "La convention {convention} n'est plus en vigueur depuis le {on} : elle ne reçoit pas "
        "d'avenant.",
        "De overeenkomst {convention} is sinds {on} niet meer van kracht: ze krijgt geen "
        "wijzigingsclausule.",
        "Die Vereinbarung {convention} ist seit dem {on} nicht mehr in Kraft: Sie erhält keinen "
        "Nachtrag.",
        "Convention {convention} has not been in force since {on}: it gets no avenant.",
    ),
    Why.BEGUN_LATER: Words(
        "La convention {convention} n'a commencé que le {on} : donnez un jour à partir de "
        "celui-là.",
        "De overeenkomst {convention} is pas op {on} begonnen: geef een dag vanaf die dag.",
        "Die Vereinbarung {convention} hat erst am {on} begonnen: Geben Sie einen Tag ab dann an.",
        "Convention {convention} began only on {on}: give a day from then on.",
    ),
    Why.ENDED_EARLIER: Words(
        "La fin de la convention {convention} au {on} est déjà enregistrée : si elle est fausse, "
        "une deuxième personne la reprend avec `avenants retract`.",
        "Het einde van de overeenkomst {convention} op {on} is al geregistreerd: als dat fout is, "
        "neemt een tweede persoon het terug met `avenants retract`.",
        "Das Ende der Vereinbarung {convention} am {on} ist schon eingetragen: Ist es falsch, "
        "nimmt eine zweite Person es mit `avenants retract` zurück.",
        "The end of convention {convention} on {on} is registered already: if it is wrong, a "
        "second person takes it back with `avenants retract`.",
    ),
    Why.ENDS_BY_REFUSAL: Words(
        "La convention {convention} prend fin par le refus, le {on} : seule une fin antérieure à "
        "ce jour peut être enregistrée.",
        "De overeenkomst {convention} eindigt door de weigering op {on}: alleen een einde vóór "
        "die dag kan worden geregistreerd.",
        "Die Vereinbarung {convention} endet durch die Ablehnung am {on}: Nur ein Ende vor diesem "
        "Tag kann eingetragen werden.",
        "Convention {convention} ends by the refusal on {on}: only an end before that day can be "
        "registered.",
    ),
    Why.WRONG_KIND: Words(
        "{avenant} n'est pas de cette sorte : seul un prestataire accepte ou refuse, seul un "
        "réseau signe ; `avenants list` montre lesquels.",
        "{avenant} is niet van die soort: alleen een zorgverlener aanvaardt of weigert, alleen "
        "een netwerk ondertekent; `avenants list` toont welke.",
        "{avenant} ist nicht von dieser Art: Nur ein Leistungserbringer nimmt an oder lehnt ab, "
        "nur ein Netzwerk unterzeichnet; `avenants list` zeigt, welche.",
        "{avenant} is not of that kind: only a provider accepts or refuses, only a network signs; "
        "`avenants list` shows which.",
    ),
    Why.NOT_ALLOWED: Words(
        "{by} (rôle : {role}) ne peut pas faire cela : demandez à quelqu'un qui le peut et nommez "
        "cette personne avec --by.",
        "{by} (rol: {role}) mag dit niet doen: vraag het aan iemand die het mag en noem die "
        "persoon met --by.",
        "{by} (Rolle: {role}) darf das nicht: Bitten Sie jemanden, der es darf, und nennen Sie "
        "diese Person mit --by.",
        "{by} (role: {role}) may not do this: ask somebody who may, and name that person with "
        "--by.",
    ),
    Why.NOT_YOUR_NETWORK: Words(
        "{by} ne coordonne pas le réseau {network} : la coordination de ce réseau, ou l'INAMI, "
        "doit le faire.",
        "{by} coördineert het netwerk {network} niet: de coördinatie van dat netwerk, of het "
        "RIZIV, moet dit doen.",
        "{by} koordiniert das Netzwerk {network} nicht: Die Koordination dieses Netzwerks oder "
        "das LIKIV muss es tun.",
        "{by} does not coordinate network {network}: that network's coordinator, or INAMI, has to "
        "do it.",
    ),
    Why.SAME_PERSON: Words(
        "{by} a fait cet enregistrement : une autre personne doit le reprendre.",
        "{by} heeft dit zelf geregistreerd: een andere persoon moet het terugnemen.",
        "{by} hat dies selbst eingetragen: Eine andere Person muss es zurücknehmen.",
        "{by} made this registration: another person has to take it back.",
    ),
    Why.ALREADY_RETRACTED: Words(
        "L'enregistrement {registration} a déjà été repris.",
        "De registratie {registration} is al teruggenomen.",
        "Die Eintragung {registration} wurde schon zurückgenommen.",
        "Registration {registration} has been taken back already.",
    ),
    Why.NO_SUCH_MESSAGE: Words(
        "{avenant} n'a pas de message {message} : `avenants tasks` montre ceux qui attendent.",
        "{avenant} heeft geen bericht {message}: `avenants tasks` toont welke wachten.",
        "{avenant} hat keine Nachricht {message}: `avenants tasks` zeigt, welche warten.",
        "{avenant} has no message {message}: `avenants tasks` shows those that wait.",
    ),
    Why.MESSAGE_READ: Words(
        "Le message {message} de {avenant} a déjà été lu : `avenants trail {avenant}` dit par qui "
        "et ce qui en a été fait.",
        "Bericht {message} van {avenant} is al gelezen: `avenants trail {avenant}` zegt door wie, "
        "en wat ermee gedaan is.",
        "Die Nachricht {message} zu {avenant} wurde schon gelesen: `avenants trail {avenant}` "
        "sagt, von wem und was daraus wurde.",
        "Message {message} of {avenant} has been read already: `avenants trail {avenant}` says by "
        "whom, and what came of it.",
    ),
    Why.MESSAGE_HELD: Words(
        "Le message {message} pourrait refuser {avenant} : qu'une personne le lise d'abord "
        "(`avenants tasks`).",
        "Bericht {message} kan {avenant} weigeren: laat het eerst iemand lezen (`avenants tasks`).",
        "Die Nachricht {message} kann {avenant} ablehnen: Zuerst muss jemand sie lesen "
        "(`avenants tasks`).",
        "Message {message} may refuse {avenant}: let a person read it first (`avenants tasks`).",
    ),
    Why.NOT_DOUBTFUL: Words(
        "L'envoi n° {of} de {avenant} suit son cours : rien n'est à éclaircir.",
        "Verzending nr. {of} van {avenant} volgt haar gang: er valt niets op te helderen.",
        "Sendung Nr. {of} von {avenant} nimmt ihren Gang: Es ist nichts zu klären.",
        "Sending no. {of} of {avenant} takes its course: there is nothing to find out.",
    ),
    Why.NOT_STOPPED: Words(
        "Rien n'arrête {avenant} : il n'y a rien à réessayer ; `avenants tasks` montre ce qui "
        "attend quelqu'un.",
        "Niets houdt {avenant} tegen: er valt niets opnieuw te proberen; `avenants tasks` toont "
        "wat op iemand wacht.",
        "Nichts hält {avenant} auf: Es gibt nichts erneut zu versuchen; `avenants tasks` zeigt, "
        "was auf jemanden wartet.",
        "Nothing stops {avenant}: there is nothing to try again; `avenants tasks` shows what waits "
        "for somebody.",
    ),
    Why.NO_NOTICE_FAILED: Words(
        "Aucun avis de {avenant} n'attend une personne : rien n'est à renvoyer.",
        "Geen enkel bericht van {avenant} wacht op een persoon: er is niets opnieuw mee te delen.",
        "Keine Mitteilung zu {avenant} wartet auf eine Person: Nichts ist erneut mitzuteilen.",
        "No notice of {avenant} waits for a person: there is nothing to tell again.",
    ),
    Why.NOT_THE_SIGNED_COPY: Words(
        "Ce n'est pas la copie signée de {avenant} qui compte : prenez la dernière "
        "(`avenants trail {avenant}`).",
        "Dat is niet het ondertekende exemplaar van {avenant} dat telt: neem het laatste "
        "(`avenants trail {avenant}`).",
        "Das ist nicht das unterzeichnete Exemplar von {avenant}, das zählt: Nehmen Sie das "
        "letzte (`avenants trail {avenant}`).",
        "That is not the signed copy of {avenant} that counts: take the last one "
        "(`avenants trail {avenant}`).",
    ),
    Why.NO_SUCH_TASK: Words(
        "{avenant} n'a pas de tâche ouverte « {task} » : `avenants tasks` montre ce qui attend "
        "quelqu'un, et la commande qui le règle.",
        "{avenant} heeft geen open taak “{task}”: `avenants tasks` toont wat op iemand wacht, en "
        "de opdracht die het regelt.",
        "{avenant} hat keine offene Aufgabe „{task}“: `avenants tasks` zeigt, was auf jemanden "
        "wartet, und den Befehl, der es erledigt.",
        "{avenant} has no open task “{task}”: `avenants tasks` shows what waits for a person, and "
        "the command that settles it.",
    ),
    Why.REASON_MISSING: Words(
        "Il faut une raison : donnez-la avec --reason.",
        "Een reden is nodig: geef ze met --reason.",
        "Ein Grund ist nötig: Geben Sie ihn mit --reason an.",
        "A reason is needed: give it with --reason.",
    ),
    Why.IN_THE_FUTURE: Words(
        "Le {day} n'est pas encore passé (aujourd'hui : {today}) : donnez le jour où cela est "
        "arrivé.",
        "{day} is nog niet voorbij (vandaag: {today}): geef de dag waarop het gebeurde.",
        "Der {day} ist noch nicht vorbei (heute: {today}): Geben Sie den Tag an, an dem es "
        "geschah.",
        "{day} is not past (today: {today}): give the day on which it happened.",
    ),
}
