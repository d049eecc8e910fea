"""What was meant could not be found, or what was given cannot be used."""

from collections.abc import Mapping

from interfaces.cli.wording.say import Say
from interfaces.cli.wording.words import Words

FINDING: Mapping[Say, Words] = {
    Say.NO_SUCH_AVENANT: Words(
        "Aucun avenant ne correspond à « {text} » : `avenants list` les montre ; le début de "
        "l'identifiant ou le numéro de la convention suffit.",
        "Geen wijzigingsclausule past bij “{text}”: `avenants list` toont ze; het begin van de "
        "identificatie of het nummer van de overeenkomst volstaat.",
        "Kein Nachtrag passt zu „{text}“: `avenants list` zeigt sie; der Anfang der Kennung oder "
        "die Nummer der Vereinbarung genügt.",
        "No avenant fits “{text}”: `avenants list` shows them; the beginning of the id or the "
        "convention's number is enough.",
    ),
    Say.SEVERAL_AVENANTS: Words(
        "« {text} » désigne plusieurs avenants : {found}. Donnez-en un en entier.",
        "“{text}” past bij meerdere wijzigingsclausules: {found}. Geef er één volledig op.",
        "„{text}“ passt zu mehreren Nachträgen: {found}. Geben Sie einen davon ganz an.",
        "“{text}” fits several avenants: {found}. Give one of them in full.",
    ),
    Say.NO_SUCH_CONVENTION: Words(
        "La convention « {text} » n'est pas connue : vérifiez le numéro, ou importez-la avec "
        "`avenants import providers`.",
        "De overeenkomst “{text}” is niet bekend: kijk het nummer na, of voer ze in met `avenants "
        "import providers`.",
        "Die Vereinbarung „{text}“ ist nicht bekannt: Prüfen Sie die Nummer, oder führen Sie sie "
        "mit `avenants import providers` ein.",
        "Convention “{text}” is not known: check the number, or bring it in with `avenants import "
        "providers`.",
    ),
    Say.NO_SUCH_NETWORK: Words(
        "Aucun réseau n'est enregistré sous « {text} » : vérifiez le nom, ou importez-le avec "
        "`avenants import networks`.",
        "Er is geen netwerk geregistreerd als “{text}”: kijk de naam na, of voer het in met "
        "`avenants import networks`.",
        "Es ist kein Netzwerk als „{text}“ eingetragen: Prüfen Sie den Namen, oder führen Sie es "
        "mit `avenants import networks` ein.",
        "No network is registered as “{text}”: check the name, or bring it in with `avenants "
        "import networks`.",
    ),
    Say.NO_SUCH_CIRCULAR: Words(
        "La circulaire « {text} » n'est pas lancée : vérifiez la référence, ou lancez-la avec "
        "`avenants launch`.",
        "De omzendbrief “{text}” is niet gelanceerd: kijk de referentie na, of lanceer hem met "
        "`avenants launch`.",
        "Das Rundschreiben „{text}“ ist nicht gestartet: Prüfen Sie das Aktenzeichen, oder starten "
        "Sie es mit `avenants launch`.",
        "Circular “{text}” has not been launched: check the reference, or launch it with "
        "`avenants launch`.",
    ),
    Say.NO_SUCH_FACT: Words(
        "Rien n'est enregistré sous le numéro {fact} : `avenants trail` montre les numéros.",
        "Er is niets geregistreerd onder nummer {fact}: `avenants trail` toont de nummers.",
        "Unter der Nummer {fact} ist nichts eingetragen: `avenants trail` zeigt die Nummern.",
        "Nothing is recorded under {fact}: `avenants trail` shows the numbers.",
    ),
    Say.NO_REGISTRATION: Words(
        "{fact} ({type}) n'est pas un enregistrement fait par une personne, il ne peut pas être "
        "repris : reprenez celui dont il découle, que montre `avenants trail`.",
        "{fact} ({type}) is geen registratie door een persoon en kan niet worden teruggenomen: "
        "neem die terug waaruit het volgt, zie `avenants trail`.",
        "{fact} ({type}) ist keine Eintragung einer Person und kann nicht zurückgenommen werden: "
        "Nehmen Sie die zurück, aus der es folgt, siehe `avenants trail`.",
        "{fact} ({type}) is no registration that a person made and cannot be taken back: take back "
        "the one from which it followed, which `avenants trail` shows.",
    ),
    Say.NOBODY_OF_THAT_NAME: Words(
        "Personne n'est enregistré sous « {by} » : vérifiez le nom, ou importez le personnel avec "
        "`avenants import staff`.",
        "Niemand is geregistreerd als “{by}”: kijk de naam na, of voer het personeel in met "
        "`avenants import staff`.",
        "Niemand ist als „{by}“ eingetragen: Prüfen Sie den Namen, oder führen Sie das Personal "
        "mit `avenants import staff` ein.",
        "Nobody is registered as “{by}”: check the name, or bring the staff in with `avenants "
        "import staff`.",
    ),
    Say.SEVERAL_OF_THAT_NAME: Words(
        "« {by} » désigne plusieurs personnes : {names}. Donnez un de ces identifiants.",
        "“{by}” past bij meerdere personen: {names}. Geef een van deze identificaties.",
        "„{by}“ passt zu mehreren Personen: {names}. Geben Sie eine dieser Kennungen an.",
        "“{by}” fits several people: {names}. Give one of these ids.",
    ),
    Say.SAY_WHO: Words(
        "Dites qui le fait, avec --by : {names}.",
        "Zeg met --by wie dit doet: {names}.",
        "Sagen Sie mit --by, wer das tut: {names}.",
        "Say who does this, with --by: {names}.",
    ),
    Say.NO_AVENANT_NAMED: Words(
        "Nommez au moins un avenant, ou un fichier avec --from.",
        "Noem minstens één wijzigingsclausule, of een bestand met --from.",
        "Nennen Sie mindestens einen Nachtrag, oder eine Datei mit --from.",
        "Name at least one avenant, or a file with --from.",
    ),
    Say.NAME_A_DAY: Words(
        "Donnez un jour : --mailbox-through, --post-through ou les deux.",
        "Geef een dag: --mailbox-through, --post-through of allebei.",
        "Geben Sie einen Tag an: --mailbox-through, --post-through oder beides.",
        "Give a day: --mailbox-through, --post-through or both.",
    ),
    Say.DAY_NOT_OVER: Words(
        "Le {day} n'est pas fini : ce qui arrive encore aujourd'hui ne peut pas être lu ; donnez "
        "au plus la veille.",
        "{day} is nog niet voorbij: wat vandaag nog komt kan niet gelezen zijn; geef ten laatste "
        "de dag ervoor.",
        "Der {day} ist noch nicht vorbei: Was heute noch kommt, kann nicht gelesen sein; geben Sie "
        "höchstens den Vortag an.",
        "{day} is not over: what still comes today cannot have been read; give at most the day "
        "before.",
    ),
    Say.EVIDENCE_MISSING: Words(
        "Le fichier {file} n'existe pas : vérifiez le chemin.",
        "Het bestand {file} bestaat niet: controleer het pad.",
        "Die Datei {file} gibt es nicht: Prüfen Sie den Pfad.",
        "The file {file} does not exist: check the path.",
    ),
    Say.EVIDENCE_FOLDER: Words(
        "{file} est un dossier : donnez un seul fichier, le message ou le scan même.",
        "{file} is een map: geef één bestand, het bericht of de scan zelf.",
        "{file} ist ein Ordner: Geben Sie eine einzige Datei an, die Nachricht oder den Scan "
        "selbst.",
        "{file} is a folder: give one file, the message or the scan itself.",
    ),
    Say.EVIDENCE_NO_FILE: Words(
        "{file} n'est pas un fichier ordinaire : donnez le message ou le scan même.",
        "{file} is geen gewoon bestand: geef het bericht of de scan zelf.",
        "{file} ist keine gewöhnliche Datei: Geben Sie die Nachricht oder den Scan selbst an.",
        "{file} is no ordinary file: give the message or the scan itself.",
    ),
    Say.EVIDENCE_UNREADABLE: Words(
        "La pièce {file} ne peut pas être lue ({reason}) : vérifiez les droits sur le fichier.",
        "Het bewijsstuk {file} kan niet worden gelezen ({reason}): kijk de rechten op het bestand "
        "na.",
        "Das Beweisstück {file} kann nicht gelesen werden ({reason}): Prüfen Sie die Rechte an der "
        "Datei.",
        "The evidence {file} cannot be read ({reason}): check the rights on the file.",
    ),
    Say.EVIDENCE_EMPTY: Words(
        "La pièce {file} est vide : enregistrez de nouveau le message ou le scan.",
        "Het bewijsstuk {file} is leeg: bewaar het bericht of de scan opnieuw.",
        "Das Beweisstück {file} ist leer: Speichern Sie die Nachricht oder den Scan neu.",
        "The evidence {file} is empty: save the message or the scan anew.",
    ),
    Say.EVIDENCE_HUGE: Words(
        "La pièce {file} fait {size}, plus que les {largest} admis : donnez la partie qui prouve, "
        "ou scannez à une résolution plus basse.",
        "Het bewijsstuk {file} telt {size}, meer dan de toegelaten {largest}: geef het deel dat "
        "bewijst, of scan met een lagere resolutie.",
        "Das Beweisstück {file} hat {size}, mehr als die erlaubten {largest}: Geben Sie den Teil "
        "an, der beweist, oder scannen Sie gröber.",
        "The evidence {file} has {size}, more than the {largest} that are kept: give the part that "
        "proves something, or scan at a lower resolution.",
    ),
}
