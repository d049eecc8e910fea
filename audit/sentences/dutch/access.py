"""In Dutch: who looked at what is held of a person, and its erasure."""

from audit.sentences.voice import Voice
from domain import access as a

SHOWN = {
    a.Shown.REGISTER: "wat het register zegt",
    a.Shown.MESSAGE: "een ontvangen bericht",
    a.Shown.LETTERS: "brieven zoals ze vertrokken",
    a.Shown.DOCUMENTS: "bewijsstukken",
    a.Shown.DOSSIER: "een dossier",
    a.Shown.EVERYTHING: "alles wat wordt bewaard, en wie heeft gekeken",
}
MASTER = {
    a.MasterKind.FILE: "in een bestand",
    a.MasterKind.PKCS11: "op een token",
}


def access(fact: a.AccessFact, say: Voice) -> str:
    """The sentence."""
    match fact:
        case a.PersonalDataRead():
            whom = fact.party[:10]
            return (
                f"{say.who(fact.by)} kreeg {SHOWN[fact.shown]} van partij "
                f"{whom} te zien. Reden: {say.quote(fact.why)}."
            )
        case a.PersonErased():
            whom = fact.party[:10]
            gone = len(fact.erased_evidence)
            return (
                f"{say.who(fact.by)} wiste wat van partij {whom} wordt bewaard, met akkoord van "
                f"{say.names(fact.authorised_by)}: {fact.versions} registerinschrijvingen en "
                f"{gone} bewijsstukken zijn voorgoed onleesbaar; de feiten blijven. "
                f"Reden: {say.quote(fact.reason)}."
            )
        case a.KeysRewrapped():
            lost = f"; {fact.lost} waren al verloren" if fact.lost else ""
            return (
                f"{say.who(fact.by)} liet alle sleutels van de personen onder een andere "
                f"hoofdsleutel verpakken, {MASTER[fact.master]}: {fact.keys} sleutels{lost}. "
                f"Reden: {say.quote(fact.reason)}."
            )
