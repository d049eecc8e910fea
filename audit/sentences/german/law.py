"""Auf Deutsch: die Texte der Muster und die Budgets der Netzwerke."""

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

MODEL = {AvenantKind.NETWORK: "Netzwerke", AvenantKind.PROVIDER: "Leistungserbringer"}
LINE = {
    BudgetKind.BASE_CARE: "Grundversorgung",
    BudgetKind.ARTICLE_8: "Aufgaben nach Artikel 8",
    BudgetKind.EATING_DISORDERS: "Essstörungen",
    BudgetKind.PRISONS: "Gefängnisse",
    BudgetKind.UNDERSERVED_AREAS: "Vereinbarungen in unterversorgten Gebieten",
    BudgetKind.RUNNING_COSTS: "Betriebskosten",
}


def law(fact: LawFact, say: Voice) -> str:
    """The sentence."""
    match fact:
        case ModelTextAdopted():
            worked = (
                f" Die Nachträge bis Nr. {fact.through} sind eingearbeitet." if fact.through else ""
            )
            return (
                f"{say.who(fact.by)} hat den Text der Mustervereinbarung der "
                f"{MODEL[fact.model]} festgelegt, der ab dem {say.day(fact.on)} gilt.{worked} "
                f"Grund: {say.quote(fact.reason)}."
            )
        case CoordinatedVersionPublished():
            circular = f", mit dem Rundschreiben {fact.circular}" if fact.circular else ""
            kept = " Auch das Dokument selbst ist verwahrt." if fact.evidence else ""
            return (
                f"{say.who(fact.by)} hat die koordinierte Fassung der Mustervereinbarung der "
                f"{MODEL[fact.model]} verwahrt, wie sie am {say.day(fact.on)} veröffentlicht "
                f"wurde{circular}, unter {say.quote(fact.found_at)}.{kept}"
            )
        case _:
            return budget(fact, say)


def budget(fact: BudgetFact, say: Voice) -> str:
    """What happened to the budget of a network."""
    if isinstance(fact, BudgetEntryRetracted):
        why = ""
    else:
        why = f" Grund: {say.quote(fact.reason)}. Quelle: {say.quote(fact.source)}."
    amount = getattr(fact, "amount", None)
    money = euros(amount, say.language) if amount is not None else ""
    match fact:
        case BudgetTransferred():
            return (
                f"{say.who(fact.by)} hat eingetragen, dass das Netzwerk {fact.network} im Jahr "
                f"{fact.year} {money} aus dem Posten {LINE[fact.from_line]} für den Posten "
                f"{LINE[fact.to_line]} verwendet, ab dem {say.day(fact.on)}.{why}"
            )
        case AdvancePaid():
            return (
                f"{say.who(fact.by)} hat einen Vorschuss von {money} eingetragen, am "
                f"{say.day(fact.on)} an das Netzwerk {fact.network} gezahlt für den Posten "
                f"{LINE[fact.line]}, {fact.year}.{why}"
            )
        case BudgetLineBegun():
            return (
                f"{say.who(fact.by)} hat eingetragen, dass das Budget des Netzwerks {fact.network} "
                f"ab dem {say.day(fact.on)} den Posten {LINE[fact.line]} hat: {money} im Jahr.{why}"
            )
        case BudgetIndexed():
            lines = say.listed(LINE[line] for line in fact.lines)
            return (
                f"{say.who(fact.by)} hat die Indexierung des Budgets des Netzwerks {fact.network} "
                f"ab dem {say.day(fact.on)} um {percent(fact.percent, say.language)} eingetragen, "
                f"auf: {lines}.{why}"
            )
        case BudgetLineEnded():
            return (
                f"{say.who(fact.by)} hat eingetragen, dass das Budget des Netzwerks {fact.network} "
                f"ab dem {say.day(fact.on)} den Posten {LINE[fact.line]} nicht mehr hat.{why}"
            )
        case BudgetEntryRetracted():
            return (
                f"{say.who(fact.by)} hat die Eintragung {say.id(fact.retracts)} im Budget des "
                f"Netzwerks {fact.network} als Irrtum zurückgenommen. Grund: "
                f"{say.quote(fact.reason)}."
            )
        case _:
            assert_never(fact)
