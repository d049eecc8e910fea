"""Why something is not possible, and what would be: one sentence for each reason and language."""

from collections.abc import Mapping
from types import MappingProxyType

from domain.turned import NotPossible, Why
from domain.values import Language
from interfaces.cli.wording.turned_answers import ANSWERS
from interfaces.cli.wording.turned_archive import ARCHIVE
from interfaces.cli.wording.turned_budget import BUDGET
from interfaces.cli.wording.turned_office import OFFICE
from interfaces.cli.wording.turned_sending import SENDING
from interfaces.cli.wording.words import Words

SENTENCES: Mapping[Why, Words] = MappingProxyType(
    {**OFFICE, **SENDING, **ANSWERS, **BUDGET, **ARCHIVE}
)
"""Every reason that the domain has; a test sees to it that none is missing."""


def sentence(answer: NotPossible, language: Language) -> str:
    """The domain's refusal as a person reads it."""
    return SENTENCES[answer.why].said(language, answer.details)
