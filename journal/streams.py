"""Which stream holds what, and what its facts come to."""

from collections.abc import Sequence
from typing import cast

from domain.circular_facts import CircularFact, CircularLife, life_of
from domain.evolve import fold
from domain.facts import ConventionFact
from domain.intake import Intake, IntakeFact, intake_of
from domain.mailbox import MailboxFact, MailboxOnFile, mailbox_of
from domain.model_facts import ModelFact, ModelLife, model_of
from domain.state import Convention
from domain.values import AvenantKind, split_avenant_id
from journal.envelope import Recorded, Skimmed
from journal.journal import Journal


def convention_stream(convention: str) -> str:
    """The stream of a convention: all its avenants, so that they cannot pass each other."""
    return f"convention-{convention}"


def circular_stream(circular: str) -> str:
    """The stream of a circular: its launch, its withdrawal, whom it informed."""
    return f"circular-{circular}"


def intake_stream(network: str) -> str:
    """The stream of a network's intake: through which day its mail and post are read."""
    return f"intake-{network}"


def mailbox_stream(mailbox: str) -> str:
    """The stream of a mailbox: every message that came into it."""
    return f"mailbox-{mailbox}"


def model_stream(model: AvenantKind) -> str:
    """The stream of a model convention: its base texts, and what was published of it."""
    return f"model-{model}"


def budget_stream(network: str) -> str:
    """The stream of a network's budget, apart from its avenants."""
    return f"budget-{network}"


def archive_stream(avenant: str) -> str:
    """The stream of all that is kept of an avenant: dossiers, the archive, its destruction."""
    return f"archive-{avenant}"


def access_stream(party: str) -> str:
    """The stream of who looked at what is held of a party, and of its erasure."""
    return f"access-{party}"


def convention_from(history: Sequence[Recorded | Skimmed]) -> Convention | None:
    """The convention that these facts make; None where there are none."""
    return fold([cast("ConventionFact", one.fact) for one in history])


def load_convention(journal: Journal, convention: str) -> Convention | None:
    """The convention as the journal stands now."""
    return convention_from(journal.read(convention_stream(convention)))


def load_convention_of(journal: Journal, avenant: str) -> Convention | None:
    """The convention that an avenant amends, as the journal stands now."""
    _, convention = split_avenant_id(avenant)
    return load_convention(journal, convention)


def circular_from(history: tuple[Recorded, ...]) -> CircularLife | None:
    """The circular that these facts make; None before its launch."""
    return life_of(tuple(cast("CircularFact", one.fact) for one in history))


def load_circular(journal: Journal, circular: str) -> CircularLife | None:
    """A launched circular, as the journal stands now."""
    return circular_from(journal.read(circular_stream(circular)))


def load_intake(journal: Journal, network: str) -> Intake:
    """Through which day a network's mail and post are known to be read."""
    history = journal.read(intake_stream(network))
    return intake_of(tuple(cast("IntakeFact", one.fact) for one in history))


def load_mailbox(journal: Journal, mailbox: str) -> MailboxOnFile:
    """Every message of a mailbox, and what people said of them."""
    history = journal.read(mailbox_stream(mailbox))
    return mailbox_of(tuple(cast("MailboxFact", one.fact) for one in history))


def model_from(history: tuple[Recorded, ...]) -> ModelLife:
    """The base texts of a model that these facts lay down."""
    return model_of(tuple(cast("ModelFact", one.fact) for one in history))
