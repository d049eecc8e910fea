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


def access(fact: a.AccessFact, say: Voice) -> str:
    """The sentence."""
    whom = fact.party[:10]
    match fact:
        case a.PersonalDataRead():
            return (
                f"{say.who(fact.by)} sah {SHOWN[fact.shown]} von Partei "
                f"{whom}. Grund: {say.quote(fact.why)}."
            )
        case a.PersonErased():
            gone = len(fact.erased_evidence)
            return (
                f"{say.who(fact.by)} löschte, was von Partei {whom} gespeichert ist, genehmigt von "
                f"{say.names(fact.authorised_by)}: {fact.versions} Einträge des Registers und "
                f"{gone} Belege sind für immer unlesbar; die Tatsachen bleiben. "
                f"Grund: {say.quote(fact.reason)}."
            )
