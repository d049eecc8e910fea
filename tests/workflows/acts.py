"""What people do from outside, as the command line does it: into the journal, never to Temporal."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from activities.recording import record
from domain import commands as c
from domain.circular import Circular
from domain.circular_facts import (
    CircularCorrected,
    CircularFact,
    CircularLaunched,
    CircularWithdrawn,
)
from domain.facts import AnswerChannel, EndCause, Outcome
from domain.frozen import freeze
from domain.intake import MailboxRead, PostRegistered
from domain.office import Actor
from domain.turned import NotPossible
from domain.values import AvenantKind, Channel, Role, split_avenant_id
from journal.clock import Clock
from journal.envelope import Context, Recorded
from journal.handling import handle
from journal.opening import Store
from journal.register_rows import ConventionRow
from journal.streams import circular_stream, intake_stream, load_circular

CELL = Actor(id="inami.cell", role=Role.INAMI)
SECOND = Actor(id="inami.second", role=Role.INAMI)


class TurnedDown(AssertionError):
    """The engine turned down what a test holds for possible."""


@dataclass
class Acts:
    """The hands of INAMI's cell, which may do everything for every network."""

    store: Store
    clock: Clock

    def give(self, make: type[c.Command], convention: str, /, **details: Any) -> tuple[UUID, ...]:
        """Give a command; the ids of what was recorded. A refusal fails the test."""
        actor = details.pop("actor", CELL)
        command: Any = make(today=self.clock.today(), by=actor.id, **details)
        done = record(
            self.store, convention, command, actor=actor, door="cli", correlation=convention
        )
        if isinstance(done, NotPossible):
            raise TurnedDown(f"{command!r}: {done.why} {done.details}")
        return tuple(one.event_id for one in done)

    def about(self, make: type[c.AvenantCommand], avenant: str, /, **details: Any) -> None:
        """Give a command about an avenant."""
        self.give(make, split_avenant_id(avenant)[1], avenant=avenant, **details)

    # -- registers, circulars, intake ----------------------------------------------------------

    def register(self, row: ConventionRow) -> None:
        """A convention enters the record."""
        entry = row.model_dump(exclude={"type", "id", "ended_on"})
        self.give(c.RegisterConvention, row.id, convention=row.id, **entry)

    def launch(self, circular: Circular) -> None:
        """A circular is frozen and launched."""
        launched = CircularLaunched(
            on=self.clock.today(),
            circular=circular.id,
            reference=circular.reference,
            kind=circular.kind,
            content=self.store.evidence.put(freeze(circular), "application/json"),
            corrects=circular.corrects,
            by=CELL.id,
        )
        self._append(circular_stream(circular.id), launched)

    def withdraw(self, circular: str) -> None:
        """INAMI takes a circular back."""
        withdrawn = CircularWithdrawn(
            on=self.clock.today(), circular=circular, reason="an error in the text", by=CELL.id
        )
        self._append(circular_stream(circular), withdrawn)

    def correct(self, circular: Circular) -> None:
        """A corrected circular takes the place of the one that it names."""
        assert circular.corrects is not None
        self.launch(circular)
        corrected = CircularCorrected(
            on=self.clock.today(),
            circular=circular.corrects,
            corrected_by=circular.id,
            by=CELL.id,
        )
        self._append(circular_stream(circular.corrects), corrected)

    def add(self, convention: str, circular: Circular) -> None:
        """A convention that was forgotten gets its avenant."""
        life = load_circular(self.store.journal, circular.id)
        assert life is not None
        self.about(
            c.PrepareAvenant,
            f"{circular.id}.{convention}",
            circular=circular.id,
            kind=AvenantKind.PROVIDER,
            content=life.content,
            rules=circular.rules,
            entry_into_force=circular.amends().entry_into_force,
        )

    def read_mailbox(self, network: str, through: date) -> None:
        """The network's mailbox has been read through that day."""
        fact = MailboxRead(on=self.clock.today(), network=network, through=through, by=CELL.id)
        self._append(intake_stream(network), fact)

    def confirm_post(self, network: str, through: date) -> None:
        """The network confirms that all its post through that day is registered."""
        fact = PostRegistered(on=self.clock.today(), network=network, through=through, by=CELL.id)
        self._append(intake_stream(network), fact)

    def complete_intake(self, network: str, through: date) -> None:
        """Mailbox and post are read through that day."""
        self.read_mailbox(network, through)
        self.confirm_post(network, through)

    def _append(self, stream: str, fact: CircularFact | MailboxRead | PostRegistered) -> None:
        same: Callable[[tuple[Recorded, ...]], tuple[Any, ...]] = lambda history: (fact,)  # noqa: E731
        context = Context(command_id=uuid4(), actor=CELL.id, channel="cli", correlation=stream)
        handle(self.store.journal, stream, same, context)

    # -- networks ------------------------------------------------------------------------------

    def sign(self, avenant: str) -> None:
        """Both directors' signatures come back."""
        self.about(c.RegisterSignature, avenant, id=uuid4(), received_on=self.clock.today())

    def wrong_copy(self, avenant: str) -> None:
        """What comes back is not what was sent."""
        self.about(
            c.RegisterWrongCopy,
            avenant,
            id=uuid4(),
            received_on=self.clock.today(),
            reason="a page is missing",
        )

    def decline(self, avenant: str) -> None:
        """The network says that it will not sign."""
        self.about(
            c.DeclineAvenant, avenant, id=uuid4(), on=self.clock.today(), reason="the board said no"
        )

    def countersign(self, avenant: str) -> None:
        """The leading official signs for the Insurance Committee."""
        self.about(c.Countersign, avenant, on=self.clock.today())

    def release(self, avenant: str) -> None:
        """The sending to the providers may begin."""
        self.about(c.ReleaseSending, avenant)

    def carry_through(self, avenant: str) -> None:
        """Signed, countersigned and released on one day."""
        self.sign(avenant)
        self.countersign(avenant)
        self.release(avenant)

    # -- providers -----------------------------------------------------------------------------

    def refuse(self, avenant: str, received_on: date | None = None, **details: Any) -> UUID:
        """A written refusal is registered; the id of the registration."""
        refusal = uuid4()
        letter = f"refusal {refusal}".encode()
        self.about(
            c.RegisterRefusal,
            avenant,
            id=refusal,
            received_on=received_on or self.clock.today(),
            channel=AnswerChannel.LETTER,
            evidence=self.store.evidence.put(letter, "text/plain"),
            **details,
        )
        return refusal

    def accept(self, avenant: str) -> None:
        """An express acceptance is registered."""
        self.about(c.RegisterAcceptance, avenant, id=uuid4(), received_on=self.clock.today())

    def decide(self, avenant: str, outcome: Outcome) -> None:
        """A person decides a contested refusal."""
        self.about(
            c.DecideContested, avenant, id=uuid4(), outcome=outcome, reason="the file says so"
        )

    def bounce(self, avenant: str) -> None:
        """The last communication comes back."""
        self.about(
            c.RegisterBounce, avenant, id=uuid4(), on=self.clock.today(), reason="no such mailbox"
        )

    def resend(self, avenant: str, channel: Channel | None = None) -> None:
        """Another communication is asked for."""
        self.about(c.RequestResend, avenant, channel=channel)

    def posted(self, avenant: str, on: date | None = None) -> None:
        """A letter was really posted."""
        self.about(c.RecordSent, avenant, id=uuid4(), on=on or self.clock.today())

    def end(self, convention: str, cause: EndCause = EndCause.NOTICE) -> None:
        """A convention ends otherwise."""
        self.give(c.EndConvention, convention, id=uuid4(), on=self.clock.today(), cause=cause)

    def retract(self, convention: str, registration: UUID) -> None:
        """A second person takes a mistaken registration back."""
        self.give(
            c.Retract, convention, retracts=registration, reason="wrong provider", actor=SECOND
        )
