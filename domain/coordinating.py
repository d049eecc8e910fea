"""Avenants applied to the text of a convention, one after another: the coordinated version.

Each passage keeps who put it there. An operation that cannot be carried out changes nothing and is
told as a conflict: only a person may say what its authors meant.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Literal, assert_never

from domain.amendment import ArticleChange, InLanguages
from domain.budget import NetworkBudget
from domain.model_text import ModelText
from domain.values import NetworkKind, Value

_PLACE = re.compile(r"(?P<article>[0-9]+(?:bis|ter|quater)?)(?: §(?P<paragraph>[0-9]+))?")
_LATIN = ("", "bis", "ter", "quater")

Operation = Literal["completes", "replaces", "inserts", "repeals"]


class Origin(Value):
    """Who put a passage there: an avenant, or a circular where the model itself is meant."""

    circular: str
    number: int
    """The number of the avenant in its own sequence."""
    avenant: str | None = None
    """Null where no avenant did: the model is meant, or the parties began on the new text."""
    since: date
    """From when it counts for these parties."""

    @property
    def name(self) -> str:
        """The avenant, else the circular."""
        return self.avenant or self.circular


class Step(Value):
    """What one avenant does to the text, in the order in which it says so."""

    origin: Origin
    articles: tuple[ArticleChange, ...]
    budget: NetworkBudget | None = None
    """What an article that prints the budget prints for this network."""


class Passage(Value):
    """Words that stand together, and where they come from: null for the base text."""

    text: InLanguages | None
    budget: NetworkBudget | None = None
    put_by: Origin | None = None
    operation: Operation | None = None


class Paragraph(Value):
    """A paragraph as it reads; without passages once it is repealed."""

    number: int | None
    passages: tuple[Passage, ...]
    repealed_by: Origin | None = None


class Article(Value):
    """An article as it reads; without paragraphs once it is repealed."""

    number: str
    title: InLanguages | None
    paragraphs: tuple[Paragraph, ...]
    repealed_by: Origin | None = None
    rewritten_by: Origin | None = None


class Clash(StrEnum):
    """Why an operation cannot be carried out."""

    REPEALED = "repealed"
    NO_SUCH_ARTICLE = "no_such_article"
    NO_SUCH_PARAGRAPH = "no_such_paragraph"
    THERE_ALREADY = "there_already"


class Conflict(Value):
    """An operation that could not be carried out, and what stands in its way."""

    why: Clash
    operation: Operation
    place: str
    by: Origin
    other: Origin | None
    """Who repealed, inserted or rewrote what is there; null for the base text."""


class Coordinated(Value):
    """The text with every step applied that could be."""

    articles: tuple[Article, ...]
    conflicts: tuple[Conflict, ...]


class _Impossible(Exception):
    def __init__(self, why: Clash, other: Origin | None = None) -> None:
        self.why, self.other = why, other
        super().__init__(why)


def base_articles(text: ModelText, kind: NetworkKind) -> tuple[Article, ...]:
    """The articles of the variant for that kind of network, with nothing applied."""
    return tuple(
        Article(number=article.number, title=article.title, paragraphs=paragraphs)
        for article in text.articles
        if (
            paragraphs := tuple(
                Paragraph(number=p.number, passages=(Passage(text=p.text),))
                for p in article.paragraphs
                if not p.kinds or kind in p.kinds
            )
        )
    )


def coordinate(base: Sequence[Article], steps: Iterable[Step]) -> Coordinated:
    """Every operation of every step, in order; what cannot be carried out is told."""
    articles = tuple(base)
    conflicts: list[Conflict] = []
    for step in steps:
        for change in step.articles:
            try:
                articles = applied(articles, change, step)
            except _Impossible as impossible:
                conflicts.append(
                    Conflict(
                        why=impossible.why,
                        operation=change.operation,
                        place=change.article,
                        by=step.origin,
                        other=impossible.other,
                    )
                )
    return Coordinated(articles=articles, conflicts=tuple(conflicts))


def split_place(place: str) -> tuple[str, int | None]:
    """The article and, where one is named, the paragraph: "8 §2" is art. 8, paragraph 2."""
    found = _PLACE.fullmatch(place)
    if found is None:
        msg = f"{place!r} names no article"
        raise ValueError(msg)
    paragraph = found["paragraph"]
    return found["article"], int(paragraph) if paragraph else None


def in_order(number: str) -> tuple[int, int]:
    """Where an article stands among the others: 8, 8bis, 8ter, 9."""
    digits = number.rstrip("abeiqrstu")
    return int(digits), _LATIN.index(number[len(digits) :])


def applied(
    articles: tuple[Article, ...], change: ArticleChange, step: Step
) -> tuple[Article, ...]:
    """The articles after one operation."""
    number, paragraph = split_place(change.article)
    new = Passage(
        text=change.text,
        budget=step.budget if change.prints_budget else None,
        put_by=step.origin,
        operation=change.operation,
    )
    there = next((article for article in articles if article.number == number), None)
    if there is None:
        if change.operation == "inserts" and paragraph is None:
            alone = Article(
                number=number,
                title=None,
                paragraphs=(Paragraph(number=None, passages=(new,)),),
                rewritten_by=step.origin,
            )
            return tuple(sorted((*articles, alone), key=lambda one: in_order(one.number)))
        raise _Impossible(Clash.NO_SUCH_ARTICLE)
    after = (
        article_after(there, change.operation, new, step.origin)
        if paragraph is None
        else with_paragraph(there, paragraph, change.operation, new, step.origin)
    )
    return tuple(after if article is there else article for article in articles)


def article_after(article: Article, operation: Operation, new: Passage, by: Origin) -> Article:
    """An article after an operation on the whole of it. One that was repealed may be restored."""
    alone = (Paragraph(number=None, passages=(new,)),)
    restored = article.model_copy(
        update={"paragraphs": alone, "repealed_by": None, "rewritten_by": by}
    )
    if operation == "inserts":
        if article.repealed_by is None:
            raise _Impossible(Clash.THERE_ALREADY, article.rewritten_by)
        return restored
    must_stand(article.repealed_by)
    match operation:
        case "replaces":
            return restored
        case "repeals":
            return article.model_copy(update={"paragraphs": (), "repealed_by": by})
        case "completes":
            return article.model_copy(update={"paragraphs": completed(article.paragraphs, new)})
        case _:
            assert_never(operation)


def completed(paragraphs: tuple[Paragraph, ...], new: Passage) -> tuple[Paragraph, ...]:
    """The paragraphs with words behind the last: within it where it has no number of its own."""
    *before, last = paragraphs
    if last.number is None and last.repealed_by is None:
        return (*before, last.model_copy(update={"passages": (*last.passages, new)}))
    return (*paragraphs, Paragraph(number=None, passages=(new,)))


def with_paragraph(
    article: Article, number: int, operation: Operation, new: Passage, by: Origin
) -> Article:
    """An article after an operation on one of its paragraphs."""
    must_stand(article.repealed_by)
    there = next((one for one in article.paragraphs if one.number == number), None)
    if there is None:
        if operation != "inserts":
            raise _Impossible(Clash.NO_SUCH_PARAGRAPH, article.rewritten_by)
        added = Paragraph(number=number, passages=(new,))
        last = 1_000
        paragraphs = sorted((*article.paragraphs, added), key=lambda one: one.number or last)
        return article.model_copy(update={"paragraphs": tuple(paragraphs)})
    after = paragraph_after(there, operation, new, by)
    paragraphs = tuple(after if one is there else one for one in article.paragraphs)
    return article.model_copy(update={"paragraphs": paragraphs})


def paragraph_after(
    paragraph: Paragraph, operation: Operation, new: Passage, by: Origin
) -> Paragraph:
    """A paragraph after an operation. One that was repealed may be inserted again."""
    alone = paragraph.model_copy(update={"passages": (new,), "repealed_by": None})
    if operation == "inserts":
        if paragraph.repealed_by is None:
            raise _Impossible(Clash.THERE_ALREADY, paragraph.passages[0].put_by)
        return alone
    must_stand(paragraph.repealed_by)
    match operation:
        case "replaces":
            return alone
        case "repeals":
            return paragraph.model_copy(update={"passages": (), "repealed_by": by})
        case "completes":
            return paragraph.model_copy(update={"passages": (*paragraph.passages, new)})
        case _:
            assert_never(operation)


def must_stand(repealed_by: Origin | None) -> None:
    """Nothing is added to what was repealed."""
    if repealed_by is not None:
        raise _Impossible(Clash.REPEALED, repealed_by)
