"""In English: the texts of models, and the budgets of networks."""

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

MODEL = {AvenantKind.NETWORK: "networks", AvenantKind.PROVIDER: "providers"}
LINE = {
    BudgetKind.BASE_CARE: "base care",
    BudgetKind.ARTICLE_8: "article 8 missions",
    BudgetKind.EATING_DISORDERS: "eating disorders",
    BudgetKind.PRISONS: "prisons",
    BudgetKind.UNDERSERVED_AREAS: "conventions in underserved areas",
    BudgetKind.RUNNING_COSTS: "running costs",
}


def law(fact: LawFact, say: Voice) -> str:
    """The sentence."""
    match fact:
        case ModelTextAdopted():
            worked = (
                f" The avenants up to no. {fact.through} are worked into it."
                if fact.through
                else ""
            )
            return (
                f"{say.who(fact.by)} laid down the text of the model convention of "
                f"{MODEL[fact.model]} that counts from {say.day(fact.on)}.{worked} Reason: "
                f"{say.quote(fact.reason)}."
            )
        case CoordinatedVersionPublished():
            circular = f", with circular {fact.circular}" if fact.circular else ""
            kept = " The very document is kept too." if fact.evidence else ""
            return (
                f"{say.who(fact.by)} kept the coordinated version of the model convention of "
                f"{MODEL[fact.model]} as it was published on {say.day(fact.on)}{circular}, at "
                f"{say.quote(fact.found_at)}.{kept}"
            )
        case _:
            return budget(fact, say)


def budget(fact: BudgetFact, say: Voice) -> str:
    """What happened to the budget of a network."""
    if isinstance(fact, BudgetEntryRetracted):
        why = ""
    else:
        why = f" Reason: {say.quote(fact.reason)}. Source: {say.quote(fact.source)}."
    amount = getattr(fact, "amount", None)
    money = euros(amount, say.language) if amount is not None else ""
    match fact:
        case BudgetTransferred():
            return (
                f"{say.who(fact.by)} registered that in {fact.year} network {fact.network} spends "
                f"{money} from {LINE[fact.from_line]} on {LINE[fact.to_line]}, from "
                f"{say.day(fact.on)}.{why}"
            )
        case AdvancePaid():
            return (
                f"{say.who(fact.by)} registered that network {fact.network} was paid {money} on "
                f"{say.day(fact.on)} in advance for {LINE[fact.line]}, {fact.year}.{why}"
            )
        case BudgetLineBegun():
            return (
                f"{say.who(fact.by)} registered that the budget of network {fact.network} has a "
                f"line for {LINE[fact.line]} from {say.day(fact.on)}: {money} a year.{why}"
            )
        case BudgetIndexed():
            lines = say.listed(LINE[line] for line in fact.lines)
            return (
                f"{say.who(fact.by)} registered that the budget of network {fact.network} is "
                f"indexed from {say.day(fact.on)} by {percent(fact.percent, say.language)}, on: "
                f"{lines}.{why}"
            )
        case BudgetLineEnded():
            return (
                f"{say.who(fact.by)} registered that the budget of network {fact.network} has no "
                f"line for {LINE[fact.line]} from {say.day(fact.on)}.{why}"
            )
        case BudgetEntryRetracted():
            return (
                f"{say.who(fact.by)} retracted entry {say.id(fact.retracts)} of the budget of "
                f"network {fact.network} as a mistake. Reason: {say.quote(fact.reason)}."
            )
        case _:
            assert_never(fact)
