"""What is said around a trail."""

from collections.abc import Mapping

from interfaces.cli.wording.say import Say
from interfaces.cli.wording.words import Words

TRAILS: Mapping[Say, Words] = {
    Say.FOLLOWS_FROM: Words(
        "découle du n° {cause}",
        "volgt uit nr. {cause}",
        "folgt aus Nr. {cause}",
        "follows from no. {cause}",
    ),
    Say.NAME_A_FILE: Words(
        "Ce format n'est pas fait pour l'écran : nommez un fichier (--out FICHIER).",
        "Dit formaat is niet voor het scherm: noem een bestand (--out BESTAND).",
        "Dieses Format ist nicht für den Bildschirm: Nennen Sie eine Datei (--out DATEI).",
        "This format is not for a screen: name a file (--out FILE).",
    ),
    Say.NEXT_PAGE: Words(
        "S'il y en a plus, la suite : --after {cursor}",
        "Als er meer zijn, het vervolg: --after {cursor}",
        "Falls es mehr gibt, die Fortsetzung: --after {cursor}",
        "If there are more, the next ones: --after {cursor}",
    ),
    Say.NO_SUCH_SUBJECT: Words(
        "Rien dans le dossier ne s'appelle « {text} » : nommez un avenant (2026-001.K00123), une "
        "convention (K00123), un prestataire (son n° INAMI), un réseau, une circulaire, une boîte "
        "(mailbox-namur), un modèle (model-provider), un membre du service, le SHA-256 d'un "
        "document ou le Message-ID d'un courriel envoyé ou reçu ; en cas de doute avec le genre "
        "devant, comme person:inami.cell.",
        "Niets in het dossier heet “{text}”: noem een wijzigingsclausule (2026-001.K00123), een "
        "overeenkomst (K00123), een zorgverlener (RIZIV-nummer), een netwerk, een omzendbrief, een "
        "mailbox (mailbox-namur), een model (model-provider), een medewerker, de SHA-256 van een "
        "stuk of de Message-ID van een verzonden of ontvangen e-mail; bij twijfel met de soort "
        "ervoor, zoals person:inami.cell.",
        "Nichts in der Akte heißt „{text}“: Nennen Sie einen Nachtrag (2026-001.K00123), eine "
        "Vereinbarung (K00123), einen Leistungserbringer (LIKIV-Nummer), ein Netzwerk, ein "
        "Rundschreiben, ein Postfach (mailbox-namur), ein Muster (model-provider), einen "
        "Mitarbeiter, den SHA-256 eines Dokuments oder die Message-ID einer E-Mail, die "
        "abging oder einging; im Zweifel mit der Art davor, etwa person:inami.cell.",
        "Nothing in the record is called “{text}”: name an avenant (2026-001.K00123), a convention "
        "(K00123), a provider (INAMI number), a network, a circular, a mailbox (mailbox-namur), a "
        "model (model-provider), a person of the office, the SHA-256 of a document or the "
        "Message-ID of a mail that left or came in; where in doubt with the kind before it, such "
        "as person:inami.cell.",
    ),
    Say.RESTS_ON: Words(
        "pièces : {evidence}",
        "stukken: {evidence}",
        "Belege: {evidence}",
        "evidence: {evidence}",
    ),
    Say.TOO_MANY_FACTS: Words(
        "Trop de faits pour un {form} : restreignez la question (--since, --fact …), prenez-en une "
        "page (--limit), ou un autre format (csv, cloudevents).",
        "Te veel feiten voor een {form}: beperk de vraag (--since, --fact …), neem er een "
        "bladzijde van (--limit), of een ander formaat (csv, cloudevents).",
        "Zu viele Tatsachen für ein {form}: Schränken Sie die Frage ein (--since, --fact …), "
        "nehmen Sie eine Seite davon (--limit) oder ein anderes Format (csv, cloudevents).",
        "Too many facts for one {form}: narrow the question (--since, --fact …), take a page of it "
        "(--limit), or another format (csv, cloudevents).",
    ),
}
