"""A small office with a rehearsal clock: it records acts as the engine and its people do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from activities.recording import record
from domain import commands as c
from domain import facts as f
from domain.intake import Intake, Watermark
from domain.office import ENGINE_ITSELF, OF_INAMI, Actor
from domain.terms import CURRENT_RULES
from domain.turned import NotPossible
from domain.values import (
    AvenantKind,
    Channel,
    Language,
    NetworkKind,
    PartyKind,
    Role,
    split_avenant_id,
)
from journal.clock import BRUSSELS, RehearsalClock
from journal.envelope import Recorded
from journal.opening import Store

NAMUR = "namur"
K, SECOND = "2026-001.K00123", "2026-002.K00123"
NETWORK = "2026-001.net-namur"
ANNA, BRAM = "anna.namur", "bram.namur"
STAFF = {
    ANNA: Actor(id=ANNA, role=Role.INAMI),
    BRAM: Actor(id=BRAM, role=Role.INAMI),
    "engine": ENGINE_ITSELF,
}


def day(text: str) -> date:
    """`03-03` is 3 March 2026."""
    return date.fromisoformat(f"2026-{text}")


def morning(on: date) -> datetime:
    return datetime.combine(on, time(9), tzinfo=BRUSSELS)


@dataclass
class Office:
    """Acts on avenants of a store; every act is done at its own instant."""

    store: Store
    clock: RehearsalClock
    last: dict[str, UUID] = field(default_factory=dict)
    """The id of what was last registered about each avenant."""

    def on(self, text: str | date) -> "Office":
        """Let it be the morning of that day, or later if it is already."""
        wanted = day(text) if isinstance(text, str) else text
        self.clock.set(max(morning(wanted), self.clock.now() + timedelta(seconds=1)))
        return self

    @property
    def today(self) -> date:
        return self.clock.today()

    def do(self, avenant: str, command: type[Any], /, by: str = "", **fields: Any) -> Any:
        """Give a command, as Anna where she may; a refusal of the domain is an answer too."""
        self.clock.set(self.clock.now() + timedelta(seconds=1))
        by = by or (ANNA if command in OF_INAMI else "engine")
        if "id" in command.model_fields:
            fields.setdefault("id", uuid4())
            self.last[avenant] = fields["id"]
        if issubclass(command, c.AvenantCommand):
            fields["avenant"] = avenant
        asked: Any = command(today=self.today, by=by, **fields)
        return record(
            self.store,
            split_avenant_id(avenant)[1],
            asked,
            actor=STAFF[by],
            door="cli",
            correlation=avenant,
        )

    def must(self, avenant: str, command: type[Any], /, **fields: Any) -> tuple[Recorded, ...]:
        """Give a command that has to be possible."""
        answer = self.do(avenant, command, **fields)
        assert not isinstance(answer, NotPossible), answer
        return answer

    # -- what an office does ----------------------------------------------------------------

    def prepare(
        self,
        avenant: str,
        channel: Channel = Channel.EMAIL,
        network: str = NAMUR,
        *,
        began_on: date = date(2024, 1, 1),
    ) -> None:
        """A convention, where it is new, and an avenant to it."""
        circular, convention = split_avenant_id(avenant)
        of_network = convention.startswith("net-")
        self.must(
            avenant,
            c.RegisterConvention,
            convention=convention,
            network=network,
            kind=NetworkKind.ADULT,
            party="p-0123456789",
            party_kind=PartyKind.NETWORK if of_network else PartyKind.INDEPENDENT,
            channel=channel,
            language=Language.FR,
            began_on=began_on,
        )
        self.must(
            avenant,
            c.PrepareAvenant,
            circular=circular,
            kind=AvenantKind.NETWORK if of_network else AvenantKind.PROVIDER,
            content="0" * 64,
            rules=CURRENT_RULES,
            entry_into_force=date(2026, 1, 1),
        )

    def begin(self, avenant: str, channel: Channel = Channel.EMAIL, ordinal: int = 1) -> Any:
        """The intent of a communication."""
        purpose = f.Purpose.FIRST if ordinal == 1 else f.Purpose.AFTER_BOUNCE
        return self.do(
            avenant,
            c.BeginSending,
            ordinal=ordinal,
            purpose=purpose,
            channel=channel,
            message_id=f"<{avenant}.{ordinal}@mail.example>",
            content_hash="1" * 64,
        )

    def send(self, avenant: str, channel: Channel = Channel.EMAIL, ordinal: int = 1) -> Any:
        """A communication that begins and leaves the same day."""
        self.begin(avenant, channel, ordinal)
        return self.do(avenant, c.RecordSent, on=self.today, ordinal=ordinal)

    def open(self, avenant: str = K, channel: Channel = Channel.EMAIL) -> None:
        """Prepared and sent today."""
        self.prepare(avenant, channel)
        self.send(avenant, channel)

    def refuse(self, avenant: str = K, received: str | date | None = None, **fields: Any) -> Any:
        """A refusal, by letter, registered today."""
        received_on = day(received) if isinstance(received, str) else received or self.today
        fields = {
            "dispatched_on": received_on,
            "channel": f.AnswerChannel.LETTER,
            "evidence": uuid4().hex,
            **fields,
        }
        return self.do(avenant, c.RegisterRefusal, received_on=received_on, **fields)

    def accept(self, avenant: str = K) -> Any:
        return self.do(avenant, c.RegisterAcceptance, received_on=self.today)

    def bounce(self, avenant: str = K, of: int = 1) -> Any:
        return self.do(avenant, c.RegisterBounce, on=self.today, of=of, reason="Mailbox unknown.")

    def decide(self, outcome: f.Outcome, avenant: str = K) -> Any:
        return self.do(avenant, c.DecideContested, outcome=outcome, reason="Seen the postmark.")

    def conclude(self, avenant: str = K, read: str | date | None = None) -> Any:
        """Conclude silence, mail and post being read through yesterday, known today."""
        known = day(read) if isinstance(read, str) else read or self.today
        mark = (Watermark(through=known - timedelta(days=1), known_on=known),)
        return self.do(avenant, c.ConcludeSilence, intake=Intake(mailbox=mark, post=mark))

    def retract(self, avenant: str = K, by: str = BRAM) -> Any:
        """Take back what was last registered about the avenant."""
        return self.do(
            avenant, c.Retract, by=by, retracts=self.last[avenant], reason="Wrong provider."
        )


Step = tuple[str, dict[str, Any]]
"""A named act of a random history with what it needs."""


def play(office: Office, avenants: list[str], steps: Sequence[Step]) -> None:
    """Do a random history; acts that make no sense are turned down and change nothing."""
    for name, drawn in steps:
        office.on(office.today + timedelta(days=drawn["days"]))
        ACTS[name](office, avenants[drawn["which"]], drawn)


def back(office: Office, drawn: dict[str, Any]) -> date:
    """A day not long ago, on which something came in that is registered today."""
    return office.today - timedelta(days=drawn["ago"])


ACTS: dict[str, Callable[[Office, str, dict[str, Any]], Any]] = {
    "send": lambda o, a, d: o.send(a, d["channel"], d["ordinal"]),
    "begin": lambda o, a, d: o.begin(a, d["channel"], d["ordinal"]),
    "resend": lambda o, a, d: o.do(a, c.RequestResend),
    "bounce": lambda o, a, d: o.bounce(a, d["ordinal"]),
    "refuse": lambda o, a, d: o.refuse(a, back(o, d), by_representative=d["flag"]),
    "accept": lambda o, a, d: o.do(a, c.RegisterAcceptance, received_on=back(o, d)),
    "take back": lambda o, a, d: o.do(
        a, c.RegisterWithdrawal, reached_on=back(o, d), agreed=d["flag"]
    ),
    "decide": lambda o, a, d: o.decide(f.Outcome.REFUSAL if d["flag"] else f.Outcome.ACCEPTANCE, a),
    "extend": lambda o, a, d: o.do(
        a, c.ExtendWindow, until=o.today + timedelta(days=d["ago"]), reason="Strike."
    ),
    "conclude": lambda o, a, d: o.conclude(a),
    "terminate": lambda o, a, d: o.do(a, c.Terminate),
    "end": lambda o, a, d: o.do(a, c.EndConvention, on=back(o, d), cause=f.EndCause.NOTICE),
    "withdraw": lambda o, a, d: o.do(
        a, c.WithdrawAvenant, on=back(o, d), corrected=False, ask_refused=d["flag"]
    ),
    "retract": lambda o, a, d: o.retract(a) if a in o.last else None,
}
