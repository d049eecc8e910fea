"""In het Nederlands: de teksten van de modellen en de budgetten van de netwerken."""

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

MODEL = {AvenantKind.NETWORK: "netwerken", AvenantKind.PROVIDER: "zorgverleners"}
LINE = {
    BudgetKind.BASE_CARE: "basiszorg",
    BudgetKind.ARTICLE_8: "opdrachten van artikel 8",
    BudgetKind.EATING_DISORDERS: "eetstoornissen",
    BudgetKind.PRISONS: "gevangenissen",
    BudgetKind.UNDERSERVED_AREAS: "overeenkomsten in regio's met te weinig aanbod",
    BudgetKind.RUNNING_COSTS: "werkingskosten",
}


def law(fact: LawFact, say: Voice) -> str:
    """The sentence."""
    match fact:
        case ModelTextAdopted():
            worked = (
                f" De wijzigingsclausules tot en met nr. {fact.through} zijn erin verwerkt."
                if fact.through
                else ""
            )
            return (
                f"{say.who(fact.by)} legde de tekst van de modelovereenkomst van de "
                f"{MODEL[fact.model]} vast die telt vanaf {say.day(fact.on)}.{worked} Reden: "
                f"{say.quote(fact.reason)}."
            )
        case CoordinatedVersionPublished():
            circular = f", bij omzendbrief {fact.circular}" if fact.circular else ""
            kept = " Ook het document zelf is bewaard." if fact.evidence else ""
            return (
                f"{say.who(fact.by)} bewaarde de gecoördineerde versie van de modelovereenkomst "
                f"van de {MODEL[fact.model]} zoals ze op {say.day(fact.on)} werd "
                f"gepubliceerd{circular}, op {say.quote(fact.found_at)}.{kept}"
            )
        case _:
            return budget(fact, say)


def budget(fact: BudgetFact, say: Voice) -> str:
    """What happened to the budget of a network."""
    if isinstance(fact, BudgetEntryRetracted):
        why = ""
    else:
        why = f" Reden: {say.quote(fact.reason)}. Bron: {say.quote(fact.source)}."
    amount = getattr(fact, "amount", None)
    money = euros(amount, say.language) if amount is not None else ""
    match fact:
        case BudgetTransferred():
            return (
                f"{say.who(fact.by)} registreerde dat netwerk {fact.network} in {fact.year} "
                f"{money} van {LINE[fact.from_line]} overhevelt naar {LINE[fact.to_line]}, vanaf "
                f"{say.day(fact.on)}.{why}"
            )
        case AdvancePaid():
            return (
                f"{say.who(fact.by)} registreerde een voorschot van {money}, op {say.day(fact.on)} "
                f"betaald aan netwerk {fact.network} voor {LINE[fact.line]}, {fact.year}.{why}"
            )
        case BudgetLineBegun():
            return (
                f"{say.who(fact.by)} registreerde dat het budget van netwerk {fact.network} vanaf "
                f"{say.day(fact.on)} een lijn voor {LINE[fact.line]} heeft: {money} per jaar.{why}"
            )
        case BudgetIndexed():
            lines = say.listed(LINE[line] for line in fact.lines)
            return (
                f"{say.who(fact.by)} registreerde de indexering van het budget van netwerk "
                f"{fact.network} vanaf {say.day(fact.on)} met "
                f"{percent(fact.percent, say.language)}, op: {lines}.{why}"
            )
        case BudgetLineEnded():
            return (
                f"{say.who(fact.by)} registreerde dat het budget van netwerk {fact.network} vanaf "
                f"{say.day(fact.on)} geen lijn voor {LINE[fact.line]} meer heeft.{why}"
            )
        case BudgetEntryRetracted():
            return (
                f"{say.who(fact.by)} nam inschrijving {say.id(fact.retracts)} in het budget van "
                f"netwerk {fact.network} terug als fout. Reden: {say.quote(fact.reason)}."
            )
        case _:
            assert_never(fact)
