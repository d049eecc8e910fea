"""What a dossier says of itself to whoever opens it, in French, Dutch and German."""

from dataclasses import dataclass

from domain.values import Language

READ_BY = (Language.FR, Language.NL, Language.DE)
"""The languages of a README: those of the addressees."""


@dataclass(frozen=True, slots=True)
class About:
    """What a README tells of one dossier; counts of what is in it and of what is not."""

    avenant: str
    checkpoint: int
    sealed_at: str
    key: str
    facts: int
    withheld: int
    documents: int
    left_out: int
    rehearsal: bool


def readme(about: About, language: Language) -> str:
    """The text of README-fr.txt, README-nl.txt or README-de.txt."""
    words = _WORDS[language]
    text = words.format(
        avenant=about.avenant,
        checkpoint=about.checkpoint,
        sealed_at=about.sealed_at,
        key=about.key,
        facts=about.facts,
        withheld=about.withheld,
        documents=about.documents,
        left_out=about.left_out,
    )
    return f"{_REHEARSAL[language]}\n\n{text}" if about.rehearsal else text


_REHEARSAL = {
    Language.FR: "RÉPÉTITION : rien de ce qui suit n'a eu lieu.",
    Language.NL: "REPETITIE: niets van wat volgt is gebeurd.",
    Language.DE: "PROBE: Nichts von dem, was folgt, ist geschehen.",
}

_WORDS = {
    Language.FR: """\
DOSSIER DE L'AVENANT {avenant}

Ce que contient ce dossier
  trail-fr.txt    ce qui s'est passé, fait par fait, en français (aussi nl, de, en, et en PDF/A)
  documents/      les courriels, lettres, copies signées et rapports de signature : {documents}
  facts/          les faits, octet pour octet tels qu'ils sont enregistrés : {facts}
  proof.json      pour chaque fait, la preuve qu'il est sous le scellé
  checkpoint.json le scellé : le point de contrôle {checkpoint}, du {sealed_at}
  verify.py       le programme qui vérifie le tout
Faits dont seule l'empreinte est donnée : {withheld}. Documents laissés de côté : {left_out}.

Comment le vérifier, sur n'importe quelle machine
  1. Installez Python 3.9 ou plus récent et la bibliothèque cryptography
     (python -m pip install cryptography).
  2. Lancez : python verify.py LE-FICHIER.zip --key CLÉ
     Sans fichier, verify.py vérifie le dossier décompressé dans lequel il se trouve.
  3. CLÉ est la clé publique que l'office a publiée. Ce dossier se dit signé par
     {key}
     Comparez : sans cette comparaison, n'importe qui peut avoir signé.
  Qui se méfie de ce programme-ci le prend ailleurs : il est le même dans tous les dossiers.

Ce que cela prouve
  Chaque fait était enregistré, tel quel et à cette place, quand le point de contrôle a été signé.
  Chaque document est, à l'octet près, celui que nomme un fait. Rien n'a été changé depuis.

Ce que cela ne prouve pas
  Les phrases de trail-*.txt sont une traduction des faits : en cas de doute, facts/ fait foi.
  Qu'aucun fait n'a suivi : seul le registre lui-même peut le dire (avenants verify).
""",
    Language.NL: """\
DOSSIER VAN DE WIJZIGINGSCLAUSULE {avenant}

Wat dit dossier bevat
  trail-nl.txt    wat er gebeurde, feit per feit, in het Nederlands (ook fr, de, en, en als PDF/A)
  documents/      e-mails, brieven, getekende exemplaren en handtekeningrapporten: {documents}
  facts/          de feiten, byte voor byte zoals ze geregistreerd zijn: {facts}
  proof.json      voor elk feit het bewijs dat het onder het zegel valt
  checkpoint.json het zegel: controlepunt {checkpoint}, van {sealed_at}
  verify.py       het programma dat alles nakijkt
Feiten waarvan enkel de vingerafdruk gegeven is: {withheld}. Weggelaten documenten: {left_out}.

Hoe u het nakijkt, op om het even welke machine
  1. Installeer Python 3.9 of recenter en de bibliotheek cryptography
     (python -m pip install cryptography).
  2. Start: python verify.py HET-BESTAND.zip --key SLEUTEL
     Zonder bestand kijkt verify.py de uitgepakte map na waarin het ligt.
  3. SLEUTEL is de publieke sleutel die het bureau bekendgemaakt heeft. Dit dossier zegt
     ondertekend te zijn met
     {key}
     Vergelijk: zonder die vergelijking kan om het even wie ondertekend hebben.
  Wie dit programma wantrouwt, haalt het elders: het is hetzelfde in alle dossiers.

Wat dit bewijst
  Elk feit was geregistreerd, zo en op die plaats, toen het controlepunt ondertekend werd.
  Elk document is, tot op de byte, dat wat een feit noemt. Niets werd sindsdien gewijzigd.

Wat dit niet bewijst
  De zinnen van trail-*.txt zijn een vertaling van de feiten: bij twijfel geldt facts/.
  Dat er geen feit op volgde: dat kan enkel het register zelf zeggen (avenants verify).
""",
    Language.DE: """\
AKTE DES NACHTRAGS {avenant}

Was diese Akte enthält
  trail-de.txt    was geschah, Tatsache für Tatsache, auf Deutsch (auch fr, nl, en, und als PDF/A)
  documents/      E-Mails, Briefe, unterschriebene Exemplare, Signaturberichte: {documents}
  facts/          die Tatsachen, Byte für Byte wie sie eingetragen sind: {facts}
  proof.json      zu jeder Tatsache der Beweis, dass sie unter dem Siegel steht
  checkpoint.json das Siegel: Prüfpunkt {checkpoint}, vom {sealed_at}
  verify.py       das Programm, das alles prüft
Tatsachen, von denen nur der Abdruck gegeben ist: {withheld}. Weggelassene Dokumente: {left_out}.

Wie man sie prüft, auf jedem beliebigen Rechner
  1. Installieren Sie Python 3.9 oder neuer und die Bibliothek cryptography
     (python -m pip install cryptography).
  2. Starten Sie: python verify.py DIE-DATEI.zip --key SCHLÜSSEL
     Ohne Datei prüft verify.py den ausgepackten Ordner, in dem es liegt.
  3. SCHLÜSSEL ist der öffentliche Schlüssel, den die Behörde bekannt gemacht hat. Diese Akte
     nennt als ihren
     {key}
     Vergleichen Sie: Ohne diesen Vergleich kann jedermann unterschrieben haben.
  Wer diesem Programm misstraut, nimmt es von anderswo: Es ist in allen Akten dasselbe.

Was das beweist
  Jede Tatsache war eingetragen, so und an dieser Stelle, als der Prüfpunkt signiert wurde.
  Jedes Dokument ist, auf das Byte genau, das von einer Tatsache genannte. Nichts wurde geändert.

Was das nicht beweist
  Die Sätze in trail-*.txt sind eine Übersetzung der Tatsachen: Im Zweifel gilt facts/.
  Dass keine Tatsache folgte: Das kann nur die Aufzeichnung selbst sagen (avenants verify).
""",
}
