"""Every fact that this version of the program writes and reads, and how older shapes are read."""

from typing import get_args

from domain.access import AccessFact
from domain.archiving import ArchiveFact
from domain.budget_facts import BudgetFact
from domain.circular_facts import CircularFact
from domain.fact import Fact
from domain.facts import ConventionFact
from domain.intake import IntakeFact
from domain.mailbox import MailboxFact
from domain.model_facts import ModelFact
from journal.registry import FactRegistry, Stored


def known_facts() -> FactRegistry:
    """The registry of the project's own facts."""
    classes: list[type[Fact]] = []
    for union in (
        ConventionFact,
        CircularFact,
        IntakeFact,
        MailboxFact,
        ModelFact,
        BudgetFact,
        ArchiveFact,
        AccessFact,
    ):
        classes.extend(get_args(union))
    return FactRegistry(classes, UPCASTERS)


def without_evidence(stored: Stored) -> Stored:
    """Before bytes, documents and numbers were recorded there were none, as their defaults say."""
    return stored


UPCASTERS = {
    ("avenant.sending-started", 1): without_evidence,
    ("avenant.notice-started", 1): without_evidence,
    ("avenant.notice-sent", 1): without_evidence,
    ("avenant.sent", 1): without_evidence,
    ("avenant.sending-abandoned", 1): without_evidence,
    ("circular.information-started", 1): without_evidence,
    ("avenant.concluded", 1): without_evidence,
    ("mailbox.message-kept", 1): without_evidence,
}
"""How the shape of each older version becomes that of the next."""
