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
MASTER = {
    a.MasterKind.FILE: "dans un fichier",
    a.MasterKind.PKCS11: "sur un jeton",
}


def access(fact: a.AccessFact, say: Voice) -> str:
    """The sentence."""
    match fact:
        case a.PersonalDataRead():
            whom = fact.party[:10]
            return (
                f"{say.who(fact.by)} a vu {SHOWN[fact.shown]} de la partie "
                f"{whom}. Motif : {say.quote(fact.why)}."
            )
        case a.PersonErased():
            whom = fact.party[:10]
            gone = len(fact.erased_evidence)
            return (
                f"{say.who(fact.by)} a effacé ce qui est gardé de la partie {whom}, avec l'accord "
                f"de {say.names(fact.authorised_by)} : {fact.versions} inscriptions au registre et "
                f"{gone} pièces justificatives sont illisibles pour toujours ; les faits restent. "
                f"Motif : {say.quote(fact.reason)}."
            )
        case a.KeysRewrapped():
            lost = f" ; {fact.lost} étaient perdues auparavant" if fact.lost else ""
            return (
                f"{say.who(fact.by)} a fait emballer toutes les clés des personnes sous une autre "
                f"clé maîtresse, {MASTER[fact.master]} : {fact.keys} clés{lost}. "
                f"Motif : {say.quote(fact.reason)}."
            )
