"""What can happen to the text of a model convention: it is laid down, and published coordinated."""

from datetime import date
from typing import Literal

from domain.fact import Fact
from domain.values import AvenantKind, CircularId, StaffId, Value


class ModelTextAdopted(Fact):
    """A base text counts from `on`; the avenants after number `through` are applied to it."""

    type: Literal["model.text-adopted"] = "model.text-adopted"
    model: AvenantKind
    content: str
    """Evidence address of the frozen text."""
    through: int
    reason: str
    by: StaffId


class CoordinatedVersionPublished(Fact):
    """What stood, on `on`, at the address to which letters refer (art. 24 §2), kept as it was."""

    type: Literal["model.version-published"] = "model.version-published"
    model: AvenantKind
    content: str
    """Evidence address of the frozen text, typed from what was published."""
    evidence: str | None
    """Evidence address of the very document."""
    found_at: str
    circular: CircularId | None
    """The circular whose avenants it was published with."""
    by: StaffId


ModelFact = ModelTextAdopted | CoordinatedVersionPublished
"""Everything that can stand in the stream of a model convention."""


class Snapshot(Value):
    """A coordinated version as it was published."""

    published_on: date
    content: str
    document: str | None
    found_at: str
    circular: str | None


class ModelLife(Value):
    """The base texts of a model, by evidence address, and what was published of it."""

    texts: tuple[str, ...] = ()
    """In the order of the days from which they count; of one day, the last one laid down."""
    published: tuple[Snapshot, ...] = ()


def model_of(facts: tuple[ModelFact, ...]) -> ModelLife:
    """Fold the facts of a model."""
    texts: dict[date, str] = {}
    published: list[Snapshot] = []
    for fact in facts:
        match fact:
            case ModelTextAdopted():
                texts[fact.on] = fact.content
            case CoordinatedVersionPublished():
                published.append(
                    Snapshot(
                        published_on=fact.on,
                        content=fact.content,
                        document=fact.evidence,
                        found_at=fact.found_at,
                        circular=fact.circular,
                    )
                )
    return ModelLife(
        texts=tuple(texts[day] for day in sorted(texts)),
        published=tuple(sorted(published, key=lambda one: one.published_on)),
    )


def snapshot_on(life: ModelLife, day: date) -> Snapshot | None:
    """What was published last by that day."""
    by_then = [one for one in life.published if one.published_on <= day]
    return by_then[-1] if by_then else None
