"""What a listing says: one row per avenant, per task, per circular's count."""

from datetime import date
from uuid import UUID

from domain.facts import TaskKind
from domain.procedure import Waiting
from domain.values import AvenantKind, Channel, Role, Value


class BoardRow(Value):
    """Where one avenant stands.

    `sent_on`, `channel` and both last days are those of the communication to which the window
    belongs, as they were told: an extension does not change them. They are null where no
    communication stands, and a network avenant has no last days. `terminates_on` is null unless a
    refusal stands; `refusal_received_on` unless a refusal determines the present state.
    """

    avenant: str
    circular: str
    kind: AvenantKind
    network: str
    convention: str
    channel: Channel | None
    sent_on: date | None
    announced_last_day: date | None
    admitted_last_day: date | None
    state: str
    refusal_received_on: date | None
    terminates_on: date | None
    terminated_on: date | None


class OpenRow(Value):
    """An avenant for which something can still come without anybody asking for more.

    `due_on` is the earliest day on which the engine would act; a day that is past means each day
    from now on, None that only a person or the addressee moves it.
    """

    avenant: str
    kind: AvenantKind
    network: str
    state: str
    waiting_for: Waiting
    due_on: date | None


class TaskRow(Value):
    """Something that waits for a person, and the command line that settles it."""

    kind: TaskKind
    avenant: str
    network: str
    role: Role
    since: date
    deadline: date | None
    about: UUID | None
    """The message, copy or registration that it is about."""
    letter: str
    """The letter or notice that it is about, as the posting list names it."""
    command: str


class Count(Value):
    """How many avenants of a network and kind stand in a state."""

    network: str
    kind: AvenantKind
    state: str
    avenants: int
