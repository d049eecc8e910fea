"""Why nothing can be signed, examined or renewed, in each language."""

from collections.abc import Mapping

from activities.signatures.troubles import ENGLISH, SigningTrouble, Trouble
from audit.sentences.dutch.words import FAULT as DUTCH_FAULT
from audit.sentences.english.words import FAULT as ENGLISH_FAULT
from audit.sentences.french.words import FAULT as FRENCH_FAULT
from audit.sentences.german.words import FAULT as GERMAN_FAULT
from domain.facts import CopyFault
from domain.values import Language
from interfaces.cli.wording.words import Words

FAULTS: Mapping[Language, Mapping[CopyFault, str]] = {
    Language.FR: FRENCH_FAULT,
    Language.NL: DUTCH_FAULT,
    Language.DE: GERMAN_FAULT,
    Language.EN: ENGLISH_FAULT,
}


def _words(trouble: Trouble, fr: str, nl: str, de: str) -> tuple[Trouble, Words]:
    return trouble, Words(fr, nl, de, ENGLISH[trouble])


TROUBLES: Mapping[Trouble, Words] = dict(
    (
        _words(
            Trouble.KEY_ADDRESS,
            "{key} ne dit pas de quelle clé il s'agit : écrivez "
            "pkcs11:token=NOM;object=LABEL?module-path=/chemin/de/la/bibliotheque.so",
            "{key} zegt niet welke sleutel bedoeld is: schrijf "
            "pkcs11:token=NAAM;object=LABEL?module-path=/pad/naar/de/bibliotheek.so",
            "{key} sagt nicht, welcher Schlüssel gemeint ist: Schreiben Sie "
            "pkcs11:token=NAME;object=LABEL?module-path=/pfad/zur/bibliothek.so",
        ),
        _words(
            Trouble.KEY_UNREADABLE,
            "La clé {path} ne peut être lue ({reason}) : vérifiez le chemin et les droits.",
            "De sleutel {path} kan niet worden gelezen ({reason}): kijk het pad en de rechten na.",
            "Der Schlüssel {path} kann nicht gelesen werden ({reason}): Prüfen Sie Pfad und "
            "Rechte.",
        ),
        _words(
            Trouble.NO_KEY_FILE,
            "{path} n'est pas un fichier PKCS#12, ou son mot de passe est un autre : donnez le "
            "fichier de la clé et de ses certificats, et celui qui contient le mot de passe.",
            "{path} is geen PKCS#12-bestand, of het wachtwoord is een ander: geef het bestand van "
            "de sleutel met zijn certificaten, en het bestand met het wachtwoord.",
            "{path} ist keine PKCS#12-Datei, oder ihr Passwort ist ein anderes: Geben Sie die "
            "Datei des Schlüssels mit seinen Zertifikaten an, und die mit dem Passwort.",
        ),
        _words(
            Trouble.KEY_AWAY,
            "Le jeton {token} ne répond pas ({reason}) : vérifiez qu'il est là, son code PIN et la "
            "bibliothèque {library}.",
            "Het token {token} antwoordt niet ({reason}): kijk na of het er is, de pincode en de "
            "bibliotheek {library}.",
            "Das Token {token} antwortet nicht ({reason}): Prüfen Sie, ob es da ist, die PIN und "
            "die Bibliothek {library}.",
        ),
        _words(
            Trouble.NO_SUCH_KEY,
            "Le jeton {token} n'a pas de clé avec son certificat sous le nom {label} : donnez le "
            "nom que portent les deux.",
            "Het token {token} heeft geen sleutel met zijn certificaat onder de naam {label}: geef "
            "de naam die beide dragen.",
            "Das Token {token} hat keinen Schlüssel mit seinem Zertifikat unter dem Namen {label}: "
            "Geben Sie den Namen an, den beide tragen.",
        ),
        _words(
            Trouble.NO_COMMITTEE_KEY,
            "Aucune clé du Comité n'est réglée : réglez AVENANT_COMMITTEE_KEY et "
            "AVENANT_COMMITTEE_PASSWORD_FILE.",
            "Er is geen sleutel van het Comité ingesteld: stel AVENANT_COMMITTEE_KEY en "
            "AVENANT_COMMITTEE_PASSWORD_FILE in.",
            "Kein Schlüssel des Ausschusses ist eingestellt: Stellen Sie AVENANT_COMMITTEE_KEY und "
            "AVENANT_COMMITTEE_PASSWORD_FILE ein.",
        ),
        _words(
            Trouble.NO_TIMESTAMPS,
            "Aucune autorité d'horodatage n'est réglée : réglez AVENANT_TIMESTAMP_URL ; sans "
            "horodatage, une signature ne prouve plus rien une fois son certificat échu.",
            "Er is geen tijdstempelautoriteit ingesteld: stel AVENANT_TIMESTAMP_URL in; zonder "
            "tijdstempel bewijst een handtekening niets meer zodra haar certificaat vervallen is.",
            "Keine Zeitstempelstelle ist eingestellt: Stellen Sie AVENANT_TIMESTAMP_URL ein; ohne "
            "Zeitstempel beweist eine Unterschrift nichts mehr, sobald ihr Zertifikat abgelaufen "
            "ist.",
        ),
        _words(
            Trouble.TIMESTAMPS_AWAY,
            "L'autorité d'horodatage ne répond pas ({reason}) : réessayez plus tard.",
            "De tijdstempelautoriteit antwoordt niet ({reason}): probeer het later opnieuw.",
            "Die Zeitstempelstelle antwortet nicht ({reason}): Versuchen Sie es später wieder.",
        ),
        _words(
            Trouble.FOLDER_UNREADABLE,
            "Le dossier {path} ne peut être lu ({reason}) : vérifiez le chemin et les droits.",
            "De map {path} kan niet worden gelezen ({reason}): kijk het pad en de rechten na.",
            "Der Ordner {path} kann nicht gelesen werden ({reason}): Prüfen Sie Pfad und Rechte.",
        ),
        _words(
            Trouble.FILE_UNREADABLE,
            "{path} ne peut être lu ({reason}) : vérifiez ses droits.",
            "{path} kan niet worden gelezen ({reason}): kijk de rechten na.",
            "{path} kann nicht gelesen werden ({reason}): Prüfen Sie die Rechte.",
        ),
        _words(
            Trouble.FILE_TOO_LARGE,
            "{path} compte plus de {most} octets : retirez-le, ou nommez un autre fichier.",
            "{path} telt meer dan {most} bytes: haal het weg, of noem een ander bestand.",
            "{path} hat mehr als {most} Bytes: Nehmen Sie sie weg, oder nennen Sie eine andere "
            "Datei.",
        ),
        _words(
            Trouble.NO_CERTIFICATE,
            "{path} ne contient pas de certificat : n'y mettez que des certificats d'autorités, en "
            "PEM ou en DER.",
            "{path} bevat geen certificaat: zet daar alleen certificaten van autoriteiten, in PEM "
            "of DER.",
            "{path} enthält kein Zertifikat: Legen Sie dort nur Zertifikate von Stellen ab, in PEM "
            "oder DER.",
        ),
        _words(
            Trouble.NO_LIST,
            "{path} ne contient pas de liste de révocations : téléchargez-la à nouveau, ou "
            "retirez-la.",
            "{path} bevat geen lijst van herroepingen: haal ze opnieuw op, of neem ze weg.",
            "{path} enthält keine Sperrliste: Holen Sie sie erneut, oder nehmen Sie sie weg.",
        ),
        _words(
            Trouble.MANDATES_NO_TOML,
            "{path} n'est pas du TOML en UTF-8 ({reason}) : corrigez-le.",
            "{path} is geen TOML in UTF-8 ({reason}): verbeter het.",
            "{path} ist kein TOML in UTF-8 ({reason}): Berichtigen Sie es.",
        ),
        _words(
            Trouble.MANDATES_WRONG,
            "{path}, {place} : {reason}. Corrigez cette ligne.",
            "{path}, {place}: {reason}. Verbeter die regel.",
            "{path}, {place}: {reason}. Berichtigen Sie diese Zeile.",
        ),
        _words(
            Trouble.NOTHING_TO_COMPARE,
            "Le document de {avenant} tel qu'il est parti n'est pas parmi les pièces : examinez la "
            "copie vous-même et enregistrez-la avec `avenants sign` et --evidence.",
            "Het document van {avenant} zoals het vertrok ligt niet bij de bewijsstukken: bekijk "
            "het exemplaar zelf en registreer het met `avenants sign` en --evidence.",
            "Das Dokument von {avenant}, wie es abging, liegt nicht bei den Belegen: Prüfen Sie "
            "das Exemplar selbst und tragen Sie es mit `avenants sign` und --evidence ein.",
        ),
        _words(
            Trouble.NO_WHOLE_COPY,
            "Aucune copie de {avenant} au dossier ne porte les signatures électroniques des deux "
            "directeurs : contresignez sur papier et enregistrez-le sans --key, ou demandez une "
            "copie signée par les deux.",
            "Geen exemplaar van {avenant} in het dossier draagt de elektronische handtekeningen "
            "van beide directeurs: onderteken mee op papier en registreer het zonder --key, of "
            "vraag één exemplaar dat beiden ondertekenen.",
            "Kein Exemplar von {avenant} in der Akte trägt die elektronischen Unterschriften "
            "beider Direktoren: Zeichnen Sie auf Papier gegen und tragen Sie es ohne --key ein, "
            "oder verlangen Sie ein Exemplar, das beide unterzeichnen.",
        ),
        _words(
            Trouble.NOT_SIGNED,
            "La copie ne peut être signée pour le Comité : {reason}. Vérifiez que le certificat de "
            "la clé et celui des horodatages sont encore valables, que leur autorité est parmi "
            "celles des réglages, et que sa liste de révocations est à jour.",
            "Het exemplaar kan niet voor het Comité worden ondertekend: {reason}. Kijk na of het "
            "certificaat van de sleutel en dat van de tijdstempels nog gelden, of hun autoriteit "
            "bij die van de instellingen staat, en of haar lijst van herroepingen bij is.",
            "Das Exemplar kann nicht für den Ausschuss unterzeichnet werden: {reason}. Prüfen Sie, "
            "ob das Zertifikat des Schlüssels und das der Zeitstempel noch gelten, ob ihre Stelle "
            "unter denen der Einstellungen ist und ob deren Sperrliste aktuell ist.",
        ),
        _words(
            Trouble.NOT_THE_COPY,
            "Ce n'est pas la copie que le réseau a signée, avec la seule signature du Comité en "
            "plus ({faults}) : signez la copie qui est au dossier.",
            "Dit is niet het exemplaar dat het netwerk ondertekende, met alleen de handtekening "
            "van het Comité erbij ({faults}): onderteken het exemplaar uit het dossier.",
            "Das ist nicht das Exemplar, das das Netzwerk unterzeichnet hat, mit nichts als der "
            "Unterschrift des Ausschusses dazu ({faults}): Unterzeichnen Sie das Exemplar aus der "
            "Akte.",
        ),
        _words(
            Trouble.NOT_RENEWED,
            "Le dernier horodatage ne peut être renouvelé : {reason}. Vérifiez que son autorité "
            "est parmi celles des réglages et que sa liste de révocations est à jour.",
            "De laatste tijdstempel kan niet worden vernieuwd: {reason}. Kijk na of zijn "
            "autoriteit bij die van de instellingen staat en of haar lijst van herroepingen bij "
            "is.",
            "Der letzte Zeitstempel kann nicht erneuert werden: {reason}. Prüfen Sie, ob seine "
            "Stelle unter denen der Einstellungen ist und ob deren Sperrliste aktuell ist.",
        ),
        _words(
            Trouble.NOT_TIMESTAMPED,
            "Il n'y a pas d'horodatage sur cette copie : elle n'a pas été contresignée en B-LTA.",
            "Er staat geen tijdstempel over dit exemplaar: het werd niet in B-LTA meeondertekend.",
            "Auf diesem Exemplar liegt kein Zeitstempel: Es wurde nicht in B-LTA gegengezeichnet.",
        ),
    )
)


def trouble_sentence(trouble: SigningTrouble, language: Language) -> str:
    """The reason in that language; what a library said of it stays as it said it."""
    details: dict[str, object] = {**trouble.details}
    if "faults" in details:
        named = str(details["faults"]).split(", ")
        details["faults"] = ", ".join(FAULTS[language][CopyFault(one)] for one in named)
    return TROUBLES[trouble.trouble].said(language, details)
