"""What stands above a trail that is kept: of what it is, what was asked, and when it was made."""

from collections.abc import Iterator
from datetime import datetime

from audit.trails.about import Subject
from audit.trails.heading_words import WORDS, Words
from audit.trails.question import Question
from domain.values import Language, Value


class TooManyFacts(ValueError):
    """More facts than such a file can hold; narrow the question or take another format."""


class Heading(Value):
    """Of what a trail is, what was asked of it, and when it was made."""

    subject: str
    language: Language
    asked: tuple[tuple[str, str], ...]
    made_at: datetime
    rehearsal: bool

    @property
    def words(self) -> Words:
        """The labels in its language."""
        return WORDS[self.language]


def heading(
    about: Subject,
    question: Question,
    language: Language,
    *,
    made_at: datetime,
    rehearsal: bool,
    stood: str | None = None,
) -> Heading:
    """What to write above the answer to a question; `stood` says where the subject stood then."""
    words = WORDS[language]
    standing = ((words.stood, stood),) if stood else ()
    return Heading(
        subject=f"{words.kinds[about.kind]} {about.key}",
        language=language,
        asked=(*asked(question, words), *standing),
        made_at=made_at,
        rehearsal=rehearsal,
    )


def asked(question: Question, words: Words) -> Iterator[tuple[str, str]]:
    """The two times and the filters, each with its label."""
    if question.as_at is not None:
        yield words.as_at, f"{question.as_at:%Y-%m-%d %H:%M:%S %z}"
    if question.as_of is not None:
        yield words.as_of, question.as_of.isoformat()
    period = words.columns[4 if question.recorded else 0]
    narrowed = [
        *question.types,
        question.actor,
        f"{period} >= {question.since}" if question.since else None,
        f"{period} <= {question.until}" if question.until else None,
        question.network,
        f"> {question.after}" if question.after else None,
        f"max. {question.limit}" if question.limit else None,
    ]
    if told := ", ".join(each for each in narrowed if each):
        yield words.filtered, told


__all__ = ["WORDS", "Heading", "TooManyFacts", "Words", "asked", "heading"]
