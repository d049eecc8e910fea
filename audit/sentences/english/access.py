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


def access(fact: a.AccessFact, say: Voice) -> str:
    """The sentence."""
    whom = fact.party[:10]
    match fact:
        case a.PersonalDataRead():
            return (
                f"{say.who(fact.by)} was shown {SHOWN[fact.shown]} of party "
                f"{whom}. Why: {say.quote(fact.why)}."
            )
        case a.PersonErased():
            gone = len(fact.erased_evidence)
            return (
                f"{say.who(fact.by)} erased what is held of party {whom}, authorised by "
                f"{say.names(fact.authorised_by)}: {fact.versions} entries of the register and "
                f"{gone} pieces of evidence are unreadable for good; the facts stay. "
                f"Reason: {say.quote(fact.reason)}."
            )
