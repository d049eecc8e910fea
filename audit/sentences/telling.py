"""The sentence of a fact, in the language that is asked for."""

from collections.abc import Callable
from typing import Any, NamedTuple

from audit.sentences.dutch import access as dutch_access
from audit.sentences.dutch import answers as dutch_answers
from audit.sentences.dutch import archive as dutch_archive
from audit.sentences.dutch import law as dutch_law
from audit.sentences.dutch import office as dutch_office
from audit.sentences.dutch import post as dutch_post
from audit.sentences.english import access as english_access
from audit.sentences.english import answers as english_answers
from audit.sentences.english import archive as english_archive
from audit.sentences.english import law as english_law
from audit.sentences.english import office as english_office
from audit.sentences.english import post as english_post
from audit.sentences.french import access as french_access
from audit.sentences.french import answers as french_answers
from audit.sentences.french import archive as french_archive
from audit.sentences.french import law as french_law
from audit.sentences.french import office as french_office
from audit.sentences.french import post as french_post
from audit.sentences.german import access as german_access
from audit.sentences.german import answers as german_answers
from audit.sentences.german import archive as german_archive
from audit.sentences.german import law as german_law
from audit.sentences.german import office as german_office
from audit.sentences.german import post as german_post
from audit.sentences.groups import (
    AccessFact,
    AnswerFact,
    AnyFact,
    ArchiveFact,
    LawFact,
    OfficeFact,
    PostFact,
)
from audit.sentences.voice import Voice
from domain.values import ENGINE, Language


class Teller(NamedTuple):
    """A language: how it tells each group of facts."""

    post: Callable[[PostFact, Voice], str]
    answers: Callable[[AnswerFact, Voice], str]
    office: Callable[[OfficeFact, Voice], str]
    law: Callable[[LawFact, Voice], str]
    archive: Callable[[ArchiveFact, Voice], str]
    access: Callable[[AccessFact, Voice], str]


TELLERS = {
    Language.FR: Teller(
        french_post.post,
        french_answers.answers,
        french_office.office,
        french_law.law,
        french_archive.archive,
        french_access.access,
    ),
    Language.NL: Teller(
        dutch_post.post,
        dutch_answers.answers,
        dutch_office.office,
        dutch_law.law,
        dutch_archive.archive,
        dutch_access.access,
    ),
    Language.DE: Teller(
        german_post.post,
        german_answers.answers,
        german_office.office,
        german_law.law,
        german_archive.archive,
        german_access.access,
    ),
    Language.EN: Teller(
        english_post.post,
        english_answers.answers,
        english_office.office,
        english_law.law,
        english_archive.archive,
        english_access.access,
    ),
}


Tell = Callable[[Any, Voice], str]
KNOWN: dict[tuple[type[AnyFact], Language], Tell] = {}
"""Who tells which class of facts; asked once of each, since a trail is hundreds of sentences."""


def sentence(fact: AnyFact, language: Language, names: Callable[[str], str]) -> str:
    """The fact in one to three sentences of that language; `names` names the staff.

    A new fact without its sentences does not pass the type checker.
    """
    tell = KNOWN.get((type(fact), language))
    if tell is None:
        tell = KNOWN[type(fact), language] = teller_of(fact, TELLERS[language])
    return tell(fact, Voice(language, names))


def teller_of(fact: AnyFact, teller: Teller) -> Tell:
    """Who tells facts of that class."""
    if isinstance(fact, PostFact):
        return teller.post
    if isinstance(fact, AnswerFact):
        return teller.answers
    if isinstance(fact, LawFact):
        return teller.law
    if isinstance(fact, ArchiveFact):
        return teller.archive
    if isinstance(fact, AccessFact):
        return teller.access
    # What is in none of the groups is refused here by the type checker.
    _: OfficeFact = fact
    return teller.office


NAMED_FIRST = {language: Voice(language, str).who(ENGINE) for language in Language}
"""The engine, as the first word of a sentence."""


def somebody(by: str, language: Language, names: Callable[[str], str]) -> str:
    """Who acted: a member of the staff by name, or the engine."""
    return NAMED_FIRST[language] if by == ENGINE else names(by)
