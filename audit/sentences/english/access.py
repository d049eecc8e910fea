"""In English: who looked at what is held of a person, and its erasure."""

from audit.sentences.voice import Voice
from domain import access as a

SHOWN = {
    a.Shown.REGISTER: "what the register says",
    a.Shown.MESSAGE: "a message that came in",
    a.Shown.LETTERS: "letters as they left",
    a.Shown.DOCUMENTS: "pieces of evidence",
    a.Shown.DOSSIER: "a dossier",
    a.Shown.EVERYTHING: "everything that is held, and who looked",
}
MASTER = {
    a.MasterKind.FILE: "in a file",
    a.MasterKind.PKCS11: "on a token",
}


def access(fact: a.AccessFact, say: Voice) -> str:
    """The sentence."""
    match fact:
        case a.PersonalDataRead():
            whom = fact.party[:10]
            return (
                f"{say.who(fact.by)} was shown {SHOWN[fact.shown]} of party "
                f"{whom}. Why: {say.quote(fact.why)}."
            )
        case a.PersonErased():
            whom = fact.party[:10]
            gone = len(fact.erased_evidence)
            return (
                f"{say.who(fact.by)} erased what is held of party {whom}, authorised by "
                f"{say.names(fact.authorised_by)}: {fact.versions} entries of the register and "
                f"{gone} pieces of evidence are unreadable for good; the facts stay. "
                f"Reason: {say.quote(fact.reason)}."
            )
        case a.KeysRewrapped():
            lost = f"; {fact.lost} were lost before" if fact.lost else ""
            return (
                f"{say.who(fact.by)} had every key of the people wrapped under another master key, "
                f"{MASTER[fact.master]}: {fact.keys} keys{lost}. "
                f"Reason: {say.quote(fact.reason)}."
            )
