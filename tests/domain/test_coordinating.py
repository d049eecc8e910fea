"""What each operation does to a text, and what cannot be carried out."""

from datetime import date
from typing import Any

import pytest

from domain.amendment import ArticleChange, InLanguages
from domain.coordinating import Article, Clash, Coordinated, Origin, Step, base_articles, coordinate
from domain.model_text import (
    ModelArticle,
    ModelParagraph,
    ModelText,
    NotAModelText,
    freeze_text,
    thaw_text,
)
from domain.text_differences import differences, words_of
from domain.values import AvenantKind, NetworkKind


def said(text: str) -> InLanguages:
    return InLanguages(fr=text, nl=text, de=text)


def a_text(**changes: Any) -> ModelText:
    """Art. 8 with two paragraphs, art. 14 without any, art. 24."""
    entry: dict[str, Any] = {
        "model": AvenantKind.PROVIDER,
        "title": said("Model"),
        "counts_from": date(2023, 12, 20),
        "source": "made for this test",
        "articles": (
            ModelArticle(
                number="8",
                title=said("Places"),
                paragraphs=(
                    ModelParagraph(number=1, text=said("eight one")),
                    ModelParagraph(number=2, text=said("eight two")),
                ),
            ),
            ModelArticle(
                number="14",
                title=said("Money"),
                paragraphs=(ModelParagraph(text=said("fourteen")),),
            ),
            ModelArticle(
                number="24",
                title=said("End"),
                paragraphs=(ModelParagraph(text=said("twenty-four")),),
            ),
        ),
    }
    return ModelText(**{**entry, **changes})


def step(number: int, *changes: tuple[str, str]) -> Step:
    """An avenant with these operations; its words are its number and the place."""
    return Step(
        origin=Origin(circular=f"2026-{number:03}", number=number, since=date(2026, 1, 1)),
        articles=tuple(
            ArticleChange.model_validate(
                {
                    "operation": operation,
                    "article": place,
                    "text": None if operation == "repeals" else said(f"{number} on {place}"),
                }
            )
            for operation, place in changes
        ),
    )


def after(*steps: Step) -> Coordinated:
    return coordinate(base_articles(a_text(), NetworkKind.ADULT), steps)


def reads(articles: tuple[Article, ...]) -> list[str]:
    """The text, a line for each passage."""
    return [
        f"{one.place()}: {one.text.fr if one.text else 'repealed'}" for one in words_of(articles)
    ]


BASE = ["8 §1: eight one", "8 §2: eight two", "14: fourteen", "24: twenty-four"]


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (("completes", "8 §2"), [*BASE[:2], "8 §2: 3 on 8 §2", *BASE[2:]]),
        (("completes", "8"), [*BASE[:2], "8: 3 on 8", *BASE[2:]]),
        (("completes", "14"), [*BASE[:3], "14: 3 on 14", BASE[3]]),
        (("replaces", "8 §1"), ["8 §1: 3 on 8 §1", *BASE[1:]]),
        (("replaces", "8"), ["8: 3 on 8", *BASE[2:]]),
        (("inserts", "8 §3"), [*BASE[:2], "8 §3: 3 on 8 §3", *BASE[2:]]),
        (("inserts", "8bis"), [*BASE[:2], "8bis: 3 on 8bis", *BASE[2:]]),
        (("inserts", "9"), [*BASE[:2], "9: 3 on 9", *BASE[2:]]),
        (("repeals", "8 §1"), ["8 §1: repealed", *BASE[1:]]),
        (("repeals", "14"), [*BASE[:2], "14: repealed", BASE[3]]),
    ],
)
def test_an_operation_changes_its_place_and_nothing_else(
    change: tuple[str, str], text: list[str]
) -> None:
    found = after(step(3, change))
    assert reads(found.articles) == text
    assert found.conflicts == ()


@pytest.mark.parametrize(
    ("first", "second", "why", "whose"),
    [
        (("repeals", "8 §2"), ("completes", "8 §2"), Clash.REPEALED, 3),
        (("repeals", "8"), ("completes", "8 §2"), Clash.REPEALED, 3),
        (("repeals", "8"), ("replaces", "8"), Clash.REPEALED, 3),
        (("repeals", "14"), ("repeals", "14"), Clash.REPEALED, 3),
        (("inserts", "8bis"), ("inserts", "8bis"), Clash.THERE_ALREADY, 3),
        (("inserts", "8 §3"), ("inserts", "8 §3"), Clash.THERE_ALREADY, 3),
        (("replaces", "8"), ("completes", "8 §2"), Clash.NO_SUCH_PARAGRAPH, 3),
        (("completes", "14"), ("completes", "15"), Clash.NO_SUCH_ARTICLE, None),
        (("completes", "14"), ("completes", "14 §1"), Clash.NO_SUCH_PARAGRAPH, None),
        (("completes", "14"), ("inserts", "24"), Clash.THERE_ALREADY, None),
    ],
)
def test_what_cannot_be_carried_out_is_told_and_changes_nothing(
    first: tuple[str, str], second: tuple[str, str], why: Clash, whose: int | None
) -> None:
    """Such as completing a paragraph that another avenant has repealed."""
    found = after(step(3, first), step(4, second))
    [conflict] = found.conflicts
    assert (conflict.why, conflict.place, conflict.by.number) == (why, second[1], 4)
    assert (conflict.other.number if conflict.other else None) == whose
    assert found.articles == after(step(3, first)).articles


def test_what_was_repealed_may_be_inserted_again() -> None:
    found = after(step(3, ("repeals", "8 §2"), ("repeals", "14")), step(4, ("inserts", "8 §2")))
    assert reads(found.articles)[1:3] == ["8 §2: 4 on 8 §2", "14: repealed"]
    assert after(step(3, ("repeals", "14")), step(4, ("inserts", "14"))).conflicts == ()


def test_the_order_is_that_of_the_avenants() -> None:
    found = after(step(3, ("completes", "8 §2")), step(4, ("replaces", "8 §2")))
    assert reads(found.articles)[1] == "8 §2: 4 on 8 §2"
    found = after(step(3, ("replaces", "8 §2")), step(4, ("completes", "8 §2")))
    assert reads(found.articles)[1:3] == ["8 §2: 3 on 8 §2", "8 §2: 4 on 8 §2"]


def test_differences_are_passages_and_how_lines_break_is_none() -> None:
    base = after().articles
    changed = after(step(3, ("replaces", "14"))).articles
    found = differences(base, changed)
    assert [(one.change, one.words.place()) for one in found] == [
        ("removed", "14"),
        ("added", "14"),
    ]
    spaced = a_text(
        articles=tuple(
            ModelArticle(
                number=article.number,
                title=article.title,
                paragraphs=tuple(
                    ModelParagraph(number=p.number, text=said(p.text.fr.replace(" ", "\n ")))
                    for p in article.paragraphs
                ),
            )
            for article in a_text().articles
        )
    )
    assert differences(base, base_articles(spaced, NetworkKind.ADULT)) == ()


def test_a_published_paragraph_is_the_same_whoever_put_its_sentences_there() -> None:
    """What is published does not say its passages; whole paragraphs are compared."""
    derived = after(step(3, ("completes", "8 §2"))).articles
    published = after(step(3, ("replaces", "8 §2"))).articles
    assert len(differences(published, derived, whole_paragraphs=True)) == 2
    typed = a_text(
        articles=(
            ModelArticle(
                number="8",
                title=said("Places"),
                paragraphs=(
                    ModelParagraph(number=1, text=said("eight one")),
                    ModelParagraph(number=2, text=said("eight two 3 on 8 §2")),
                ),
            ),
            *a_text().articles[1:],
        )
    )
    assert (
        differences(base_articles(typed, NetworkKind.ADULT), derived, whole_paragraphs=True) == ()
    )


def test_a_frozen_text_is_the_same_text_again_and_nothing_else_is_one() -> None:
    assert thaw_text(freeze_text(a_text())) == a_text()
    for other in (b"", b"[]", b"{}", b'{"form":"model-text/1","text":{}}', b'{"form":"x"}'):
        with pytest.raises(NotAModelText):
            thaw_text(other)


@pytest.mark.parametrize("again", ["8", "14"])
def test_an_article_stands_once(again: str) -> None:
    one = next(article for article in a_text().articles if article.number == again)
    with pytest.raises(ValueError, match="stands there twice"):
        a_text(articles=(*a_text().articles, one))


def test_a_paragraph_stands_once_in_each_variant() -> None:
    young = (NetworkKind.CHILD_ADOLESCENT,)
    both = (
        ModelParagraph(number=1, kinds=young, text=said("young")),
        ModelParagraph(number=1, kinds=(NetworkKind.ADULT,), text=said("adult")),
    )
    ModelArticle(number="1", title=said("Aim"), paragraphs=both)
    with pytest.raises(ValueError, match="stands there twice"):
        ModelArticle(
            number="1",
            title=said("Aim"),
            paragraphs=(*both, ModelParagraph(number=1, text=said("all"))),
        )
