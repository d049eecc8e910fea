"""The coordinated version of a convention, or of a model, on a day and as known at an instant."""

from datetime import date, datetime
from typing import NamedTuple

from audit.law.known import Known
from domain.amendment import InLanguages
from domain.coordinating import (
    Article,
    Conflict,
    Origin,
    Step,
    base_articles,
    coordinate,
)
from domain.governing import (
    Unbound,
    all_bind,
    base_for,
    beyond,
    governing,
    kind_of,
    model_steps,
)
from domain.model_facts import Snapshot, snapshot_on
from domain.model_text import ModelText
from domain.text_differences import Difference, differences
from domain.values import AvenantKind, NetworkKind, Value
from journal.opening import Store


class NoText(LookupError):
    """No base text of the model counts on that day, as far as was known."""

    def __init__(self, model: AvenantKind, day: date, first: date | None) -> None:
        self.model, self.day, self.first = model, day, first
        super().__init__(f"no text of the model convention of {model}s counts on {day}")


class CoordinatedText(Value):
    """What the text is on a day.

    `about` is the convention or the name of the model. A convention that is not in force on that
    day has no articles. `avenants` is what has been applied, in order; `unbound` the avenants on
    file that do not count. `base` says where the unamended text comes from.
    """

    about: str
    model: AvenantKind
    network: str | None
    network_kind: NetworkKind
    as_of: date
    as_at: datetime | None
    in_force: bool
    began_on: date | None
    ends_on: date | None
    title: InLanguages | None
    base: str | None
    specimen: bool
    avenants: tuple[Origin, ...]
    unbound: tuple[Unbound, ...]
    articles: tuple[Article, ...]
    conflicts: tuple[Conflict, ...]


class ModelName(NamedTuple):
    """One of the models with its variant, such as provider-adult."""

    kind: AvenantKind
    network_kind: NetworkKind

    def __str__(self) -> str:
        """The name, as it is typed."""
        return f"{self.kind}-{self.network_kind}".replace("_", "-")


MODEL_NAMES = {
    **{str(AvenantKind(kind)): ModelName(kind, NetworkKind.ADULT) for kind in AvenantKind},
    **{
        str(name): name
        for kind in AvenantKind
        for network_kind in NetworkKind
        for name in (ModelName(kind, network_kind),)
    },
}
"""Every model by its name; `network` and `provider` alone are those of adult networks."""


def coordinated(
    store: Store, convention: str, day: date, as_at: datetime | None = None
) -> CoordinatedText | None:
    """The text that binds the parties of a convention on that day; None where none is known.

    Raises NoText, and what the evidence raises.
    """
    known = Known(store, as_at)
    found = known.convention(convention)
    if found is None:
        return None
    kind = kind_of(found)
    network = known.network(found.network) if kind is AvenantKind.PROVIDER else None
    binding = governing(found, day, known.amendment_of, known.amending, network)
    answer = CoordinatedText(
        about=found.id,
        model=kind,
        network=found.network,
        network_kind=found.kind,
        as_of=day,
        as_at=as_at,
        in_force=binding.in_force,
        began_on=binding.began_on,
        ends_on=binding.ends_on,
        title=None,
        base=None,
        specimen=False,
        avenants=(),
        unbound=binding.unbound,
        articles=(),
        conflicts=(),
    )
    if not binding.in_force:
        return answer
    texts = known.texts(kind)
    base = base_for(texts, day, all_bind(found, day, known.amendment_of))
    if base is None:
        raise NoText(kind, day, texts[0].counts_from if texts else None)
    return applied(answer, base, beyond(base, binding.steps))


def coordinated_model(
    store: Store, name: ModelName, day: date, as_at: datetime | None = None
) -> CoordinatedText:
    """The model itself on that day, whoever has agreed to it; raises NoText."""
    known = Known(store, as_at)
    texts = known.texts(name.kind)
    base = base_for(texts, day)
    if base is None:
        raise NoText(name.kind, day, texts[0].counts_from if texts else None)
    answer = CoordinatedText(
        about=str(name),
        model=name.kind,
        network=None,
        network_kind=name.network_kind,
        as_of=day,
        as_at=as_at,
        in_force=True,
        began_on=None,
        ends_on=None,
        title=None,
        base=None,
        specimen=False,
        avenants=(),
        unbound=(),
        articles=(),
        conflicts=(),
    )
    return applied(answer, base, beyond(base, model_steps(known.amending, name.kind, day)))


def applied(answer: CoordinatedText, base: ModelText, steps: tuple[Step, ...]) -> CoordinatedText:
    """The answer with the base text and everything that was done to it."""
    text = coordinate(base_articles(base, answer.network_kind), steps)
    return answer.model_copy(
        update={
            "title": base.title,
            "base": base.source,
            "specimen": base.specimen,
            "avenants": tuple(step.origin for step in steps),
            "articles": text.articles,
            "conflicts": text.conflicts,
        }
    )


class Published(Value):
    """What was published of a model by a day, and how the derived text differs from it.

    What is removed stands in the published version only, what is added in the derived one only.
    """

    snapshot: Snapshot
    differences: tuple[Difference, ...]


def against_published(store: Store, derived: CoordinatedText) -> Published | None:
    """The derived text of a model beside the last published one; None where none is kept."""
    known = Known(store, derived.as_at)
    snapshot = snapshot_on(known.model(derived.model), derived.as_of)
    if snapshot is None:
        return None
    published = base_articles(known.text(snapshot.content), derived.network_kind)
    return Published(
        snapshot=snapshot,
        differences=differences(published, derived.articles, whole_paragraphs=True),
    )
