"""In French: dossiers, the archive, and what is destroyed."""

from audit.sentences.voice import Voice
from domain import archiving as a


def archive(fact: a.ArchiveFact, say: Voice) -> str:
    """The sentence."""
    match fact:
        case a.DossierMade():
            return (
                f"{say.who(fact.by)} a établi un dossier de l'avenant (empreinte "
                f"{fact.sha256[:16]}, point de contrôle {fact.checkpoint}), sans le contenu de "
                f"{fact.withheld} faits et sans {fact.left_out} documents. Motif : "
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
