"""In German: who looked at what is held of a person, and its erasure."""

from audit.sentences.voice import Voice
from domain import access as a

SHOWN = {
    a.Shown.REGISTER: "Angaben des Registers",
    a.Shown.MESSAGE: "eine eingegangene Nachricht",
    a.Shown.LETTERS: "Briefe, wie sie abgingen",
    a.Shown.DOCUMENTS: "Belege",
    a.Shown.DOSSIER: "ein Dossier",
    a.Shown.EVERYTHING: "alles Gespeicherte, und wer es ansah",
}
MASTER = {
    a.MasterKind.FILE: "in einer Datei",
    a.MasterKind.PKCS11: "auf einem Token",
}


def access(fact: a.AccessFact, say: Voice) -> str:
    """The sentence."""
    match fact:
        case a.PersonalDataRead():
            whom = fact.party[:10]
            return (
                f"{say.who(fact.by)} sah {SHOWN[fact.shown]} von Partei "
                f"{whom}. Grund: {say.quote(fact.why)}."
            )
        case a.PersonErased():
            whom = fact.party[:10]
            gone = len(fact.erased_evidence)
            return (
                f"{say.who(fact.by)} löschte, was von Partei {whom} gespeichert ist, genehmigt von "
                f"{say.names(fact.authorised_by)}: {fact.versions} Einträge des Registers und "
                f"{gone} Belege sind für immer unlesbar; die Tatsachen bleiben. "
                f"Grund: {say.quote(fact.reason)}."
            )
        case a.KeysRewrapped():
            lost = f"; {fact.lost} waren schon verloren" if fact.lost else ""
            return (
                f"{say.who(fact.by)} ließ alle Schlüssel der Personen unter einem anderen "
                f"Hauptschlüssel verpacken, {MASTER[fact.master]}: {fact.keys} Schlüssel{lost}. "
                f"Grund: {say.quote(fact.reason)}."
            )
