"""What is said about messages that came into a mailbox."""

from collections.abc import Mapping

from interfaces.cli.wording.say import Say
from interfaces.cli.wording.words import Words

OF_MAIL: Mapping[Say, Words] = {
    Say.NO_SUCH_MESSAGE: Words(
        "Aucun message ne commence par « {text} » : `avenants messages` les montre ; donnez au "
        "moins quatre signes de son numéro.",
        "Geen bericht begint met « {text} »: `avenants messages` toont ze; geef minstens vier "
        "tekens van het nummer.",
        "Keine Nachricht beginnt mit „{text}“: `avenants messages` zeigt sie; geben Sie mindestens "
        "vier Zeichen der Nummer an.",
        "No message begins with “{text}”: `avenants messages` shows them; give at least four "
        "characters of its number.",
    ),
    Say.SEVERAL_MESSAGES: Words(
        "{count} messages commencent par « {text} » : donnez plus de signes du numéro.",
        "{count} berichten beginnen met « {text} »: geef meer tekens van het nummer.",
        "{count} Nachrichten beginnen mit „{text}“: Geben Sie mehr Zeichen der Nummer an.",
        "{count} messages begin with “{text}”: give more characters of the number.",
    ),
    Say.MESSAGES_WAIT: Words(
        "Messages qui attendent une personne : {count} (`avenants tasks` donne la commande).",
        "Berichten die op iemand wachten: {count} (`avenants tasks` geeft de opdracht).",
        "Nachrichten, die auf jemanden warten: {count} (`avenants tasks` nennt den Befehl).",
        "Messages that wait for a person: {count} (`avenants tasks` gives the command).",
    ),
    Say.MESSAGE_EMPTY: Words(
        "Le message {message} est arrivé sans un seul octet : il n'y a rien à lire.",
        "Bericht {message} kwam aan zonder één byte: er is niets te lezen.",
        "Die Nachricht {message} kam ohne ein einziges Byte an: Es gibt nichts zu lesen.",
        "Message {message} came without a single byte: there is nothing to read.",
    ),
    Say.MESSAGE_SAVED: Words(
        "Le message {message} est dans {file}, octet pour octet.",
        "Bericht {message} staat in {file}, byte voor byte.",
        "Die Nachricht {message} steht in {file}, Byte für Byte.",
        "Message {message} is in {file}, byte for byte.",
    ),
    Say.MESSAGE_HOLDS_NOTHING: Words(
        "Le message {message} ne retient aucun silence : il n'y a rien à écarter ; "
        "`avenants assign {message} --none` dit qu'un message ne concerne personne.",
        "Bericht {message} houdt geen stilzwijgen tegen: er is niets af te wijzen; "
        "`avenants assign {message} --none` zegt dat een bericht niemand aangaat.",
        "Die Nachricht {message} hält kein Schweigen auf: Es gibt nichts abzuweisen; "
        "`avenants assign {message} --none` sagt, dass eine Nachricht niemanden betrifft.",
        "Message {message} holds no silence: there is nothing to dismiss; "
        "`avenants assign {message} --none` says that a message concerns nobody.",
    ),
    Say.AVENANT_OR_NONE: Words(
        "Nommez l'avenant que le message concerne, ou --none s'il n'en concerne aucun.",
        "Noem de wijzigingsclausule die het bericht aangaat, of --none als het er geen aangaat.",
        "Nennen Sie den Nachtrag, den die Nachricht betrifft, oder --none, wenn sie keinen "
        "betrifft.",
        "Name the avenant that the message is about, or --none if it is about none.",
    ),
    Say.SOMEBODY_READS: Words(
        "Le silence sur {avenant} est retenu : qu'une personne lise, puis `avenants "
        "confirm-refusal {avenant} {message} --by …` ou `avenants dismiss {message} --reason … "
        "--by …`.",
        "Het stilzwijgen over {avenant} wordt tegengehouden: laat iemand lezen, dan `avenants "
        "confirm-refusal {avenant} {message} --by …` of `avenants dismiss {message} --reason … "
        "--by …`.",
        "Das Schweigen zu {avenant} wird aufgehalten: Jemand muss lesen, dann `avenants "
        "confirm-refusal {avenant} {message} --by …` oder `avenants dismiss {message} --reason … "
        "--by …`.",
        "The silence on {avenant} is held: let a person read it, then `avenants confirm-refusal "
        "{avenant} {message} --by …` or `avenants dismiss {message} --reason … --by …`.",
    ),
    Say.FILE_EXISTS: Words(
        "{file} existe déjà et n'est pas touché : nommez un fichier nouveau.",
        "{file} bestaat al en blijft zoals het is: noem een nieuw bestand.",
        "{file} gibt es schon und bleibt, wie es ist: Nennen Sie eine neue Datei.",
        "{file} exists already and is left as it is: name a new file.",
    ),
    Say.FILE_REFUSED: Words(
        "{file} ne peut pas être écrit ({reason}) : donnez un chemin où vous avez le droit "
        "d'écrire.",
        "{file} kan niet worden geschreven ({reason}): geef een pad waar u mag schrijven.",
        "{file} kann nicht geschrieben werden ({reason}): Geben Sie einen Pfad an, auf dem Sie "
        "schreiben dürfen.",
        "{file} cannot be written ({reason}): give a path where you may write.",
    ),
}
"""By name, in each language."""
