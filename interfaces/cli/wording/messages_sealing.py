"""What is said about seals: what they cover, what they do not, and how a verification ended."""

from collections.abc import Mapping

from interfaces.cli.wording.say import Say
from interfaces.cli.wording.words import Words

SEALING: Mapping[Say, Words] = {
    Say.SEALS_COVER: Words(
        "Scellés : {facts} faits, jusqu'à la position {through}, par le point de contrôle {number} "
        "(racine {root}).",
        "Verzegeld: {facts} feiten, tot positie {through}, door controlepunt {number} (wortel "
        "{root}).",
        "Versiegelt: {facts} Tatsachen, bis Position {through}, durch Prüfpunkt {number} (Wurzel "
        "{root}).",
        "Sealed: {facts} facts, up to position {through}, by checkpoint {number} (root {root}).",
    ),
    Say.SEALS_COVER_NOTHING: Words(
        "Rien n'est scellé : il n'y a aucun point de contrôle valable dans {folder}.",
        "Niets is verzegeld: er is geen geldig controlepunt in {folder}.",
        "Nichts ist versiegelt: In {folder} liegt kein gültiger Prüfpunkt.",
        "Nothing is sealed: there is no valid checkpoint in {folder}.",
    ),
    Say.SEALS_NOT_YET: Words(
        "Pas encore scellés : {facts} faits, positions {first} à {last}, le plus ancien enregistré "
        "le {since}.",
        "Nog niet verzegeld: {facts} feiten, posities {first} tot {last}, het oudste geregistreerd "
        "op {since}.",
        "Noch nicht versiegelt: {facts} Tatsachen, Positionen {first} bis {last}, die älteste "
        "eingetragen am {since}.",
        "Not yet sealed: {facts} facts, positions {first} to {last}, the oldest recorded at "
        "{since}.",
    ),
    Say.SEALS_ALL_COVERED: Words(
        "Aucun fait n'attend d'être scellé.",
        "Geen feit wacht op verzegeling.",
        "Keine Tatsache wartet auf ihre Versiegelung.",
        "No fact waits to be sealed.",
    ),
    Say.SEALS_EVIDENCE: Words(
        "Pièces vérifiées : {items}, dont effacées : {erased}. Horodatages : {timestamps}.",
        "Stukken nagekeken: {items}, waarvan gewist: {erased}. Tijdstempels: {timestamps}.",
        "Belege geprüft: {items}, davon gelöscht: {erased}. Zeitstempel: {timestamps}.",
        "Evidence checked: {items}, of these erased: {erased}. Timestamps: {timestamps}.",
    ),
    Say.SEALS_LATE: Words(
        "Des faits attendent d'être scellés depuis plus de {hours} heures : la minuterie de "
        "`python -m worker seal` tourne-t-elle ?",
        "Feiten wachten al meer dan {hours} uur op verzegeling: loopt de timer van `python -m "
        "worker seal`?",
        "Tatsachen warten seit mehr als {hours} Stunden auf ihre Versiegelung: Läuft der Timer von "
        "`python -m worker seal`?",
        "Facts have waited to be sealed for more than {hours} hours: does the timer of `python -m "
        "worker seal` run?",
    ),
    Say.SEALS_UNANCHORED: Words(
        "Aucune clé de confiance n'est nommée : les signatures prouvent seulement que les points "
        "de contrôle vont ensemble. Donnez --trusted ou AVENANT_CHECKPOINT_TRUSTED.",
        "Er is geen vertrouwde sleutel genoemd: de handtekeningen bewijzen enkel dat de "
        "controlepunten samen horen. Geef --trusted of AVENANT_CHECKPOINT_TRUSTED.",
        "Kein vertrauter Schlüssel ist genannt: Die Signaturen beweisen nur, dass die Prüfpunkte "
        "zusammengehören. Geben Sie --trusted oder AVENANT_CHECKPOINT_TRUSTED.",
        "No trusted key is named: the signatures only prove that the checkpoints belong together. "
        "Give --trusted or AVENANT_CHECKPOINT_TRUSTED.",
    ),
    Say.SEALS_UNOPENED: Words(
        "{count} pièces justificatives sont chiffrées et n'ont pas pu être vérifiées : leurs clés "
        "ne sont pas ici (AVENANT_KEYS_URL, AVENANT_MASTER_KEY).",
        "{count} bewijsstukken zijn versleuteld en konden niet worden nagegaan: hun sleutels zijn "
        "hier niet (AVENANT_KEYS_URL, AVENANT_MASTER_KEY).",
        "{count} Belege sind verschlüsselt und konnten nicht geprüft werden: Ihre Schlüssel sind "
        "nicht hier (AVENANT_KEYS_URL, AVENANT_MASTER_KEY).",
        "{count} pieces of evidence are encrypted and could not be checked: their keys are not "
        "here (AVENANT_KEYS_URL, AVENANT_MASTER_KEY).",
    ),
    Say.SEALS_HOLD: Words(
        "Le registre est celui qui a été scellé.",
        "Het register is wat verzegeld werd.",
        "Die Aufzeichnung ist die, die versiegelt wurde.",
        "The record is the one that was sealed.",
    ),
    Say.SEALS_BROKEN: Words(
        "Le registre n'est PAS celui qui a été scellé : {found} constats, ci-dessus. Ne changez "
        "plus rien, gardez une copie de tout et voyez docs/runbook.md, « Seals ».",
        "Het register is NIET wat verzegeld werd: {found} vaststellingen, hierboven. Wijzig niets "
        "meer, bewaar een kopie van alles en zie docs/runbook.md, 'Seals'.",
        "Die Aufzeichnung ist NICHT die, die versiegelt wurde: {found} Befunde, siehe oben. Ändern "
        "Sie nichts mehr, verwahren Sie eine Kopie von allem und sehen Sie docs/runbook.md, "
        "„Seals“.",
        "The record is NOT the one that was sealed: {found} findings, above. Change nothing more, "
        'keep a copy of everything and see docs/runbook.md, "Seals".',
    ),
    Say.SEALS_GREW: Words(
        "Le point de contrôle {new} ({new_size} faits) prolonge le point de contrôle {old} "
        "({old_size} faits) : rien de ce que celui-ci couvrait n'a changé. La preuve :",
        "Controlepunt {new} ({new_size} feiten) bouwt voort op controlepunt {old} ({old_size} "
        "feiten): niets van wat dat dekte, is gewijzigd. Het bewijs:",
        "Prüfpunkt {new} ({new_size} Tatsachen) setzt Prüfpunkt {old} ({old_size} Tatsachen) fort: "
        "Nichts von dem, was dieser umfasste, hat sich geändert. Der Beweis:",
        "Checkpoint {new} ({new_size} facts) goes on from checkpoint {old} ({old_size} facts): "
        "nothing that it covered has changed. The proof:",
    ),
    Say.NO_SUCH_CHECKPOINT: Words(
        "Il n'y a pas de point de contrôle {name} dans {folder} : donnez un numéro de 1 à {last}, "
        "ou un fichier.",
        "Er is geen controlepunt {name} in {folder}: geef een nummer van 1 tot {last}, of een "
        "bestand.",
        "In {folder} gibt es keinen Prüfpunkt {name}: Geben Sie eine Nummer von 1 bis {last} oder "
        "eine Datei.",
        "There is no checkpoint {name} in {folder}: give a number from 1 to {last}, or a file.",
    ),
}
