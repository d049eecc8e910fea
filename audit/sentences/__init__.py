"""Every fact of the journal as a sentence that a person reads, in four languages."""

from collections.abc import Callable
from typing import NamedTuple

from audit.sentences import dutch, english, french, german
from audit.sentences.groups import AnswerFact, AnyFact, OfficeFact, PostFact
from audit.sentences.voice import Voice
from domain.values import Language


class Teller(NamedTuple):
    """A language: how it tells each group of facts."""

    post: Callable[[PostFact, Voice], str]
    answers: Callable[[AnswerFact, Voice], str]
    office: Callable[[OfficeFact, Voice], str]


TELLERS = {
    Language.FR: Teller(french.post, french.answers, french.office),
    Language.NL: Teller(dutch.post, dutch.answers, dutch.office),
    Language.DE: Teller(german.post, german.answers, german.office),
    Language.EN: Teller(english.post, english.answers, english.office),
}


def sentence(fact: AnyFact, language: Language, names: Callable[[str], str]) -> str:
    """The fact in one to three sentences of that language; `names` names the staff.

    A new fact without its sentences does not pass the type checker.
    """
    teller, voice = TELLERS[language], Voice(language, names)
    if isinstance(fact, PostFact):
        return teller.post(fact, voice)
    if isinstance(fact, AnswerFact):
        return teller.answers(fact, voice)
    return teller.office(fact, voice)


def somebody(by: str, language: Language, names: Callable[[str], str]) -> str:
    """Who acted: a member of the staff by name, or the engine."""
    return Voice(language, names).who(by)


__all__ = ["AnyFact", "sentence", "somebody"]
