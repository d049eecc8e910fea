"""What is said of copies that were signed electronically."""

from collections.abc import Mapping

from interfaces.cli.wording.say import Say
from interfaces.cli.wording.words import Words

SIGNING: Mapping[Say, Words] = {
    Say.NO_SUCH_COPY: Words(
        "{avenant} n'a pas d'exemplaire {number} : `avenants tasks` donne les numéros.",
        "{avenant} heeft geen exemplaar {number}: `avenants tasks` geeft de nummers.",
        "{avenant} hat kein Exemplar {number}: `avenants tasks` nennt die Nummern.",
        "{avenant} has no copy {number}: `avenants tasks` gives the numbers.",
    ),
    Say.RECEIVED_WHEN: Words(
        "Dites quel jour l'exemplaire a été reçu, avec --received-on AAAA-MM-JJ.",
        "Zeg op welke dag het exemplaar is ontvangen, met --received-on JJJJ-MM-DD.",
        "Sagen Sie mit --received-on JJJJ-MM-TT, an welchem Tag das Exemplar einging.",
        "Say on which day the copy was received, with --received-on YYYY-MM-DD.",
    ),
    Say.FILE_OR_EVIDENCE: Words(
        "Donnez soit --file avec l'exemplaire signé électroniquement, soit --evidence (et au "
        "besoin --capacity) pour un exemplaire que vous avez vérifié vous-même, soit --copy "
        "pour un exemplaire déjà au dossier.",
        "Geef ofwel --file met het elektronisch ondertekende exemplaar, ofwel --evidence (en zo "
        "nodig --capacity) voor een exemplaar dat u zelf hebt nagekeken, ofwel --copy voor een "
        "exemplaar dat al in het dossier is.",
        "Geben Sie entweder --file mit dem elektronisch unterzeichneten Exemplar an oder "
        "--evidence (und nötigenfalls --capacity) für eines, das Sie selbst geprüft haben, oder "
        "--copy für eines, das schon in der Akte ist.",
        "Give either --file with the copy that is signed electronically, or --evidence (and "
        "--capacity where needed) for a copy that you checked yourself, or --copy for one that is "
        "on file already.",
    ),
    Say.KEY_OR_FILE: Words(
        "Donnez soit --key, soit --file, et pas --on : le jour est celui d'aujourd'hui.",
        "Geef ofwel --key, ofwel --file, en geen --on: de dag is die van vandaag.",
        "Geben Sie entweder --key oder --file an, und kein --on: Der Tag ist der heutige.",
        "Give either --key or --file, and no --on: the day is today.",
    ),
    Say.COPY_REFUSED: Words(
        "L'exemplaire de {avenant} n'est pas accepté : un nouvel exemplaire est demandé au réseau "
        "dans sa langue.",
        "Het exemplaar van {avenant} is niet aanvaard: het netwerk krijgt in zijn taal de vraag "
        "om een nieuw exemplaar.",
        "Das Exemplar von {avenant} wird nicht angenommen: Das Netzwerk wird in seiner Sprache um "
        "ein neues gebeten.",
        "The copy of {avenant} is not accepted: the network is asked for another one in its "
        "language.",
    ),
    Say.COPY_TO_LOOK_AT: Words(
        "Regardez l'exemplaire de {avenant} : s'il est bon, `avenants sign` avec --evidence, "
        "sinon `avenants wrong-copy`.",
        "Bekijk het exemplaar van {avenant}: is het goed, `avenants sign` met --evidence, anders "
        "`avenants wrong-copy`.",
        "Sehen Sie das Exemplar von {avenant} an: Ist es gut, `avenants sign` mit --evidence, "
        "sonst `avenants wrong-copy`.",
        "Look at the copy of {avenant}: if it is good, `avenants sign` with --evidence, else "
        "`avenants wrong-copy`.",
    ),
    Say.NOTHING_TO_RENEW: Words(
        "Aucun horodatage d'un exemplaire signé ne prend fin dans les {days} jours.",
        "Geen enkel tijdstempel van een ondertekend exemplaar loopt af binnen {days} dagen.",
        "Kein Zeitstempel eines unterzeichneten Exemplars endet innerhalb von {days} Tagen.",
        "No timestamp of a signed copy ends within {days} days.",
    ),
    Say.NOT_RENEWED: Words(
        "{avenant} n'a pas pu être renouvelé : {why}",
        "{avenant} kon niet worden vernieuwd: {why}",
        "{avenant} konnte nicht erneuert werden: {why}",
        "{avenant} could not be renewed: {why}",
    ),
}
