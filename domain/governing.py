"""Which text binds the parties of a convention on a day, and which avenants put it together."""

from collections.abc import Callable, Iterable
from datetime import date

from domain.amendment import Amendment
from domain.bindings import binds, ends_on
from domain.concluding import termination_day
from domain.coordinating import Origin, Step
from domain.model_text import ModelText
from domain.state import Avenant, Convention
from domain.values import AvenantKind, PartyKind, Value


class Amending(Value):
    """A launched circular, as far as it changes texts: from which day it was launched."""

    circular: str
    launched_on: date
    corrected: bool = False
    """Whether a corrected circular took its place, as of every day."""
    withdrawn_on: date | None = None
    amendment: Amendment

    def stood_on(self, day: date) -> bool:
        """Whether it had been neither corrected nor taken back by that day."""
        return not self.corrected and (self.withdrawn_on is None or day < self.withdrawn_on)


class Unbound(Value):
    """An avenant that does not count on that day, and where it stands."""

    avenant: str
    state: str


class Governing(Value):
    """What binds the parties on a day.

    `ends_on` is the first day without the convention, as far as that is known: also one ahead, by
    a refusal that stands. `steps` is empty where the convention is not in force.
    """

    in_force: bool
    began_on: date
    ends_on: date | None
    steps: tuple[Step, ...]
    unbound: tuple[Unbound, ...]


Content = Callable[[Avenant], Amendment]
"""What an avenant says: the amendment that was frozen when its circular was launched."""


def end_of(convention: Convention) -> date | None:
    """The first day without the convention: it ended, or a refusal will end it (art. 24 §2)."""
    known = [day for day in (ends_on(convention), termination_day(convention)) if day is not None]
    return min(known, default=None)


def alive_on(convention: Convention, day: date) -> bool:
    """Whether the convention is in force on that day."""
    end = end_of(convention)
    return convention.began_on <= day and (end is None or day < end)


def counting(convention: Convention, day: date) -> tuple[Avenant, ...]:
    """The avenants that count on that day; a corrected text takes the place of the wrong one.

    One that was accepted binds from its entry into force, also backwards; one that was refused
    never does: the unamended text governs until the termination.
    """
    if not alive_on(convention, day):
        return ()
    bound = [one for one in convention.avenants if binds(one) and one.in_force_from <= day]
    replaced = {one.supersedes for one in bound}
    return tuple(one for one in bound if one.id not in replaced)


def governing(
    convention: Convention,
    day: date,
    content: Content,
    circulars: Iterable[Amending] = (),
    network: Convention | None = None,
) -> Governing:
    """What binds the parties on that day, with everything that is known.

    `circulars` are those that were launched; a convention that began on the text that one of them
    had amended has no avenant of it and is bound all the same. For a provider's convention that
    needs the `network`'s own convention: it cannot offer what it has not agreed to itself.
    """
    bound = counting(convention, day)
    steps = [step_of(convention, avenant, content(avenant)) for avenant in bound]
    if alive_on(convention, day):
        steps += [
            step
            for one in circulars
            if begun_on_new_text(convention, one, network)
            and (step := begun_step(convention, one)).origin.since <= day
        ]
    names = {avenant.id for avenant in bound}
    return Governing(
        in_force=alive_on(convention, day),
        began_on=convention.began_on,
        ends_on=end_of(convention),
        steps=tuple(sorted(steps, key=lambda step: (step.origin.number, step.origin.circular))),
        unbound=tuple(
            Unbound(avenant=avenant.id, state=avenant.standing.status)
            for avenant in convention.avenants
            if avenant.id not in names
        ),
    )


def step_of(convention: Convention, avenant: Avenant, amendment: Amendment) -> Step:
    """What an avenant does to the text of its convention."""
    model = amendment.of(avenant.kind)
    origin = Origin(
        circular=avenant.circular,
        number=model.number,
        avenant=avenant.id,
        since=avenant.in_force_from,
    )
    budget = amendment.budget_of(convention.network) if is_network(convention) else None
    return Step(origin=origin, articles=model.articles, budget=budget)


def begun_step(convention: Convention, one: Amending) -> Step:
    """What a circular had done to the text on which the convention began."""
    model = one.amendment.of(kind_of(convention))
    since = max(one.amendment.entry_into_force, convention.began_on)
    origin = Origin(circular=one.circular, number=model.number, since=since)
    budget = one.amendment.budget_of(convention.network) if is_network(convention) else None
    return Step(origin=origin, articles=model.articles, budget=budget)


def begun_on_new_text(
    convention: Convention, one: Amending, network: Convention | None = None
) -> bool:
    """Whether the convention began after the launch, on the text that the circular had amended.

    One that was concluded on the old text all the same was given an avenant (`avenants add`).
    """
    later = convention.began_on > one.launched_on and one.stood_on(convention.began_on)
    if not later or any(avenant.circular == one.circular for avenant in convention.avenants):
        return False
    if is_network(convention):
        return True
    return network is not None and any(
        avenant.circular == one.circular and binds(avenant) for avenant in network.avenants
    )


def model_steps(circulars: Iterable[Amending], kind: AvenantKind, day: date) -> tuple[Step, ...]:
    """What the circulars do to a model itself, whoever has agreed to it, as of a day."""
    steps = [
        Step(
            origin=Origin(
                circular=one.circular,
                number=one.amendment.of(kind).number,
                since=one.amendment.entry_into_force,
            ),
            articles=one.amendment.of(kind).articles,
        )
        for one in circulars
        if one.stood_on(day) and one.amendment.entry_into_force <= day
    ]
    return tuple(sorted(steps, key=lambda step: (step.origin.number, step.origin.circular)))


def base_for(
    texts: Iterable[ModelText], day: date, through: Callable[[int], bool] = lambda _: True
) -> ModelText | None:
    """The base text of a day: the last that counts by then and that holds only what binds.

    `through` says whether all avenants up to that number bind these parties: a text into which one
    of them is worked that they have not agreed to is not theirs.
    """
    fitting = [text for text in texts if text.counts_from <= day and through(text.through)]
    return fitting[-1] if fitting else None


def all_bind(convention: Convention, day: date, content: Content) -> Callable[[int], bool]:
    """Whether every avenant on the convention's file up to a number counts on that day."""
    bound = {avenant.id for avenant in counting(convention, day)}
    open_ones = [
        content(avenant).of(avenant.kind).number
        for avenant in convention.avenants
        if avenant.id not in bound
    ]
    return lambda number: all(other > number for other in open_ones)


def beyond(text: ModelText, steps: Iterable[Step]) -> tuple[Step, ...]:
    """The steps that are not worked into that text yet."""
    return tuple(step for step in steps if step.origin.number > text.through)


def is_network(convention: Convention) -> bool:
    """Whether it is a network's own convention with the Insurance Committee."""
    return convention.party_kind is PartyKind.NETWORK


def kind_of(convention: Convention) -> AvenantKind:
    """Which of both models the convention follows."""
    return AvenantKind.NETWORK if is_network(convention) else AvenantKind.PROVIDER
