"""What is said about people's data: who looked, what is erased, and what remains."""

from collections.abc import Mapping

from interfaces.cli.wording.say import Say
from interfaces.cli.wording.words import Words

PEOPLE: Mapping[Say, Words] = {
    Say.WHOIS_TOLD: Words(
        "{held} éléments conservés, {seen} consultations ; celle-ci est enregistrée aussi.",
        "{held} bewaarde gegevens, {seen} raadplegingen; ook deze is geregistreerd.",
        "{held} gespeicherte Angaben, {seen} Einsichten; auch diese ist eingetragen.",
        "{held} things held, {seen} readings; this one is recorded too.",
    ),
    Say.NO_EVIDENCE: Words(
        "Cette pièce ne peut pas être donnée : {why}",
        "Dit stuk kan niet worden gegeven: {why}",
        "Dieser Beleg kann nicht herausgegeben werden: {why}",
        "This piece of evidence cannot be given: {why}",
    ),
    Say.ERASE_NEEDS_TWO: Words(
        "{by} demande et autorise à la fois : une autre personne de l'INAMI doit autoriser "
        "(--authorised-by). Rien n'a été effacé.",
        "{by} vraagt en machtigt tegelijk: iemand anders van het RIZIV moet machtigen "
        "(--authorised-by). Er is niets gewist.",
        "{by} beantragt und genehmigt zugleich: Jemand anderes des LIKIV muss genehmigen "
        "(--authorised-by). Es wurde nichts gelöscht.",
        "{by} both asks and authorises: somebody else of INAMI has to authorise it "
        "(--authorised-by). Nothing was erased.",
    ),
    Say.WOULD_ERASE: Words(
        "{person} : {versions} inscriptions au registre et {evidence} pièces justificatives "
        "seraient illisibles pour toujours (conventions : {conventions}). Rien n'a été effacé.",
        "{person}: {versions} registerinschrijvingen en {evidence} bewijsstukken zouden voorgoed "
        "onleesbaar zijn (overeenkomsten: {conventions}). Er is niets gewist.",
        "{person}: {versions} Einträge des Registers und {evidence} Belege wären für immer "
        "unlesbar (Vereinbarungen: {conventions}). Es wurde nichts gelöscht.",
        "{person}: {versions} entries of the register and {evidence} pieces of evidence would be "
        "unreadable for good (conventions: {conventions}). Nothing was erased.",
    ),
    Say.ERASED: Words(
        "{person} : {versions} inscriptions au registre et {evidence} pièces justificatives sont "
        "illisibles pour toujours (conventions : {conventions}). Les preuves restent valables.",
        "{person}: {versions} registerinschrijvingen en {evidence} bewijsstukken zijn voorgoed "
        "onleesbaar (overeenkomsten: {conventions}). De bewijzen blijven geldig.",
        "{person}: {versions} Einträge des Registers und {evidence} Belege sind für immer "
        "unlesbar (Vereinbarungen: {conventions}). Die Beweise bleiben gültig.",
        "{person}: {versions} entries of the register and {evidence} pieces of evidence are "
        "unreadable for good (conventions: {conventions}). Every proof still holds.",
    ),
    Say.ERASED_BEFORE: Words(
        "{person} était déjà effacé : rien de nouveau n'était conservé.",
        "{person} was al gewist: er werd niets nieuws bewaard.",
        "{person} war schon gelöscht: Es war nichts Neues gespeichert.",
        "{person} was erased before: nothing new was held.",
    ),
    Say.ERASED_NO_LETTER: Words(
        "{person} a été effacé : plus aucune lettre ne peut être établie. Rien n'a été écrit.",
        "{person} werd gewist: er kan geen brief meer worden opgemaakt. Er is niets geschreven.",
        "{person} wurde gelöscht: Es kann kein Brief mehr erstellt werden. Es wurde nichts "
        "geschrieben.",
        "{person} was erased: no letter can be made any more. Nothing was written.",
    ),
    Say.ERASED_STILL_OPEN: Words(
        "Ces avenants ne sont pas terminés, et plus rien ne peut être envoyé à leur sujet : "
        "{avenants}. Dites comment chaque convention finit (`avenants lapse`).",
        "Deze wijzigingsclausules zijn niet afgerond en er kan niets meer over worden verzonden: "
        "{avenants}. Zeg hoe elke overeenkomst eindigt (`avenants lapse`).",
        "Diese Nachträge sind nicht abgeschlossen, und dazu kann nichts mehr versandt werden: "
        "{avenants}. Sagen Sie, wie jede Vereinbarung endet (`avenants lapse`).",
        "These avenants are not over, and nothing more can be sent about them: {avenants}. Say "
        "how each convention ends (`avenants lapse`).",
    ),
    Say.KEYS_REWRAPPED: Words(
        "{keys} clés sont emballées sous la nouvelle clé maîtresse. Retirez partout "
        "AVENANT_MASTER_KEY_PREVIOUS ; l'ancienne n'ouvre plus que les sauvegardes d'avant.",
        "{keys} sleutels zijn onder de nieuwe hoofdsleutel verpakt. Haal "
        "AVENANT_MASTER_KEY_PREVIOUS overal weg; de oude opent alleen nog back-ups van ervoor.",
        "{keys} Schlüssel sind unter dem neuen Hauptschlüssel verpackt. Nehmen Sie "
        "AVENANT_MASTER_KEY_PREVIOUS überall weg; der alte öffnet nur noch frühere Sicherungen.",
        "{keys} keys are wrapped under the new master key. Take AVENANT_MASTER_KEY_PREVIOUS away "
        "everywhere; the old one opens nothing but backups from before.",
    ),
    Say.KEYS_WRAPPED_BEFORE: Words(
        "Toutes les clés sont déjà sous AVENANT_MASTER_KEY : rien n'a changé. Pour en changer, "
        "nommez-y la nouvelle, et la présente avec AVENANT_MASTER_KEY_PREVIOUS.",
        "Alle sleutels liggen al onder AVENANT_MASTER_KEY: er is niets veranderd. Noem daar, om te "
        "wisselen, de nieuwe, en de huidige met AVENANT_MASTER_KEY_PREVIOUS.",
        "Alle Schlüssel liegen schon unter AVENANT_MASTER_KEY: Nichts wurde geändert. Nennen Sie "
        "zum Wechseln dort den neuen, und den jetzigen mit AVENANT_MASTER_KEY_PREVIOUS.",
        "All keys lie under AVENANT_MASTER_KEY already: nothing was changed. To change it, name "
        "the new one there, and the present one with AVENANT_MASTER_KEY_PREVIOUS.",
    ),
    Say.KEYS_LOST: Words(
        "Aucune clé maîtresse n'ouvre ces clés, perdues ou modifiées auparavant : {ids}. Ramenez-"
        "les d'une sauvegarde des clés, et cherchez qui les a changées.",
        "Geen hoofdsleutel opent deze sleutels, die eerder verloren of gewijzigd zijn: {ids}. Haal "
        "ze uit een back-up van de sleutels en zoek uit wie ze wijzigde.",
        "Kein Hauptschlüssel öffnet diese Schlüssel, die schon verloren oder verändert waren: "
        "{ids}. Holen Sie sie aus einer Sicherung, und finden Sie heraus, wer sie änderte.",
        "No master key opens these keys, which were lost or changed before: {ids}. Bring them back "
        "from a backup of the keys, and find out who changed them.",
    ),
    Say.LEFT_FILE: Words(
        "Supprimez ce fichier : il contient ce qui a été envoyé.",
        "Verwijder dit bestand: het bevat wat werd verzonden.",
        "Löschen Sie diese Datei: Sie enthält, was versandt wurde.",
        "Delete this file: it holds what was sent.",
    ),
    Say.LEFT_KEY_BACKUPS: Words(
        "Les sauvegardes des clés faites avant aujourd'hui contiennent encore la clé : avec elles "
        "et une ancienne sauvegarde du registre tout redevient lisible. Détruisez-les.",
        "Back-ups van de sleutels van vóór vandaag bevatten de sleutel nog: met zo'n back-up en "
        "een oude back-up van het register is alles weer leesbaar. Vernietig ze.",
        "Sicherungen der Schlüssel von vor heute enthalten den Schlüssel noch: Mit ihnen und einer "
        "alten Sicherung der Aufzeichnung wird alles wieder lesbar. Vernichten Sie sie.",
        "Backups of the keys from before today still hold the key: with one of them and an old "
        "backup of the record everything can be read again. Destroy them.",
    ),
    Say.LEFT_STORE_BACKUPS: Words(
        "Les sauvegardes du registre contiennent ces données chiffrées : illisibles une fois les "
        "sauvegardes des clés détruites.",
        "Back-ups van het register bevatten deze gegevens versleuteld: onleesbaar zodra de "
        "back-ups van de sleutels vernietigd zijn.",
        "Sicherungen der Aufzeichnung enthalten diese Daten verschlüsselt: unlesbar, sobald die "
        "Sicherungen der Schlüssel vernichtet sind.",
        "Backups of the record hold these data encrypted: unreadable once the backups of the keys "
        "are destroyed.",
    ),
    Say.LEFT_WRITE_AHEAD: Words(
        "Si les clés sont dans PostgreSQL : son journal de transactions archivé contient encore la "
        "clé, et ses tables jusqu'à VACUUM FULL person_keys.",
        "Als de sleutels in PostgreSQL liggen: het gearchiveerde transactielogboek bevat de "
        "sleutel nog, en de tabellen tot VACUUM FULL person_keys.",
        "Wenn die Schlüssel in PostgreSQL liegen: Das archivierte Transaktionsprotokoll enthält "
        "den Schlüssel noch, und die Tabellen bis VACUUM FULL person_keys.",
        "Where the keys lie in PostgreSQL: its archived write-ahead log still holds the key, and "
        "its tables do until VACUUM FULL person_keys.",
    ),
    Say.LEFT_MAILBOX: Words(
        "Les messages de cette personne sont encore sur le serveur de courrier : supprimez-les là, "
        "copies et corbeille comprises.",
        "De berichten van deze persoon staan nog op de mailserver: verwijder ze daar, ook kopieën "
        "en prullenbak.",
        "Die Nachrichten dieser Person liegen noch auf dem Mailserver: Löschen Sie sie dort, auch "
        "Kopien und Papierkorb.",
        "This person's messages still lie on the mail server: delete them there, copies and "
        "wastebasket too.",
    ),
    Say.LEFT_SENT_COPIES: Words(
        "Ce qui a été envoyé est chez le destinataire, chez son réseau, et peut-être parmi les "
        "copies et dans les traces du serveur d'envoi.",
        "Wat verzonden werd, ligt bij de bestemmeling, bij zijn netwerk, misschien ook bij de "
        "kopieën en in de logboeken van de verzendserver.",
        "Was versandt wurde, liegt beim Empfänger, bei seinem Netzwerk, und vielleicht unter den "
        "Kopien und in den Protokollen des Versandservers.",
        "What was sent lies with the addressee, with the network, and perhaps among the copies and "
        "in the logs of the sending server.",
    ),
    Say.LEFT_HANDED_OUT: Words(
        "Impressions, dossiers, archives et fichiers donnés : `avenants whois-seen` dit à qui.",
        "Afdrukken, dossiers, archieven en gegeven bestanden: `avenants whois-seen` zegt aan wie.",
        "Ausdrucke, Dossiers, Archive und herausgegebene Dateien: `avenants whois-seen` sagt, wem.",
        "Prints, dossiers, archives and files given out: `avenants whois-seen` says to whom.",
    ),
    Say.LEFT_COORDINATOR: Words(
        "Le registre nomme cette personne comme coordination du réseau : importez le réseau avec "
        "une autre ; les versions d'avant ne s'effacent qu'avec le réseau.",
        "Het register noemt deze persoon als coördinatie van het netwerk: voer het netwerk in met "
        "iemand anders; de versies van ervoor worden alleen met het netwerk gewist.",
        "Das Register nennt diese Person als Koordination des Netzwerks: Lesen Sie das Netzwerk "
        "mit jemand anderem ein; die Fassungen von vorher werden nur mit dem Netzwerk gelöscht.",
        "The register names this person as coordinator of the network: import the network with "
        "another one; the versions of before are erased with the network only.",
    ),
    Say.LEFT_REGISTERS: Words(
        "Les fichiers d'où les registres ont été importés : ôtez-y la ligne ; elle ne serait plus "
        "acceptée.",
        "De bestanden waaruit de registers werden ingevoerd: haal de rij eruit; ze zou niet meer "
        "worden aanvaard.",
        "Die Dateien, aus denen die Register eingelesen wurden: Nehmen Sie die Zeile heraus; sie "
        "würde nicht mehr angenommen.",
        "The files from which the registers were imported: take the row out; it would not be "
        "taken any more.",
    ),
    Say.LEFT_FACTS: Words(
        "Les faits restent, sous un identifiant opaque : les dates, ce que des personnes ont écrit "
        "comme motif, et des empreintes de documents, que seul peut reconnaître qui a le document.",
        "De feiten blijven, onder een ondoorzichtig kenmerk: de datums, wat mensen als reden "
        "schreven, en vingerafdrukken van documenten, die alleen herkent wie het document heeft.",
        "Die Tatsachen bleiben, unter einer undurchsichtigen Kennung: die Tage, was Menschen als "
        "Grund schrieben, und Fingerabdrücke von Dokumenten, die nur erkennt, wer das Dokument "
        "hat.",
        "The facts stay, under an opaque id: the days, what people wrote as a reason, and "
        "fingerprints of documents, which only who has the document can recognise.",
    ),
}
