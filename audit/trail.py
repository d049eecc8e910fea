"""The trail of a subject: what happened, in sentences, with who and both times."""

from collections.abc import Iterator
from datetime import date, datetime

from audit.trails.asking import answer
from audit.trails.lines import Names, TrailLine, line, staff_names
from audit.trails.question import Question
from audit.trails.subjects import Subject, UnknownSubject, subject
from domain.values import Language
from journal.opening import Store


def trail(
    store: Store,
    name: str,
    *,
    as_at: datetime | None = None,
    as_of: date | None = None,
    lang: Language = Language.FR,
    names: Names | None = None,
) -> list[TrailLine]:
    """What the record says of whatever is called so, oldest first: see `audit.trails.subjects`.

    `as_at` leaves out what was not yet recorded at that aware instant, `as_of` what does not
    count on that day with what is known: see `audit.moments`. `names` gives the names of the
    staff, by default those of the registers. Raises UnknownSubject.
    """
    question = Question(as_at=as_at, as_of=as_of)
    return list(told(store, subject(store, name), question, lang=lang, names=names))


def told(
    store: Store,
    about: Subject,
    question: Question,
    *,
    lang: Language = Language.FR,
    names: Names | None = None,
) -> Iterator[TrailLine]:
    """The lines that answer a question about a subject, one by one."""
    called = names or staff_names(store)
    for one in answer(store, about, question):
        yield line(one, lang, called)


__all__ = [
    "Question",
    "TrailLine",
    "UnknownSubject",
    "line",
    "staff_names",
    "subject",
    "told",
    "trail",
]
