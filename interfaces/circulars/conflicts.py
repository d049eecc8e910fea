"""Operations of a circular that could not be carried out on the text which they change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from domain.amendment import AvenantModel, InLanguages
from domain.circular import Heading
from domain.coordinating import (
    Article,
    Clash,
    Conflict,
    Origin,
    Paragraph,
    Passage,
    Step,
    base_articles,
    coordinate,
    in_order,
    split_place,
)
from domain.model_text import ModelText
from domain.values import AvenantKind, NetworkKind
from interfaces.circulars.model_texts import TextFaulty, model_texts_in
from interfaces.circulars.problems import MANIFEST, Findings
from interfaces.circulars.tables import Tables

BESIDE = "models"
"""The folder, beside that of the circular, in which base texts lie."""


@dataclass(frozen=True, slots=True)
class StandingLaw:
    """The text of each model as it stands, and what earlier circulars did to it."""

    texts: Mapping[AvenantKind, ModelText] = field(default_factory=dict[AvenantKind, ModelText])
    steps: Mapping[AvenantKind, tuple[Step, ...]] = field(
        default_factory=dict[AvenantKind, tuple[Step, ...]]
    )

    def or_beside(self, folder: Path, findings: Findings) -> "StandingLaw":
        """With the texts that lie beside a circular's folder, for models that have none here."""
        try:
            beside = model_texts_in(folder.parent / BESIDE)
        except TextFaulty as faulty:
            said = f"the base text beside this folder cannot be used: {faulty}"
            findings.warning(MANIFEST, 1, said, "mend it, or conflicts with it stay unseen")
            return self
        return StandingLaw({**beside, **self.texts}, self.steps)


def look_at_conflicts(tables: Tables, law: StandingLaw, findings: Findings) -> None:
    """Write down every operation that does not fit the text, what went before it applied."""
    heading = tables.get(Heading)
    for kind in AvenantKind:
        model = tables.get(AvenantModel, "amendment", kind.value)
        if model is None:
            continue
        own = Step(
            origin=Origin(
                circular=heading.id if heading else "this",
                number=model.number,
                since=heading.date if heading else date.max,
            ),
            articles=model.articles,
        )
        replaced = {own.origin.circular, heading.corrects if heading else None}
        standing = law.steps.get(kind, ())
        earlier = [step for step in standing if step.origin.circular not in replaced]
        text = law.texts.get(kind)
        for conflict in conflicts_of(text, earlier, own):
            number = next(
                number
                for number, article in enumerate(model.articles)
                if (article.article, article.operation) == (conflict.place, conflict.operation)
            )
            line = tables.lines.of(("amendment", kind.value, "articles", number, "article"))
            write_down(conflict, line, findings, specimen=text is not None and text.specimen)
        line = tables.lines.of(("amendment", kind.value, "number"))
        if text is not None and len(earlier) == len(standing):
            look_at_base(text, own, line, findings)
        look_at_number(text, earlier, own, line, findings)


def conflicts_of(
    text: ModelText | None, earlier: Iterable[Step], own: Step
) -> tuple[Conflict, ...]:
    """What of the circular itself cannot be carried out, in any variant of the model."""
    found = all_conflicts(text, [*earlier, own])
    return tuple(one for one in found if one.by == own.origin)


def look_at_base(text: ModelText, own: Step, line: int, findings: Findings) -> None:
    """Write down that a new circular has the number of an avenant that is worked in already."""
    number = own.origin.number
    if number <= text.through:
        said = (
            f"avenant no. {number} would change nothing: the base text holds the avenants up to "
            f"no. {text.through}"
        )
        findings.error(MANIFEST, line, said, "correct the number")


def look_at_number(
    text: ModelText | None, earlier: Sequence[Step], own: Step, line: int, findings: Findings
) -> None:
    """Write down what its number does to others: they are applied in the order of the numbers."""
    number = own.origin.number
    if others := [one.origin.name for one in earlier if one.origin.number == number]:
        said = f"avenant no. {number} is there already: {', '.join(others)}"
        findings.warning(MANIFEST, line, said, "correct the number, if it is wrong")
    untouched = all_conflicts(text, earlier)
    for conflict in all_conflicts(text, [*earlier, own]):
        if conflict.by != own.origin and conflict not in untouched:
            reason = REASONS[conflict.why].format(other="this circular")
            said = (
                f"avenant no. {number} is applied before no. {conflict.by.number} of "
                f"{conflict.by.name}, which {conflict.operation} art. {conflict.place}: {reason}"
            )
            remedy = "number it behind the avenants that stand, or correct the article"
            findings.error(MANIFEST, line, said, remedy)


def all_conflicts(text: ModelText | None, steps: Iterable[Step]) -> tuple[Conflict, ...]:
    """What cannot be carried out in any variant of the model, once for each place."""
    in_turn = sorted(steps, key=lambda step: (step.origin.number, step.origin.circular))
    applied = [step for step in in_turn if text is None or step.origin.number > text.through]
    found: dict[tuple[Origin, str, str], Conflict] = {}
    for kind in NetworkKind:
        base = assumed(applied) if text is None else base_articles(text, kind)
        for conflict in coordinate(base, applied).conflicts:
            found.setdefault((conflict.by, conflict.place, conflict.operation), conflict)
    return tuple(found.values())


def assumed(steps: Iterable[Step]) -> tuple[Article, ...]:
    """A base text that has whatever the steps take for given, where none is known."""
    inserted: set[str] = set()
    needed: dict[str, set[int]] = {}
    for step in steps:
        for change in step.articles:
            article, paragraph = split_place(change.article)
            if change.operation == "inserts":
                inserted.add(change.article)
                if paragraph is None:
                    continue
            if article not in inserted:
                named = needed.setdefault(article, set())
                if paragraph is not None and change.article not in inserted:
                    named.add(paragraph)
    words = Passage(text=InLanguages(fr="…", nl="…", de="…"))
    return tuple(
        Article(
            number=article,
            title=None,
            paragraphs=tuple(
                Paragraph(number=number, passages=(words,))
                for number in (sorted(needed[article]) or [None])
            ),
        )
        for article in sorted(needed, key=in_order)
    )


REASONS = {
    Clash.REPEALED: "{other} has repealed it",
    Clash.NO_SUCH_ARTICLE: "there is no such article",
    Clash.NO_SUCH_PARAGRAPH: "there is no such paragraph since {other}",
    Clash.THERE_ALREADY: "it is there already, by {other}",
}


def write_down(conflict: Conflict, line: int, findings: Findings, *, specimen: bool) -> None:
    """A conflict is an error; what only a specimen of the text lacks is worth a look."""
    other = conflict.other.name if conflict.other else "the base text"
    if conflict.other == conflict.by:
        other = "this circular"
    reason = REASONS[conflict.why].format(other=other)
    said = f"avenant no. {conflict.by.number} {conflict.operation} art. {conflict.place}: {reason}"
    missing = conflict.why in {Clash.NO_SUCH_ARTICLE, Clash.NO_SUCH_PARAGRAPH}
    if missing and specimen and conflict.other is None:
        findings.warning(MANIFEST, line, said, "complete the specimen, or correct the article")
    else:
        findings.error(MANIFEST, line, said, "correct the operation or the article")
