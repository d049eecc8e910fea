"""What can happen to a circular: it is launched, withdrawn, corrected, or only tells something."""

from datetime import date
from typing import ClassVar, Literal

from domain.fact import Fact
from domain.facts import NoticeFailure
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

    VERSION: ClassVar[int] = 2
    type: Literal["circular.information-started"] = "circular.information-started"
    network: NetworkId
    recipient: str
    message_id: str
    content_hash: str
    evidence: str | None = None
    """The address, among the evidence, of the very bytes that leave."""


class InformationSent(AboutCircular):
    """The network was informed; nothing is asked and no window runs."""

    type: Literal["circular.information-sent"] = "circular.information-sent"
    network: NetworkId
    message_id: str


class InformationFailed(AboutCircular):
    """That mail was refused, came back, or nobody can tell whether it left; a person sees to it."""

    type: Literal["circular.information-failed"] = "circular.information-failed"
    network: NetworkId
    message_id: str
    how: NoticeFailure
    reason: str


class InformationSettled(AboutCircular):
    """A person says of a mail that failed: the network is informed, or is written to again."""

    type: Literal["circular.information-settled"] = "circular.information-settled"
    network: NetworkId
    message_id: str
    again: bool
    reason: str
    by: StaffId


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
    | InformationFailed
    | InformationSettled
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
    uninformed: tuple[InformationFailed, ...] = ()
    """What failed and waits for a person: the last mail to each of these networks."""
    again: tuple[str, ...] = ()
    """The Message-IDs of what failed and is to be told again under another one."""
    settled: tuple[str, ...] = ()
    """The Message-IDs of all to which a person has seen."""
    passed_on: tuple[str, ...] = ()

    def begun(self, network: str) -> tuple[InformationStarted, ...]:
        """The mails that were begun to inform that network."""
        return tuple(one for one in self.informing if one.network == network)

    def waits_for_person(self, network: str) -> InformationFailed | None:
        """The mail to that network that failed and that a person has to see to."""
        return next((one for one in self.uninformed if one.network == network), None)

    def to_begin_anew(self, network: str) -> bool:
        """Whether a person wants that network to be written to again."""
        begun = self.begun(network)
        return bool(begun) and begun[-1].message_id in self.again


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
    | InformationFailed
    | InformationSettled
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
        case InformationFailed():
            return {
                "informed": tuple(n for n in life.informed if n != fact.network),
                "uninformed": (*without(life, fact.network), fact),
            }
        case InformationSettled(again=True):
            return {
                "informed": tuple(n for n in life.informed if n != fact.network),
                "uninformed": without(life, fact.network),
                "settled": (*life.settled, fact.message_id),
                "again": (*life.again, fact.message_id),
            }
        case InformationSettled():
            return {
                "uninformed": without(life, fact.network),
                "settled": (*life.settled, fact.message_id),
                "informed": (*life.informed, fact.network),
            }
        case PassedOn():
            return {"passed_on": (*life.passed_on, fact.network)}


def without(life: CircularLife, network: str) -> tuple[InformationFailed, ...]:
    """What still waits for a person, but for that network."""
    return tuple(one for one in life.uninformed if one.network != network)
