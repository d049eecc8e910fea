"""What is said about files that are kept, exported and destroyed."""

from collections.abc import Mapping

from interfaces.cli.wording.say import Say
from interfaces.cli.wording.words import Words

RETAINING: Mapping[Say, Words] = {
    Say.AVENANTS_OR_DUE: Words(
        "Nommez des avenants, ou donnez --due, au besoin avec --circular, pour tout ce qui est à "
        "archiver : l'un des deux.",
        "Noem wijzigingsclausules, of geef --due, zo nodig met --circular, voor alles wat te "
        "archiveren is: een van beide.",
        "Nennen Sie Nachträge, oder geben Sie --due, bei Bedarf mit --circular, für alles, was zu "
        "archivieren ist: eines von beiden.",
        "Name avenants, or give --due, with --circular if you like, for everything that is due: "
        "one of the two.",
    ),
    Say.PERIODS_ALONE: Words(
        "--periods montre les délais et rien d'autre : sans --circular, --network, --state ni "
        "--due.",
        "--periods toont de termijnen en niets anders: zonder --circular, --network, --state of "
        "--due.",
        "--periods zeigt die Fristen und sonst nichts: ohne --circular, --network, --state oder "
        "--due.",
        "--periods shows the periods and nothing else: without --circular, --network, --state or "
        "--due.",
    ),
    Say.NOTHING_DUE: Words(
        "Rien n'est à archiver aujourd'hui.",
        "Er is vandaag niets te archiveren.",
        "Heute ist nichts zu archivieren.",
        "Nothing is due for the archive today.",
    ),
    Say.BAG_MADE: Words(
        "{files} dossiers exportés dans {folder}, scellés par le point de contrôle {checkpoint}. "
        "Empreinte {fingerprint}.",
        "{files} dossiers uitgevoerd naar {folder}, verzegeld door controlepunt {checkpoint}. "
        "Vingerafdruk {fingerprint}.",
        "{files} Akten nach {folder} ausgeführt, versiegelt durch Prüfpunkt {checkpoint}. Abdruck "
        "{fingerprint}.",
        "{files} files exported to {folder}, sealed by checkpoint {checkpoint}. Fingerprint "
        "{fingerprint}.",
    ),
    Say.BAG_HOLDS: Words(
        "Le paquet {folder} est complet et inchangé, et ses {files} dossiers tiennent. Empreinte "
        "{fingerprint}.",
        "Het pakket {folder} is volledig en ongewijzigd, en de {files} dossiers kloppen. "
        "Vingerafdruk {fingerprint}.",
        "Das Paket {folder} ist vollständig und unverändert, und seine {files} Akten halten stand. "
        "Abdruck {fingerprint}.",
        "The bag {folder} is complete and unchanged, and its {files} dossiers hold. Fingerprint "
        "{fingerprint}.",
    ),
    Say.BAG_BROKEN: Words(
        "Le paquet {folder} n'est PAS celui qui a été exporté : {found} constats, ci-dessus.",
        "Het pakket {folder} is NIET wat uitgevoerd werd: {found} vaststellingen, hierboven.",
        "Das Paket {folder} ist NICHT das, was ausgeführt wurde: {found} Befunde, siehe oben.",
        "The bag {folder} is NOT the one that was exported: {found} findings, above.",
    ),
    Say.COPIES_REMAIN: Words(
        "Des copies restent là où ce programme n'écrit pas : sauvegardes, boîtes aux lettres, "
        "dossiers de courriels et de lettres. Voyez docs/runbook.md, « Retention ».",
        "Er blijven kopieën waar dit programma niet schrijft: back-ups, mailboxen, mappen met "
        "e-mails en brieven. Zie docs/runbook.md, 'Retention'.",
        "Kopien bleiben, wo dieses Programm nicht schreibt: Sicherungen, Postfächer, Ordner mit "
        "E-Mails und Briefen. Siehe docs/runbook.md, „Retention“.",
        "Copies remain where this program does not write: backups, mailboxes, folders of mails and "
        'letters. See docs/runbook.md, "Retention".',
    ),
}
