"""What is said of texts in force, of conventions on a day, and of budgets."""

from collections.abc import Mapping

from interfaces.cli.wording.say import Say
from interfaces.cli.wording.words import Words

LAW: Mapping[Say, Words] = {
    Say.CONVENTION_OR_MODEL: Words(
        "Nommez une convention ou, avec --model, un modèle.",
        "Noem een overeenkomst of, met --model, een model.",
        "Nennen Sie eine Vereinbarung oder, mit --model, ein Muster.",
        "Name a convention or, with --model, a model.",
    ),
    Say.DIFF_OR_PUBLISHED: Words(
        "Donnez --diff ou --published, pas les deux : l'un compare deux jours, l'autre le texte "
        "avec la version publiée.",
        "Geef --diff of --published, niet allebei: het ene vergelijkt twee dagen, het andere de "
        "tekst met de gepubliceerde versie.",
        "Geben Sie --diff oder --published an, nicht beides: Das eine vergleicht zwei Tage, das "
        "andere den Text mit der veröffentlichten Fassung.",
        "Give --diff or --published, not both: the one compares two days, the other the text with "
        "the published version.",
    ),
    Say.NO_SUCH_MODEL: Words(
        "Il n'y a pas de modèle {text} : {names}.",
        "Er is geen model {text}: {names}.",
        "Es gibt kein Muster {text}: {names}.",
        "There is no model {text}: {names}.",
    ),
    Say.NO_TEXT: Words(
        "Aucun texte de la convention type « {model} » n'est fixé : `avenants adopt FICHIER "
        "--reason …`.",
        "Er is geen tekst van de modelovereenkomst ‘{model}’ vastgelegd: `avenants adopt BESTAND "
        "--reason …`.",
        "Kein Text der Mustervereinbarung „{model}“ ist festgelegt: `avenants adopt DATEI "
        "--reason …`.",
        "No text of the model convention '{model}' is laid down: `avenants adopt FILE --reason …`.",
    ),
    Say.NO_TEXT_YET: Words(
        "Aucun texte de la convention type « {model} » ne compte le {day} : le premier compte à "
        "partir du {first}.",
        "Geen tekst van de modelovereenkomst ‘{model}’ telt op {day}: de eerste telt vanaf "
        "{first}.",
        "Kein Text der Mustervereinbarung „{model}“ gilt am {day}: Der erste gilt ab dem {first}.",
        "No text of the model convention '{model}' counts on {day}: the first one counts from "
        "{first}.",
    ),
    Say.NOTHING_PUBLISHED: Words(
        "Aucune version coordonnée publiée jusqu'au {day} n'est conservée : `avenants published`.",
        "Geen gecoördineerde versie die tot {day} is gepubliceerd, is bewaard: `avenants "
        "published`.",
        "Keine bis zum {day} veröffentlichte koordinierte Fassung ist verwahrt: `avenants "
        "published`.",
        "No coordinated version published by {day} is kept: `avenants published`.",
    ),
    Say.PUBLISHED_IS_OTHER: Words(
        "La version publiée le {on} ({at}) diffère du texte qui résulte des avenants en {count} "
        "endroits : `--published` les montre.",
        "De versie die op {on} werd gepubliceerd ({at}) verschilt op {count} plaatsen van de "
        "tekst die uit de wijzigingsclausules volgt: `--published` toont ze.",
        "Die am {on} veröffentlichte Fassung ({at}) weicht an {count} Stellen von dem Text ab, "
        "der sich aus den Nachträgen ergibt: `--published` zeigt sie.",
        "The version published on {on} ({at}) differs from the text that the avenants make in "
        "{count} places: `--published` shows them.",
    ),
    Say.PUBLISHED_DIFFERS: Words(
        "De la version publiée le {on} ({at}) au texte qui résulte des avenants : {count} "
        "différences.",
        "Van de versie gepubliceerd op {on} ({at}) naar de tekst die uit de wijzigingsclausules "
        "volgt: {count} verschillen.",
        "Von der am {on} veröffentlichten Fassung ({at}) zu dem Text, der sich aus den "
        "Nachträgen ergibt: {count} Unterschiede.",
        "From the version published on {on} ({at}) to the text that the avenants make: {count} "
        "differences.",
    ),
    Say.TEXT_DIFFERS: Words(
        "Du {before} au {after} : {count} différences.",
        "Van {before} tot {after}: {count} verschillen.",
        "Vom {before} zum {after}: {count} Unterschiede.",
        "From {before} to {after}: {count} differences.",
    ),
    Say.NOW: Words(
        "maintenant",
        "nu",
        "heute",
        "now",
    ),
    Say.ARTICLE: Words(
        "Article {number}",
        "Artikel {number}",
        "Artikel {number}",
        "Article {number}",
    ),
    Say.TEXT_AS_OF: Words(
        "{about}, au {day}, selon ce qui est connu : {known}",
        "{about}, op {day}, volgens wat bekend is: {known}",
        "{about}, am {day}, nach dem Stand des Wissens: {known}",
        "{about}, as of {day}, by what is known: {known}",
    ),
    Say.TEXT_NOT_BEGUN: Words(
        "Pas encore en vigueur : la convention commence le {day}. Aucun texte ne lie les parties.",
        "Nog niet van kracht: de overeenkomst begint op {day}. Geen tekst bindt de partijen.",
        "Noch nicht in Kraft: Die Vereinbarung beginnt am {day}. Kein Text bindet die Parteien.",
        "Not in force yet: the convention begins on {day}. No text binds the parties.",
    ),
    Say.TEXT_ENDED: Words(
        "Plus en vigueur depuis le {day}. Aucun texte ne lie les parties.",
        "Niet meer van kracht sinds {day}. Geen tekst bindt de partijen.",
        "Seit dem {day} nicht mehr in Kraft. Kein Text bindet die Parteien.",
        "No longer in force since {day}. No text binds the parties.",
    ),
    Say.TEXT_BASE: Words(
        "Texte de base : {source}.",
        "Basistekst: {source}.",
        "Grundtext: {source}.",
        "Base text: {source}.",
    ),
    Say.TEXT_ENDS: Words(
        "La convention prend fin le {day} : ce jour est le premier sans elle.",
        "De overeenkomst eindigt op {day}: dat is de eerste dag zonder.",
        "Die Vereinbarung endet am {day}: Das ist der erste Tag ohne sie.",
        "The convention ends on {day}: the first day without it.",
    ),
    Say.TEXT_AVENANT: Words(
        "Avenant {name} (n° {number}), à partir du {since}.",
        "Wijzigingsclausule {name} (nr. {number}), vanaf {since}.",
        "Nachtrag {name} (Nr. {number}), ab dem {since}.",
        "Avenant {name} (no. {number}), from {since}.",
    ),
    Say.TEXT_REFUSED: Words(
        "L'avenant {name} a été refusé : le texte non modifié vaut jusqu'à la fin.",
        "De wijzigingsclausule {name} werd geweigerd: de ongewijzigde tekst geldt tot het einde.",
        "Der Nachtrag {name} wurde abgelehnt: Der unveränderte Text gilt bis zum Ende.",
        "Avenant {name} was refused: the unamended text governs until the end.",
    ),
    Say.TEXT_UNBOUND: Words(
        "L'avenant {name} ne compte pas ce jour-là ({status}).",
        "De wijzigingsclausule {name} telt die dag niet ({status}).",
        "Der Nachtrag {name} zählt an diesem Tag nicht ({status}).",
        "Avenant {name} does not count on that day ({status}).",
    ),
    Say.TEXT_IN_FRENCH: Words(
        "Passages donnés en français, faute de texte anglais : {count}.",
        "Passages die in het Frans staan, omdat er geen Engelse tekst is: {count}.",
        "Stellen auf Französisch, weil es keinen englischen Wortlaut gibt: {count}.",
        "Passages shown in French, for want of an English text: {count}.",
    ),
    Say.REPEALED: Words(
        "(abrogé)",
        "(opgeheven)",
        "(aufgehoben)",
        "(repealed)",
    ),
    Say.OWN_BUDGET: Words(
        "(le budget annuel de chaque réseau)",
        "(het jaarbudget van elk netwerk)",
        "(das Jahresbudget jedes Netzwerks)",
        "(the yearly budget of each network)",
    ),
    Say.BASE_TEXT: Words(
        "le texte de base",
        "de basistekst",
        "der Grundtext",
        "the base text",
    ),
    Say.COMPLETES: Words(
        "complète",
        "vult aan",
        "ergänzt",
        "completes",
    ),
    Say.REPLACES: Words(
        "remplace",
        "vervangt",
        "ersetzt",
        "replaces",
    ),
    Say.INSERTS: Words(
        "insère",
        "voegt in",
        "fügt ein",
        "inserts",
    ),
    Say.REPEALS: Words(
        "abroge",
        "heft op",
        "hebt auf",
        "repeals",
    ),
    Say.CLASH_REPEALED: Words(
        "{by} {operation} l'article {place}, que {other} a abrogé : rien n'est fait, quelqu'un "
        "doit décider.",
        "{by} {operation} artikel {place}, dat {other} heeft opgeheven: er gebeurt niets, iemand "
        "moet beslissen.",
        "{by} {operation} Artikel {place}, den {other} aufgehoben hat: Nichts geschieht, jemand "
        "muss entscheiden.",
        "{by} {operation} art. {place}, which {other} repealed: nothing is done, somebody has to "
        "decide.",
    ),
    Say.CLASH_NO_ARTICLE: Words(
        "{by} {operation} l'article {place}, qui n'existe pas ({other}) : rien n'est fait.",
        "{by} {operation} artikel {place}, dat niet bestaat ({other}): er gebeurt niets.",
        "{by} {operation} Artikel {place}, den es nicht gibt ({other}): Nichts geschieht.",
        "{by} {operation} art. {place}, which does not exist ({other}): nothing is done.",
    ),
    Say.CLASH_NO_PARAGRAPH: Words(
        "{by} {operation} l'article {place}, paragraphe qui n'existe pas ({other}) : rien n'est "
        "fait.",
        "{by} {operation} artikel {place}, een paragraaf die niet bestaat ({other}): er gebeurt "
        "niets.",
        "{by} {operation} Artikel {place}, einen Paragraphen, den es nicht gibt ({other}): "
        "Nichts geschieht.",
        "{by} {operation} art. {place}, a paragraph that does not exist ({other}): nothing is "
        "done.",
    ),
    Say.CLASH_THERE_ALREADY: Words(
        "{by} {operation} l'article {place}, qui existe déjà ({other}) : rien n'est fait.",
        "{by} {operation} artikel {place}, dat al bestaat ({other}): er gebeurt niets.",
        "{by} {operation} Artikel {place}, den es schon gibt ({other}): Nichts geschieht.",
        "{by} {operation} art. {place}, which exists already ({other}): nothing is done.",
    ),
    Say.AS_KNOWN_AT: Words(
        "Selon ce qui était connu le {at}.",
        "Volgens wat bekend was op {at}.",
        "Nach dem, was am {at} bekannt war.",
        "By what was known at {at}.",
    ),
    Say.LIST_CHECKSUM: Words(
        "{count} conventions en vigueur le {day} ; SHA-256 de la liste en CSV : {sha256}.",
        "{count} overeenkomsten van kracht op {day}; SHA-256 van de lijst als CSV: {sha256}.",
        "{count} Vereinbarungen am {day} in Kraft; SHA-256 der Liste als CSV: {sha256}.",
        "{count} conventions in force on {day}; SHA-256 of the list as CSV: {sha256}.",
    ),
}
