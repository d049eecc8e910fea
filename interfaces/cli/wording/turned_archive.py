"""Reasons that concern what is kept, archived and destroyed."""

from collections.abc import Mapping

from domain.turned import Why
from interfaces.cli.wording.words import Words

ARCHIVE: Mapping[Why, Words] = {
    Why.FILE_OPEN: Words(
        "Le dossier de {avenant} est ouvert : quelque chose peut encore y arriver, une tâche "
        "attend (`avenants tasks`), ou la convention dure encore.",
        "Het dossier van {avenant} is open: er kan nog iets komen, een taak wacht (`avenants "
        "tasks`), of de overeenkomst loopt nog.",
        "Die Akte von {avenant} ist offen: Es kann noch etwas kommen, eine Aufgabe wartet "
        "(`avenants tasks`), oder die Vereinbarung dauert noch an.",
        "The file of {avenant} is open: something can still come of it, a task waits (`avenants "
        "tasks`), or the convention still lasts.",
    ),
    Why.FILE_DESTROYED: Words(
        "Les pièces du dossier de {avenant} sont détruites : ses faits et leurs preuves restent.",
        "De stukken van het dossier van {avenant} zijn vernietigd: de feiten en hun bewijzen "
        "blijven.",
        "Die Belege der Akte von {avenant} sind vernichtet: Die Tatsachen und ihre Beweise "
        "bleiben.",
        "The documents of the file of {avenant} are destroyed: its facts and their proofs stay.",
    ),
    Why.NOT_ARCHIVED: Words(
        "Le dossier de {avenant} n'est pas archivé : exportez-le d'abord avec `avenants archive`.",
        "Het dossier van {avenant} is niet gearchiveerd: voer het eerst uit met `avenants "
        "archive`.",
        "Die Akte von {avenant} ist nicht archiviert: Führen Sie sie zuerst mit `avenants archive` "
        "aus.",
        "The file of {avenant} is not archived: export it first with `avenants archive`.",
    ),
    Why.NOT_AUTHORISED: Words(
        "Personne n'a autorisé la destruction du dossier de {avenant} : enregistrez d'abord "
        "l'autorisation avec `avenants authorise-destruction`.",
        "Niemand heeft de vernietiging van het dossier van {avenant} toegestaan: registreer eerst "
        "de toestemming met `avenants authorise-destruction`.",
        "Niemand hat die Vernichtung der Akte von {avenant} erlaubt: Tragen Sie zuerst die "
        "Erlaubnis mit `avenants authorise-destruction` ein.",
        "Nobody has authorised the destruction of the file of {avenant}: record the authorisation "
        "first with `avenants authorise-destruction`.",
    ),
    Why.KEPT_UNTIL: Words(
        "Le dossier de {avenant} se conserve jusqu'au {until} inclus, quelle que soit "
        "l'autorisation.",
        "Het dossier van {avenant} wordt bewaard tot en met {until}, welke toestemming er ook is.",
        "Die Akte von {avenant} wird bis einschließlich {until} aufbewahrt, welche Erlaubnis auch "
        "vorliegt.",
        "The file of {avenant} is kept through {until}, whatever the authorisation.",
    ),
}
