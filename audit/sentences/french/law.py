"""En français : les textes des modèles et les budgets des réseaux."""

from typing import assert_never

from audit.sentences.groups import LawFact
from audit.sentences.money import euros, percent
from audit.sentences.voice import Voice
from domain.budget import BudgetKind
from domain.budget_facts import (
    AdvancePaid,
    BudgetEntryRetracted,
    BudgetFact,
    BudgetIndexed,
    BudgetLineBegun,
    BudgetLineEnded,
    BudgetTransferred,
)
from domain.model_facts import CoordinatedVersionPublished, ModelTextAdopted
from domain.values import AvenantKind

MODEL = {AvenantKind.NETWORK: "réseaux", AvenantKind.PROVIDER: "prestataires"}
LINE = {
    BudgetKind.BASE_CARE: "les soins de base",
    BudgetKind.ARTICLE_8: "les missions de l'article 8",
    BudgetKind.EATING_DISORDERS: "les troubles alimentaires",
    BudgetKind.PRISONS: "les prisons",
    BudgetKind.UNDERSERVED_AREAS: "les conventions dans les régions où l'offre manque",
    BudgetKind.RUNNING_COSTS: "les frais de fonctionnement",
}


def law(fact: LawFact, say: Voice) -> str:
    """The sentence."""
    match fact:
        case ModelTextAdopted():
            worked = (
                f" Les avenants jusqu'au n° {fact.through} y sont intégrés." if fact.through else ""
            )
            return (
                f"{say.who(fact.by)} a fixé le texte de la convention type des "
                f"{MODEL[fact.model]} qui compte à partir du {say.day(fact.on)}.{worked} Motif : "
                f"{say.quote(fact.reason)}."
            )
        case CoordinatedVersionPublished():
            circular = f", avec la circulaire {fact.circular}" if fact.circular else ""
            kept = " Le document lui-même est conservé aussi." if fact.evidence else ""
            return (
                f"{say.who(fact.by)} a conservé la version coordonnée de la convention type des "
                f"{MODEL[fact.model]} telle que publiée le {say.day(fact.on)}{circular}, à "
                f"l'adresse {say.quote(fact.found_at)}.{kept}"
            )
        case _:
            return budget(fact, say)


def budget(fact: BudgetFact, say: Voice) -> str:
    """What happened to the budget of a network."""
    if isinstance(fact, BudgetEntryRetracted):
        why = ""
    else:
        why = f" Motif : {say.quote(fact.reason)}. Source : {say.quote(fact.source)}."
    amount = getattr(fact, "amount", None)
    money = euros(amount, say.language) if amount is not None else ""
    match fact:
        case BudgetTransferred():
            return (
                f"{say.who(fact.by)} a enregistré qu'en {fact.year} le réseau {fact.network} "
                f"transfère {money}, de la ligne « {LINE[fact.from_line]} » à la ligne "
                f"« {LINE[fact.to_line]} », à partir du {say.day(fact.on)}.{why}"
            )
        case AdvancePaid():
            return (
                f"{say.who(fact.by)} a enregistré une avance de {money} payée au réseau "
                f"{fact.network} le {say.day(fact.on)} pour {LINE[fact.line]}, {fact.year}.{why}"
            )
        case BudgetLineBegun():
            return (
                f"{say.who(fact.by)} a enregistré que le budget du réseau {fact.network} a une "
                f"ligne pour {LINE[fact.line]} à partir du {say.day(fact.on)} : {money} par "
                f"an.{why}"
            )
        case BudgetIndexed():
            lines = say.listed(LINE[line] for line in fact.lines)
            return (
                f"{say.who(fact.by)} a enregistré l'indexation du budget du réseau {fact.network} "
                f"à partir du {say.day(fact.on)}, de {percent(fact.percent, say.language)}, sur : "
                f"{lines}.{why}"
            )
        case BudgetLineEnded():
            return (
                f"{say.who(fact.by)} a enregistré que le budget du réseau {fact.network} n'a plus "
                f"de ligne pour {LINE[fact.line]} à partir du {say.day(fact.on)}.{why}"
            )
        case BudgetEntryRetracted():
            return (
                f"{say.who(fact.by)} a repris comme erronée l'inscription {say.id(fact.retracts)} "
                f"au budget du réseau {fact.network}. Motif : {say.quote(fact.reason)}."
            )
        case _:
            assert_never(fact)
