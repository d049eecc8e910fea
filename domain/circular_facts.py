"""What can happen to a circular: it is launched, withdrawn, corrected, or only tells something."""

from datetime import date
from typing import Literal

from domain.fact import Fact
from domain.values import CircularId, NetworkId, StaffId, Value


class AboutCircular(Fact):
    """A fact about one circular."""

    circular: CircularId


class CircularLaunched(AboutCircular):
    """The content is frozen as evidence at that address and never read from disk again."""

    type: Literal["circular.launched"] = "circular.launched"
    reference: str
    kind: Literal["amending", "informing"]
    content: str
    corrects: CircularId | None
    by: StaffId


class CircularWithdrawn(AboutCircular):
    """INAMI takes the circular back: open windows close, everyone addressed is told."""

    type: Literal["circular.withdrawn"] = "circular.withdrawn"
    reason: str
    by: StaffId


class CircularCorrected(AboutCircular):
    """Another circular takes its place."""

    type: Literal["circular.corrected"] = "circular.corrected"
    corrected_by: CircularId
    by: StaffId


class AvenantsPrepared(AboutCircular):
    """Every convention that the circular amends has its avenant; their number."""

    type: Literal["circular.avenants-prepared"] = "circular.avenants-prepared"
    networks: int
    providers: int


class AvenantsClosed(AboutCircular):
    """After a withdrawal or a correction, every avenant of the circular has been closed."""

    type: Literal["circular.avenants-closed"] = "circular.avenants-closed"


class InformationStarted(AboutCircular):
    """The intent to inform a network: these bytes, under this Message-ID."""

    type: Literal["circular.information-started"] = "circular.information-started"
    network: NetworkId
    recipient: str
    message_id: str
    content_hash: str


class InformationSent(AboutCircular):
    """The network was informed; nothing is asked and no window runs."""

    type: Literal["circular.information-sent"] = "circular.information-sent"
    network: NetworkId
    message_id: str


class PassedOn(AboutCircular):
    """The network confirms that it passed the circular on to its providers."""

    type: Literal["circular.passed-on"] = "circular.passed-on"
    network: NetworkId
    by: StaffId


CircularFact = (
    CircularLaunched
    | CircularWithdrawn
    | CircularCorrected
    | AvenantsPrepared
    | AvenantsClosed
    | InformationStarted
    | InformationSent
    | PassedOn
)
"""Everything that can stand in the stream of a circular."""


class CircularLife(Value):
    """A launched circular and how far it has been carried out."""

    id: str
    reference: str
    kind: Literal["amending", "informing"]
    content: str
    launched_on: date
    corrects: str | None
    prepared: bool = False
    withdrawn_on: date | None = None
    corrected_by: str | None = None
    closed: bool = False
    informing: tuple[InformationStarted, ...] = ()
    informed: tuple[str, ...] = ()
    passed_on: tuple[str, ...] = ()


def life_of(facts: tuple[CircularFact, ...]) -> CircularLife | None:
    """Fold the facts of a circular; None before its launch."""
    life: CircularLife | None = None
    for fact in facts:
        life = after(life, fact)
    return life


def after(life: CircularLife | None, fact: CircularFact) -> CircularLife:
    """The circular after one more fact."""
    if isinstance(fact, CircularLaunched):
        return CircularLife(
            id=fact.circular,
            reference=fact.reference,
            kind=fact.kind,
            content=fact.content,
            launched_on=fact.on,
            corrects=fact.corrects,
        )
    if life is None:
        msg = f"the stream of a circular begins with its launch, not with {fact.type}"
        raise ValueError(msg)
    return life.model_copy(update=change(life, fact))


def change(
    life: CircularLife,
    fact: CircularWithdrawn
    | CircularCorrected
    | AvenantsPrepared
    | AvenantsClosed
    | InformationStarted
    | InformationSent
    | PassedOn,
) -> dict[str, object]:
    """What that fact changes."""
    match fact:
        case CircularWithdrawn():
            return {"withdrawn_on": fact.on}
        case CircularCorrected():
            return {"withdrawn_on": fact.on, "corrected_by": fact.corrected_by}
        case AvenantsPrepared():
            return {"prepared": True}
        case AvenantsClosed():
            return {"closed": True}
        case InformationStarted():
            return {"informing": (*life.informing, fact)}
        case InformationSent():
            return {"informed": (*life.informed, fact.network)}
        case PassedOn():
            return {"passed_on": (*life.passed_on, fact.network)}
