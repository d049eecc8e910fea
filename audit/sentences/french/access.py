"""In French: who looked at what is held of a person, and its erasure."""

from audit.sentences.voice import Voice
from domain import access as a

SHOWN = {
    a.Shown.REGISTER: "ce que dit le registre",
    a.Shown.MESSAGE: "un message reçu",
    a.Shown.LETTERS: "des lettres telles que parties",
    a.Shown.DOCUMENTS: "des pièces justificatives",
    a.Shown.DOSSIER: "un dossier",
    a.Shown.EVERYTHING: "tout ce qui est conservé, et qui a regardé",
}


def access(fact: a.AccessFact, say: Voice) -> str:
    """The sentence."""
    whom = fact.party[:10]
    match fact:
        case a.PersonalDataRead():
            return (
                f"{say.who(fact.by)} a vu {SHOWN[fact.shown]} de la partie "
                f"{whom}. Motif : {say.quote(fact.why)}."
            )
        case a.PersonErased():
            gone = len(fact.erased_evidence)
            return (
                f"{say.who(fact.by)} a effacé ce qui est gardé de la partie {whom}, avec l'accord "
                f"de {say.names(fact.authorised_by)} : {fact.versions} inscriptions au registre et "
                f"{gone} pièces justificatives sont illisibles pour toujours ; les faits restent. "
                f"Motif : {say.quote(fact.reason)}."
            )
