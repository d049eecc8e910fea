"""In German: dossiers, the archive, and what is destroyed."""

from audit.sentences.voice import Voice
from domain import archiving as a


def without(fact: a.DossierMade) -> str:
    """What is not in a dossier; nothing where everything is."""
    if not fact.withheld and not fact.left_out:
        return ""
    return f" Weggelassen: Tatsachen {fact.withheld}, Dokumente {fact.left_out}."


def archive(fact: a.ArchiveFact, say: Voice) -> str:
    """The sentence."""
    match fact:
        case a.DossierMade():
            return (
                f"{say.who(fact.by)} hat eine Akte des Nachtrags erstellt (Abdruck "
                f"{fact.sha256[:16]}, Prüfpunkt {fact.checkpoint}).{without(fact)} Grund: "
                f"{say.quote(fact.reason)}."
            )
        case a.FileArchived():
            return (
                f"{say.who(fact.by)} hat die Akte für das Archiv ausgeführt, im Paket "
                f"{fact.sha256[:16]}, versiegelt durch Prüfpunkt {fact.checkpoint}."
            )
        case a.DestructionAuthorised():
            return (
                f"{say.who(fact.by)} und {say.names(fact.authorised_by)} haben die Vernichtung der "
                f"Akte erlaubt, unter dem Zeichen {say.quote(fact.reference)}. Grund: "
                f"{say.quote(fact.reason)}."
            )
        case a.FileDestroyed():
            return (
                f"{say.who(fact.by)} hat die {len(fact.erased_evidence)} Belege der Akte "
                "vernichtet; die Tatsachen und die Beweise bleiben."
            )
