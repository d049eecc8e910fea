"""What people do in a rehearsal, done as the command line does it, and noted by the driver."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid5

from activities.recording import record
from domain.commands import (
    AnyCommand,
    Countersign,
    DecideContested,
    EndConvention,
    ExtendWindow,
    PostNotice,
    RecordSent,
    RegisterAcceptance,
    RegisterBounce,
    RegisterRefusal,
    RegisterSignature,
    RegisterWithdrawal,
    RegisterWrongCopy,
    ReleaseSending,
    RequestResend,
    Retract,
)
from domain.facts import AnswerChannel, EndCause, Outcome
from domain.office import Actor
from domain.posting import letters_to_post
from domain.turned import NotPossible
from domain.values import Channel, Role, split_avenant_id
from interfaces.rehearsal.electronic import Electronic
from interfaces.rehearsal.notes import Notes
from journal.opening import Store
from journal.register_rows import party_of
from journal.streams import load_convention_of

IDS = UUID("6c0b8f0e-9f0e-5a57-8a51-0d0d2f6f2f01")
"""The namespace of a rehearsal's ids, so that the same seed gives the same ids."""
CELL = Actor(id="inami.cell", role=Role.INAMI)
SECOND = Actor(id="inami.second", role=Role.INAMI)
OFFICIAL = Actor(id="inami.official", role=Role.INAMI)


class ActTurnedDown(Exception):
    """The engine turned down what the script holds for possible: one of both is wrong."""


@dataclass
class Acts:
    """The hands of coordinators and of INAMI's cell in a rehearsal."""

    store: Store
    notes: Notes
    coordinators: dict[str, Actor]
    """By network."""
    last_refusals: dict[str, tuple[UUID, int]] = field(default_factory=dict[str, tuple[UUID, int]])
    """By avenant: the registration that can be retracted, and the index of its note."""
    electronic: Electronic | None = None
    """How networks and the Committee sign; without it, a person attests what came on paper."""

    # -- networks ------------------------------------------------------------------------------

    def sign(self, avenant: str, on: date) -> None:
        """Both directors' signatures come back."""
        if not self.return_copy(avenant, on, wrong=False):
            self._do(
                avenant,
                RegisterSignature(
                    today=on,
                    avenant=avenant,
                    id=self._id(avenant, "sign", on),
                    received_on=on,
                    by=CELL.id,
                ),
                CELL,
            )
        self.notes.note(avenant, "signed", on=on)

    def wrong_copy(self, avenant: str, on: date) -> None:
        """What comes back is not what was sent."""
        if not self.return_copy(avenant, on, wrong=True):
            self._do(
                avenant,
                RegisterWrongCopy(
                    today=on,
                    avenant=avenant,
                    id=self._id(avenant, "wrong copy", on),
                    received_on=on,
                    reason="page 2 is missing",
                    by=CELL.id,
                ),
                CELL,
            )
        self.notes.note(avenant, "wrong_copy", on=on)

    def return_copy(self, avenant: str, on: date, *, wrong: bool) -> bool:
        """A signed copy comes back and is examined; False where it comes on paper."""
        return self.electronic is not None and self.electronic.receive(
            avenant, on, CELL, wrong=wrong
        )

    def countersign(self, avenant: str, on: date) -> None:
        """The leading official signs for the Committee."""
        whole = self.electronic.countersigned(avenant) if self.electronic else None
        self._do(
            avenant,
            Countersign(today=on, avenant=avenant, on=on, by=OFFICIAL.id, evidence=whole),
            OFFICIAL,
        )
        self.notes.note(avenant, "countersigned", on=on)

    def release(self, avenant: str, network: str, on: date, emails: list[str]) -> None:
        """The coordinator lets the sending begin: e-mails leave that day, letters are printed."""
        actor = self.coordinators[network]
        self._do(avenant, ReleaseSending(today=on, avenant=avenant, by=actor.id), actor)
        self.notes.note(avenant, "released", on=on)
        for provider in emails:
            self.notes.note(provider, "sent", on=on, channel=Channel.EMAIL)

    # -- sending -------------------------------------------------------------------------------

    def post(self, avenant: str, network: str, on: date, *, again: bool = False) -> None:
        """The network posts a letter and says on which day."""
        actor = self.coordinators[network]
        self._do(
            avenant,
            RecordSent(
                today=on, avenant=avenant, id=self._id(avenant, "post", on), on=on, by=actor.id
            ),
            actor,
        )
        self.notes.note(avenant, "sent_again" if again else "sent", on=on, channel=Channel.LETTER)

    def post_notice(self, avenant: str, network: str, letter: str, on: date) -> None:
        """The network posts a notice that it was given to print, and says on which day."""
        actor = self.coordinators.get(network, CELL)
        convention = load_convention_of(self.store.journal, avenant)
        known = convention.avenant(avenant) if convention else None
        waiting = letters_to_post(known) if known else ()
        for one in waiting:
            if one.letter == letter:
                self._do(
                    avenant,
                    PostNotice(
                        today=on,
                        avenant=avenant,
                        id=self._id(avenant, f"post {letter}", on),
                        message_id=one.message_id,
                        on=on,
                        by=actor.id,
                    ),
                    actor,
                )

    def bounce(self, avenant: str, network: str, on: date, of: int) -> None:
        """A communication comes back."""
        actor = self.coordinators.get(network, CELL)
        self._do(
            avenant,
            RegisterBounce(
                today=on,
                avenant=avenant,
                id=self._id(avenant, "bounce", on),
                on=on,
                of=of,
                reason="550 5.1.1 unknown mailbox",
                by=actor.id,
            ),
            actor,
        )
        self.notes.note(avenant, "bounced", on=on, of=of)

    def resend(self, avenant: str, network: str, on: date, channel: Channel) -> None:
        """Another communication is asked for; an e-mail leaves that day, a letter later."""
        actor = self.coordinators.get(network, CELL)
        self._do(
            avenant, RequestResend(today=on, avenant=avenant, channel=channel, by=actor.id), actor
        )
        if channel is Channel.EMAIL:
            self.notes.note(avenant, "sent_again", on=on, channel=channel)

    # -- answers -------------------------------------------------------------------------------

    def refuse(
        self,
        avenant: str,
        network: str,
        *,
        dispatched: date | None,
        received: date,
        registered: date,
        channel: AnswerChannel = AnswerChannel.LETTER,
        by_representative: bool = True,
    ) -> None:
        """A refusal is registered."""
        actor = self.coordinators[network]
        registration = self._id(avenant, f"refuse {received}", registered)
        letter = f"Rehearsal: {avenant} refuses, received {received}, registered {registered}."
        self._do(
            avenant,
            RegisterRefusal(
                today=registered,
                avenant=avenant,
                id=registration,
                received_on=received,
                dispatched_on=dispatched,
                channel=channel,
                by_representative=by_representative,
                evidence=self.store.evidence.put(
                    letter.encode(),
                    "text/plain",
                    of=party_of("convention", split_avenant_id(avenant)[1]),
                ),
                by=actor.id,
            ),
            actor,
        )
        index = self.notes.note(
            avenant,
            "refused",
            dispatched_on=dispatched,
            received_on=received,
            registered_on=registered,
            channel=channel.value,
            by_representative=by_representative,
        )
        self.last_refusals[avenant] = (registration, index)

    def accept(self, avenant: str, network: str, received: date, registered: date) -> None:
        """An express acceptance is registered."""
        actor = self.coordinators[network]
        self._do(
            avenant,
            RegisterAcceptance(
                today=registered,
                avenant=avenant,
                id=self._id(avenant, "accept", registered),
                received_on=received,
                by=actor.id,
            ),
            actor,
        )
        self.notes.note(avenant, "accepted", received_on=received, registered_on=registered)

    def take_back(self, avenant: str, network: str, on: date, *, agreed: bool) -> None:
        """The provider takes the refusal back."""
        actor = self.coordinators[network]
        self._do(
            avenant,
            RegisterWithdrawal(
                today=on,
                avenant=avenant,
                id=self._id(avenant, "take back", on),
                reached_on=on,
                agreed=agreed,
                by=actor.id,
            ),
            actor,
        )
        self.notes.note(avenant, "refusal_withdrawn", on=on, agreed=agreed)

    def decide(self, avenant: str, network: str, on: date, outcome: Outcome) -> None:
        """A person decides the contested refusal."""
        actor = self.coordinators[network]
        self._do(
            avenant,
            DecideContested(
                today=on,
                avenant=avenant,
                id=self._id(avenant, "decide", on),
                outcome=outcome,
                reason="the coordinator heard both sides",
                by=actor.id,
            ),
            actor,
        )
        self.notes.note(avenant, "decided", on=on, outcome=outcome.value)

    def extend(self, avenant: str, on: date, until: date) -> None:
        """INAMI extends the window after an outage."""
        self._do(
            avenant,
            ExtendWindow(
                today=on,
                avenant=avenant,
                id=self._id(avenant, "extend", on),
                until=until,
                reason="the network's mailbox was down",
                by=CELL.id,
            ),
            CELL,
        )
        self.notes.note(avenant, "extended", on=on, until=until)

    def end(self, avenant: str, network: str, on: date, cause: EndCause) -> None:
        """The convention ends otherwise."""
        actor = self.coordinators[network]
        self._do(
            avenant,
            EndConvention(
                today=on, id=self._id(avenant, "end", on), on=on, cause=cause, by=actor.id
            ),
            actor,
        )
        self.notes.note(avenant, "ended_otherwise", on=on)

    def retract_last(self, avenant: str, on: date) -> None:
        """A second person takes the last registered refusal back: it was a mistake."""
        registration, index = self.last_refusals[avenant]
        self._do(
            avenant,
            Retract(
                today=on, retracts=registration, reason="another provider's letter", by=SECOND.id
            ),
            SECOND,
        )
        self.notes.note(avenant, "retracted", on=on, what=index)

    # -- the one way ---------------------------------------------------------------------------

    def _do(self, avenant: str, command: AnyCommand, actor: Actor) -> None:
        _, convention = split_avenant_id(avenant)
        done = record(self.store, convention, command, actor=actor, door="cli", correlation=avenant)
        if isinstance(done, NotPossible):
            msg = f"{type(command).__name__} of {avenant} on {command.today}: {done}"
            raise ActTurnedDown(msg)

    def _id(self, avenant: str, act: str, on: date) -> UUID:
        return uuid5(IDS, f"{avenant} {act} {on}")
