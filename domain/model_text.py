"""The text of a model convention, article by article, as somebody laid it down on a day.

Two uses have the same shape: the base text, to which avenants are applied, and a coordinated
version as it was published, which is only compared. `domain.coordinating` applies the avenants.
"""

import json
from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from domain.amendment import InLanguages, Line, fault
from domain.values import AvenantKind, NetworkKind, Value

FORM = "model-text/1"
"""The name of the frozen form; a later shape gets another name and a reader of its own."""

ArticleNumber = Annotated[str, Field(pattern=r"^[0-9]{1,3}(bis|ter|quater)?$")]


class ModelParagraph(Value):
    """A paragraph of an article; without a number where the article has none."""

    number: Annotated[int, Field(ge=1, le=99)] | None = None
    kinds: tuple[NetworkKind, ...] = ()
    """The networks whose variant of the model has it; all of them where none is named."""
    text: InLanguages


class ModelArticle(Value):
    """An article of the model."""

    number: ArticleNumber
    title: InLanguages
    paragraphs: Annotated[tuple[ModelParagraph, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        seen: set[tuple[int | None, NetworkKind]] = set()
        for paragraph in self.paragraphs:
            for kind in paragraph.kinds or tuple(NetworkKind):
                if paragraph.number is not None and (paragraph.number, kind) in seen:
                    raise fault(
                        f"art. {self.number} §{paragraph.number} stands there twice",
                        "number the paragraphs, or say for which networks each is",
                    )
                seen.add((paragraph.number, kind))
        return self


class ModelText(Value):
    """A whole model convention, with the avenants up to `through` worked in."""

    model: AvenantKind
    title: InLanguages
    counts_from: date
    """The day from which it is the text."""
    through: Annotated[int, Field(ge=0, le=99)] = 0
    """The number of the last avenant that is worked in; those after it are applied to it."""
    specimen: bool = False
    """The wording is a specimen, not the text that the legal service maintains."""
    source: Line
    articles: Annotated[tuple[ModelArticle, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _each_article_once(self) -> Self:
        numbers = [article.number for article in self.articles]
        twice = next((number for number in numbers if numbers.count(number) > 1), None)
        if twice is not None:
            raise fault(f"art. {twice} stands there twice", "number the articles one after another")
        return self


class NotAModelText(ValueError):
    """The bytes are no text of a model that was frozen here."""

    def __init__(self, why: str) -> None:
        super().__init__(f"this is no frozen text of a model convention ({why})")


def freeze_text(text: ModelText) -> bytes:
    """A text as canonical JSON: the same bytes for the same content."""
    form = {"form": FORM, "text": text.model_dump(mode="json")}
    return json.dumps(form, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def thaw_text(frozen: bytes) -> ModelText:
    """The text that was frozen. Raises `NotAModelText` for any other bytes."""
    try:
        form = json.loads(frozen)
        if form["form"] != FORM:
            raise NotAModelText(f"its form is {form['form']!r}, not {FORM!r}")
        return ModelText.model_validate_json(json.dumps(form["text"]))
    except (KeyError, TypeError, RecursionError, ValueError) as error:
        raise NotAModelText(str(error)) from error
