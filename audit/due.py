"""What an avenant waits for and the earliest day on which the engine would act on it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from domain.circular import Circular
from domain.intake import Intake
from domain.procedure import Next, cleared, next_for_network, next_for_provider
from domain.state import Avenant, Convention, NetworkAvenant, ProviderAvenant

Content = Callable[[str], Circular]
"""The frozen circular at an address of the evidence."""
NOTHING_READ = Intake()


@dataclass(frozen=True, slots=True)
class Due:
    """What comes next, from which day on, and for a network since when its providers may be told.

    What can be done at once is due since the day on which the record last changed.
    """

    next: Next
    due_on: date | None
    cleared_on: date | None = None


def due(convention: Convention, avenant: Avenant, content: Content, changed_on: date) -> Due:
    """What the procedure would do next, and when at the earliest.

    A provider avenant is looked at as if its network had been cleared already and as if its last
    day lay ahead: so the day of the conclusion is the first on which it is worth trying. What the
    circular says is asked only for a network avenant.
    """
    match avenant:
        case ProviderAvenant():
            following = next_for_provider(
                convention, avenant, cleared=True, intake=NOTHING_READ, today=date.min
            )
            return Due(next=following, due_on=day_of(following, changed_on))
        case NetworkAvenant():
            circular = content(avenant.content)
            following = next_for_network(convention, avenant, circular, changed_on)
            return Due(
                next=following,
                due_on=day_of(following, changed_on),
                cleared_on=changed_on if cleared(avenant, circular) else None,
            )


def day_of(following: Next, changed_on: date) -> date | None:
    """The day of the step; None where there is none."""
    return None if following.step is None else following.on or changed_on
