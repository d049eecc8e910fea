"""What is said of budgets."""

from collections.abc import Mapping

from interfaces.cli.wording.say import Say
from interfaces.cli.wording.words import Words

BUDGETS: Mapping[Say, Words] = {
    Say.BUDGET_IN_FORCE: Words(
        "Budget du réseau {network} au {day} : en vigueur, selon la circulaire {circular}.",
        "Budget van netwerk {network} op {day}: van kracht, volgens omzendbrief {circular}.",
        "Budget des Netzwerks {network} am {day}: in Kraft, nach dem Rundschreiben {circular}.",
        "Budget of network {network} as of {day}: in force, as circular {circular} prints it.",
    ),
    Say.BUDGET_PROPOSED: Words(
        "Budget du réseau {network} au {day} : seulement proposé par la circulaire {circular}, "
        "l'avenant n'est pas conclu.",
        "Budget van netwerk {network} op {day}: enkel voorgesteld door omzendbrief {circular}, "
        "de wijzigingsclausule is niet gesloten.",
        "Budget des Netzwerks {network} am {day}: nur vorgeschlagen durch das Rundschreiben "
        "{circular}, der Nachtrag ist nicht geschlossen.",
        "Budget of network {network} as of {day}: only proposed by circular {circular}, whose "
        "avenant is not concluded.",
    ),
    Say.BUDGET_UNKNOWN: Words(
        "Budget du réseau {network} au {day} : inconnu, aucune circulaire ici ne l'imprime pour "
        "ce jour.",
        "Budget van netwerk {network} op {day}: onbekend, geen omzendbrief hier drukt het voor "
        "die dag af.",
        "Budget des Netzwerks {network} am {day}: unbekannt, kein Rundschreiben hier druckt es "
        "für diesen Tag.",
        "Budget of network {network} as of {day}: unknown, no circular here prints one for that "
        "day.",
    ),
    Say.BUDGET_SPECIMEN: Words(
        "SPÉCIMEN : les montants de l'article 14 sont inventés.",
        "SPECIMEN: de bedragen van artikel 14 zijn verzonnen.",
        "MUSTER: Die Beträge des Artikels 14 sind erfunden.",
        "SPECIMEN: the amounts of article 14 are invented.",
    ),
    Say.BUDGET_TOTAL: Words(
        "Total par an : {amount}",
        "Totaal per jaar: {amount}",
        "Summe im Jahr: {amount}",
        "Total a year: {amount}",
    ),
    Say.BUDGET_PRINTED: Words(
        "Total imprimé par l'avenant de {circular} : {published}, somme de ses lignes {computed}, "
        "différence {cents} cent(s).",
        "Totaal gedrukt in de wijzigingsclausule van {circular}: {published}, som van haar lijnen "
        "{computed}, verschil {cents} cent.",
        "Im Nachtrag von {circular} gedruckte Summe: {published}, Summe seiner Posten {computed}, "
        "Unterschied {cents} Cent.",
        "Total printed by the avenant of {circular}: {published}, sum of its lines {computed}, "
        "difference {cents} cent(s).",
    ),
    Say.BUDGET_EARMARK: Words(
        "Dont, dans les frais de fonctionnement, réservé en {year} à la formation : {amount} "
        "(n'ajoute rien).",
        "Waarvan, binnen de werkingskosten, in {year} voorbehouden voor opleiding: {amount} "
        "(voegt niets toe).",
        "Davon, innerhalb der Betriebskosten, {year} für Fortbildung bestimmt: {amount} (fügt "
        "nichts hinzu).",
        "Of which, within running costs, set aside for training in {year}: {amount} (adds "
        "nothing).",
    ),
    Say.BUDGET_CAP: Words(
        "Frais de fonctionnement : {percent} % du tout ; plafond {cap} % ({source}).",
        "Werkingskosten: {percent} % van het geheel; plafond {cap} % ({source}).",
        "Betriebskosten: {percent} % des Ganzen; Obergrenze {cap} % ({source}).",
        "Running costs: {percent} % of the whole; cap {cap} % ({source}).",
    ),
    Say.BUDGET_HOLDS: Words(
        "y compris {amount}, ajouté par la circulaire {circular}",
        "inbegrepen {amount}, toegevoegd door omzendbrief {circular}",
        "einschließlich {amount}, hinzugefügt durch das Rundschreiben {circular}",
        "holds {amount}, added by circular {circular}",
    ),
    Say.BUDGET_ADVANCES: Words(
        "avances payées pour l'année : {amount}",
        "voorschotten betaald voor het jaar: {amount}",
        "für das Jahr gezahlte Vorschüsse: {amount}",
        "paid in advance for the year: {amount}",
    ),
    Say.ADDITION_PUBLISHED: Words(
        "Ajout de la circulaire {circular} : total publié {published}, somme calculée "
        "{computed}, différence {cents} cent(s).",
        "Toevoeging van omzendbrief {circular}: gepubliceerd totaal {published}, berekende som "
        "{computed}, verschil {cents} cent.",
        "Zusatz des Rundschreibens {circular}: veröffentlichte Summe {published}, errechnete "
        "{computed}, Unterschied {cents} Cent.",
        "Addition of circular {circular}: total as published {published}, as computed "
        "{computed}, difference {cents} cent(s).",
    ),
    Say.TOTAL_PUBLISHED: Words(
        "Circulaire {circular}, colonne {column} : annoncé {published}, somme des lignes "
        "{computed}, différence {cents} cent(s).",
        "Omzendbrief {circular}, kolom {column}: aangekondigd {published}, som van de rijen "
        "{computed}, verschil {cents} cent.",
        "Rundschreiben {circular}, Spalte {column}: angekündigt {published}, Summe der Zeilen "
        "{computed}, Unterschied {cents} Cent.",
        "Circular {circular}, column {column}: announced {published}, sum of the rows "
        "{computed}, difference {cents} cent(s).",
    ),
    Say.ABOVE_CAP: Words(
        "Les frais de fonctionnement du réseau {network} dépassent de {amount} le plafond de "
        "{cap} %.",
        "De werkingskosten van netwerk {network} liggen {amount} boven het plafond van {cap} %.",
        "Die Betriebskosten des Netzwerks {network} liegen {amount} über der Obergrenze von "
        "{cap} %.",
        "The running costs of network {network} are {amount} above the cap of {cap} %.",
    ),
    Say.ADVANCES_ABOVE_LINE: Words(
        "Réseau {network}, {line} : {paid} d'avances pour {year}, alors que la ligne compte "
        "{amount}.",
        "Netwerk {network}, {line}: {paid} aan voorschotten voor {year}, terwijl de lijn {amount} "
        "telt.",
        "Netzwerk {network}, {line}: {paid} an Vorschüssen für {year}, der Posten hat aber nur "
        "{amount}.",
        "Network {network}, {line}: {paid} of advances for {year}, while the line holds {amount}.",
    ),
    Say.MOVE_PRINTED: Words(
        "{amount}, imprimé par l'avenant, à partir du {day}",
        "{amount}, gedrukt in de wijzigingsclausule, vanaf {day}",
        "{amount}, im Nachtrag gedruckt, ab dem {day}",
        "{amount}, printed by the avenant, from {day}",
    ),
    Say.MOVE_ADDED: Words(
        "{amount}, ajouté à partir du {day}",
        "{amount}, toegevoegd vanaf {day}",
        "{amount}, hinzugefügt ab dem {day}",
        "{amount}, added from {day}",
    ),
    Say.MOVE_LATER: Words(
        "{amount}, l'ajout augmente à partir du {day}",
        "{amount}, de toevoeging stijgt vanaf {day}",
        "{amount}, der Zusatz steigt ab dem {day}",
        "{amount}, the addition grows from {day}",
    ),
    Say.MOVE_TRANSFERRED: Words(
        "{amount}, transféré à partir du {day}",
        "{amount}, overgeheveld vanaf {day}",
        "{amount}, übertragen ab dem {day}",
        "{amount}, transferred from {day}",
    ),
    Say.MOVE_INDEXED: Words(
        "{amount}, indexé à partir du {day}",
        "{amount}, geïndexeerd vanaf {day}",
        "{amount}, indexiert ab dem {day}",
        "{amount}, indexed from {day}",
    ),
    Say.MOVE_BEGUN: Words(
        "{amount}, la ligne commence le {day}",
        "{amount}, de lijn begint op {day}",
        "{amount}, der Posten beginnt am {day}",
        "{amount}, the line begins on {day}",
    ),
    Say.MOVE_ENDED: Words(
        "{amount}, la ligne a pris fin le {day}",
        "{amount}, de lijn eindigde op {day}",
        "{amount}, der Posten endete am {day}",
        "{amount}, the line ended on {day}",
    ),
    Say.NO_BUDGET_ANYWHERE: Words(
        "Aucun réseau n'a de budget en vigueur le {day}.",
        "Geen netwerk heeft op {day} een budget dat van kracht is.",
        "Kein Netzwerk hat am {day} ein Budget in Kraft.",
        "No network has a budget in force on {day}.",
    ),
    Say.BEGINS_OR_ENDS: Words(
        "Donnez --amount si la ligne commence, ou --ends si elle prend fin.",
        "Geef --amount als de lijn begint, of --ends als ze eindigt.",
        "Geben Sie --amount an, wenn der Posten beginnt, oder --ends, wenn er endet.",
        "Give --amount if the line begins, or --ends if it ends.",
    ),
}
