"""What is shown before it is sent, and what is printed to be posted."""

from collections.abc import Mapping

from interfaces.cli.wording.say import Say
from interfaces.cli.wording.words import Words

DOCUMENTS: Mapping[Say, Words] = {
    Say.NETWORK_OR_CONVENTION: Words(
        "Donnez --network ou --convention, pas les deux.",
        "Geef --network of --convention, niet allebei.",
        "Geben Sie --network oder --convention an, nicht beides.",
        "Give --network or --convention, not both.",
    ),
    Say.NOTHING_WAS_SENT: Words(
        "Rien n'a été envoyé ni enregistré ; chaque page dit qu'elle est un essai.",
        "Er is niets verzonden of geregistreerd; elke bladzijde zegt dat ze een oefening is.",
        "Es wurde nichts versandt oder eingetragen; jede Seite sagt, dass sie ein Probelauf ist.",
        "Nothing was sent or recorded; every page says that it is a rehearsal.",
    ),
    Say.NOTHING_TO_POST: Words(
        "Aucune lettre du réseau {network} n'attend d'être postée.",
        "Geen enkele brief van het netwerk {network} wacht op verzending per post.",
        "Kein Brief des Netzwerks {network} wartet auf die Post.",
        "No letter of the network {network} waits to be posted.",
    ),
    Say.SEVERAL_LETTERS: Words(
        "Plusieurs lettres de {avenant} attendent d'être postées : {letters}. Dites laquelle avec "
        "--letter, ou rendez la liste avec --from.",
        "Van {avenant} wachten verschillende brieven om gepost te worden: {letters}. Zeg welke met "
        "--letter, of geef de lijst terug met --from.",
        "Von {avenant} sind mehrere Briefe aufzugeben: {letters}. Sagen Sie mit --letter, welchen, "
        "oder geben Sie die Liste mit --from zurück.",
        "Several letters of {avenant} wait to be posted: {letters}. Say which with --letter, or "
        "give the list back with --from.",
    ),
    Say.NO_SUCH_LETTER: Words(
        "{avenant} n'a pas de lettre {letter} à poster : `avenants tasks` montre celles qui "
        "attendent, `avenants trail {avenant}` celles qui sont parties.",
        "{avenant} heeft geen brief {letter} om te posten: `avenants tasks` toont wat wacht, "
        "`avenants trail {avenant}` wat vertrokken is.",
        "{avenant} hat keinen Brief {letter} aufzugeben: `avenants tasks` zeigt, welche warten, "
        "`avenants trail {avenant}`, welche abgingen.",
        "{avenant} has no letter {letter} to post: `avenants tasks` shows those that wait, "
        "`avenants trail {avenant}` those that left.",
    ),
    Say.NOTHING_PREVIEWED: Words(
        "Aucun document n'a été fait : corrigez les erreurs d'abord.",
        "Er is geen document gemaakt: verbeter eerst de fouten.",
        "Es wurde kein Dokument erstellt: Beheben Sie erst die Fehler.",
        "No document was made: mend the errors first.",
    ),
    Say.TO_POST: Words(
        "Lettres du réseau {network} : {count}. Imprimez-les, postez-les, puis donnez le jour réel "
        "avec `avenants posted --from LISTE --on JOUR`.",
        "Brieven van het netwerk {network}: {count}. Druk ze af, post ze en geef dan de echte dag "
        "met `avenants posted --from LIJST --on DAG`.",
        "Briefe des Netzwerks {network}: {count}. Drucken Sie sie, geben Sie sie zur Post und "
        "melden Sie den wirklichen Tag mit `avenants posted --from LISTE --on TAG`.",
        "Letters of the network {network}: {count}. Print them, post them, then give the real day "
        "with `avenants posted --from LIST --on DAY`.",
    ),
    Say.NOT_WRITTEN: Words(
        "Impossible d'écrire dans {file} ({reason}) : choisissez un autre dossier avec --out.",
        "In {file} kan niet worden geschreven ({reason}): kies een andere map met --out.",
        "In {file} kann nicht geschrieben werden ({reason}): Wählen Sie mit --out einen anderen "
        "Ordner.",
        "{file} cannot be written to ({reason}): choose another folder with --out.",
    ),
}
