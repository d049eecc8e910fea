"""In Dutch: dossiers, the archive, and what is destroyed."""

from audit.sentences.voice import Voice
from domain import archiving as a


def without(fact: a.DossierMade) -> str:
    """What is not in a dossier; nothing where everything is."""
    if not fact.withheld and not fact.left_out:
        return ""
    return f" Weggelaten: feiten {fact.withheld}, documenten {fact.left_out}."


def archive(fact: a.ArchiveFact, say: Voice) -> str:
    """The sentence."""
    match fact:
        case a.DossierMade():
            return (
                f"{say.who(fact.by)} heeft een dossier van de wijzigingsclausule gemaakt "
                f"(vingerafdruk {fact.sha256[:16]}, controlepunt {fact.checkpoint})."
                f"{without(fact)} Reden: {say.quote(fact.reason)}."
            )
        case a.FileArchived():
            return (
                f"{say.who(fact.by)} heeft het dossier uitgevoerd voor het archief, in het pakket "
                f"{fact.sha256[:16]}, verzegeld door controlepunt {fact.checkpoint}."
            )
        case a.DestructionAuthorised():
            return (
                f"{say.who(fact.by)} en {say.names(fact.authorised_by)} hebben de vernietiging van "
                f"het dossier toegestaan, onder referentie {say.quote(fact.reference)}. Reden: "
                f"{say.quote(fact.reason)}."
            )
        case a.FileDestroyed():
            return (
                f"{say.who(fact.by)} heeft de {len(fact.erased_evidence)} stukken van het dossier "
                "vernietigd; de feiten en de bewijzen blijven."
            )
