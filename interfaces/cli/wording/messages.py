"""Everything else that the command line says, by name, in each language."""

from collections.abc import Mapping
from types import MappingProxyType

from domain.values import Language
from interfaces.cli.wording.messages_budgets import BUDGETS
from interfaces.cli.wording.messages_documents import DOCUMENTS
from interfaces.cli.wording.messages_doing import DOING
from interfaces.cli.wording.messages_dossiers import DOSSIERS
from interfaces.cli.wording.messages_finding import FINDING
from interfaces.cli.wording.messages_law import LAW
from interfaces.cli.wording.messages_looking import LOOKING
from interfaces.cli.wording.messages_of_mail import OF_MAIL
from interfaces.cli.wording.messages_people import PEOPLE
from interfaces.cli.wording.messages_retaining import RETAINING
from interfaces.cli.wording.messages_sealing import SEALING
from interfaces.cli.wording.messages_signing import SIGNING
from interfaces.cli.wording.messages_trails import TRAILS
from interfaces.cli.wording.say import Say
from interfaces.cli.wording.words import Words

SENTENCES: Mapping[Say, Words] = MappingProxyType(
    {
        **BUDGETS,
        **FINDING,
        **DOING,
        **DOCUMENTS,
        **DOSSIERS,
        **LAW,
        **LOOKING,
        **OF_MAIL,
        **PEOPLE,
        **RETAINING,
        **SEALING,
        **SIGNING,
        **TRAILS,
    }
)
"""Every sentence; a test sees to it that none is missing."""


def sentence(what: Say, language: Language, details: Mapping[str, object]) -> str:
    """A sentence with its gaps filled."""
    return SENTENCES[what].said(language, details)


__all__ = ["SENTENCES", "Say", "sentence"]
