"""What differs between two coordinated texts, passage by passage or paragraph by paragraph."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Literal

from domain.amendment import InLanguages
from domain.budget import NetworkBudget
from domain.coordinating import Article, Origin, Paragraph, Passage
from domain.values import Value


class Words(Value):
    """What stands at one place, and who put it there; without text where it is repealed."""

    article: str
    paragraph: int | None
    text: InLanguages | None
    budget: NetworkBudget | None = None
    prints_budget: bool = False
    repealed: bool = False
    put_by: Origin | None

    def place(self) -> str:
        """The place as the law names it: 8, 8 §2."""
        return self.article if self.paragraph is None else f"{self.article} §{self.paragraph}"


class Difference(Value):
    """Words that stand in one of the two texts only."""

    change: Literal["removed", "added"]
    words: Words


def differences(
    before: Sequence[Article], after: Sequence[Article], *, whole_paragraphs: bool = False
) -> tuple[Difference, ...]:
    """What is gone and what is new, in the order of the articles.

    Who put a passage there makes no difference, and neither does how its lines break. Between
    texts of which one does not know its passages, whole paragraphs are compared.
    """
    old, new = (words_of(one, whole_paragraphs=whole_paragraphs) for one in (before, after))
    matcher = SequenceMatcher(
        a=[key(one) for one in old], b=[key(one) for one in new], autojunk=False
    )
    found: list[Difference] = []
    for tag, i, j, k, n in matcher.get_opcodes():
        if tag == "equal":
            continue
        found += [Difference(change="removed", words=one) for one in old[i:j]]
        found += [Difference(change="added", words=one) for one in new[k:n]]
    return tuple(found)


def words_of(articles: Sequence[Article], *, whole_paragraphs: bool = False) -> tuple[Words, ...]:
    """A text, place by place; what is repealed is one place without words."""
    found: list[Words] = []
    for article in articles:
        if article.repealed_by is not None:
            found.append(gone(article.number, None, article.repealed_by))
        for paragraph in article.paragraphs:
            if paragraph.repealed_by is not None:
                found.append(gone(article.number, paragraph.number, paragraph.repealed_by))
            passages = joined(paragraph) if whole_paragraphs else paragraph.passages
            found += [
                Words(
                    article=article.number,
                    paragraph=paragraph.number,
                    text=passage.text,
                    budget=passage.budget,
                    prints_budget=passage.text is None,
                    put_by=passage.put_by,
                )
                for passage in passages
            ]
    return tuple(found)


def gone(article: str, paragraph: int | None, by: Origin) -> Words:
    """A place that was repealed."""
    return Words(article=article, paragraph=paragraph, text=None, repealed=True, put_by=by)


def joined(paragraph: Paragraph) -> tuple[Passage, ...]:
    """The words of a paragraph as one passage; a budget stays by itself."""
    texts = [passage.text for passage in paragraph.passages if passage.text is not None]
    budgets = tuple(passage for passage in paragraph.passages if passage.text is None)
    if not texts:
        return budgets
    # Not checked anew: together they may be longer than one passage of a file.
    whole = InLanguages.model_construct(
        fr=" ".join(text.fr for text in texts),
        nl=" ".join(text.nl for text in texts),
        de=" ".join(text.de for text in texts),
        en=english(texts),
    )
    last = paragraph.passages[-1].put_by
    return (Passage(text=whole, put_by=last), *budgets)


def english(texts: Sequence[InLanguages]) -> str | None:
    """The English of these texts together; None where one of them has none."""
    said = [text.en for text in texts if text.en is not None]
    return " ".join(said) if len(said) == len(texts) else None


def key(words: Words) -> tuple[object, ...]:
    """By what two passages are the same."""
    text = words.text
    said = tuple(" ".join(one.split()) for one in (text.fr, text.nl, text.de)) if text else ()
    budget = words.budget.model_dump_json() if words.budget else ""
    return words.article, words.paragraph, words.repealed, said, words.prints_budget, budget
