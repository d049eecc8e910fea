"""What is said about dossiers: what is in one, what is not, and whether it holds."""

from collections.abc import Mapping

from interfaces.cli.wording.say import Say
from interfaces.cli.wording.words import Words

DOSSIERS: Mapping[Say, Words] = {
    Say.DOSSIER_MADE: Words(
        "Dossier de {avenant} dans {file} : {facts} faits, {documents} documents. Scellé par le "
        "point de contrôle {checkpoint}. Empreinte {fingerprint}.",
        "Dossier van {avenant} in {file}: {facts} feiten, {documents} documenten. Verzegeld door "
        "controlepunt {checkpoint}. Vingerafdruk {fingerprint}.",
        "Akte von {avenant} in {file}: {facts} Tatsachen, {documents} Dokumente. Versiegelt durch "
        "Prüfpunkt {checkpoint}. Abdruck {fingerprint}.",
        "Dossier of {avenant} in {file}: {facts} facts, {documents} documents. Sealed by "
        "checkpoint {checkpoint}. Fingerprint {fingerprint}.",
    ),
    Say.DOSSIER_WITHOUT: Words(
        "Laissés de côté, chacun avec sa preuve : faits {withheld}, documents {left_out}.",
        "Weggelaten, elk met zijn bewijs: feiten {withheld}, documenten {left_out}.",
        "Weggelassen, jeweils mit Beweis: Tatsachen {withheld}, Dokumente {left_out}.",
        "Left out, each with its proof: facts {withheld}, documents {left_out}.",
    ),
    Say.DOSSIER_WAITS: Words(
        "{waiting} faits plus récents sur {avenant} ne sont pas encore scellés et n'y sont pas : "
        "refaites le dossier après le prochain scellé.",
        "{waiting} recentere feiten over {avenant} zijn nog niet verzegeld en zitten er niet in: "
        "maak het dossier opnieuw na de volgende verzegeling.",
        "{waiting} neuere Tatsachen zu {avenant} sind noch nicht versiegelt und nicht darin: "
        "Erstellen Sie die Akte nach der nächsten Versiegelung neu.",
        "{waiting} newer facts about {avenant} are not sealed yet and are not in it: make the "
        "dossier again after the next sealing.",
    ),
    Say.DOSSIER_HOLDS: Words(
        "Le dossier de {avenant} tient : {facts} faits, {documents} documents. Point de contrôle "
        "{checkpoint} du {sealed_at}, empreinte {fingerprint}.",
        "Het dossier van {avenant} klopt: {facts} feiten, {documents} documenten. Controlepunt "
        "{checkpoint} van {sealed_at}, vingerafdruk {fingerprint}.",
        "Die Akte von {avenant} hält stand: {facts} Tatsachen, {documents} Dokumente. Prüfpunkt "
        "{checkpoint} vom {sealed_at}, Abdruck {fingerprint}.",
        "The dossier of {avenant} holds: {facts} facts, {documents} documents. Checkpoint "
        "{checkpoint} of {sealed_at}, fingerprint {fingerprint}.",
    ),
    Say.DOSSIER_KEY: Words(
        "Signé par la clé {key} : comparez-la avec celle que l'office a publiée.",
        "Ondertekend met de sleutel {key}: vergelijk die met de sleutel die het bureau "
        "bekendmaakte.",
        "Unterzeichnet mit dem Schlüssel {key}: Vergleichen Sie ihn mit dem, den die Behörde "
        "bekannt gemacht hat.",
        "Signed by the key {key}: compare it with the one that the office has published.",
    ),
    Say.DOSSIER_BROKEN: Words(
        "Ce n'est PAS le dossier qui a été établi : {found} constats, ci-dessus. Demandez-le à "
        "nouveau à l'office, et gardez celui-ci.",
        "Dit is NIET het dossier dat gemaakt werd: {found} vaststellingen, hierboven. Vraag het "
        "opnieuw aan het bureau, en bewaar dit.",
        "Das ist NICHT die Akte, die erstellt wurde: {found} Befunde, siehe oben. Fordern Sie sie "
        "bei der Behörde neu an, und verwahren Sie diese.",
        "This is NOT the dossier that was made: {found} findings, above. Ask the office for it "
        "anew, and keep this one.",
    ),
    Say.DOSSIER_OTHER_CHECKPOINT: Words(
        "Le point de contrôle {number} du dossier n'est pas celui de {file}.",
        "Controlepunt {number} van het dossier is niet dat van {file}.",
        "Prüfpunkt {number} der Akte ist nicht der von {file}.",
        "Checkpoint {number} of the dossier is not that of {file}.",
    ),
    Say.PERSON_ERASED: Words(
        "{text} a été effacé : personne ne sait plus si un texte le nomme encore. Laissez de côté "
        "tous les documents, avec --without-documents. Rien n'a été écrit.",
        "{text} werd gewist: niemand weet nog of een tekst die persoon noemt. Laat alle documenten "
        "weg, met --without-documents. Er is niets geschreven.",
        "{text} wurde gelöscht: Niemand weiß mehr, ob ein Text diese Person noch nennt. Lassen Sie "
        "mit --without-documents alle Dokumente weg. Es wurde nichts geschrieben.",
        "{text} was erased: nobody can tell any more whether a text names them. Leave out every "
        "document, with --without-documents. Nothing was written.",
    ),
    Say.NO_SUCH_PERSON: Words(
        "Personne n'est enregistré sous « {text} » : donnez un membre de l'office, une convention "
        "ou un réseau. Rien n'a été écrit.",
        "Niemand is geregistreerd als “{text}”: geef iemand van het bureau, een overeenkomst of "
        "een netwerk. Er is niets geschreven.",
        "Niemand ist als „{text}“ eingetragen: Nennen Sie jemanden aus der Behörde, eine "
        "Vereinbarung oder ein Netzwerk. Es wurde nichts geschrieben.",
        "Nobody is registered as “{text}”: name somebody of the office, a convention or a network. "
        "Nothing was written.",
    ),
}
