"""In French: dossiers, the archive, and what is destroyed."""

from audit.sentences.voice import Voice
from domain import archiving as a


def without(fact: a.DossierMade) -> str:
    """What is not in a dossier; nothing where everything is."""
    if not fact.withheld and not fact.left_out:
        return ""
    return f" Laissés de côté : faits {fact.withheld}, documents {fact.left_out}."


def archive(fact: a.ArchiveFact, say: Voice) -> str:
    """The sentence."""
    match fact:
        case a.DossierMade():
            return (
                f"{say.who(fact.by)} a établi un dossier de l'avenant (empreinte "
                f"{fact.sha256[:16]}, point de contrôle {fact.checkpoint}).{without(fact)} Motif : "
                f"{say.quote(fact.reason)}."
            )
        case a.FileArchived():
            return (
                f"{say.who(fact.by)} a exporté le dossier pour les archives, dans le paquet "
                f"{fact.sha256[:16]}, scellé par le point de contrôle {fact.checkpoint}."
            )
        case a.DestructionAuthorised():
            return (
                f"{say.who(fact.by)} et {say.names(fact.authorised_by)} ont autorisé la "
                f"destruction du dossier, sous la référence {say.quote(fact.reference)}. Motif : "
                f"{say.quote(fact.reason)}."
            )
        case a.FileDestroyed():
            return (
                f"{say.who(fact.by)} a détruit les {len(fact.erased_evidence)} pièces du dossier ; "
                "les faits et les preuves restent."
            )
