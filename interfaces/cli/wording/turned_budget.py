"""Reasons that concern the budget of a network."""

from collections.abc import Mapping

from domain.turned import Why
from interfaces.cli.wording.words import Words

BUDGET: Mapping[Why, Words] = {
    Why.SOURCE_MISSING: Words(
        "Dites avec --source sur quel document cela repose.",
        "Zeg met --source op welk document dit steunt.",
        "Sagen Sie mit --source, auf welchem Dokument dies beruht.",
        "Say with --source on which document this rests.",
    ),
    Why.NO_BUDGET: Words(
        "Aucun budget du réseau {network} n'est en vigueur le {day} : il l'est dès que son avenant "
        "est conclu (`avenants budget {network}`).",
        "Op {day} is geen budget van netwerk {network} van kracht: dat is zo zodra zijn "
        "wijzigingsclausule gesloten is (`avenants budget {network}`).",
        "Am {day} ist kein Budget des Netzwerks {network} in Kraft: Das ist es, sobald sein "
        "Nachtrag geschlossen ist (`avenants budget {network}`).",
        "No budget of network {network} is in force on {day}: it is once its avenant is concluded "
        "(`avenants budget {network}`).",
    ),
    Why.WRONG_YEAR: Words(
        "Le {day} n'est pas en {year} : un transfert compte à partir d'un jour de son année.",
        "{day} ligt niet in {year}: een overheveling telt vanaf een dag van haar jaar.",
        "Der {day} liegt nicht in {year}: Eine Übertragung zählt ab einem Tag ihres Jahres.",
        "{day} is not in {year}: a transfer counts from a day of its year.",
    ),
    Why.SAME_LINE: Words(
        "Un transfert va d'une ligne à une autre.",
        "Een overheveling gaat van een lijn naar een andere.",
        "Eine Übertragung geht von einem Posten zu einem anderen.",
        "A transfer goes from one line to another.",
    ),
    Why.LINE_TOO_SMALL: Words(
        "La ligne {line} ne compte que {amount} euros le {day} : transférez-en au plus autant.",
        "De lijn {line} telt op {day} maar {amount} euro: hevel er hoogstens zoveel van over.",
        "Der Posten {line} hat am {day} nur {amount} Euro: Übertragen Sie höchstens so viel davon.",
        "The line {line} holds only {amount} euros on {day}: transfer at most that.",
    ),
    Why.LATER_ENTRY: Words(
        "L'enregistrement {registration}, qui compte à partir du {day}, perdrait son fondement : "
        "retirez-le d'abord (`avenants retract-entry {registration}`), puis faites-le à nouveau.",
        "Registratie {registration}, die vanaf {day} telt, zou haar grond verliezen: neem ze eerst "
        "terug (`avenants retract-entry {registration}`) en doe ze daarna opnieuw.",
        "Der Eintragung {registration}, die ab dem {day} zählt, fehlte dann die Grundlage: Nehmen "
        "Sie sie zuerst zurück (`avenants retract-entry {registration}`) und tragen sie neu ein.",
        "Entry {registration}, which counts from {day}, would lose its ground: take it back first "
        "(`avenants retract-entry {registration}`), then register it anew.",
    ),
    Why.LINE_THERE: Words(
        "Le budget a déjà une ligne {line} le {day}.",
        "Het budget heeft op {day} al een lijn {line}.",
        "Das Budget hat am {day} schon einen Posten {line}.",
        "The budget has a line {line} on {day} already.",
    ),
    Why.LINE_OF_EVERYBODY: Words(
        "La ligne {line} est celle de chaque réseau : elle ne commence ni ne finit.",
        "De lijn {line} heeft elk netwerk: ze begint niet en eindigt niet.",
        "Den Posten {line} hat jedes Netzwerk: Er beginnt nicht und endet nicht.",
        "Every network has the line {line}: it neither begins nor ends.",
    ),
    Why.NO_SUCH_LINE: Words(
        "Le budget n'a pas de ligne {line} le {day}.",
        "Het budget heeft op {day} geen lijn {line}.",
        "Das Budget hat am {day} keinen Posten {line}.",
        "The budget has no line {line} on {day}.",
    ),
    Why.NOT_FOR_THAT_NETWORK: Words(
        "Le réseau {network} ne peut pas avoir de ligne {line} : elle n'existe pas pour son type.",
        "Netwerk {network} kan geen lijn {line} hebben: die bestaat niet voor zijn soort.",
        "Das Netzwerk {network} kann keinen Posten {line} haben: Für seine Art gibt es ihn nicht.",
        "Network {network} cannot have a line {line}: there is none for its kind.",
    ),
}
