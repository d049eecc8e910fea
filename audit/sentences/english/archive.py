"""In English: dossiers, the archive, and what is destroyed."""

from audit.sentences.voice import Voice
from domain import archiving as a


def without(fact: a.DossierMade) -> str:
    """What is not in a dossier; nothing where everything is."""
    if not fact.withheld and not fact.left_out:
        return ""
    return f" Left out: facts {fact.withheld}, documents {fact.left_out}."


def archive(fact: a.ArchiveFact, say: Voice) -> str:
    """The sentence."""
    match fact:
        case a.DossierMade():
            return (
                f"{say.who(fact.by)} made a dossier of the avenant (fingerprint "
                f"{fact.sha256[:16]}, checkpoint {fact.checkpoint}).{without(fact)} Reason: "
                f"{say.quote(fact.reason)}."
            )
        case a.FileArchived():
            return (
                f"{say.who(fact.by)} exported the file for the archive, in the bag "
                f"{fact.sha256[:16]}, sealed by checkpoint {fact.checkpoint}."
            )
        case a.DestructionAuthorised():
            return (
                f"{say.who(fact.by)} and {say.names(fact.authorised_by)} authorised the "
                f"destruction of the file, under reference {say.quote(fact.reference)}. Reason: "
                f"{say.quote(fact.reason)}."
            )
        case a.FileDestroyed():
            return (
                f"{say.who(fact.by)} destroyed the {len(fact.erased_evidence)} documents of the "
                "file; its facts and their proofs stay."
            )
