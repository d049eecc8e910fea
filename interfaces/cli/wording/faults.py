"""What a verification found, in each language."""

from collections.abc import Mapping
from types import MappingProxyType

from audit.seals.findings import Fault, Finding
from domain.values import Language
from interfaces.cli.wording.words import Words

FAULTS: Mapping[Fault, Words] = MappingProxyType({
    Fault.CHANGED: Words(
        "Un fait a été modifié depuis qu'il est scellé : {place}.",
        "Een feit is gewijzigd sinds het verzegeld werd: {place}.",
        "Eine Tatsache wurde seit ihrer Versiegelung geändert: {place}.",
        "A fact was changed since it was sealed: {place}.",
    ),
    Fault.MOVED: Words(
        "À la place de {place} se trouve un autre fait : {detail}.",
        "Op de plaats van {place} staat een ander feit: {detail}.",
        "An der Stelle von {place} steht eine andere Tatsache: {detail}.",
        "In the place of {place} stands another fact: {detail}.",
    ),
    Fault.REMOVED: Words(
        "Un fait scellé a disparu : {place}.",
        "Een verzegeld feit is verdwenen: {place}.",
        "Eine versiegelte Tatsache ist verschwunden: {place}.",
        "A sealed fact is gone: {place}.",
    ),
    Fault.INSERTED: Words(
        "Un fait a été glissé entre des faits scellés : {place}.",
        "Een feit is tussen verzegelde feiten geschoven: {place}.",
        "Eine Tatsache wurde zwischen versiegelte geschoben: {place}.",
        "A fact was slipped in between sealed ones: {place}.",
    ),
    Fault.TAIL_CUT: Words(
        "La fin manque à partir de {place} ({detail}) : elle a été coupée, ou la base de données "
        "est revenue à un état antérieur.",
        "Het einde ontbreekt vanaf {place} ({detail}): het werd afgesneden, of de databank keerde "
        "terug naar een vroegere toestand.",
        "Das Ende fehlt ab {place} ({detail}): Es wurde abgeschnitten, oder die Datenbank wurde "
        "auf einen früheren Stand zurückgesetzt.",
        "The end is missing from {place} on ({detail}): it was cut off, or the database was rolled "
        "back to an earlier state.",
    ),
    Fault.STREAM_DELETED: Words(
        "Toute l'histoire de {place} a disparu ({detail}).",
        "De hele geschiedenis van {place} is verdwenen ({detail}).",
        "Die ganze Geschichte von {place} ist verschwunden ({detail}).",
        "The whole history of {place} is gone ({detail}).",
    ),
    Fault.ROOT_DIFFERS: Words(
        "Ce qui se trouve en {place} n'est pas ce qui a été scellé.",
        "Wat zich op {place} bevindt, is niet wat verzegeld werd.",
        "Was bei {place} steht, ist nicht, was versiegelt wurde.",
        "What stands at {place} is not what was sealed.",
    ),
    Fault.VERSION_MISSING: Words(
        "Les versions de {place} ont un trou ou un doublon ({detail}).",
        "De versies van {place} hebben een gat of een dubbel ({detail}).",
        "Die Versionen von {place} haben eine Lücke oder eine Dopplung ({detail}).",
        "The versions of {place} have a gap or a double ({detail}).",
    ),
    Fault.COMMAND_DIFFERS: Words(
        "Le registre des commandes ne correspond pas aux faits : {place}, {detail}.",
        "Het register van de opdrachten klopt niet met de feiten: {place}, {detail}.",
        "Das Verzeichnis der Befehle passt nicht zu den Tatsachen: {place}, {detail}.",
        "The list of commands does not fit the facts: {place}, {detail}.",
    ),
    Fault.REGISTER_DIFFERS: Words(
        "Un registre, son historique et les faits ne disent pas la même chose : {place} "
        "({detail}).",
        "Een register, zijn geschiedenis en de feiten zeggen niet hetzelfde: {place} ({detail}).",
        "Ein Register, seine Geschichte und die Tatsachen sagen nicht dasselbe: {place} "
        "({detail}).",
        "A register, its history and the facts do not say the same: {place} ({detail}).",
    ),
    Fault.PERSON_DIFFERS: Words(
        "Ce qui est connu d'une partie n'est pas ce qui a été enregistré : {place} ({detail}).",
        "Wat van een partij bekend is, is niet wat geregistreerd werd: {place} ({detail}).",
        "Was von einer Partei bekannt ist, ist nicht das, was eingetragen wurde: {place} "
        "({detail}).",
        "What is known of a party is not what was registered: {place} ({detail}).",
    ),
    Fault.FOLLOWER_DIFFERS: Words(
        "Ce que la base de données a retenu de ses lecteurs est inexact : {place} ({detail}).",
        "Wat de databank van haar lezers onthield, klopt niet: {place} ({detail}).",
        "Was die Datenbank von ihren Lesern behalten hat, stimmt nicht: {place} ({detail}).",
        "What the database remembers of its readers does not fit: {place} ({detail}).",
    ),
    Fault.STRANGER: Words(
        "La base de données contient ce que ce programme n'y a jamais mis : {place} ({detail}).",
        "De databank bevat wat dit programma er nooit in zette: {place} ({detail}).",
        "Die Datenbank enthält, was dieses Programm nie hineingelegt hat: {place} ({detail}).",
        "The database contains what this program never put there: {place} ({detail}).",
    ),
    Fault.UNREADABLE: Words(
        "Quelque chose ne peut pas être lu : {place} ({detail}).",
        "Iets kan niet gelezen worden: {place} ({detail}).",
        "Etwas kann nicht gelesen werden: {place} ({detail}).",
        "Something cannot be read: {place} ({detail}).",
    ),
    Fault.EVIDENCE_CHANGED: Words(
        "Une pièce n'est plus celle qui a été conservée : {place}.",
        "Een stuk is niet meer wat bewaard werd: {place}.",
        "Ein Beleg ist nicht mehr der, der verwahrt wurde: {place}.",
        "A piece of evidence is no longer the one that was kept: {place}.",
    ),
    Fault.EVIDENCE_MISSING: Words(
        "Une pièce a disparu : {place}, nommée en {detail}.",
        "Een stuk is verdwenen: {place}, genoemd op {detail}.",
        "Ein Beleg ist verschwunden: {place}, genannt an {detail}.",
        "A piece of evidence is gone: {place}, named at {detail}.",
    ),
    Fault.EVIDENCE_EMPTIED: Words(
        "Une pièce a été vidée sans qu'un effacement soit enregistré : {place}.",
        "Een stuk werd leeggemaakt zonder dat een wissing geregistreerd is: {place}.",
        "Ein Beleg wurde geleert, ohne dass eine Löschung eingetragen ist: {place}.",
        "A piece of evidence was emptied, and no erasure is on record: {place}.",
    ),
    Fault.CHECKPOINT_DAMAGED: Words(
        "Un point de contrôle n'est plus celui qui a été signé : {place}.",
        "Een controlepunt is niet meer wat ondertekend werd: {place}.",
        "Ein Prüfpunkt ist nicht mehr der, der unterzeichnet wurde: {place}.",
        "A checkpoint is no longer the one that was signed: {place}.",
    ),
    Fault.CHECKPOINT_MISSING: Words(
        "Un point de contrôle manque : {place}.",
        "Een controlepunt ontbreekt: {place}.",
        "Ein Prüfpunkt fehlt: {place}.",
        "A checkpoint is missing: {place}.",
    ),
    Fault.CHECKPOINT_REPLACED: Words(
        "Un point de contrôle n'est pas celui qui a été conservé ailleurs : {place}.",
        "Een controlepunt is niet wat elders bewaard werd: {place}.",
        "Ein Prüfpunkt ist nicht der, der anderswo verwahrt wurde: {place}.",
        "A checkpoint is not the one that was kept elsewhere: {place}.",
    ),
    Fault.CHECKPOINT_FOREIGN: Words(
        "Un point de contrôle appartient à une autre base de données (créée le {detail}) : "
        "{place}.",
        "Een controlepunt hoort bij een andere databank (gemaakt op {detail}): {place}.",
        "Ein Prüfpunkt gehört zu einer anderen Datenbank (angelegt {detail}): {place}.",
        "A checkpoint belongs to another store (made at {detail}): {place}.",
    ),
    Fault.KEY_FOREIGN: Words(
        "Une clé à laquelle nous ne faisons pas confiance a signé en {place} : {detail}.",
        "Een sleutel die wij niet vertrouwen, heeft ondertekend in {place}: {detail}.",
        "Ein Schlüssel, dem wir nicht vertrauen, hat in {place} unterzeichnet: {detail}.",
        "A key that we do not trust signed in {place}: {detail}.",
    ),
    Fault.CHAIN_BROKEN: Words(
        "Un point de contrôle ne prolonge pas celui qui le précède : {place}.",
        "Een controlepunt bouwt niet voort op het vorige: {place}.",
        "Ein Prüfpunkt setzt den vorigen nicht fort: {place}.",
        "A checkpoint does not go on from the one before: {place}.",
    ),
    Fault.LIST_DAMAGED: Words(
        "La liste des faits d'un point de contrôle manque ou n'est plus la même : {place}.",
        "De lijst van feiten van een controlepunt ontbreekt of is niet meer dezelfde: {place}.",
        "Die Liste der Tatsachen eines Prüfpunkts fehlt oder ist nicht mehr dieselbe: {place}.",
        "The list of facts of a checkpoint is missing, or no longer the same: {place}.",
    ),
    Fault.TIMESTAMP_WRONG: Words(
        "Un horodatage ne prouve rien : {place} ({detail}).",
        "Een tijdstempel bewijst niets: {place} ({detail}).",
        "Ein Zeitstempel beweist nichts: {place} ({detail}).",
        "A timestamp proves nothing: {place} ({detail}).",
    ),
})  # fmt: skip
"""Every fault; a test sees to it that none is missing."""


def told(finding: Finding, language: Language) -> str:
    """A finding as a sentence with its place."""
    details = {"place": finding.place, "detail": finding.detail}
    return FAULTS[finding.fault].said(language, details)
