"""What was done, what would be done, and why something is not."""

from collections.abc import Mapping

from interfaces.cli.wording.say import Say
from interfaces.cli.wording.words import Words

DOING: Mapping[Say, Words] = {
    Say.RECORDED: Words("Enregistré.", "Geregistreerd.", "Eingetragen.", "Recorded."),
    Say.RECORDED_ALREADY: Words(
        "C'était déjà enregistré : rien ne change.",
        "Dit was al geregistreerd: er verandert niets.",
        "Das war schon eingetragen: Es ändert sich nichts.",
        "This was recorded already: nothing changes.",
    ),
    Say.REGISTERED_AS: Words(
        "Numéro de cet enregistrement : {number}",
        "Nummer van deze registratie: {number}",
        "Nummer dieser Eintragung: {number}",
        "Number of this registration: {number}",
    ),
    Say.SENT_BEFORE: Words(
        "Envois repris : {new} ; déjà enregistrés : {same}.",
        "Overgenomen verzendingen: {new}; al geregistreerd: {same}.",
        "Übernommene Sendungen: {new}; schon eingetragen: {same}.",
        "Sendings brought in: {new}; recorded already: {same}.",
    ),
    Say.RETRACTED: Words(
        "Repris ; les deux faits restent dans le dossier.",
        "Teruggenomen; beide feiten blijven in het dossier.",
        "Zurückgenommen; beide Tatsachen bleiben in der Akte.",
        "Taken back; both facts stay in the record.",
    ),
    Say.DRY_RUN: Words(
        "Essai : rien n'a été enregistré ni envoyé.",
        "Proef: er is niets geregistreerd of verzonden.",
        "Probe: Es wurde nichts eingetragen oder versandt.",
        "Dry run: nothing was recorded or sent.",
    ),
    Say.NOT_ALL: Words(
        "{bad} sur {all} n'ont pas pu être enregistrés, les autres le sont : voyez les lignes "
        "ci-dessus.",
        "{bad} van de {all} konden niet worden geregistreerd, de andere wel: zie de regels "
        "hierboven.",
        "{bad} von {all} konnten nicht eingetragen werden, die anderen schon: siehe die Zeilen "
        "oben.",
        "{bad} of {all} could not be recorded, the others are: see the lines above.",
    ),
    Say.NO_LETTER: Words(
        "{avenant} part par e-mail : le système note lui-même quand il est parti ; `posted` est "
        "pour les lettres.",
        "{avenant} gaat per e-mail: het systeem noteert zelf wanneer het vertrok; `posted` is voor "
        "brieven.",
        "{avenant} geht per E-Mail: Das System vermerkt selbst, wann er abging; `posted` ist für "
        "Briefe.",
        "{avenant} goes by e-mail: the system itself notes when it left; `posted` is for letters.",
    ),
    Say.MAIL_STOPPED: Words(
        "Aucun e-mail ne part ({why}). Corrigez le registre, puis : avenants resume-mail --by …",
        "Er vertrekt geen e-mail ({why}). Verbeter het register, dan: avenants resume-mail --by …",
        "Keine E-Mail geht ab ({why}). Berichtigen Sie das Register, dann: avenants resume-mail "
        "--by …",
        "No e-mail leaves ({why}). Correct the register, then: avenants resume-mail --by …",
    ),
    Say.MAIL_RESUMED: Words(
        "Les e-mails repartent ; ils étaient arrêtés : {why}.",
        "De e-mails vertrekken weer; ze waren gestopt: {why}.",
        "Die E-Mails gehen wieder ab; sie waren angehalten: {why}.",
        "Mail leaves again; it was stopped: {why}.",
    ),
    Say.MAIL_NOT_STOPPED: Words(
        "Les e-mails ne sont pas arrêtés.",
        "De e-mails zijn niet gestopt.",
        "Die E-Mails sind nicht angehalten.",
        "Mail is not stopped.",
    ),
    Say.OPENS_A_WINDOW: Words(
        "{avenant} n'était pas distribuable : le nouvel envoi ouvre le délai.",
        "{avenant} was onbestelbaar: de nieuwe verzending opent de termijn.",
        "{avenant} war unzustellbar: Die neue Sendung eröffnet die Frist.",
        "{avenant} was undeliverable: the new communication opens the window.",
    ),
    Say.COPY_ONLY: Words(
        "{avenant} est renvoyé à l'identique : une copie ne fait courir aucun nouveau délai.",
        "{avenant} wordt ongewijzigd opnieuw verzonden: een kopie doet geen nieuwe termijn lopen.",
        "{avenant} wird unverändert noch einmal gesandt: Eine Abschrift eröffnet keine neue Frist.",
        "{avenant} is sent again as it was: a copy restarts nothing.",
    ),
    Say.WOULD_BE_SENT: Words(
        "Réseau {network} : {email} prestataires par e-mail, {letter} par lettre.",
        "Netwerk {network}: {email} zorgverleners per e-mail, {letter} per brief.",
        "Netzwerk {network}: {email} Leistungserbringer per E-Mail, {letter} per Brief.",
        "Network {network}: {email} providers by e-mail, {letter} by letter.",
    ),
    Say.DAYS_EMAIL: Words(
        "E-mail envoyé le {sent_on} : refus possible jusqu'au {announced}, silence constaté après "
        "le {admitted}, une convention refusée prend fin le {terminates_on}.",
        "E-mail verzonden op {sent_on}: weigeren kan tot {announced}, stilzwijgen wordt "
        "vastgesteld na {admitted}, een geweigerde overeenkomst eindigt op {terminates_on}.",
        "E-Mail vom {sent_on}: Ablehnung bis zum {announced}, Schweigen wird nach dem {admitted} "
        "festgestellt, eine abgelehnte Vereinbarung endet am {terminates_on}.",
        "E-mail sent on {sent_on}: refusal until {announced}, silence is concluded after "
        "{admitted}, a refused convention ends on {terminates_on}.",
    ),
    Say.DAYS_LETTER: Words(
        "Lettre postée le {sent_on} : refus possible jusqu'au {announced}, silence constaté après "
        "le {admitted}, une convention refusée prend fin le {terminates_on}.",
        "Brief gepost op {sent_on}: weigeren kan tot {announced}, stilzwijgen wordt vastgesteld na "
        "{admitted}, een geweigerde overeenkomst eindigt op {terminates_on}.",
        "Brief vom {sent_on}: Ablehnung bis zum {announced}, Schweigen wird nach dem {admitted} "
        "festgestellt, eine abgelehnte Vereinbarung endet am {terminates_on}.",
        "Letter posted on {sent_on}: refusal until {announced}, silence is concluded after "
        "{admitted}, a refused convention ends on {terminates_on}.",
    ),
    Say.RELEASED: Words(
        "Le réseau {network} peut écrire à ses prestataires : les e-mails partent, les lettres "
        "attendent sur la liste d'envoi.",
        "Het netwerk {network} mag zijn zorgverleners aanschrijven: de e-mails vertrekken, de "
        "brieven wachten op de verzendlijst.",
        "Das Netzwerk {network} darf seinen Leistungserbringern schreiben: Die E-Mails gehen ab, "
        "die Briefe warten auf der Versandliste.",
        "Network {network} may write to its providers: e-mails leave, letters wait on the posting "
        "list.",
    ),
    Say.IMPORTED: Words(
        "{register} : {added} nouvelles lignes, {changed} modifiées, {same} inchangées.",
        "{register}: {added} nieuwe rijen, {changed} gewijzigd, {same} ongewijzigd.",
        "{register}: {added} neue Zeilen, {changed} geändert, {same} unverändert.",
        "{register}: {added} new rows, {changed} changed, {same} unchanged.",
    ),
    Say.WOULD_IMPORT: Words(
        "Seraient importées : {added} nouvelles lignes, {changed} modifiées ; {same} sans "
        "changement.",
        "Zouden worden ingevoerd: {added} nieuwe rijen, {changed} gewijzigd; {same} zonder "
        "wijziging.",
        "Eingeführt würden: {added} neue Zeilen, {changed} geändert; {same} ohne Änderung.",
        "Would be imported: {added} new rows, {changed} changed; {same} without change.",
    ),
    Say.NOTHING_IMPORTED: Words(
        "{problems} problèmes : rien n'a été importé ; corrigez ces lignes et importez de nouveau.",
        "{problems} problemen: er is niets ingevoerd; verbeter deze rijen en voer opnieuw in.",
        "{problems} Probleme: Es wurde nichts eingeführt; berichtigen Sie diese Zeilen und führen "
        "Sie neu ein.",
        "{problems} problems: nothing was imported; correct these rows and import again.",
    ),
    Say.ENDS_AHEAD: Words(
        "{count} conventions ont une fin encore à venir ; elle est enregistrée au premier import "
        "ou lancement à partir de ce jour.",
        "{count} overeenkomsten hebben een einde dat nog moet komen; het wordt geregistreerd bij "
        "de eerste invoer of lancering vanaf die dag.",
        "{count} Vereinbarungen haben ein Ende, das noch bevorsteht; es wird bei der ersten "
        "Einführung oder dem ersten Start ab diesem Tag eingetragen.",
        "{count} conventions have an end still to come; it is recorded by the first import or "
        "launch from that day on.",
    ),
    Say.CHECKED: Words(
        "{errors} erreurs, {warnings} avertissements.",
        "{errors} fouten, {warnings} waarschuwingen.",
        "{errors} Fehler, {warnings} Warnungen.",
        "{errors} errors, {warnings} warnings.",
    ),
    Say.GOES_OUT: Words(
        "{circular} va à {networks} réseaux ; ensuite, par eux, à {email} prestataires par e-mail "
        "et {letter} par lettre. Si tout partait aujourd'hui :",
        "{circular} gaat naar {networks} netwerken; daarna, via hen, naar {email} zorgverleners "
        "per e-mail en {letter} per brief. Als alles vandaag vertrok:",
        "{circular} geht an {networks} Netzwerke; danach, durch sie, an {email} "
        "Leistungserbringer per E-Mail und {letter} per Brief. Ginge alles heute ab:",
        "{circular} goes to {networks} networks; then, through them, to {email} providers by "
        "e-mail and {letter} by letter. If all of it left today:",
    ),
    Say.INFORMS: Words(
        "{circular} informe {networks} réseaux ; rien n'est demandé et aucun délai ne court.",
        "{circular} informeert {networks} netwerken; er wordt niets gevraagd en er loopt geen "
        "termijn.",
        "{circular} unterrichtet {networks} Netzwerke; es wird nichts verlangt und keine Frist "
        "läuft.",
        "{circular} informs {networks} networks; nothing is asked and no window runs.",
    ),
    Say.LAUNCHED: Words(
        "{circular} est lancée : le système écrit aux réseaux dès qu'il tourne (`avenants up`).",
        "{circular} is gelanceerd: het systeem schrijft de netwerken aan zodra het draait "
        "(`avenants up`).",
        "{circular} ist gestartet: Das System schreibt den Netzwerken, sobald es läuft (`avenants "
        "up`).",
        "{circular} is launched: the system writes to the networks as soon as it runs (`avenants "
        "up`).",
    ),
    Say.LAUNCHED_ALREADY: Words(
        "{circular} est déjà lancée, depuis le {on} : rien ne change.",
        "{circular} is al gelanceerd, op {on}: er verandert niets.",
        "{circular} ist schon gestartet, seit dem {on}: Es ändert sich nichts.",
        "{circular} is launched already, on {on}: nothing changes.",
    ),
    Say.LAUNCHED_OTHERWISE: Words(
        "{circular} a été lancée le {on} avec un autre contenu, rien n'a été lancé : donnez au "
        "texte corrigé une référence à lui et lancez-le avec `avenants correct {circular}`. Ce qui "
        "diffère :",
        "{circular} werd op {on} met een andere inhoud gelanceerd, er is niets gelanceerd: geef de "
        "verbeterde tekst een eigen referentie en lanceer hem met `avenants correct {circular}`. "
        "Wat verschilt:",
        "{circular} wurde am {on} mit anderem Inhalt gestartet, es wurde nichts gestartet: Geben "
        "Sie dem berichtigten Text ein eigenes Aktenzeichen und starten Sie ihn mit `avenants "
        "correct {circular}`. Was abweicht:",
        "{circular} was launched on {on} with another content, nothing was launched: give the "
        "corrected text a reference of its own and launch it with `avenants correct {circular}`. "
        "What differs:",
    ),
    Say.NOTHING_LAUNCHED: Words(
        "Rien n'a été lancé : corrigez les erreurs d'abord.",
        "Er is niets gelanceerd: verbeter eerst de fouten.",
        "Es wurde nichts gestartet: Beheben Sie erst die Fehler.",
        "Nothing was launched: mend the errors first.",
    ),
    Say.CORRECTS_ANOTHER: Words(
        "{circular} corrige {other} : lancez-la avec `avenants correct {other}`.",
        "{circular} verbetert {other}: lanceer hem met `avenants correct {other}`.",
        "{circular} berichtigt {other}: Starten Sie es mit `avenants correct {other}`.",
        "{circular} corrects {other}: launch it with `avenants correct {other}`.",
    ),
    Say.DOES_NOT_CORRECT: Words(
        '{circular} ne dit pas qu\'elle corrige {other} : écrivez corrects = "{other}" dans son '
        "circular.toml, et donnez-lui un identifiant et une référence à elle.",
        '{circular} zegt niet dat hij {other} verbetert: schrijf corrects = "{other}" in zijn '
        "circular.toml, en geef hem een eigen identificatie en referentie.",
        '{circular} sagt nicht, dass es {other} berichtigt: Schreiben Sie corrects = "{other}" in '
        "seine circular.toml, und geben Sie ihm Kennung und Aktenzeichen.",
        '{circular} does not say that it corrects {other}: write corrects = "{other}" in its '
        "circular.toml, and give it an id and a reference of its own.",
    ),
    Say.CORRECTED_ALREADY: Words(
        "{circular} est déjà corrigée, par {corrected_by} : corrigez celle-là.",
        "{circular} is al verbeterd, door {corrected_by}: verbeter die.",
        "{circular} ist schon berichtigt, durch {corrected_by}: Berichtigen Sie dieses.",
        "{circular} has been corrected already, by {corrected_by}: correct that one.",
    ),
    Say.CIRCULAR_CLOSED: Words(
        "{circular} est retirée depuis le {on} : lancez une nouvelle circulaire.",
        "{circular} is ingetrokken op {on}: lanceer een nieuwe omzendbrief.",
        "{circular} ist seit dem {on} zurückgezogen: Starten Sie ein neues Rundschreiben.",
        "{circular} was withdrawn on {on}: launch a new circular.",
    ),
    Say.REFERENCE_TAKEN: Words(
        "La référence {reference} est celle de {circular}, déjà lancée : corrigez la référence ou "
        "l'identifiant.",
        "De referentie {reference} is die van {circular}, al gelanceerd: verbeter de referentie of "
        "de identificatie.",
        "Das Aktenzeichen {reference} ist das von {circular}, schon gestartet: Berichtigen Sie "
        "Aktenzeichen oder Kennung.",
        "Reference {reference} is that of {circular}, launched already: correct the reference or "
        "the id.",
    ),
    Say.ONLY_INFORMS: Words(
        "{circular} informe seulement : elle n'a pas d'avenants.",
        "{circular} informeert alleen: hij heeft geen wijzigingsclausules.",
        "{circular} unterrichtet nur: Es hat keine Nachträge.",
        "{circular} only informs: it has no avenants.",
    ),
    Say.NOT_TO_PASS_ON: Words(
        "{circular} ne demande pas d'être transmise aux prestataires : il n'y a rien à confirmer.",
        "{circular} vraagt niet om te worden doorgegeven aan zorgverleners: er valt niets te "
        "bevestigen.",
        "{circular} verlangt keine Weitergabe an Leistungserbringer: Es gibt nichts zu bestätigen.",
        "{circular} does not ask to be passed on to providers: there is nothing to confirm.",
    ),
    Say.NOT_ADDRESSED: Words(
        "{circular} ne s'adresse pas au réseau {network}.",
        "{circular} is niet gericht aan het netwerk {network}.",
        "{circular} richtet sich nicht an das Netzwerk {network}.",
        "{circular} does not address network {network}.",
    ),
    Say.NETWORKS_MISSING: Words(
        "{count} réseaux de la circulaire ne sont pas enregistrés : {names}. Importez-les avec "
        "`avenants import networks`.",
        "{count} netwerken van de omzendbrief zijn niet geregistreerd: {names}. Voer ze in met "
        "`avenants import networks`.",
        "{count} Netzwerke des Rundschreibens sind nicht eingetragen: {names}. Führen Sie sie mit "
        "`avenants import networks` ein.",
        "{count} networks of the circular are not registered: {names}. Bring them in with "
        "`avenants import networks`.",
    ),
    Say.NETWORKS_OTHERWISE: Words(
        "Le registre donne à ces réseaux une autre sorte que la circulaire : {names}. Corrigez "
        "l'un ou l'autre, sinon ils recevraient la mauvaise variante.",
        "Het register geeft deze netwerken een andere soort dan de omzendbrief: {names}. Verbeter "
        "een van beide, anders krijgen ze de verkeerde variant.",
        "Das Register gibt diesen Netzwerken eine andere Art als das Rundschreiben: {names}. "
        "Berichtigen Sie eines von beiden, sonst bekämen sie die falsche Fassung.",
        "The register gives these networks another kind than the circular: {names}. Correct one "
        "of the two, or they would get the wrong variant.",
    ),
    Say.NO_NETWORKS: Words(
        "Aucun réseau n'est enregistré : importez-les avec `avenants import networks`.",
        "Er is geen netwerk geregistreerd: voer ze in met `avenants import networks`.",
        "Es ist kein Netzwerk eingetragen: Führen Sie sie mit `avenants import networks` ein.",
        "No network is registered: bring them in with `avenants import networks`.",
    ),
    Say.BEGUN_ON_WHICH_TEXT: Words(
        "La convention {convention} a commencé le {on}, après le lancement : conclue sur le "
        "nouveau texte, elle ne reçoit pas d'avenant ; conclue sur l'ancien, ajoutez "
        "--on-old-text.",
        "De overeenkomst {convention} begon op {on}, na de lancering: gesloten op de nieuwe tekst "
        "krijgt ze geen wijzigingsclausule; op de oude, voeg --on-old-text toe.",
        "Die Vereinbarung {convention} begann am {on}, nach dem Start: Auf dem neuen Text "
        "geschlossen erhält sie keinen Nachtrag; auf dem alten, fügen Sie --on-old-text hinzu.",
        "Convention {convention} began on {on}, after the launch: concluded on the new text it "
        "gets no avenant; on the old one, add --on-old-text.",
    ),
    Say.REFUSE_INSTEAD: Words(
        "La fin par un refus suit du refus : enregistrez-le avec `avenants refuse`.",
        "Het einde door een weigering volgt uit de weigering: registreer die met `avenants "
        "refuse`.",
        "Das Ende durch eine Ablehnung folgt aus der Ablehnung: Tragen Sie sie mit `avenants "
        "refuse` ein.",
        "The end by a refusal follows from the refusal: register that with `avenants refuse`.",
    ),
    Say.OF_ANOTHER_NETWORK: Words(
        "Cet exemplaire est celui de {other}, pas de {avenant} : enregistrez-le là, ou donnez le "
        "bon fichier.",
        "Dit exemplaar is dat van {other}, niet van {avenant}: registreer het daar, of geef het "
        "juiste bestand.",
        "Dieses Exemplar ist das von {other}, nicht von {avenant}: Tragen Sie es dort ein, oder "
        "geben Sie die richtige Datei an.",
        "This copy is that of {other}, not of {avenant}: register it there, or give the right "
        "file.",
    ),
}
